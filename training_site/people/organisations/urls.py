"""Doors of the organisations: the tree, its people, and what changes them."""

from django.urls import path

from training_site.people.organisations.views import persons, places

app_name = "organisations"
urlpatterns = [
    path("", places.TreeView.as_view(), name="tree"),
    path("new/", places.MakeView.as_view(), name="make_country"),
    path("people/", persons.PeopleView.as_view(), name="people"),
    path("people/<int:person>/", persons.PersonView.as_view(), name="person"),
    path("people/<int:person>/give/", persons.GiveView.as_view(), name="give"),
    path("memberships/<int:membership>/end/", persons.EndView.as_view(), name="end"),
    path("memberships/<int:membership>/move/", persons.MovePersonView.as_view(), name="move_person"),
    path("<int:organisation>/", places.OrganisationView.as_view(), name="organisation"),
    path("<int:organisation>/new/", places.MakeView.as_view(), name="make"),
    path("<int:organisation>/change/", places.ChangeView.as_view(), name="change"),
    path("<int:organisation>/hang/", places.HangView.as_view(), name="hang"),
]
