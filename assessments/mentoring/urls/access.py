"""Doors of mentoring: who looked, emergency access, handing in, audits."""

from django.urls import path

from assessments.mentoring.views import audits, emergency, seen, submissions

urlpatterns = [
    path("seen/", seen.SeenView.as_view(), name="seen"),
    path("seen/download/", seen.SeenDownloadView.as_view(), name="seen_download"),
    path("seen/<int:learner>/", seen.SeenOfView.as_view(), name="seen_of"),
    path("emergency/", emergency.EmergenciesView.as_view(), name="emergencies"),
    path("emergency/ask/<int:learner>/", emergency.AskView.as_view(), name="emergency_ask"),
    path("emergency/<uuid:grant>/", emergency.EmergencyView.as_view(), name="emergency"),
    path("emergency/<uuid:grant>/opened/", emergency.OpenedView.as_view(), name="opened"),
    path("submitted/", submissions.SubmittedView.as_view(), name="submitted"),
    path("submitted/<uuid:submission>/back/", submissions.TakeBackView.as_view(), name="take_submission_back"),
    path("audits/", audits.AuditsView.as_view(), name="audits"),
    path("audits/<uuid:sample>/object/", audits.ObjectView.as_view(), name="object_to_audit"),
]
