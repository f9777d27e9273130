"""Where a person stands in one indicator: the level their evidence supports today, how long it will, and what is missing. Pure."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.mentoring.framework.lateness import IN_TIME
from assessments.mentoring.framework.pieces import Piece
from assessments.mentoring.framework.rules import Rule

NONE, THIN, SUPPORTED, AGED, PAUSED = "none", "thin", "supported", "aged", "paused"
"""No evidence that counts; too little for any level; a level is supported; a level up to the target was supported and its evidence has
aged since; a safety-critical lapse has not been observed again."""
PIECES, SOURCES, OBSERVATION, OBSERVATION_OR_SIMULATION, REOBSERVATION = (
    "pieces",
    "sources",
    "observation",
    "observation_or_simulation",
    "reobservation",
)
TO_DISCUSS = 2
"""Self-rating and mentor's rating that differ by so many levels are talked about at the next review."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Something that is missing for the target level."""

    code: str
    """PIECES, SOURCES, OBSERVATION, OBSERVATION_OR_SIMULATION or REOBSERVATION."""
    number: int = 1
    by: date | None = None
    """Until when, for a re-observation."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a person stands in one indicator on one day."""

    level: int | None
    """1 to 4; None where no level is supported. Never above `Rule.paused_level` while paused."""
    state: str
    missing: tuple[Missing, ...]
    """For the target level; empty exactly when it is reached and not paused."""
    fresh_until: date | None
    """The last day on which the level stands without new evidence; None without a level."""
    ageing: bool
    """Whether that day is near."""
    latest: int | None
    """The level shown by the newest direct look, lapses aside; where it is below `level`, there is something to talk about."""
    counted: frozenset[Hashable]
    """Ids of the pieces that count today."""
    aged: frozenset[Hashable]
    """Ids of those that would count if they were fresh."""
    late: frozenset[Hashable]
    """Ids of those that count and were entered late."""
    awaiting_approval: frozenset[Hashable]
    """Ids of those entered so late that they count only when approved."""
    sources: frozenset[Hashable]
    assessors: frozenset[Hashable]
    """Of the pieces that count."""


def combined(evidence: Iterable[Piece], *, rule: Rule, today: date) -> Standing:
    """Where a person stands in one indicator, as it was known on the evening of `today`."""
    known = {p for p in evidence if p.validated and p.acted_on <= today and p.entered_on <= today}
    usable = {piece for piece in known if piece.shown and not rule.too_late(piece)}
    fresh = {piece for piece in usable if rule.fresh_until(piece.acted_on) >= today}
    lapsed_on = _open_lapse(known, rule)
    level = rule.level(fresh)
    if lapsed_on:
        level = min(level, rule.paused_level)
    until = _fresh_until(fresh, level, rule) if level else None
    return Standing(
        level=level or None,
        state=PAUSED if lapsed_on else _state(usable, level, rule),
        missing=_missing(fresh, lapsed_on, rule),
        fresh_until=until,
        ageing=until is not None and (until - today).days <= rule.ageing_days,
        latest=_latest(usable, rule),
        counted=_ids(fresh),
        aged=_ids(usable - fresh),
        late=_ids(piece for piece in fresh if rule.lateness(piece) != IN_TIME),
        awaiting_approval=_ids(piece for piece in known if rule.too_late(piece)),
        sources=frozenset(piece.source for piece in fresh),
        assessors=frozenset(piece.assessor for piece in fresh),
    )


def discrepancy(self_rating: int | None, mentor_rating: int | None) -> int:
    """By how many levels two ratings differ; 0 where one of them is missing."""
    return 0 if self_rating is None or mentor_rating is None else abs(self_rating - mentor_rating)


def to_discuss(self_ratings: Mapping[str, int | None], mentor_ratings: Mapping[str, int | None]) -> tuple[str, ...]:
    """Indicators whose ratings differ so much that the next review talks about them, in the order of the first."""
    return tuple(
        code for code, rating in self_ratings.items() if discrepancy(rating, mentor_ratings.get(code)) >= TO_DISCUSS
    )


def seen_again_on(lapsed_on: date, known: Iterable[Piece], *, rule: Rule) -> date | None:
    """The first day after a lapse on which a direct look showed the target level; None while there is none."""
    looks = (piece for piece in known if piece.acted_on > lapsed_on and rule.is_direct(piece, rule.target))
    return min((piece.acted_on for piece in looks if not rule.too_late(piece)), default=None)


def _open_lapse(known: Iterable[Piece], rule: Rule) -> date | None:
    """The day of the newest lapse, unless a direct look on a later day has shown the target level.

    A lapse counts however late it was entered, and never ages: time alone makes nobody safe.
    """
    known = tuple(known)
    lapsed_on = max((piece.acted_on for piece in known if piece.lapse), default=None)
    if lapsed_on is None:
        return None
    return lapsed_on if seen_again_on(lapsed_on, known, rule=rule) is None else None


def _state(usable: Iterable[Piece], level: int, rule: Rule) -> str:
    usable = tuple(usable)
    if not usable:
        return NONE
    if min(rule.level(usable), rule.target) > level:
        return AGED
    return SUPPORTED if level else THIN


def _fresh_until(fresh: Iterable[Piece], level: int, rule: Rule) -> date:
    """Pieces leave one after the other; the level stands until the last day on which those that are left still reach it."""
    ends = {piece: rule.fresh_until(piece.acted_on) for piece in fresh}
    return max(day for day in ends.values() if rule.supports((p for p in ends if ends[p] >= day), level))


def _missing(fresh: Iterable[Piece], lapsed_on: date | None, rule: Rule) -> tuple[Missing, ...]:
    missing = []
    if lapsed_on:
        missing.append(Missing(code=REOBSERVATION, by=lapsed_on + timedelta(days=rule.reobserve_within_days)))
    reaching = [piece for piece in fresh if piece.shown >= rule.target]
    if rule.safety_critical and not any(rule.is_direct(piece, rule.target) for piece in reaching):
        missing.append(Missing(code=OBSERVATION_OR_SIMULATION if "simulation" in rule.direct else OBSERVATION))
    for code, needed, found in (
        (PIECES, rule.pieces, {piece.id for piece in reaching}),
        (SOURCES, rule.sources, {piece.source for piece in reaching}),
    ):
        if len(found) < needed:
            missing.append(Missing(code=code, number=needed - len(found)))
    return tuple(missing)


def _latest(usable: Iterable[Piece], rule: Rule) -> int | None:
    looks = [piece for piece in usable if piece.kind in rule.direct]
    newest = max((piece.acted_on for piece in looks), default=None)
    return min((piece.shown for piece in looks if piece.acted_on == newest), default=None)


def _ids(pieces: Iterable[Piece]) -> frozenset[Hashable]:
    return frozenset(piece.id for piece in pieces)
