"""A decision about a level, and the page on which one is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import DataClass, Standing, Viewpoint
from assessments.mentoring.framework.ratings import PAUSED, TO_DISCUSS, discrepancy
from assessments.mentoring.models import Decision, Dispute, Event
from assessments.mentoring.pages import level_words, readers
from assessments.mentoring.pages.entry_wording import lag_text
from assessments.mentoring.pages.indicator import WORDS, PieceRow, piece_rows
from assessments.mentoring.pages.map import OWN_VIEW, PIECES
from assessments.mentoring.pages.readers import Readers
from assessments.mentoring.selectors import competency
from assessments.mentoring.selectors.competency import Heard, Levels, rule_of
from assessments.mentoring.services.decisions import ReturnReason, rests_on_withdrawn
from training_site.people.models import User

EVENTS: dict[str, Promise] = {
    "signed_off": gettext_lazy("%(who)s signed it off"),
    "confirmed": gettext_lazy("%(who)s confirmed it as line manager"),
    "upheld": gettext_lazy("%(who)s looked at it as moderator and found it right"),
    "returned": gettext_lazy("%(who)s returned it: it no longer stands"),
    "superseded": gettext_lazy("%(who)s decided anew: it no longer stands"),
    "paused": gettext_lazy("It pauses after a safety-critical lapse"),
    "resumed": gettext_lazy("It stands again: it was observed once more"),
}
DISPUTES: dict[str, Promise] = {
    "raised": gettext_lazy("The learner sees this differently. Somebody is being named to hear it."),
    "taken_up": gettext_lazy("The learner sees this differently. %(who)s hears it."),
    "upheld": gettext_lazy("The learner saw this differently. %(who)s found the judgement right."),
    "changed": gettext_lazy("The learner saw this differently. %(who)s found the learner right."),
    "withdrawn": gettext_lazy("The learner saw this differently, and took it back."),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something that happened."""

    text: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A disagreement beside a judgement; words are empty for who does not read them."""

    text: str
    when: str
    statement: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Where the acts of the viewer go; empty for what they cannot do now."""

    confirm: str = ""
    uphold: str = ""
    give_back: str = ""
    disagree: str = ""
    decide: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionPage:
    """Everything on the page."""

    code: str
    text: str
    critical: bool
    learner: str
    level: int
    level_text: str
    state_text: str
    made_text: str
    lag: str
    rationale: str
    flags: tuple[str, ...]
    pieces_text: str
    pieces: tuple[PieceRow, ...]
    history: tuple[Line, ...]
    disagreements: tuple[Disagreement, ...]
    readers: Readers
    map_url: str
    acts: Acts


@dataclass(frozen=True, kw_only=True)
class DecidePage:
    """What one sees before one decides."""

    code: str
    text: str
    critical: bool
    learner: str
    supported: int
    decided: int
    supported_text: str
    missing_text: str
    own_text: str
    flags: tuple[str, ...]
    pieces: tuple[PieceRow, ...]
    readers: Readers
    url: str
    back_url: str


def decision_page(
    row: Decision,
    levels: Levels,
    *,
    viewer: User,
    view: Viewpoint,
    history: Sequence[Event],
    disputes: Iterable[Dispute],
    acts: Acts,
    today: date,
) -> DecisionPage:
    """The page of a decision that the viewer may see. The line manager sees the level and numbers."""
    known = levels.framework.indicators.get(row.indicator)
    basis = [one for one in levels.rows if str(one.pk) in row.basis]
    heard = Heard(**{one.kind: one for one in history if one.kind in ("confirmed", "upheld")})
    needed = competency.needs_moderator(
        row, policy=levels.policy, line_managers=competency.line_manager_ids(row.learner_id)
    )
    stands = row.state in competency.STANDS
    day = timezone.localdate(row.created_at)
    mine = view.has(Standing.LEARNER)
    return DecisionPage(
        code=row.indicator,
        text=known.text if known else "",
        critical=bool(known and known.safety_critical),
        learner=str(row.learner),
        level=row.level,
        level_text=level_words.level_text(row.level, levels.framework),
        state_text=level_words.heard_text(row, heard, needs_moderator=needed) if stands else _("No longer stands"),
        made_text=_("%(who)s, %(day)s, framework %(version)s")
        % {"who": row.decided_by, "day": date_format(day), "version": row.framework_version},
        lag=lag_text(row.acted_on, row.created_at),
        rationale=(row.rationale.opened() or "") if view.has(*WORDS) else "",
        flags=tuple(_flags_of(row, levels, view)),
        pieces_text=level_words.pieces_text(len(basis)),
        pieces=tuple(piece_rows(levels, basis, code=row.indicator, view=view, viewer=viewer, today=today))
        if view.has(*PIECES)
        else (),
        history=tuple(_line(one) for one in history),
        disagreements=tuple(disagreement(one, reads=view.has(*WORDS), viewer=viewer) for one in disputes),
        readers=_readers(row, viewer),
        map_url=reverse("mentoring:my_map") if mine else reverse("mentoring:map", args=[row.learner_id]),
        acts=acts,
    )


def decide_page(levels: Levels, code: str, *, learner: User, viewer: User, view: Viewpoint, today: date) -> DecidePage:
    """Where the learner stands by the rule, what is missing, and what stands out."""
    known, standing = levels.framework.indicators[code], levels.standings[code]
    decision, own = levels.decisions.get(code), levels.self_ratings.get(code)
    target = rule_of(code, framework=levels.framework, policy=levels.policy).target
    sees_own = view.has(*OWN_VIEW)
    return DecidePage(
        code=code,
        text=known.text,
        critical=known.safety_critical,
        learner=str(learner),
        supported=standing.level or 0,
        decided=decision.level if decision else 0,
        supported_text=level_words.level_text(standing.level or 0, levels.framework),
        missing_text=level_words.missing_text(standing.missing, target=target),
        own_text=_("not rated yet")
        if own is None
        else level_words.level_text(own.level, levels.framework)
        if sees_own
        else _("done"),
        flags=tuple(_flags(levels, code, view, level=standing.level or 0)),
        pieces=tuple(piece_rows(levels, levels.rows, code=code, view=view, viewer=viewer, today=today)),
        readers=level_words.readers_of_reasons(viewer=viewer, learner=learner, mentor=viewer),
        url=reverse("mentoring:decide", args=[learner.pk, code]),
        back_url=reverse("mentoring:indicator", args=[learner.pk, code]),
    )


def disagreement(row: Dispute, *, reads: bool, viewer: User) -> Disagreement:
    """A disagreement as somebody sees it; who hears it reads it too."""
    reads = reads or row.heard_by_id == viewer.pk
    return Disagreement(
        text=str(DISPUTES[row.state]) % {"who": row.heard_by or ""},
        when=date_format(timezone.localdate(row.created_at)),
        statement=(row.statement.opened() or "") if reads else "",
        answer=(row.answer.opened() or "") if reads else "",
    )


def _flags_of(row: Decision, levels: Levels, view: Viewpoint) -> Iterable[str]:
    if rests_on_withdrawn(row, list(levels.rows)):
        yield _("A piece it rests on was withdrawn since.")
    yield from _flags(levels, row.indicator, view, level=row.level)


def _flags(levels: Levels, code: str, view: Viewpoint, *, level: int) -> Iterable[str]:
    standing, own = levels.standings[code], levels.self_ratings.get(code)
    if standing.state == PAUSED:
        yield _("Paused after a safety-critical lapse: nothing is signed off before it has been observed again.")
    if standing.counted and len(standing.assessors) < TWO:
        yield _("One person alone has judged everything here. It does not block; a second pair of eyes would help.")
    if own is not None and view.has(*OWN_VIEW) and discrepancy(own.level, level) >= TO_DISCUSS:
        yield _("The learner sees themself at %(level)d: two levels or more apart. Talk about it first.") % {
            "level": own.level
        }


TWO = 2
"""So many people should have judged."""


def _line(event: Event) -> Line:
    text = str(EVENTS[event.kind]) % {"who": event.by or _("The site")}
    reasons = dict(ReturnReason.choices)
    why = f": {reasons[event.reason]}" if event.reason in reasons else ""
    return Line(text=text + why, when=date_format(timezone.localtime(event.at)))


def _readers(row: Decision, viewer: User) -> Readers:
    mentor = row.relationship.mentor
    if viewer in (row.learner, mentor):
        return level_words.readers_of_reasons(viewer=viewer, learner=row.learner, mentor=mentor)
    return readers.of(DataClass.LEVEL, viewer=viewer, learner=row.learner)
