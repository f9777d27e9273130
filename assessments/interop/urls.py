"""Doors of interchange, for those who write the curriculum."""

from django.urls import path

from assessments.interop.views import exporting, importing

app_name = "interop"
urlpatterns = [
    path("import/", importing.LookView.as_view(), name="look"),
    path("import/<uuid:looked>/", importing.LookedView.as_view(), name="looked"),
    path("export/<int:page_id>/", exporting.ExportView.as_view(), name="export"),
]
