"""The one door for people to come in and go out: every other form that takes a password leads here.

These paths come before those of Wagtail and allauth, whose own views have no limit on guessing or leave the phone as it was.
"""

from django.urls import path
from django.views.generic import RedirectView

from training_site.people.views import SignOutView

sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
reset_password = RedirectView.as_view(pattern_name="account_reset_password")
sign_out = SignOutView.as_view()

urlpatterns = [
    path("admin/login/", sign_in),
    path("admin/password_reset/", reset_password),
    path("admin/logout/", sign_out),
    path("accounts/logout/", sign_out),
    path("_util/login/", sign_in),
]
