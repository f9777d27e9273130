"""Accounts in Wagtail's admin, for superusers: to let somebody back in. What people may do comes from memberships, not from here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from training_site.people.models import User


class AccountCreationForm(UserCreationForm):
    """Many people have no e-mail, and some have one name."""

    email = forms.EmailField(required=False, label=_("E-mail"))
    first_name = forms.CharField(required=False, label=_("First name"))
    last_name = forms.CharField(required=False, label=_("Last name"))


class AccountEditForm(UserEditForm):
    """As for a new account."""

    email = forms.EmailField(required=False, label=_("E-mail"))
    first_name = forms.CharField(required=False, label=_("First name"))
    last_name = forms.CharField(required=False, label=_("Last name"))


class AccountViewSet(UserViewSet):
    """Wagtail's views with our forms."""

    def get_form_class(self, for_update: bool = False) -> "type[forms.ModelForm[User]]":  # noqa: FBT001, FBT002  # Wagtail's signature
        """The form for a new account or one that exists."""
        return AccountEditForm if for_update else AccountCreationForm


def keep_people(request: HttpRequest) -> HttpResponse:
    """Say that nobody is deleted: what somebody did would go, or stand there without a person."""
    messages.error(request, _("People are not deleted. Take away the tick at “Active”: then they cannot sign in."))
    return redirect("wagtailusers_users:index")


def before_delete_user(request: HttpRequest, _person: User) -> HttpResponse:
    """Wagtail asks this before it deletes an account."""
    return keep_people(request)


def before_bulk_action(request: HttpRequest, action: str, rows: list[Any], _view: object) -> HttpResponse | None:
    """Wagtail asks this before it does something to many rows at once."""
    if action == "delete" and any(isinstance(row, User) for row in rows):
        return keep_people(request)
    return None
