"""Doors of the notices app: what one is owed, and what one writes to many."""

from django.urls import path

from training_site.notices import message_views, views

app_name = "notices"
urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("<int:notice_id>/see/", views.SeeView.as_view(), name="see"),
    path("see-all/", views.SeeAllView.as_view(), name="see_all"),
    path("preference/", views.PreferenceView.as_view(), name="preference"),
    path("hours/", message_views.HoursView.as_view(), name="hours"),
    path("write/", message_views.WriteView.as_view(), name="write"),
    path("sent/", message_views.SentView.as_view(), name="sent"),
    path("messages/<uuid:message>/", message_views.MessageView.as_view(), name="message"),
    path("messages/<uuid:message>/deliveries/", message_views.DeliveriesView.as_view(), name="deliveries"),
]
