"""Doors of cohorts: of those who look after people, and of those who come in."""

from django.urls import URLPattern, path

from assessments.cohorts.views import codes, exceptions, files, home, joining, one, people, quizzes, slips

app_name = "cohorts"
ONE = "cohorts/<int:cohort>/"
urlpatterns: list[URLPattern] = [
    path("cohorts/", home.HomeView.as_view(), name="home"),
    path("cohorts/new/", home.NewView.as_view(), name="new"),
    path(ONE, one.OneView.as_view(), name="one"),
    path(f"{ONE}change/", one.ChangeView.as_view(), name="change"),
    path(f"{ONE}places/", one.PlacesView.as_view(), name="places"),
    path(f"{ONE}people/", people.AddView.as_view(), name="add"),
    path(f"{ONE}people/<int:member>/", people.EndView.as_view(), name="member"),
    path(f"{ONE}invitations/<uuid:invitation>/", people.WithdrawView.as_view(), name="withdraw"),
    path(f"{ONE}slips/", slips.SlipsView.as_view(), name="slips"),
    path(f"{ONE}file/", files.FileView.as_view(), name="file"),
    path(f"{ONE}file/<uuid:looked>/", files.LookedView.as_view(), name="looked"),
    path(f"{ONE}codes/", codes.CodesView.as_view(), name="codes"),
    path(f"{ONE}codes/<int:code>/", codes.CodeView.as_view(), name="code"),
    path(f"{ONE}exceptions/", exceptions.ExceptionsView.as_view(), name="exceptions"),
    path(f"{ONE}quizzes/", quizzes.QuizzesView.as_view(), name="quizzes"),
    path("join/", joining.AskView.as_view(), name="ask"),
    path("join/invited/<str:token>/", joining.InvitedView.as_view(), name="invited"),
    path("join/<str:code>/", joining.JoinView.as_view(), name="join"),
    path("start/", slips.StartView.as_view(), name="start"),
]
