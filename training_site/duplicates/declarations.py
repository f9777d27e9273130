"""What merging does to what lies below: roles, notices, wishes to be forgotten, the account itself."""

from collections.abc import Iterator
from datetime import date

from allauth.account.models import EmailAddress
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training_site.duplicates.parts import Foreseen, Merging, Part, register
from training_site.notices.models import OPEN, Notice
from training_site.people import services as people
from training_site.people.models import Membership, User
from training_site.people.roles import Role
from training_site.privacy.selectors import open_request


def open_roles(account: User, today: date) -> QuerySet[Membership]:
    """The roles of an account that hold today or are to come."""
    still = Q(until=None) | Q(until__gt=today) & Q(until__gt=F("since"))
    return Membership.objects.filter(still, user=account).select_related("organisation").order_by("pk")


def foresee_roles(account: User, person: User) -> Foreseen:
    """Which roles begin on the kept account."""
    today = timezone.localdate()
    held = set(open_roles(person, today).values_list("role", "organisation"))
    rows = open_roles(account, today).values_list("role", "organisation")
    collides = sum(row in held for row in rows)
    return Foreseen(moves=len(rows) - collides, collides=collides)


def obstacles_of_roles(account: User, person: User) -> Iterator[str]:
    """Accounts that may do something about others are not joined by somebody who could gain from it."""
    if account.is_superuser or person.is_superuser:
        yield _("One of the two runs the site.")
    today = timezone.localdate()
    staff = [open_roles(one, today).exclude(role=Role.LEARNER).exists() for one in (account, person)]
    if all(staff):
        yield _("Both have a role besides learning. End the roles of one of them first.")


def move_roles(what: Merging) -> None:
    """End every role here, and give it there where it is not held already."""
    today = timezone.localdate(what.now)
    held = set(open_roles(what.person, today).values_list("role", "organisation"))
    for row in open_roles(what.account, today):
        until, since = row.until, max(today, row.since)
        people.end_membership(membership=row, until=since, today=today, by=what.by)
        if (row.role, row.organisation_id) not in held:
            people.add_membership(
                user=what.person,
                role=Role(row.role),
                organisation=row.organisation,
                since=since,
                until=until,
                today=today,
                by=what.by,
            )


def foresee_notices(account: User, _person: User) -> Foreseen:
    """Nothing waits on an account that nobody opens."""
    return Foreseen(stays=Notice.objects.filter(OPEN, person=account).count())


def take_back_notices(what: Merging) -> None:
    """What they said comes again where it still holds."""
    Notice.objects.filter(OPEN, person=what.account).update(withdrawn_at=what.now)


def foresee_account(_account: User, _person: User) -> Foreseen:
    """One account."""
    return Foreseen(stays=1)


def obstacles_of_account(account: User, person: User) -> Iterator[str]:
    """Accounts that are closed, joined already, or about to be forgotten."""
    if hasattr(account, "merge") or hasattr(person, "merge"):
        yield _("One of the two has been merged already.")
    elif not (account.is_active and person.is_active):
        yield _("One of the two is closed.")
    if account.merges.exists():
        yield _("Another account was merged into the one that would be closed. Keep that one instead.")
    if open_request(account) or open_request(person):
        yield _("One of the two asks to be forgotten. That comes first.")


def close_account(what: Merging) -> None:
    """Nobody signs in with it any more. Its addresses are free, so that their owner can confirm them on the account that is kept."""
    account = what.account
    EmailAddress.objects.filter(user=account).delete()
    account.email = ""
    account.set_unusable_password()
    account.save(update_fields=["email", "password"])
    people.deactivate_person(person=account, by=what.by)


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="people.roles",
            title=gettext_lazy("Roles"),
            moves=gettext_lazy("They end here and begin on the account that is kept."),
            collides=gettext_lazy("Both have them: they end here."),
            foresee=foresee_roles,
            obstacles=obstacles_of_roles,
            move=move_roles,
        ),
        Part(
            key="notices.notices",
            title=gettext_lazy("Notices that wait"),
            stays=gettext_lazy("They are taken back; what still holds is told again."),
            foresee=foresee_notices,
            move=take_back_notices,
        ),
        Part(
            key="people.account",
            title=gettext_lazy("The account"),
            stays=gettext_lazy(
                "Nobody signs in with it any more. Its e-mail address is free: the person adds and confirms it on the account that is kept."
            ),
            foresee=foresee_account,
            obstacles=obstacles_of_account,
            move=close_account,
        ),
    )
