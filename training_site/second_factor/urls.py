"""Doors of second factors, beside those of allauth."""

from django.urls import path

from training_site.second_factor.views import PeopleView, ResetView

app_name = "second_factor"
urlpatterns = [
    path("", PeopleView.as_view(), name="people"),
    path("<int:pk>/reset/", ResetView.as_view(), name="reset"),
]
