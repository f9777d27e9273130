"""Doors of the people app: what to do when a child is in danger."""

from django.urls import path

from training_site.people.views import ConfirmContactsView, DangerView

app_name = "people"
urlpatterns = [
    path("", DangerView.as_view(), name="danger"),
    path("<int:pk>/rang/", ConfirmContactsView.as_view(), name="confirm_contacts"),
]
