"""Doors of operations."""

from django.urls import path

from training_site.operations import views

app_name = "operations"
urlpatterns = [
    path("health/", views.HealthView.as_view(), name="health"),
    path("operations/", views.HomeView.as_view(), name="home"),
    path("operations/run/", views.RunView.as_view(), name="run"),
    path("operations/test-mail/", views.TestMailView.as_view(), name="test_mail"),
]
