"""Doors of mentoring: relationships, agreements, policy, home."""

from django.urls import URLPattern, path

from assessments.mentoring.views import agreement_signing, agreements, assigning, home, policies, relationships

PAIR = "people/<uuid:relationship>/"
urlpatterns: list[URLPattern] = [
    path("", home.HomeView.as_view(), name="home"),
    path("assign/<int:learner>/", assigning.AssignView.as_view(), name="assign"),
    path("policy/<int:organisation>/", policies.PolicyView.as_view(), name="policy"),
    path(PAIR, relationships.PairView.as_view(), name="pair"),
    path(f"{PAIR}answer/", relationships.AnswerView.as_view(), name="answer"),
    path(f"{PAIR}change/", relationships.ChangeView.as_view(), name="change"),
    path(f"{PAIR}pause/", assigning.PauseView.as_view(), name="pause"),
    path(f"{PAIR}resume/", assigning.ResumeView.as_view(), name="resume"),
    path(f"{PAIR}end/", assigning.EndView.as_view(), name="end"),
    path(f"{PAIR}take-back/", assigning.TakeBackView.as_view(), name="take_back"),
    path(f"{PAIR}agreement/", agreements.AgreementView.as_view(), name="agreement"),
    path(f"{PAIR}agreement/save/", agreements.SaveView.as_view(), name="agreement_save"),
    path(f"{PAIR}agreement/sign/", agreement_signing.SignView.as_view(), name="agreement_sign"),
    path(f"{PAIR}agreement/renew/", agreements.RenewView.as_view(), name="agreement_renew"),
    path(f"{PAIR}agreement/employer/", agreement_signing.EmployerView.as_view(), name="agreement_employer"),
]
