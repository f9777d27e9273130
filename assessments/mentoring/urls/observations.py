"""Doors of mentoring: observations, and the one form that somebody from outside fills in by a link."""

from django.urls import URLPattern, path

from assessments.mentoring.views import answering, invitations, invited, observations, observing

ONE, LINK = "observations/<uuid:observation>/", "observe/<str:token>/"

urlpatterns: list[URLPattern] = [
    path("people/<uuid:relationship>/observations/", observations.ListView.as_view(), name="observations"),
    path("people/<uuid:relationship>/observations/ask/", observations.AskView.as_view(), name="observation_ask"),
    path(ONE, observations.ObservationView.as_view(), name="observation"),
    path(f"{ONE}step/", observations.StepView.as_view(), name="observation_step"),
    path(f"{ONE}observe/", observing.ObserveView.as_view(), name="observe"),
    path(f"{ONE}observe/save/", observing.SaveView.as_view(), name="observe_save"),
    path(f"{ONE}observe/check/", observing.CheckView.as_view(), name="observe_check"),
    path(f"{ONE}answer/", answering.AnswerView.as_view(), name="observation_answer"),
    path(f"{ONE}handover/", answering.HandoverView.as_view(), name="observation_handover"),
    path(f"{ONE}invite/", invitations.InviteView.as_view(), name="observation_invite"),
    path("invitations/<uuid:invitation>/revoke/", invitations.RevokeView.as_view(), name="revoke_invitation"),
    path(LINK, invited.IntroView.as_view(), name="invited"),
    path(f"{LINK}form/", invited.FormView.as_view(), name="invited_form"),
    path(f"{LINK}save/", invited.SaveView.as_view(), name="invited_save"),
    path(f"{LINK}check/", invited.CheckView.as_view(), name="invited_check"),
    path(f"{LINK}not-me/", invited.NotMeView.as_view(), name="invited_not_me"),
]
