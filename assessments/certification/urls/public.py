"""Doors of strangers: verification, badges, keys and lists. Every address here stands on paper or in somebody's wallet and never changes."""

from django.urls import URLPattern, path

from assessments.certification.views import published, verification

urlpatterns: list[URLPattern] = [
    path("verify/", verification.AskView.as_view(), name="verify"),
    path("verify/offline/", verification.OfflineView.as_view(), name="verify_offline"),
    # Whatever somebody types is looked for and not found in the same words, also where there is a slash in it.
    path("verify/<path:code>/", verification.AnswerView.as_view(), name="verified"),
    path("shared/<str:secret>/", verification.SharedView.as_view(), name="shared"),
    path("credentials/<uuid:credential>.json", published.BadgeView.as_view(), name="badge"),
    path("achievements/<slug:code>/<int:number>/", published.AchievementView.as_view(), name="achievement"),
    path("framework/", published.FrameworkView.as_view(), name="framework"),
    path("issuers/<int:issuer>/did.json", published.IdentityView.as_view(), name="did"),
    path("issuers/<int:issuer>/keys.json", published.KeysView.as_view(), name="keys"),
    path("status/<int:issuer>/<str:purpose>.json", published.StatusListView.as_view(), name="status_list"),
]
