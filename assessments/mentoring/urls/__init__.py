"""Doors of mentoring: one module per room."""

from importlib import import_module

from django.urls import URLPattern

app_name = "mentoring"
ROOMS = ("relationships", "sessions", "log", "observations", "competency", "board", "groups", "access")
urlpatterns: list[URLPattern] = [
    pattern for room in ROOMS for pattern in import_module(f"assessments.mentoring.urls.{room}").urlpatterns
]
