"""The one way to prove who one is, and what follows from it at the editor's desk."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils import timezone

from training_site.people import access
from training_site.people.models import User


class PeopleBackend(AuthenticationBackend):
    """E-mail or user name and password; permissions only for those whose membership opens the desk today."""

    def get_all_permissions(self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None) -> set[str]:
        """The permissions of a person, once per request. A learner's pages ask the database nothing.

        A membership may end by the calendar alone, with nobody there to close the desk: so it is looked at again here.
        """
        if not isinstance(user_obj, User) or not user_obj.is_staff:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            access.refresh(user=user_obj, today=timezone.localdate())
        return super().get_all_permissions(user_obj, obj) if user_obj.is_staff else set()
