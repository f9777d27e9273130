"""Which path a cycle follows. Pure."""

from datetime import date

from assessments.certification.laws.clauses import ALTERNATIVE, INITIAL, RECERT, RECERT_PATH_DURING_GRACE, ROTATING
from assessments.certification.laws.expiry import Dates
from assessments.certification.laws.rules import Path, Rules

ENDS_RENEWAL = frozenset({"revoked"})
"""Reasons for which a certificate was closed and is never renewed: the way begins anew."""


class NoSuchPath(LookupError):
    """The rules have no path for this turn, or none with this number."""


def path_for(
    rules: Rules,
    *,
    number: int,
    on: date,
    previous: Dates | None = None,
    closed_reason: str = "",
    alternative: int | None = None,
) -> Path:
    """The path of a cycle, by its number from 1, that is opened or continued on a day.

    `previous` are the dates of the learner's latest certificate, and `closed_reason` why its cycle was closed; both are left out where
    there never was one. `alternative` is the number of an alternative path that somebody has chosen. Raises NoSuchPath.
    """
    if renews(rules, on=on, previous=previous, closed_reason=closed_reason):
        turns = rules.of_kind(ROTATING) or rules.of_kind(RECERT)
        if not turns or alternative is not None:
            raise NoSuchPath(RECERT if alternative is None else ALTERNATIVE)
        return turns[max(number - 2, 0) % len(turns)]
    if alternative is None:
        found = rules.of_kind(INITIAL)
    else:
        found = tuple(path for path in rules.of_kind(ALTERNATIVE) if path.sequence_no == alternative)
    if not found:
        raise NoSuchPath(INITIAL if alternative is None else f"{ALTERNATIVE} {alternative}")
    return found[0]


def renews(rules: Rules, *, on: date, previous: Dates | None, closed_reason: str = "") -> bool:
    """Whether what begins on a day renews a certificate: it holds, or its grace lasts and the rules let the renewal go on."""
    if previous is None or previous.expires_on is None or closed_reason in ENDS_RENEWAL:
        return False
    last = previous.expires_on
    if rules.on_expiry == RECERT_PATH_DURING_GRACE:
        last = rules.grace.after(last)
    return on <= last


def same_way(rules: Rules, path: str, *, number: int, renewing: bool) -> Path:
    """The path by which a round that followed `kind:number` of older rules goes on under these. Raises NoSuchPath.

    The one of the same kind and number where there is one; else one of those that these rules have for a renewal, or for the first time.
    """
    kind, _, sequence = path.partition(":")
    same = [each for each in rules.paths if (each.kind, str(each.sequence_no)) == (kind, sequence)]
    turns = rules.of_kind(ROTATING) or rules.of_kind(RECERT)
    if renewing and turns:
        same = same or [turns[max(number - 2, 0) % len(turns)]]
    found = same or list(rules.of_kind(INITIAL))
    if not found:
        raise NoSuchPath(path)
    return found[0]
