"""Doors of the offline app. The worker lies at the root: a browser lets it answer for what lies below its own address."""

from django.urls import path

from training_site.offline.views import OfflineView, WorkerView

app_name = "offline"
urlpatterns = [
    path("sw.js", WorkerView.as_view(), name="worker"),
    path("offline/", OfflineView.as_view(), name="page"),
]
