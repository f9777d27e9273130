"""Doors of the duplicates."""

from django.urls import path

from training_site.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("merged/", views.MergedView.as_view(), name="merged"),
    path("<int:one>/and/<int:other>/", views.PairView.as_view(), name="pair"),
    path("<int:account>/into/<int:person>/", views.MergeView.as_view(), name="merge"),
]
