"""Every door of the site. Names only: nothing above is imported here."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail's own sign-in has no limit on guessing; there is one door, and it has one.
    path("", include("training_site.people.account_urls")),
    path("admin/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", include("training_site.people.language.urls")),
    path("child-in-danger/", include("training_site.people.urls")),
    path("organisations/", include("training_site.people.organisations.urls")),
    path("duplicates/", include("training_site.duplicates.urls")),
    path("", include("training_site.offline.urls")),
    path("notices/", include("training_site.notices.urls")),
    path("privacy/", include("training_site.privacy.urls")),
    path("second-factor/", include("training_site.second_factor.urls")),
    path("audit/", include("training_site.audit.urls")),
    path("", include("training_site.operations.urls")),
    path("design/", include("training_site.design.urls")),
    path("learning/", include("assessments.progress.urls")),
    path("mentoring/", include("assessments.mentoring.urls")),
    path("board/", include("assessments.reporting.urls")),
    path("questions/", include("assessments.interop.urls")),
    path("surveys/", include("assessments.surveys.urls")),
    path("", include("assessments.cohorts.urls")),
    path("", include("assessments.certification.urls")),
    path("", include("assessments.urls")),
]
urlpatterns += i18n_patterns(
    path("", include("training_site.people.account_urls")),  # Wagtail repeats its sign-in below each language
    path("", include("modules.urls")),
    prefix_default_language=False,
)
