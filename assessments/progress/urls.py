"""Doors of the progress app: My learning."""

from django.urls import path

from assessments.progress import views

app_name = "progress"
urlpatterns = [
    path("", views.MyLearningView.as_view(), name="my_learning"),
    path("join/", views.JoinView.as_view(), name="join"),
    path("lessons/<int:page_id>/mark/", views.MarkView.as_view(), name="mark"),
    path("place/", views.PlaceView.as_view(), name="place"),
]
