"""Whether the rhythm of a policy is kept: what is due next, what was missed, and what will be missed if nothing happens. Pure.

Every band asks for slots; what was held keeps the earliest open slot that it fits, once. A contact fits none. A slot that its band or
the certificate cuts short can be kept but asks for nothing. A group session may stand in for an individual one, up to the policy's share
of the slots planned in twelve months. Twice on one day is once, except where a band asks for a number of times.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessments.mentoring.framework.bands import KINDS, Band
from assessments.mentoring.framework.lateness import TOO_LATE, lateness
from assessments.mentoring.framework.pauses import NEVER, Clock, Pause
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.slots import Slot, slots

KEPT, MISSED, OPEN, AHEAD = "kept", "missed", "open", "ahead"
_STANDS_IN = {"individual": "group"}


@dataclass(frozen=True, kw_only=True)
class Held:
    """Something that took place."""

    kind: str
    """individual, log, group, observation or review; anything else, such as a contact, never counts."""
    on: date
    entered_on: date
    minutes: int = 0
    approved: bool = False
    """A coordinator has approved the fact, however late it was entered."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How much of one band was kept so far."""

    band: Band
    held: int
    required: int
    """Slots kept or missed; a slot that is still open asks for nothing yet."""

    @property
    def share(self) -> Fraction | None:
        """0 to 1; None before anything was required."""
        return Fraction(self.held, self.required) if self.required else None


@dataclass(frozen=True, kw_only=True)
class Due:
    """Where a person stands in the rhythm of one kind."""

    kind: str
    next_due: date | None
    """The last day of the earliest slot that is open since something was last held; in the past when it is overdue. None where
    nothing is asked, or a pause without an end has begun."""
    overdue_days: int
    """Days since `next_due`, without those of a pause; 0 when it is not overdue."""
    kept: tuple[Kept, ...]
    """By band, in the order of the months; only bands that have asked for something."""
    missed: int
    stood_in: int
    """Group sessions that counted as individual ones."""
    forecast_breach_on: date | None
    """The day on which the next slot is missed if nothing more is held."""
    paused: bool

    @property
    def share(self) -> Fraction | None:
        """How much was kept over all bands, 0 to 1; None before anything was required."""
        required = sum(kept.required for kept in self.kept)
        return Fraction(sum(kept.held for kept in self.kept), required) if required else None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing the rhythm asked for."""

    opens: date
    closes: date
    """The last day; NEVER while a pause without an end keeps it open."""
    state: str
    """KEPT, MISSED, OPEN or AHEAD."""
    kept_on: date | None
    """The day of what kept it."""


def due(
    policy: Policy,
    *,
    kind: str,
    starts_on: date,
    held: Iterable[Held],
    today: date,
    pauses: Iterable[Pause] = (),
    certified_on: date | None = None,
) -> Due:
    """Where a person stands in one kind of the rhythm, as it was known on the evening of `today`."""
    pauses = tuple(pauses)
    bands = [band for band in policy.bands if band.kind == kind]
    asked = slots(bands, starts_on=starts_on, certified_on=certified_on, pauses=pauses, today=today)
    direct, stand_ins = _keeping(asked, policy, kind, held, today)
    return _due(kind, asked, {*direct, *stand_ins}, len(stand_ins), policy, today, Clock.of(pauses, since=starts_on))


def steps(
    policy: Policy,
    *,
    kind: str,
    starts_on: date,
    held: Iterable[Held],
    today: date,
    pauses: Iterable[Pause] = (),
    certified_on: date | None = None,
) -> tuple[Step, ...]:
    """What one kind of the rhythm has asked until today, and the next, in order: kept, missed, open or still ahead."""
    bands = [band for band in policy.bands if band.kind == kind]
    asked = slots(bands, starts_on=starts_on, certified_on=certified_on, pauses=pauses, today=today)
    direct, stand_ins = _keeping(asked, policy, kind, held, today)
    kept = {**direct, **stand_ins}
    return tuple(
        Step(
            opens=slot.opens,
            closes=slot.closes,
            state=_state(slot, policy, today, is_kept=number in kept),
            kept_on=kept[number].on if number in kept else None,
        )
        for number, slot in enumerate(asked)
        if slot.whole or number in kept
    )


def all_due(
    policy: Policy,
    *,
    starts_on: date,
    held: Iterable[Held],
    today: date,
    pauses: Iterable[Pause] = (),
    certified_on: date | None = None,
) -> dict[str, Due]:
    """Kind → where a person stands, for every kind that the policy asks for."""
    held, pauses = tuple(held), tuple(pauses)
    asked = {band.kind for band in policy.bands}
    return {
        kind: due(
            policy,
            kind=kind,
            starts_on=starts_on,
            held=held,
            today=today,
            pauses=pauses,
            certified_on=certified_on,
        )
        for kind in KINDS
        if kind in asked
    }


def _keeping(
    asked: Sequence[Slot], policy: Policy, kind: str, held: Iterable[Held], today: date
) -> tuple[dict[int, Held], dict[int, Held]]:
    """Number of a slot → what kept it: of its own kind, and standing in."""
    counting = [each for each in held if _counts(each, policy, today)]
    direct = _matched(asked, _of_kind(counting, kind), policy.tolerance_days)
    return direct, _stand_ins(asked, direct, _of_kind(counting, _STANDS_IN.get(kind)), policy)


def _state(slot: Slot, policy: Policy, today: date, *, is_kept: bool) -> str:
    if is_kept:
        return KEPT
    if slot.lapses(policy.tolerance_days) <= today:
        return MISSED
    return OPEN if slot.opens <= today else AHEAD


def _counts(each: Held, policy: Policy, today: date) -> bool:
    late = lateness(each.on, each.entered_on, late_after=policy.late_after_days, limit=policy.late_limit_days)
    return each.on <= today and each.entered_on <= today and (each.approved or late != TOO_LATE)


def _of_kind(held: Iterable[Held], kind: str | None) -> list[Held]:
    return sorted((each for each in held if each.kind == kind), key=lambda each: (each.on, -each.minutes))


def _matched(asked: Sequence[Slot], held: Iterable[Held], tolerance_days: int) -> dict[int, Held]:
    """Number of a slot → what kept it. As the days of slots only move forward, taking the earliest fit keeps most of them."""
    free, kept = list(held), {}
    for number, slot in enumerate(asked):
        fit = next((each for each in free if _fits(each, slot, tolerance_days)), None)
        if fit is not None:
            kept[number] = fit
            free.remove(fit)
            if slot.band.times is None:
                free = [each for each in free if each.on != fit.on]
    return kept


def _fits(each: Held, slot: Slot, tolerance_days: int) -> bool:
    return slot.opens <= each.on < slot.lapses(tolerance_days) and each.minutes >= slot.band.min_minutes


def _stand_ins(
    asked: Sequence[Slot], direct: Mapping[int, Held], held: Iterable[Held], policy: Policy
) -> dict[int, Held]:
    """Number of a further slot → the group session that keeps it, as far as the policy lets them in every twelve months."""
    used: Counter[tuple[Band, int]] = Counter()
    taken = {each.on for each in direct.values()}
    free, kept = [each for each in held if each.on not in taken], {}
    for number, slot in enumerate(asked):
        block = slot.band, slot.block
        may = slot.whole and number not in direct and used[block] < slot.planned * policy.group_counts_pct // 100
        fit = next((each for each in free if may and _fits(each, slot, policy.tolerance_days)), None)
        if fit is not None:
            kept[number] = fit
            used[block] += 1
            free = [each for each in free if each.on != fit.on]
    return kept


def _due(
    kind: str, asked: Sequence[Slot], kept: set[int], stood_in: int, policy: Policy, today: date, clock: Clock
) -> Due:
    lapse = {number: slot.lapses(policy.tolerance_days) for number, slot in enumerate(asked)}
    unmet = [number for number, slot in enumerate(asked) if slot.whole and number not in kept]
    missed = [number for number in unmet if lapse[number] <= today]
    next_due = min((asked[number].closes for number in unmet if number > max(kept, default=-1)), default=NEVER)
    breach = min((lapse[number] for number in unmet if lapse[number] > today), default=NEVER)
    return Due(
        kind=kind,
        next_due=None if next_due == NEVER else next_due,
        overdue_days=clock.days_between(next_due, today),
        kept=_by_band(asked, kept, {*kept, *missed}),
        missed=len(missed),
        stood_in=stood_in,
        forecast_breach_on=None if breach == NEVER else breach,
        paused=clock.stands_still_on(today),
    )


def _by_band(asked: Sequence[Slot], kept: set[int], required: set[int]) -> tuple[Kept, ...]:
    bands = dict.fromkeys(asked[number].band for number in sorted(required))
    return tuple(
        Kept(
            band=band,
            held=sum(asked[number].band == band for number in kept),
            required=sum(asked[number].band == band for number in required),
        )
        for band in bands
    )
