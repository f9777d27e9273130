"""Whether a second factor was shown in a session."""

from typing import cast

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from training_site.people.models import User

METHOD = "mfa"
"""What allauth calls it in the session."""
SHOWN = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def was_shown(request: HttpRequest) -> bool:
    """Whether it was, and still exists: one that was taken away counts no longer in any session (a query where one was shown)."""
    person = cast("User", request.user)
    records = get_authentication_records(request, person)
    shown = [record.get("id") for record in records if record.get("method") == METHOD]
    return bool(shown) and Authenticator.objects.filter(pk__in=shown, user=person, type__in=SHOWN).exists()


def note_shown(request: HttpRequest, authenticator: Authenticator) -> None:
    """It was shown a moment ago, to set it up."""
    record_authentication(
        request, request.user, METHOD, id=authenticator.pk, type=authenticator.type, reauthenticated=True
    )
