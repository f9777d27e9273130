"""Pages about duplicates: pairs, plans and merges put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training_site.duplicates import likeness
from training_site.duplicates.declarations import open_roles
from training_site.duplicates.parts import registered
from training_site.duplicates.selectors import Pair
from training_site.duplicates.services.merging import Plan
from training_site.people.models import Merge, User
from training_site.people.permissions import MANAGE_MEMBERSHIPS
from training_site.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class PairLine:
    """Two accounts in the list."""

    name: str
    usernames: str
    why: str
    url: str


@dataclass(frozen=True, kw_only=True)
class AccountCard:
    """One of the two."""

    name: str
    username: str
    facts: tuple[str, ...]
    url: str
    keep_url: str
    keep_text: str


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """What merging does to one ledger."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """How many, and what becomes of them."""


@dataclass(frozen=True, kw_only=True)
class MergeLine:
    """Two accounts that are one."""

    account: str
    person: str
    url: str
    when: str
    reason: str
    facts: tuple[str, ...]


def pair_line(pair: Pair) -> PairLine:
    """A pair in the list."""
    return PairLine(
        name=str(pair.first),
        usernames=f"{pair.first.get_username()} · {pair.second.get_username()}",
        why=why(pair),
        url=reverse("duplicates:pair", args=[pair.first.pk, pair.second.pk]),
    )


def why(pair: Pair) -> str:
    """What speaks for one person, in a sentence."""
    words = {
        likeness.ADDRESS: _("the same e-mail address"),
        likeness.TELEPHONE: _("the same phone number"),
        likeness.PLACE: _("the same organisation"),
    }
    return _("The same name, and %(more)s") % {"more": ", ".join(words[one] for one in pair.reasons)}


def account_card(account: User, other: User, *, viewer: User, today: date) -> AccountCard:
    """One of the two, with what tells it from the other; of its roles those that the viewer gives and ends."""
    seen = open_roles(account, today).filter(MANAGE_MEMBERSHIPS.visible_to(viewer, today=today))
    roles = [f"{Role(row.role).label}, {row.organisation.name}" for row in seen]
    return AccountCard(
        name=str(account),
        username=account.get_username(),
        facts=(
            _("Since %(day)s") % {"day": _day(account.date_joined)},
            _("Last signed in on %(day)s") % {"day": _day(account.last_login)}
            if account.last_login
            else _("Has never signed in"),
            _("Has an e-mail address") if account.email else _("Has no e-mail address"),
            *roles,
        ),
        url=reverse("organisations:person", args=[account.pk]),
        keep_url=reverse("duplicates:merge", args=[other.pk, account.pk]),
        keep_text=_("Keep %(name)s") % {"name": account.get_username()},
    )


def ledgers(plan: Plan) -> tuple[LedgerLine, ...]:
    """What would move, stay and collide."""
    return tuple(
        LedgerLine(
            title=str(part.title),
            lines=tuple(
                (text, str(words))
                for text, words in (
                    (_moves(found.moves), part.moves),
                    (_stays(found.stays), part.stays),
                    (_collides(found.collides), part.collides),
                )
                if text
            ),
        )
        for part, found in plan
    )


def merge_lines(rows: Iterable[Merge]) -> tuple[MergeLine, ...]:
    """What was merged."""
    return tuple(_merge_line(row) for row in rows)


def _merge_line(row: Merge) -> MergeLine:
    return MergeLine(
        account=row.account.get_username(),
        person=str(row.person),
        url=reverse("organisations:person", args=[row.person_id]),
        when=_("%(day)s, by %(name)s") % {"day": _day(row.at), "name": row.by},
        reason=str(Merge.Reason(row.reason).label),
        facts=tuple(
            f"{registered[key].title}: {' · '.join(filter(None, _counts(counts)))}"
            for key, counts in row.report.items()
            if key in registered
        ),
    )


def _counts(counts: dict[str, int]) -> tuple[str, str, str]:
    return _moves(counts.get("moves", 0)), _stays(counts.get("stays", 0)), _collides(counts.get("collides", 0))


def _moves(count: int) -> str:
    return ngettext("%(n)d moves", "%(n)d move", count) % {"n": count} if count else ""


def _stays(count: int) -> str:
    return ngettext("%(n)d stays", "%(n)d stay", count) % {"n": count} if count else ""


def _collides(count: int) -> str:
    return ngettext("%(n)d is there already", "%(n)d are there already", count) % {"n": count} if count else ""


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment))
