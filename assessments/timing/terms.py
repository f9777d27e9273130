"""What holds for one sitting of one person: the rules of the quiz, changed by exemptions, stretched by an accommodation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

LEAST, MOST = Fraction(1), Fraction(2)
"""How far time can be stretched."""


class AtEnd(StrEnum):
    """What happens when the time is up."""

    SUBMIT = "submit"
    """What was saved is handed in."""
    GRACE = "grace"
    """Nothing can be answered any more, and for a while it can still be handed in; then it is abandoned."""
    ABANDON = "abandon"
    """What was not handed in by then does not count."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Of a quiz. None and 0: no limit."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    limit: timedelta | None = None
    at_end: AtEnd = AtEnd.SUBMIT
    grace: timedelta = timedelta(0)
    attempts: int = 0
    first_wait: timedelta = timedelta(0)
    """Between the end of the first sitting and the second."""
    later_wait: timedelta = timedelta(0)
    """Before every one after that."""

    @property
    def may_refuse(self) -> bool:
        """Whether they ever keep anybody from sitting down."""
        return any((self.opens_at, self.closes_at, self.attempts, self.first_wait, self.later_wait))


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """What is different for somebody; None: as for everybody."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    limit: timedelta | None = None
    attempts: int | None = None
    """0 for as many as one likes."""


def terms(
    rules: Rules, *, own: Exemption | None = None, of_groups: Iterable[Exemption] = (), stretch: Fraction = LEAST
) -> Rules:
    """What holds for a person. Their own exemption comes before those of their groups, of which the most generous counts.

    A limit that was set for the person alone is meant as it stands; every other one is stretched. Raises ValueError for a stretch out
    of bounds.
    """
    if not LEAST <= stretch <= MOST:
        raise ValueError(stretch)
    found = _with(rules, _most_generous(list(of_groups)))
    if found.limit is not None:
        found = replace(found, limit=found.limit * stretch.numerator / stretch.denominator)
    return _with(found, own or Exemption())


def deadline(rules: Rules, *, started_at: datetime) -> datetime | None:
    """The instant at which time is up for a sitting: its limit or the closing, whichever comes first. None: never."""
    ends = [started_at.astimezone(UTC) + rules.limit] if rules.limit is not None else []
    ends += [rules.closes_at.astimezone(UTC)] if rules.closes_at is not None else []
    return min(ends, default=None)


def _with(rules: Rules, exemption: Exemption) -> Rules:
    given = {name: value for name, value in vars(exemption).items() if value is not None}
    return replace(rules, **given)


def _most_generous(exemptions: list[Exemption]) -> Exemption:
    """Opens earliest, closes latest, lasts longest, allows most."""
    opens = [one.opens_at for one in exemptions if one.opens_at is not None]
    closes = [one.closes_at for one in exemptions if one.closes_at is not None]
    limits = [one.limit for one in exemptions if one.limit is not None]
    attempts = [one.attempts for one in exemptions if one.attempts is not None]
    return Exemption(
        opens_at=min(opens, default=None),
        closes_at=max(closes, default=None),
        limit=max(limits, default=None),
        attempts=0 if 0 in attempts else max(attempts, default=None),
    )
