"""What the pages of the log show: one's own entries and commitments, and what a learner shares with a mentor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.models import Commitment, Entry, Relationship
from assessments.mentoring.pages.entry_wording import lag_text, state_text
from assessments.mentoring.selectors.entries import GONE
from assessments.mentoring.selectors.lessons import lessons
from assessments.mentoring.services.commitments import BY_LEARNER

PREVIEW_WORDS = 16
MANY = 4
"""From so many entries on it helps to show a part of them."""
State = Commitment.State
STATES = ("private", "shared", "read", "validated", "returned", *GONE)


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry in a list; `url` is empty for one that is gone."""

    url: str
    day: str
    kind_text: str
    preview: str
    state: str
    state_text: str
    lag_text: str


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A way to show fewer entries."""

    url: str
    text: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class Turn:
    """To the page before and after; empty at the ends."""

    newer: str = ""
    older: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A state to say of a commitment."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A commitment."""

    url: str
    anchor: str
    text: str
    state_text: str
    settled: bool
    lesson_title: str
    lesson_url: str
    made: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """One's own log."""

    sum_text: str
    can_filter: bool
    lines: tuple[Line, ...]
    chips: tuple[Chip, ...]
    kinds: tuple[Choice, ...]
    kind: str
    state: str
    turn: Turn
    promises: tuple[Promise, ...]
    write_url: str
    export_url: str


@dataclass(frozen=True, kw_only=True)
class SharedPage:
    """What a learner shares with a mentor."""

    learner: str
    lines: tuple[Line, ...]
    turn: Turn


def log_page(
    page: Page[Entry], *, tally: Mapping[str, int], commitments: Sequence[Commitment], state: str, kind: str
) -> LogPage:
    """One's own log; opens the words of the entries shown and of the commitments, for their author."""
    return LogPage(
        sum_text=_sum(tally),
        can_filter=sum(tally.values()) >= MANY,
        lines=tuple(_line(row, is_mine=True) for row in page),
        chips=tuple(_chips(tally, state)),
        kinds=tuple(Choice(value=str(value), label=str(label)) for value, label in Entry.Kind.choices),
        kind=kind,
        state=state,
        turn=_turn(page, state=state, kind=kind),
        promises=tuple(_promises(commitments)),
        write_url=reverse("mentoring:entry_write"),
        export_url=reverse("mentoring:export"),
    )


def shared_page(page: Page[Entry], *, relationship: Relationship) -> SharedPage:
    """What is shared with a mentor: days, kinds and states; the words stand on the page of each entry."""
    return SharedPage(
        learner=str(relationship.learner),
        lines=tuple(_line(row, is_mine=False) for row in page),
        turn=_turn(page),
    )


def _line(row: Entry, *, is_mine: bool) -> Line:
    words = (row.words.opened() or {}) if is_mine else {}
    return Line(
        url="" if row.state in GONE else reverse("mentoring:entry", args=[row.pk]),
        day=date_format(row.occurred_on),
        kind_text=row.get_kind_display(),
        preview=Truncator(words.get("what_happened", "")).words(PREVIEW_WORDS, truncate=" …"),
        state="draft" if row.state == "private" and row.finished_at is None else row.state,
        state_text=state_text(row, to_mentor=not is_mine),
        lag_text=lag_text(row.occurred_on, row.created_at),
    )


def _sum(tally: Mapping[str, int]) -> str:
    number = sum(count for state, count in tally.items() if state not in GONE)
    if not number:
        return ""
    yours = tally.get("private", 0)
    said = ngettext("%(n)d entry", "%(n)d entries", number) % {"n": number}
    return _("%(entries)s, %(yours)d of them only yours") % {"entries": said, "yours": yours}


def _chips(tally: Mapping[str, int], state: str) -> Iterable[Chip]:
    labels = {
        "private": _("Only yours"),
        "shared": _("Shared"),
        "read": _("Read"),
        "validated": _("Evidence"),
        "returned": _("Given back"),
        "deleted": _("Deleted"),
        "erased": _("Words deleted"),
    }
    log = reverse("mentoring:log")
    yield Chip(url=log, text=_("All"), on=not state)
    for one in STATES:
        if number := tally.get(one, 0):
            yield Chip(url=f"{log}?state={one}", text=f"{labels[one]} {number}", on=one == state)


def _turn(page: Page[Entry], **query: str) -> Turn:
    if page.paginator.num_pages < 2:
        return Turn()

    def to(number: int) -> str:
        asked = {name: value for name, value in query.items() if value} | {"page": number}
        return f"?{urlencode(asked)}"

    return Turn(
        newer=to(page.previous_page_number()) if page.has_previous() else "",
        older=to(page.next_page_number()) if page.has_next() else "",
        text=_("Page %(number)d of %(total)d") % {"number": page.number, "total": page.paginator.num_pages},
    )


def _promises(commitments: Sequence[Commitment]) -> Iterable[Promise]:
    known = lessons() if commitments else {}
    for row in commitments:
        lesson = known.get(row.content_key)
        yield Promise(
            url=reverse("mentoring:commitment", args=[row.pk]),
            anchor=f"c-{row.pk}",
            text=row.body.opened(),
            state_text=row.get_state_display(),
            settled=row.state in (State.SUSTAINED, State.DROPPED),
            lesson_title=lesson.title if lesson else "",
            lesson_url=lesson.url if lesson else "",
            made=date_format(row.made_at),
            choices=tuple(Choice(value=str(one), label=_say(one)) for one in BY_LEARNER if one != row.state),
        )


def _say(state: State) -> str:
    return {
        State.OPEN: _("Still to try"),
        State.TRIED: _("I tried it"),
        State.SUSTAINED: _("I keep it up"),
        State.DROPPED: _("I let it go"),
    }[state]
