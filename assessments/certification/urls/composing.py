"""Doors of whoever composes certifications."""

from django.urls import path

from assessments.certification.views import composing, composing_rules, publishing, simulating

urlpatterns = [
    path("certificates/compose/", composing.ShelfView.as_view(), name="compose"),
    path("certificates/compose/new/", composing.NewView.as_view(), name="compose_new"),
    path("certificates/compose/<slug:code>/", composing.OneView.as_view(), name="compose_one"),
    path("certificates/compose/<slug:code>/details/", composing.DetailsView.as_view(), name="compose_details"),
    path("certificates/compose/<slug:code>/draft/", composing.DraftView.as_view(), name="compose_draft"),
    path("certificates/compose/<slug:code>/retire/", composing.RetireView.as_view(), name="compose_retire"),
    path("certificates/compose/<slug:code>/rules/", composing_rules.RulesView.as_view(), name="compose_rules"),
    path("certificates/compose/<slug:code>/rules/add/", composing_rules.KindsView.as_view(), name="compose_kinds"),
    path(
        "certificates/compose/<slug:code>/rules/requirement/",
        composing_rules.RequirementView.as_view(),
        name="compose_requirement",
    ),
    path("certificates/compose/<slug:code>/rules/path/", composing_rules.PathView.as_view(), name="compose_path"),
    path("certificates/compose/<slug:code>/rules/terms/", composing_rules.TermsView.as_view(), name="compose_terms"),
    path("certificates/compose/<slug:code>/try/", simulating.TryView.as_view(), name="compose_try"),
    path("certificates/compose/<slug:code>/publish/", publishing.PublishView.as_view(), name="compose_publish"),
    path("certificates/compose/<slug:code>/affected/", publishing.AffectedView.as_view(), name="compose_affected"),
]
