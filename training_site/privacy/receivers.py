"""Whoever signs in is asked about the privacy notice where they have not said anything about it as it stands."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from training_site.audit.acts import Act, register
from training_site.people.models import User
from training_site.privacy.notice import current
from training_site.privacy.services.consents import is_due

DUE = "privacy_notice_due"
"""In the session: the hash of the text to be shown."""

ACTS = (
    Act("privacy.exported", _("Own data downloaded")),
    Act("privacy.erasure_asked", _("Asked to be forgotten")),
    Act("privacy.erasure_taken_back", _("Wish to be forgotten taken back")),
    Act("privacy.erasure_looked", _("Wish to be forgotten looked at")),
    Act("privacy.erased", _("Person erased"), ("sha256",)),
)


def after_sign_in(request: HttpRequest, user: User, **_rest: Any) -> None:
    """One query at sign-in, none afterwards."""
    if is_due(user):
        request.session[DUE] = current().sha256


def connect_all() -> None:
    """Listen."""
    register(*ACTS)
    user_logged_in.connect(after_sign_in, dispatch_uid="privacy.sign_in")
