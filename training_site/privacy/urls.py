"""Doors of privacy."""

from django.urls import path

from training_site.privacy import request_views, views

app_name = "privacy"
urlpatterns = [
    path("", views.MineView.as_view(), name="mine"),
    path("download/", views.DownloadView.as_view(), name="download"),
    path("notice/", views.NoticeView.as_view(), name="notice"),
    path("notice/agree/", views.AgreeView.as_view(), name="agree"),
    path("erasure/", views.ErasureView.as_view(), name="erasure"),
    path("requests/", request_views.RequestsView.as_view(), name="requests"),
    path("requests/<uuid:pk>/", request_views.RequestView.as_view(), name="request"),
    path("proof/<uuid:pk>/", views.ProofView.as_view(), name="proof"),
]
