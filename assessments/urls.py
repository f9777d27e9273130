"""Doors of the assessments app: answers, quizzes, and texts that others mark."""

from django.urls import path

from assessments.views import answers, drafts, exemptions, gallery, marking, quizzes, sittings, trying

app_name = "assessments"
urlpatterns = [
    path("design/activities/", gallery.ActivitiesView.as_view(), name="gallery"),
    path("a/<int:page_id>/<slug:activity>/", answers.AnswerView.as_view(), name="answer"),
    path("a/<int:page_id>/<slug:activity>/draft/", drafts.DraftView.as_view(), name="draft"),
    path("try/<int:page_id>/", trying.TryView.as_view(), name="try"),
    path("try/<int:page_id>/<slug:activity>/", trying.TryView.as_view(), name="try_activity"),
    path("quiz/<int:page_id>/start/", quizzes.StartView.as_view(), name="quiz_start"),
    path("quiz/attempts/<uuid:sitting>/", sittings.SittingView.as_view(), name="quiz_attempt"),
    path("quiz/attempts/<uuid:sitting>/save/", sittings.SaveView.as_view(), name="quiz_save"),
    path("quiz/attempts/<uuid:sitting>/check/", sittings.CheckView.as_view(), name="quiz_check"),
    path("quiz/attempts/<uuid:sitting>/hand-in/", sittings.HandInView.as_view(), name="quiz_hand_in"),
    path("exemptions/", exemptions.PeopleView.as_view(), name="exemptions"),
    path("exemptions/<int:learner>/", exemptions.PersonView.as_view(), name="exemptions_of"),
    path("marking/", marking.QueueView.as_view(), name="marking"),
    path("marking/colleagues/", marking.ColleaguesView.as_view(), name="colleagues"),
    path("marking/texts/<uuid:text>/", marking.MarkView.as_view(), name="mark_text"),
    path("marking/own/<uuid:text>/", marking.OwnTextView.as_view(), name="own_text"),
]
