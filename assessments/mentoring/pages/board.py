"""The board: one tuple of columns for the screen and the file, signals in words, filters, sums."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.models import Session
from assessments.mentoring.selectors.board import Learner
from assessments.mentoring.signals import Signal, signals
from assessments.mentoring.tallies import Tally, tally

SIGNALS: dict[Signal, Promise] = {
    Signal.NO_MENTOR: gettext_lazy("No mentor"),
    Signal.OVERDUE: gettext_lazy("Session overdue"),
    Signal.NO_AGREEMENT: gettext_lazy("No signed agreement"),
    Signal.AGREEMENT_DUE: gettext_lazy("Agreement due for review"),
    Signal.CANCELLED: gettext_lazy("Three times cancelled for the same reason"),
    Signal.REVIEW_DUE: gettext_lazy("Review due, evidence missing"),
    Signal.BREACH: gettext_lazy("Next session not planned"),
    Signal.LAPSED: gettext_lazy("A record was not signed in time"),
    Signal.LOAD: gettext_lazy("Mentor has too many learners"),
    Signal.ONE_VALIDATOR: gettext_lazy("One person judged everything"),
    Signal.BATCH: gettext_lazy("Much entered on one day, late"),
}
AGREEMENTS: dict[str, Promise] = {
    "none": gettext_lazy("none"),
    "draft": gettext_lazy("being written"),
    "awaiting_other": gettext_lazy("waits for a signature"),
    "active": gettext_lazy("signed"),
    "due_review": gettext_lazy("due for review"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One learner on the board."""

    learner: Learner
    tally: Tally
    signals: tuple[Signal, ...]

    @property
    def urgency(self) -> tuple[int, str]:
        """The most urgent first; the same urgency by name."""
        order = list(Signal)
        return min((order.index(one) for one in self.signals), default=len(order)), str(self.learner.person).casefold()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One fact of every row."""

    key: str
    heading: Promise
    value: Callable[[Row], str]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A row as the screen shows it."""

    name: str
    url: str
    signals: tuple[str, ...]
    share: str
    percent: int | None
    cells: tuple[tuple[str, str], ...]


def rows_of(found: Iterable[Learner], *, today: date) -> list[Row]:
    """The rows, most urgent first."""
    rows = []
    for learner in found:
        counted = tally(learner.material, policy=learner.policy, today=today)
        shown = signals(counted, policy=learner.policy, today=today)
        rows.append(Row(learner=learner, tally=counted, signals=shown))
    return sorted(rows, key=lambda row: row.urgency)


def shown(rows: Iterable[Row]) -> list[Shown]:
    """The rows for the screen."""
    return [
        Shown(
            name=str(row.learner.person),
            url=reverse("mentoring:facts", args=[row.learner.person.pk]),
            signals=tuple(str(SIGNALS[one]) for one in row.signals),
            share=_share(row),
            percent=_percent(row),
            cells=tuple((str(column.heading), value) for column in COLUMNS[2:] if (value := column.value(row))),
        )
        for row in rows
    ]


def table(rows: Iterable[Row]) -> list[list[str]]:
    """The same rows as lines of a file, the headings first."""
    return [[str(column.heading) for column in COLUMNS], *([column.value(row) for column in COLUMNS] for row in rows)]


def _percent(row: Row) -> int | None:
    share = row.tally.share
    return None if share is None else int(share * 100)


def _share(row: Row) -> str:
    percent = _percent(row)
    return "" if percent is None else _("%(percent)d %% of the sessions kept") % {"percent": percent}


def _day(day: date | None) -> str:
    return date_format(day) if day else ""


def _mentor(row: Row) -> str:
    material = row.learner.material
    if material.since is None:
        return ""
    text = _("%(mentor)s since %(day)s") % {"mentor": material.mentor, "day": _day(material.since)}
    return f"{text} ({_('pauses')})" if material.paused else text


def _meetings(row: Row) -> str:
    counted = row.tally
    parts = [ngettext("%(n)d held", "%(n)d held", counted.held) % {"n": counted.held}]
    parts += [_("%(n)d missed") % {"n": counted.missed}] if counted.missed else []
    parts += [_("%(n)d not signed in time") % {"n": counted.lapsed}] if counted.lapsed else []
    codes = dict(Session.CancelCode.choices)
    parts += [
        _("%(n)d cancelled (%(why)s)") % {"n": number, "why": codes.get(code, code)}
        for code, number in sorted(counted.cancelled.items())
    ]
    return ", ".join(parts)


def _agreement(row: Row) -> str:
    counted = row.tally
    state = str(AGREEMENTS.get(counted.agreement, counted.agreement))
    review_on = counted.agreement_review_on
    if counted.agreement not in ("active", "due_review") or review_on is None:
        return state
    return _("%(state)s, review on %(day)s") % {"state": state, "day": _day(review_on)}


def _entries(row: Row) -> str:
    counted = row.tally
    if not counted.entries_expected:
        return str(counted.entries)
    return _("%(n)d of %(expected)d expected") % {"n": counted.entries, "expected": counted.entries_expected}


def _days(days: int | None) -> str:
    return "" if days is None else ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


COLUMNS = (
    Column(key="learner", heading=gettext_lazy("Learner"), value=lambda row: str(row.learner.person)),
    Column(
        key="signals",
        heading=gettext_lazy("To look at"),
        value=lambda row: "; ".join(str(SIGNALS[one]) for one in row.signals),
    ),
    Column(key="organisation", heading=gettext_lazy("Organisation"), value=lambda row: row.learner.place.name),
    Column(key="mentor", heading=gettext_lazy("Mentor"), value=_mentor),
    Column(key="kept", heading=gettext_lazy("Rhythm"), value=_share),
    Column(key="last", heading=gettext_lazy("Last session"), value=lambda row: _day(row.tally.last_on)),
    Column(key="next", heading=gettext_lazy("Next session"), value=lambda row: _day(row.tally.next_on)),
    Column(key="meetings", heading=gettext_lazy("Sessions"), value=_meetings),
    Column(key="agreement", heading=gettext_lazy("Agreement"), value=_agreement),
    Column(key="entries", heading=gettext_lazy("Log entries"), value=_entries),
    Column(key="observations", heading=gettext_lazy("Observations"), value=lambda row: str(row.tally.observations)),
    Column(
        key="levels", heading=gettext_lazy("Indicators at level 3"), value=lambda row: str(row.tally.levels_reached)
    ),
    Column(key="review", heading=gettext_lazy("Review due"), value=lambda row: _day(row.tally.review_due_on)),
    Column(key="entry_lag", heading=gettext_lazy("Entered after"), value=lambda row: _days(row.tally.entry_lag)),
    Column(key="signature_lag", heading=gettext_lazy("Signed after"), value=lambda row: _days(row.tally.signature_lag)),
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the board is narrowed to; empty: nothing."""

    signal: str = ""
    mentor: str = ""
    place: str = ""

    def of(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that remain."""
        return [
            row
            for row in rows
            if (not self.signal or self.signal in row.signals)
            and (not self.mentor or self.mentor == row.learner.material.mentor)
            and (not self.place or self.place == str(row.learner.place.pk))
        ]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One line of a select."""

    value: str
    text: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class Load:
    """How many learners a mentor has."""

    mentor: str
    text: str
    is_over: bool


def choices(rows: Sequence[Row], chosen: Filters) -> dict[str, list[Choice]]:
    """What can be chosen in each filter."""
    places = {str(row.learner.place.pk): row.learner.place.name for row in rows}
    mentors = sorted({row.learner.material.mentor for row in rows} - {""})
    present = {signal for row in rows for signal in row.signals}
    return {
        "signal": [_choice(one.value, str(text), chosen.signal) for one, text in SIGNALS.items() if one in present],
        "mentor": [_choice(name, name, chosen.mentor) for name in mentors],
        "place": [_choice(number, name, chosen.place) for number, name in places.items()],
    }


def loads(rows: Sequence[Row]) -> list[Load]:
    """Every mentor with their learners, most first."""
    found = {
        row.learner.material.mentor: (row.learner.material.load, row.learner.policy.mentor_load_most)
        for row in rows
        if row.learner.material.mentor
    }
    return [
        Load(mentor=name, text=_("%(n)d of %(most)d") % {"n": load, "most": most}, is_over=load > most)
        for name, (load, most) in sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    ]


def _choice(value: str, text: str, chosen: str) -> Choice:
    return Choice(value=value, text=text, selected=value == chosen)
