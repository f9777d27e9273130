"""Doors of mentoring: groups, tutorials, escalation notes."""

from django.urls import path

from assessments.mentoring.views import escalations, groups

urlpatterns = [
    path("groups/", groups.GroupsView.as_view(), name="groups"),
    path("groups/<uuid:group>/", groups.GroupView.as_view(), name="group"),
    path("groups/<uuid:group>/record/", groups.TutorialFormView.as_view(), name="tutorial_new"),
    path("tutorials/<uuid:tutorial>/", groups.TutorialView.as_view(), name="tutorial"),
    path("tutorials/<uuid:tutorial>/correct/", groups.CorrectTutorialView.as_view(), name="tutorial_correct"),
    path("people/<uuid:relationship>/escalation/", escalations.EscalationView.as_view(), name="escalation"),
    path("escalations/", escalations.EscalationsView.as_view(), name="escalations"),
]
