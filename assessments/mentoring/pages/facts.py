"""The facts of one learner, as far as the one who looks may see them: dates, numbers and codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import Reach, Standing, Viewpoint, level
from assessments.mentoring.models import Review
from assessments.mentoring.pages.board import COLUMNS, SIGNALS, Row
from assessments.mentoring.selectors.board_confirming import Waiting
from assessments.mentoring.tallies import Kept

FOR_ALL = ("organisation", "mentor", "kept", "last", "next", "agreement", "levels", "review")
"""What whoever sees facts at all sees; the rest is for those who read them."""
KINDS: dict[str, Promise] = {
    "individual": gettext_lazy("Sessions"),
    "log": gettext_lazy("Log entries"),
    "group": gettext_lazy("Group tutorials"),
    "observation": gettext_lazy("Observations"),
    "review": gettext_lazy("Reviews"),
}
STATES: dict[str, Promise] = {
    "held": gettext_lazy("held"),
    "planned": gettext_lazy("planned"),
    "cancelled": gettext_lazy("cancelled"),
    "no_show": gettext_lazy("nobody came"),
    "rescheduled": gettext_lazy("moved"),
}


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """One kind of the rhythm."""

    name: str
    text: str
    due: str
    percent: int | None


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One session on the line of time; `x` in percent of the line."""

    x: int
    state: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ToConfirm:
    """A fact that waits for a coordinator's word."""

    text: str
    url: str
    number: UUID
    act: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The page."""

    name: str
    signals: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    rhythm: tuple[Rhythm, ...]
    dots: tuple[Dot, ...]
    outcome: str
    has_support_plan: bool
    to_confirm: tuple[ToConfirm, ...]
    map_url: str
    seen_url: str
    assign_url: str
    emergency_url: str
    meet_url: str


def facts(
    row: Row, *, view: Viewpoint, reach: Reach, review: Review | None, waiting: Iterable[Waiting], today: date
) -> Facts:
    """Everything, or what a line manager, assessor or safeguarding lead needs."""
    coordinates = view.has(Standing.COORDINATOR)
    person = row.learner.person
    whole = reach >= Reach.READ
    shown = [column for column in COLUMNS[2:] if whole or column.key in FOR_ALL]
    return Facts(
        name=str(person),
        signals=tuple(str(SIGNALS[one]) for one in row.signals) if whole else (),
        cells=tuple((str(column.heading), value) for column in shown if (value := column.value(row))),
        rhythm=tuple(_rhythm(row)) if whole else (),
        dots=tuple(_dots(row, today)) if whole else (),
        outcome=review.get_judgement_display() if review else "",
        has_support_plan=review is not None and review.has_support_plan,
        to_confirm=tuple(_to_confirm(one) for one in waiting) if coordinates else (),
        map_url=reverse("mentoring:map", args=[person.pk]) if level(view) >= Reach.READ else "",
        seen_url=reverse("mentoring:seen_of", args=[person.pk]) if view.has(Standing.SAFEGUARDING) else "",
        assign_url=reverse("mentoring:assign", args=[person.pk]) if coordinates else "",
        emergency_url=reverse("mentoring:emergency_ask", args=[person.pk])
        if view.has(Standing.COORDINATOR, Standing.SAFEGUARDING)
        else "",
        meet_url=reverse("mentoring:ask_to_meet", args=[person.pk]) if coordinates and row.learner.pair else "",
    )


def _rhythm(row: Row) -> Iterable[Rhythm]:
    for kind, due in row.tally.rhythm.items():
        held, required = sum(kept.held for kept in due.kept), sum(kept.required for kept in due.kept)
        overdue = _("%(n)d days overdue") % {"n": due.overdue_days} if due.overdue_days else ""
        by = _("next by %(day)s") % {"day": date_format(due.next_due)} if due.next_due else _("nothing due")
        yield Rhythm(
            name=str(KINDS[kind]),
            text=_("%(held)d of %(required)d kept") % {"held": held, "required": required},
            due=overdue or by,
            percent=None if due.share is None else int(due.share * 100),
        )


def _dots(row: Row, today: date) -> Iterable[Dot]:
    since = row.learner.material.since
    dated = sorted(((day, one) for one in row.learner.material.sessions if (day := _day(one))), key=_first)
    if since is None or not dated:
        return
    last = max(dated[-1][0], today)
    length = max((last - since).days, 1)
    for day, one in dated:
        state = str(STATES.get(one.meeting.state, one.meeting.state))
        x = min(max(round(100 * (day - since).days / length), 0), 100)
        yield Dot(x=x, state=one.meeting.state, text=f"{date_format(day)}: {state}")


def _first(pair: tuple[date, Kept]) -> date:
    return pair[0]


def _day(one: Kept) -> date | None:
    return one.meeting.occurred_on or one.planned_on


def _to_confirm(one: Waiting) -> ToConfirm:
    texts = {
        "approve": _("Session of %(day)s, entered very late: did it take place?"),
        "attest": _("Session of %(day)s, not signed in time: was the learner there?"),
        "approve_evidence": _("Evidence of %(day)s, entered very late: is the day right?"),
    }
    return ToConfirm(
        text=texts[one.act] % {"day": date_format(one.day)},
        url=reverse("mentoring:confirm_fact", args=[one.learner_id]),
        number=one.number,
        act=one.act,
    )
