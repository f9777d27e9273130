"""Doors of surveys: of those who are asked, and of those who ask."""

from django.urls import path

from assessments.surveys.views import answering, confidence, instruments, results, tests

app_name = "surveys"
urlpatterns = [
    path("", answering.HomeView.as_view(), name="home"),
    path("answer/<str:token>/", answering.AnswerView.as_view(), name="answer"),
    path("answer/<str:token>/stop/", answering.StopView.as_view(), name="stop"),
    path("confidence/", confidence.ConfidenceView.as_view(), name="confidence"),
    path("confidence/sums/", confidence.SumsView.as_view(), name="confidence_sums"),
    path("instruments/<slug:key>/", instruments.InstrumentView.as_view(), name="instrument"),
    path("results/", results.ListView.as_view(), name="results"),
    path("results/new/", results.NewView.as_view(), name="new"),
    path("results/<uuid:survey>/", results.OneView.as_view(), name="one"),
    path("results/<uuid:survey>/file/", results.FileView.as_view(), name="file"),
    path("tests/new/", tests.NewView.as_view(), name="test_new"),
    path("tests/<uuid:plan>/", tests.OneView.as_view(), name="test"),
]
