"""Two accounts of one person become one: the one is closed, and what was done with it counts for the other."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from training_site.duplicates import parts, selectors, telling
from training_site.duplicates.models import Distinction
from training_site.duplicates.parts import Foreseen, Merging, Part
from training_site.people.models import Merge, User

Plan = list[tuple[Part, Foreseen]]


class NotTheirs(Exception):
    """The two are not both in the scope of whoever asks, or do not look like one person."""


class InTheWay(Exception):
    """The two cannot become one; `obstacles` says why, in words."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


def plan(*, account: User, person: User) -> Plan:
    """What would move, stay and collide, ledger by ledger; those with nothing left out."""
    foreseen = [(part, part.foresee(account, person)) for part in parts.in_order()]
    return [(part, found) for part, found in foreseen if found]


def obstacles(*, account: User, person: User, by: User, now: datetime) -> list[str]:
    """What stands in the way, in words; nothing where they can become one."""
    today = timezone.localdate(now)
    found = [one for part in parts.in_order() for one in part.obstacles(account, person)]
    if any(selectors.elsewhere(by, one, today=today) for one in (account, person)):
        found.append(_("One of the two has a role that you do not give. Whoever looks after both can merge them."))
    return found


@transaction.atomic
def merge(*, account: User, person: User, reason: Merge.Reason, by: User, now: datetime) -> Merge:
    """Close one account and let what was done with it count for the other. Raises NotTheirs, InTheWay."""
    held = {
        one.pk: one for one in User.objects.select_for_update().filter(pk__in=[account.pk, person.pk]).order_by("pk")
    }
    account, person = held[account.pk], held[person.pk]
    if selectors.pair(by, account.pk, person.pk, today=timezone.localdate(now)) is None:
        raise NotTheirs
    if found := obstacles(account=account, person=person, by=by, now=now):
        raise InTheWay(found)
    what = Merging(account=account, person=person, by=by, now=now)
    # First, so that those who move something already read both accounts as one.
    made = Merge.objects.create(
        account=account,
        person=person,
        reason=reason,
        by=by,
        at=now,
        report=_report(plan(account=account, person=person)),
    )
    for part in parts.in_order():
        if part.move:
            part.move(what)
    telling.of_merge(made)
    return made


@transaction.atomic
def tell_apart(*, one: User, other: User, by: User, now: datetime) -> Distinction:
    """They are two people: nobody is asked about them again. Raises NotTheirs."""
    if selectors.pair(by, one.pk, other.pk, today=timezone.localdate(now)) is None:
        raise NotTheirs
    first, second = sorted((one.pk, other.pk))
    row, new = Distinction.objects.get_or_create(first_id=first, second_id=second, defaults={"by": by, "at": now})
    if new:
        telling.of_distinction(row)
    return row


def _report(planned: Plan) -> dict[str, dict[str, int]]:
    return {part.key: {name: count for name, count in vars(found).items() if count} for part, found in planned}
