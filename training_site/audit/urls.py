"""Doors of the audit trail."""

from django.urls import path

from training_site.audit.views import ExportView, TrailView

app_name = "audit"
urlpatterns = [
    path("", TrailView.as_view(), name="trail"),
    path("export/", ExportView.as_view(), name="export"),
]
