"""Doors of those who decide and answer for certificates."""

from django.urls import URLPattern, path

from assessments.certification.views import answers, checking, deciding, given_up, importing, measures, rounds

HERE = "certificates/"
DECISIONS = f"{HERE}decisions/"
MEASURES = f"{HERE}measures/"
ROUNDS = f"{HERE}rounds/"
ROUND = f"{ROUNDS}<uuid:cycle>/"
DECISION = f"{DECISIONS}<uuid:decision>/"
urlpatterns: list[URLPattern] = [
    path(DECISIONS, deciding.QueueView.as_view(), name="decisions"),
    path(DECISION, deciding.DecisionView.as_view(), name="decision"),
    path(f"{DECISION}conflict/", deciding.ConflictView.as_view(), name="decision_conflict"),
    path(f"{DECISION}take-up/", deciding.TakeUpView.as_view(), name="decision_take_up"),
    path(f"{HERE}answers/", answers.AnswersView.as_view(), name="answers"),
    path(f"{HERE}answers/<str:machine>/<uuid:pk>/", answers.AnswerView.as_view(), name="answer"),
    path(MEASURES, measures.MeasuresView.as_view(), name="measures"),
    path(f"{MEASURES}of/<uuid:credential>/", measures.ProposeView.as_view(), name="measure_propose"),
    path(f"{MEASURES}<uuid:measure>/", measures.MeasureView.as_view(), name="measure"),
    path(f"{HERE}check/", checking.CheckView.as_view(), name="check"),
    path(f"{HERE}given-up-keys/", given_up.GivenUpView.as_view(), name="given_up"),
    path(f"{HERE}import/", importing.ImportView.as_view(), name="import"),
    path(ROUNDS, rounds.RoundsView.as_view(), name="rounds"),
    path(ROUND, rounds.RoundView.as_view(), name="round"),
    path(f"{ROUND}leave/", rounds.LeaveView.as_view(), name="leave"),
    path(f"{ROUND}waive/<path:requirement>/", rounds.WaiveView.as_view(), name="waive"),
    path(f"{HERE}leaves/<uuid:leave>/", rounds.LeaveEndView.as_view(), name="leave_end"),
]
