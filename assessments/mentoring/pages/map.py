"""The map of a learner: every indicator of the framework, the level reached, and where evidence is, is thin or has aged.

Whoever is responsible for the learner sees levels; the line manager sees levels and numbers, no pieces. A self-rating is for the learner,
their mentor and whoever mentors the mentor; others see that there is one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import DataClass, Standing, Viewpoint
from assessments.mentoring.framework.lateness import batches
from assessments.mentoring.framework.ratings import AGED, NONE, PAUSED, SUPPORTED, THIN, to_discuss
from assessments.mentoring.models import Evidence
from assessments.mentoring.pages import level_words, readers
from assessments.mentoring.pages.readers import Readers
from assessments.mentoring.selectors.competency import Levels, is_withdrawn, piece, rule_of
from assessments.mentoring.selectors.indicators import Indicator
from training_site.people.models import User

SHOW: dict[str, Promise] = {
    "": gettext_lazy("All"),
    "open": gettext_lazy("Not yet level 3"),
    NONE: gettext_lazy("Nothing seen yet"),
    THIN: gettext_lazy("Thin"),
    AGED: gettext_lazy("Aged"),
    PAUSED: gettext_lazy("Paused"),
    "critical": gettext_lazy("Safety-critical"),
    "discuss": gettext_lazy("To talk about"),
}
"""What the map can be narrowed to."""
TARGET = 3
PIECES = (Standing.LEARNER, Standing.MENTOR, Standing.SUPERVISOR, Standing.ASSESSOR, Standing.COORDINATOR)
"""Who sees the single pieces, as codes and days."""
OWN_VIEW = (Standing.LEARNER, Standing.MENTOR, Standing.SUPERVISOR)
"""Who sees how the learner rates themself."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way to narrow the map."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One indicator on the map."""

    code: str
    text: str
    url: str
    """Empty for who sees no pieces."""
    critical: bool
    decided: int
    """Level signed off, 0 to 4: filled dots."""
    supported: int
    """Level the evidence supports: ringed dots."""
    level_text: str
    own_text: str
    """The self-rating, or that there is one."""
    pieces_text: str
    state: str
    state_text: str
    missing_text: str
    discuss: bool


@dataclass(frozen=True, kw_only=True)
class Domain:
    """The indicators of a domain."""

    code: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of the bar above the map: so many indicators are in a state."""

    key: str
    text: str
    number: int
    start: int
    """Where it begins, and how wide it is, in a bar 380 wide."""
    width: int


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """Everything on the page."""

    name: str
    is_mine: bool
    learner_id: int
    lead: str
    bar: tuple[Share, ...]
    domains: tuple[Domain, ...]
    shows: tuple[Link, ...]
    scopes: tuple[Link, ...]
    batches: tuple[str, ...]
    sees_pieces: bool
    readers: Readers
    version: str
    printed_on: str
    passport_url: str


def map_page(
    levels: Levels, *, learner: User, viewer: User, view: Viewpoint, show: str, scope: str, today: date
) -> MapPage:
    """The map as the viewer sees it; nothing is asked of the database here."""
    scoped = levels.framework.scoped(scope)
    discuss = _to_discuss(levels, view)
    cells = {one.code: _cell(one, levels, view, learner.pk, discuss=one.code in discuss) for one in scoped}
    shown = {code: cell for code, cell in cells.items() if _is_shown(cell, show)}
    mine = view.has(Standing.LEARNER)
    base = reverse("mentoring:my_map") if mine else reverse("mentoring:map", args=[learner.pk])
    return MapPage(
        name=str(learner),
        is_mine=mine,
        learner_id=learner.pk,
        lead=_lead(cells.values(), mine=mine, name=str(learner)),
        bar=_bar(cells.values()),
        domains=tuple(_domains(scoped, shown, levels.framework.domains)),
        shows=_links(base, "show", SHOW, current=show, other=("scope", scope)),
        scopes=_links(base, "scope", _scope_names(levels), current=scope, other=("show", show)),
        batches=tuple(batch_texts(levels.rows)) if view.has(*PIECES) else (),
        sees_pieces=view.has(*PIECES),
        readers=readers.of(
            DataClass.LEVEL, viewer=viewer, learner=learner, mentor=viewer if view.has(Standing.MENTOR) else None
        ),
        version=levels.framework.version,
        printed_on=date_format(today),
        passport_url=reverse("mentoring:passport") if mine else "",
    )


def batch_texts(rows: Iterable[Evidence]) -> Iterable[str]:
    """Many things entered on one day, long after they happened: said, not punished."""
    acts = [
        (str(row.source or (row.acted_on, row.entered_at)), row.acted_on, piece(row).entered_on)
        for row in rows
        if not is_withdrawn(row)
    ]
    for batch in batches(acts):
        yield _("%(number)d entered on %(day)s, about what happened more than 30 days before.") % {
            "number": batch.number,
            "day": date_format(batch.entered_on),
        }


def _to_discuss(levels: Levels, view: Viewpoint) -> frozenset[str]:
    if not view.has(*OWN_VIEW):
        return frozenset()
    own = {code: row.level for code, row in levels.self_ratings.items()}
    decided = {code: row.level for code, row in levels.decisions.items()}
    return frozenset(to_discuss(own, decided))


def _cell(one: Indicator, levels: Levels, view: Viewpoint, learner_id: int, *, discuss: bool) -> Cell:
    standing = levels.standings[one.code]
    decision = levels.decisions.get(one.code)
    own = levels.self_ratings.get(one.code)
    counting = [row for row in levels.rows if row.indicator == one.code and not is_withdrawn(row)]
    detailed = view.has(*PIECES)
    target = rule_of(one.code, framework=levels.framework, policy=levels.policy).target
    if own is None:
        own_text = _("none")
    else:
        own_text = level_words.level_text(own.level, levels.framework) if view.has(*OWN_VIEW) else _("done")
    return Cell(
        code=one.code,
        text=one.text,
        url=reverse("mentoring:indicator", args=[learner_id, one.code]) if detailed else "",
        critical=one.safety_critical,
        decided=decision.level if decision else 0,
        supported=standing.level or 0,
        level_text=level_words.level_text(decision.level if decision else None, levels.framework),
        own_text=own_text,
        pieces_text=level_words.pieces_text(len(counting)),
        state=PAUSED if decision and decision.state == "paused" else standing.state,
        state_text=level_words.state_text(standing),
        missing_text=level_words.missing_text(standing.missing, target=target) if detailed else "",
        discuss=discuss,
    )


def _is_shown(cell: Cell, show: str) -> bool:
    if show == "open":
        return cell.decided < TARGET
    if show == "critical":
        return cell.critical
    if show == "discuss":
        return cell.discuss
    return not show or cell.state == show


def _domains(scoped: Iterable[Indicator], shown: Mapping[str, Cell], titles: Mapping[str, str]) -> Iterable[Domain]:
    by_domain: dict[str, list[Cell]] = {}
    for one in scoped:
        if one.code in shown:
            by_domain.setdefault(one.domain, []).append(shown[one.code])
    for code, cells in by_domain.items():
        yield Domain(code=code, title=titles.get(code, ""), cells=tuple(cells))


def _lead(cells: Iterable[Cell], *, mine: bool, name: str) -> str:
    cells = list(cells)
    numbers = {
        "name": name,
        "reached": sum(cell.decided >= TARGET and cell.state != PAUSED for cell in cells),
        "all": len(cells),
        "critical": sum(cell.critical for cell in cells),
        "safe": sum(cell.critical and cell.decided >= TARGET and cell.state != PAUSED for cell in cells),
    }
    text = (
        _(
            "You stand at level 3 in %(reached)d of %(all)d indicators, and in %(safe)d of %(critical)d that are safety-critical."
        )
        if mine
        else _(
            "%(name)s stands at level 3 in %(reached)d of %(all)d indicators, and in %(safe)d of %(critical)d that are "
            "safety-critical."
        )
    )
    return text % numbers


def _bar(cells: Iterable[Cell]) -> tuple[Share, ...]:
    counted = Counter("reached" if cell.decided >= TARGET and cell.state != PAUSED else cell.state for cell in cells)
    total = sum(counted.values())
    names = {
        "reached": _("level 3 signed off"),
        **{key: str(level_words.STATES[key]) for key in BAR if key != "reached"},
    }
    shares, start = [], 0
    for key in BAR:
        width = round(380 * counted[key] / total) if total else 0
        if counted[key]:
            shares.append(Share(key=key, text=names[key], number=counted[key], start=start, width=width))
        start += width
    return tuple(shares)


BAR = ("reached", SUPPORTED, THIN, AGED, PAUSED, NONE)
"""The parts of the bar, in order."""


def _scope_names(levels: Levels) -> dict[str, str]:
    names = {key: _pathway(key) for key in levels.framework.scopes}
    return {"": _("The whole framework"), **names} if names else {}


def _pathway(key: str) -> str:
    known = {
        "social-worker": _("Social workers"),
        "local-authority": _("Local authorities"),
        "institution-staff": _("Staff of institutions"),
    }
    return known.get(key, key.replace("-", " "))


def _links(
    base: str, name: str, choices: Mapping[str, str | Promise], *, current: str, other: tuple[str, str]
) -> tuple[Link, ...]:
    found = []
    for key, title in choices.items():
        query = "&".join(f"{one}={value}" for one, value in (other, (name, key)) if value)
        found.append(Link(title=str(title), url=f"{base}?{query}" if query else base, is_current=key == current))
    return tuple(found)
