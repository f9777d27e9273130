"""What allauth tells goes into the audit trail; and whoever has just set a factor up has shown it."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training_site.audit.acts import Act, register
from training_site.audit.services.recording import record
from training_site.people.models import User
from training_site.second_factor.sessions import note_shown

ACTS = (
    Act("second_factor.added", _("Second factor set up"), ("type",)),
    Act("second_factor.removed", _("Second factor put away"), ("type",)),
    Act("second_factor.renewed", _("Recovery codes made anew"), ("type",)),
    Act("second_factor.reset", _("Lost second factor taken away"), ("factors",)),
)


def after_added(request: HttpRequest, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    """Somebody has one now."""
    _record("added", user, authenticator)
    if authenticator.type == Authenticator.Type.TOTP:
        note_shown(request, authenticator)


def after_removed(user: User, authenticator: Authenticator, **_rest: Any) -> None:
    """Somebody has put theirs away."""
    _record("removed", user, authenticator)


def after_renewed(user: User, authenticator: Authenticator, **_rest: Any) -> None:
    """Somebody has new codes."""
    _record("renewed", user, authenticator)


def _record(what: str, person: User, authenticator: Authenticator) -> None:
    record(
        act=f"second_factor.{what}",
        actor=person,
        person=person,
        details={"type": str(authenticator.type)},
        now=timezone.now(),
    )


def connect_all() -> None:
    """Listen."""
    register(*ACTS)
    signals.authenticator_added.connect(after_added, dispatch_uid="second_factor.added")
    signals.authenticator_removed.connect(after_removed, dispatch_uid="second_factor.removed")
    signals.authenticator_reset.connect(after_renewed, dispatch_uid="second_factor.renewed")
