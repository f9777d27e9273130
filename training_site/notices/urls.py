"""Doors of the notices app: what one is owed, and what one writes to many."""

from django.urls import path

from training_site.notices import message_views, template_views, views

app_name = "notices"
urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("<int:notice_id>/see/", views.SeeView.as_view(), name="see"),
    path("see-all/", views.SeeAllView.as_view(), name="see_all"),
    path("preference/", views.PreferenceView.as_view(), name="preference"),
    path("hours/", message_views.HoursView.as_view(), name="hours"),
    path("write/", message_views.WriteView.as_view(), name="write"),
    path("templates/", template_views.TemplatesView.as_view(), name="templates"),
    path("templates/new/", template_views.NewView.as_view(), name="template_new"),
    path("templates/<int:template>/", template_views.TemplateView.as_view(), name="template"),
    path("templates/<int:template>/change/", template_views.ChangeView.as_view(), name="template_change"),
    path("templates/<int:template>/end/", template_views.EndView.as_view(), name="template_end"),
    path("sent/", message_views.SentView.as_view(), name="sent"),
    path("messages/<uuid:message>/", message_views.MessageView.as_view(), name="message"),
    path("messages/<uuid:message>/deliveries/", message_views.DeliveriesView.as_view(), name="deliveries"),
]
