"""What is recorded of a merge, and what the person is told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training_site.audit.acts import Act
from training_site.audit.acts import register as register_acts
from training_site.audit.services.recording import record
from training_site.duplicates.models import Distinction
from training_site.notices.kinds import Kind
from training_site.notices.kinds import register as register_kinds
from training_site.notices.services import owing
from training_site.people.models import Membership, Merge, Organisation

MERGED = Kind(
    "duplicates.merged",
    _("Two accounts of yours are one now"),
    _("Since %(on)s what you did with the other one counts here. If it was not yours, tell your coordinator."),
    ("on",),
)
ACTS = (
    Act("duplicates.merged", _("Accounts merged"), ("account", "reason")),
    Act("duplicates.told_apart", _("Accounts told apart"), ("other",)),
)


def register_all() -> None:
    """Make it known."""
    register_acts(*ACTS)
    register_kinds(MERGED)


def of_merge(merge: Merge) -> None:
    """Into the audit trail, and to the person."""
    record(
        act="duplicates.merged",
        actor=merge.by,
        row=merge,
        person=merge.person,
        unit=place_of(merge.person_id),
        details={"account": merge.account_id, "reason": str(merge.reason)},
        now=merge.at,
    )
    owing.owe(
        person=merge.person,
        kind=MERGED.key,
        link=reverse("privacy:mine"),
        facts={"on": merge.at.date()},
        key=f"{MERGED.key}:{merge.pk}",
        now=merge.at,
    )


def of_distinction(row: Distinction) -> None:
    """Into the audit trail."""
    record(
        act="duplicates.told_apart",
        actor=row.by,
        row=row,
        person=row.first,
        unit=place_of(row.first_id),
        details={"other": row.second_id},
        now=row.at,
    )


def place_of(person: int) -> Organisation | None:
    """Where somebody came to last: whoever answers for it reads what was done."""
    latest = Membership.objects.filter(user=person).select_related("organisation").order_by("-pk").first()
    return latest.organisation if latest else None
