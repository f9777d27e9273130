"""Doors of mentoring: the map of the framework, evidence, levels, disagreement, reviews."""

from django.urls import URLPattern, path

from assessments.mentoring.services import reviews as services
from assessments.mentoring.views import decisions, disputes, evidence, review_acts, reviews
from assessments.mentoring.views.map import IndicatorView, MapView, PassportView, RateView

REVIEW, DECISION = "reviews/<uuid:review>/", "decisions/<uuid:decision>/"
urlpatterns: list[URLPattern] = [
    path("map/", MapView.as_view(), name="my_map"),
    path("map/passport/", PassportView.as_view(), name="passport"),
    path("map/rate/<str:code>/", RateView.as_view(), name="rate"),
    path("map/<int:learner>/", MapView.as_view(), name="map"),
    path("map/<int:learner>/<str:code>/", IndicatorView.as_view(), name="indicator"),
    path("map/<int:learner>/<str:code>/decide/", decisions.DecideView.as_view(), name="decide"),
    path("people/<uuid:relationship>/validate/", evidence.OfficeView.as_view(), name="validate"),
    path("log/<uuid:entry>/validate/", evidence.EntryEvidenceView.as_view(), name="validate_entry"),
    path("records/<uuid:record>/validate/", evidence.RecordEvidenceView.as_view(), name="validate_record"),
    path("evidence/<uuid:evidence>/withdraw/", evidence.WithdrawView.as_view(), name="evidence_withdraw"),
    path(DECISION, decisions.DecisionView.as_view(), name="decision"),
    path(f"{DECISION}confirm/", decisions.ConfirmView.as_view(), name="decision_confirm"),
    path(f"{DECISION}uphold/", decisions.UpholdView.as_view(), name="decision_uphold"),
    path(f"{DECISION}return/", decisions.ReturnView.as_view(), name="decision_return"),
    path("disputes/", disputes.DisputesView.as_view(), name="disputes"),
    path("disputes/<str:machine>/<uuid:subject>/", disputes.DisagreeView.as_view(), name="disagree"),
    path("disputes/<uuid:dispute>/take-back/", disputes.TakeBackView.as_view(), name="dispute_take_back"),
    path("disputes/<uuid:dispute>/name/", disputes.NameView.as_view(), name="dispute_name"),
    path("disputes/<uuid:dispute>/answer/", disputes.AnswerView.as_view(), name="dispute_answer"),
    path("people/<uuid:relationship>/reviews/", reviews.ReviewsView.as_view(), name="reviews"),
    path(REVIEW, reviews.ReviewView.as_view(), name="review"),
    path(f"{REVIEW}save/", review_acts.SaveView.as_view(), name="review_save"),
    path(f"{REVIEW}freeze/", review_acts.StepView.as_view(step=services.freeze), name="review_freeze"),
    path(f"{REVIEW}reopen/", review_acts.StepView.as_view(step=services.reopen), name="review_reopen"),
    path(f"{REVIEW}confirm/", review_acts.StepView.as_view(step=services.confirm), name="review_confirm"),
    path(f"{REVIEW}uphold/", review_acts.StepView.as_view(step=services.uphold), name="review_uphold"),
    path(f"{REVIEW}return/", review_acts.ReturnView.as_view(), name="review_return"),
    path(f"{REVIEW}sign/", review_acts.SignView.as_view(), name="review_sign"),
]
