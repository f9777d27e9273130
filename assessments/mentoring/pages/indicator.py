"""One indicator of a learner: where they stand in it, every piece of evidence, what is missing, and what can be done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass, Standing, Viewpoint
from assessments.mentoring.models import Evidence, Relationship, SelfRating
from assessments.mentoring.pages import level_words, readers
from assessments.mentoring.pages.entry_wording import lag_text
from assessments.mentoring.pages.map import OWN_VIEW, batch_texts
from assessments.mentoring.pages.readers import Readers
from assessments.mentoring.selectors import competency
from assessments.mentoring.selectors.competency import Levels, is_withdrawn, piece, rule_of
from assessments.mentoring.services.evidence_afterwards import WithdrawReason
from training_site.people.models import User

WORDS = (Standing.LEARNER, Standing.MENTOR, Standing.SUPERVISOR)
"""Who reads the reasons."""
SOURCES: dict[str, tuple[str, Callable[[list[UUID]], Mapping[UUID, UUID | None]]]] = {
    "reflection": ("mentoring:entry", competency.pairs_of_entries),
    "session": ("mentoring:record", competency.pairs_of_records),
    "observation": ("mentoring:observation", competency.pairs_of_observations),
}
"""Kind of a source → its page, and how to find the pair it belongs to."""
WITHDRAWN = {str(key): label for key, label in WithdrawReason.choices}


@dataclass(frozen=True, kw_only=True)
class PieceRow:
    """One piece of evidence."""

    day: str
    kind: str
    level: str
    who: str
    lag: str
    """ "Entered 23 days later", where that is worth saying."""
    counts: str
    """Why it does not count today; empty where it does."""
    reason: str
    url: str
    """Where it was seen, for who may read that."""
    withdraw_url: str


@dataclass(frozen=True, kw_only=True)
class IndicatorPage:
    """Everything on the page."""

    code: str
    text: str
    critical: bool
    name: str
    is_mine: bool
    decided: int
    supported: int
    level_text: str
    heard_text: str
    decision_url: str
    own: str
    state_text: str
    missing_text: str
    latest_text: str
    levels: tuple[str, ...]
    pieces: tuple[PieceRow, ...]
    batches: tuple[str, ...]
    readers: Readers
    map_url: str
    validate_url: str
    decide_url: str
    rate_url: str


@dataclass(frozen=True, kw_only=True)
class Looking:
    """Who looks at it, and by what right they act."""

    viewer: User
    view: Viewpoint
    pair: Relationship | None
    """The active pair in which the viewer is the mentor."""
    decides: bool
    heard_text: str = ""


def indicator_page(levels: Levels, code: str, *, learner: User, looking: Looking, today: date) -> IndicatorPage:
    """The page; three queries at most, for the pairs the pieces were seen in."""
    view, known = looking.view, levels.framework.indicators[code]
    standing, decision = levels.standings[code], levels.decisions.get(code)
    mine = view.has(Standing.LEARNER)
    target = rule_of(code, framework=levels.framework, policy=levels.policy).target
    return IndicatorPage(
        code=code,
        text=known.text,
        critical=known.safety_critical,
        name=str(learner),
        is_mine=mine,
        decided=decision.level if decision else 0,
        supported=standing.level or 0,
        level_text=level_words.level_text(decision.level if decision else None, levels.framework),
        heard_text=looking.heard_text,
        decision_url=reverse("mentoring:decision", args=[decision.pk]) if decision else "",
        own=_own(levels.self_ratings.get(code), levels, view),
        state_text=level_words.state_text(standing),
        missing_text=level_words.missing_text(standing.missing, target=target),
        latest_text=_latest(standing.latest, standing.level),
        levels=tuple(f"{one.number} · {one.name}: {one.autonomy}" for one in levels.framework.levels.values()),
        pieces=tuple(piece_rows(levels, levels.rows, code=code, view=view, viewer=looking.viewer, today=today)),
        batches=tuple(batch_texts(levels.rows)),
        readers=_readers(levels, learner, looking),
        map_url=reverse("mentoring:my_map") if mine else reverse("mentoring:map", args=[learner.pk]),
        validate_url=reverse("mentoring:validate", args=[looking.pair.pk]) if looking.pair else "",
        decide_url=reverse("mentoring:decide", args=[learner.pk, code]) if looking.decides else "",
        rate_url=reverse("mentoring:rate", args=[code]) if mine else "",
    )


def piece_rows(
    levels: Levels, rows: Iterable[Evidence], *, code: str, view: Viewpoint, viewer: User, today: date
) -> Iterable[PieceRow]:
    """The pieces, newest act first; reasons for the pair and whoever mentors the mentor (at most three queries)."""
    rows = sorted(rows, key=lambda row: (row.acted_on, row.entered_at), reverse=True)
    sources = _sources([row for row in rows if row.source], view)
    rule = rule_of(code, framework=levels.framework, policy=levels.policy)
    for row in rows:
        may_withdraw = row.validator_id == viewer.pk and bool(view.pairs) and row.position is not None
        yield PieceRow(
            day=date_format(row.acted_on),
            kind=row.get_kind_display(),
            level=_("safety-critical lapse") if row.lapse else level_words.level_text(row.level, levels.framework),
            who=str(row.validator) if row.validator else _("an observer from outside"),
            lag=lag_text(row.acted_on, row.entered_at),
            counts=_why_not(row, rule.freshness(row.acted_on, today=today), too_late=rule.too_late(piece(row))),
            reason=(row.rationale.opened() or "") if view.has(*WORDS) else "",
            url=sources.get(row.source, "") if row.source else "",
            withdraw_url=reverse("mentoring:evidence_withdraw", args=[row.pk])
            if may_withdraw and not is_withdrawn(row)
            else "",
        )


def _why_not(row: Evidence, freshness: str, *, too_late: bool) -> str:
    if is_withdrawn(row):
        day = date_format(timezone.localdate(row.withdrawal.at))
        why = WITHDRAWN.get(row.withdrawal.reason, "")
        return _("Withdrawn on %(day)s") % {"day": day} + (f": {why}" if why else "")
    if too_late:
        return _("Entered so late that a coordinator approves the day first")
    return _("Aged: it no longer counts") if freshness == "aged" else ""


def _sources(rows: Iterable[Evidence], view: Viewpoint) -> Mapping[UUID, str]:
    """Source → its page, as far as the viewer may read it now."""
    found: dict[UUID, str] = {}
    for kind, (door, pairs_of) in SOURCES.items():
        ids = [row.source for row in rows if row.source and _source_kind(row) == kind]
        pairs = pairs_of(ids) if ids and not view.has(Standing.LEARNER) else {}
        supervised = kind == "observation" and view.has(Standing.SUPERVISOR)
        for one in ids:
            shown = view.has(Standing.LEARNER) or supervised or one in view.submitted or pairs.get(one) in view.pairs
            if shown:
                found[one] = reverse(door, args=[one])
    return found


def _source_kind(row: Evidence) -> str:
    return row.kind if row.kind in ("reflection", "session") else "observation"


def _readers(levels: Levels, learner: User, looking: Looking) -> Readers:
    mentor = looking.viewer if looking.pair else levels.home.mentor if levels.home else None
    if mentor is not None and looking.viewer in (learner, mentor):
        return level_words.readers_of_reasons(viewer=looking.viewer, learner=learner, mentor=mentor)
    return readers.of(DataClass.LEVEL, viewer=looking.viewer, learner=learner)


def _own(row: SelfRating | None, levels: Levels, view: Viewpoint) -> str:
    if row is None:
        return _("not rated yet")
    if not view.has(*OWN_VIEW):
        return _("done")
    day = date_format(timezone.localdate(row.at))
    return f"{level_words.level_text(row.level, levels.framework)} ({day})"


def _latest(latest: int | None, level: int | None) -> str:
    if latest is None or level is None or latest >= level:
        return ""
    return _("The newest look showed level %(latest)d, which is less: something to talk about.") % {"latest": latest}
