"""The app of answers and quizzes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from assessments import guards


class AssessmentsConfig(AppConfig):
    """What a person has shown."""

    name = "assessments"
    label = "assessments"
    verbose_name = _("Assessments")
    guards = guards.ASSESSMENTS

    def ready(self) -> None:
        """Guard the evidence; keep every version that is published; refuse quizzes that could not be given."""
        from wagtail.signals import page_published

        from assessments import auditing, holdings, merging, notifying, ticking
        from assessments.forms.quizzes import QuizPageForm
        from assessments.models import QuizPage
        from assessments.services import impossible, versions
        from modules.services import page_checks

        auditing.register_all()
        holdings.register_all()
        merging.register_all()
        notifying.register_all()
        ticking.register_all()
        # Forms stand above models, so the model is told here which is its own.
        QuizPage.base_form_class = QuizPageForm
        page_checks.register(impossible.problems)
        guards.keep(self)
        page_published.connect(versions.keep_published, dispatch_uid="assessments.versions")
