"""What a region or country sees: sums over five people or more, drawn as bars."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from assessments.mentoring.pages.board import Row, rows_of
from assessments.mentoring.selectors.board import learners
from assessments.mentoring.sums import cells
from training_site.people.models import User

WIDTH = 100


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One number with its picture."""

    text: str
    percent: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """One organisation, or several small ones together."""

    name: str
    people: int
    bars: tuple[Bar, ...]
    facts: tuple[str, ...]


def page(paths: Sequence[str], *, viewer: User, today: date) -> dict[str, Any]:
    """The context of the page of sums."""
    rows = rows_of(learners(paths, but=viewer.pk, today=today), today=today)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.learner.place.name].append(row)
    found = cells(groups)
    return {
        "groups": [_group(cell.name or _("Smaller organisations together"), cell.members) for cell in found],
        "too_few": not found,
    }


def _group(name: str, rows: Sequence[Row]) -> Group:
    people = len(rows)
    with_mentor = sum(row.tally.material.since is not None for row in rows)
    in_rhythm = sum(row.tally.share is not None and row.tally.share >= KEPT_SHARE for row in rows)
    observations = sum(row.tally.observations for row in rows)
    levels = sum(row.tally.levels_reached for row in rows)
    return Group(
        name=name,
        people=people,
        bars=(
            _bar(_("with a mentor"), with_mentor, people),
            _bar(_("keep the rhythm of sessions"), in_rhythm, people),
            _bar(_("with a signed agreement"), sum(row.tally.agreement in SIGNED for row in rows), people),
        ),
        facts=(
            _("%(n)s observations per learner") % {"n": f"{observations / people:.1f}"},
            _("%(n)s indicators at level 3 per learner") % {"n": f"{levels / people:.1f}"},
        ),
    )


KEPT_SHARE = 0.75
SIGNED = ("active", "due_review")


def _bar(text: str, number: int, people: int) -> Bar:
    percent = round(WIDTH * number / people)
    return Bar(text=_("%(percent)d %% %(what)s") % {"percent": percent, "what": text}, percent=percent)
