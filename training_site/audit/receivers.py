"""What is told from below is recorded: memberships and so roles, organisations, accounts, second factors."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training_site.audit.acts import Act, register
from training_site.audit.services.recording import record
from training_site.people import signals
from training_site.people.models import Membership, Organisation, User

ACTS = (
    Act("people.membership_begun", _("Role given"), ("role", "since", "until")),
    Act("people.membership_ended", _("Role ended"), ("role", "since", "until")),
    Act("people.organisation_made", _("Organisation made"), ("kind", "below")),
    Act("people.organisation_changed", _("Organisation changed"), ("kind", "below")),
    Act("people.organisation_moved", _("Organisation moved"), ("kind", "below")),
    Act("people.organisation_rang", _("Contacts for a child in danger rung"), ("kind", "below")),
    Act("people.account_superuser", _("Account runs the site from now on")),
    Act("people.account_closed", _("Account closed")),
    Act("audit.exported", _("Audit trail exported"), ("format", "rows", "act", "about", "unit", "since", "until")),
)


def after_membership(membership: Membership, by: User | None, **rest: Any) -> None:
    """A role begins or ends."""
    act = "begun" if rest["signal"] is signals.membership_begun else "ended"
    details = {"role": str(membership.role), "since": membership.since.isoformat()}
    record(
        act=f"people.membership_{act}",
        actor=by,
        row=membership,
        person=membership.user,
        unit=membership.organisation,
        details=details | ({"until": membership.until.isoformat()} if membership.until else {}),
        now=timezone.now(),
    )


def after_organisation(organisation: Organisation, by: User | None, how: str, **_rest: Any) -> None:
    """The tree changes. Which words changed is not kept, only that they did."""
    above = organisation.get_parent()
    record(
        act=f"people.organisation_{how}",
        actor=by,
        row=organisation,
        unit=organisation,
        details={"kind": str(organisation.kind), "below": above.pk if above else None},
        now=timezone.now(),
    )


def after_account(person: User, by: User | None, how: str, **_rest: Any) -> None:
    """An account gains or loses what no role gives."""
    record(act=f"people.account_{how}", actor=by, row=person, person=person, now=timezone.now())


def connect_all() -> None:
    """Listen."""
    register(*ACTS)
    signals.membership_begun.connect(after_membership, dispatch_uid="audit.membership_begun")
    signals.membership_ended.connect(after_membership, dispatch_uid="audit.membership_ended")
    signals.organisation_changed.connect(after_organisation, dispatch_uid="audit.organisation")
    signals.account_changed.connect(after_account, dispatch_uid="audit.account")
