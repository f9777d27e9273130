"""Doors of the notices app: what one is owed."""

from django.urls import path

from training_site.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("<int:notice_id>/see/", views.SeeView.as_view(), name="see"),
    path("see-all/", views.SeeAllView.as_view(), name="see_all"),
    path("preference/", views.PreferenceView.as_view(), name="preference"),
]
