"""Where allauth's sign-up and sign-in meet the people services."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from training_site.people import access, services
from training_site.people.language.keeping import keep
from training_site.people.models import User
from training_site.people.selectors import email_is_taken


class PeopleAdapter(DefaultAccountAdapter):
    """A newcomer is registered by the people service and learns at once, in no organisation until a coordinator brings them into one."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: ARG002, FBT001, FBT002  # allauth's signature
        """Register the newcomer. The address they typed is not theirs before they confirm it (see PeopleSignupForm)."""
        given = form.cleaned_data
        return services.register_person(username=given["username"], password=given["password1"])

    def should_send_confirmation_mail(self, request: HttpRequest, email_address: EmailAddress, signup: bool) -> bool:  # noqa: FBT001  # allauth's signature
        """Whether to send the usual mail; the owner of an address that is taken is told so instead, and the visitor sees no difference."""
        if not email_is_taken(email_address.email, but_by=email_address.user):
            return True
        send_verification_email_to_address(request, EmailAddress(email=email_address.email), signup=signup)
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, after a look at which memberships hold today."""
        access.refresh(user=user, today=timezone.localdate())
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Where somebody goes on, in the language they once chose."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            keep(response, language=user.language)
        return response

    def is_safe_url(self, url: str) -> bool:
        """Whether to send a person on to this address: one of this site, and not the desk when that would send them back to this door."""
        return super().is_safe_url(url) and not self._would_come_back(url)

    def _would_come_back(self, url: str) -> bool:
        person = self.request.user
        at_the_desk = urlsplit(url).path.startswith(reverse("wagtailadmin_home"))
        return at_the_desk and person.is_authenticated and not person.has_perm("wagtailadmin.access_admin")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Give the address to the person who opened its mail, unless it stands in somebody else's name already."""
        if email_is_taken(email_address.email, but_by=email_address.user):
            messages.error(request, _("This address could not be confirmed. Ask your coordinator for help."))
            return False
        return super().confirm_email(request, email_address)
