"""A sitting of a quiz as its templates print it while it is open, and the words that are said of one anywhere."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import QuizAttempt
from assessments.presenting import questions
from assessments.presenting.differing import differing_views
from assessments.presenting.questions import SectionView
from assessments.presenting.shapes import Link
from assessments.services.keeping import Rows, last_number
from assessments.services.standings import BY_CERTAINTY, Stands, behaviour_of
from assessments.timing.counting import Counts, counted, passing, promised
from assessments.timing.entry import Refused
from modules.compiled import CompiledActivity
from modules.dialect.shown import Answer

COUNTS = {
    Counts.HIGHEST: gettext_lazy("Your best attempt counts."),
    Counts.AVERAGE: gettext_lazy("The mean of your attempts counts."),
    Counts.FIRST: gettext_lazy("Your first attempt counts."),
    Counts.LAST: gettext_lazy("Your last attempt counts."),
}
"""Which of several sittings counts, in words."""
LAST_CALLS = (300, 60)
"""Seconds before the end at which the time left is told, besides half of it."""


@dataclass(frozen=True, kw_only=True)
class PaperView:
    """An open sitting."""

    title: str
    number_text: str
    save_url: str
    hand_in_url: str
    client_id: str
    shown: int
    """Number of the last save it is filled with."""
    saved_text: str
    answered_text: str
    ends_text: str
    """Until when it can be answered; empty where there is no limit."""
    left: int | None
    """Seconds, as the server counts them."""
    left_texts: str
    """What is said when so many are left, as JSON."""
    differing: tuple[Link, ...]
    """Questions at which two answers wait for a decision."""
    missing: tuple[Link, ...]
    check_url: str
    checks: bool
    """Whether questions are checked one by one: the enter key then saves, and neither checks the first one nor hands in."""
    sections: tuple[SectionView, ...]
    guess_text: str
    """How certainty is marked; empty where it is not asked for."""


@dataclass(frozen=True, kw_only=True)
class OverdueView:
    """A sitting that can be handed in, but not answered any more."""

    hand_in_url: str
    until_text: str


@dataclass(frozen=True, kw_only=True)
class Around:
    """Where the quiz stands in the curriculum: what the sitting itself does not know."""

    title: str
    again_url: str = ""
    refused: Refused | None = None
    """What stands in the way of sitting down to it again now."""
    sittings: tuple[QuizAttempt, ...] = ()
    """All of the person at this quiz, latest first."""
    next: Link | None = None
    module: Link | None = None
    trail: tuple[Link, ...] = ()
    draft_text: str = ""
    """What is said of a quiz that nobody has reviewed."""


Compiled = Mapping[str, CompiledActivity]
Answers = Mapping[str, Answer]


def paper(
    sitting: QuizAttempt,
    compiled: Compiled,
    stands: Stands,
    rows: Rows,
    *,
    title: str,
    point_out_missing: bool,
    now: datetime,
) -> PaperView:
    """The form of an open sitting, filled with what was saved. Where it is marked at the end, nothing in it depends on what is right."""
    differing = differing_views(rows, compiled)
    items = [
        replace(
            questions.open_item(sitting, item, number, compiled[item.key], stands[item.key]),
            differing=differing.get(item.key),
        )
        for number, item in enumerate(sitting.frozen_items, start=1)
    ]
    answers = {key: stand.answer for key, stand in stands.items()}
    return PaperView(
        title=title,
        number_text=number_text(sitting),
        save_url=reverse("assessments:quiz_save", args=[sitting.pk]),
        hand_in_url=reverse("assessments:quiz_hand_in", args=[sitting.pk]),
        check_url=reverse("assessments:quiz_check", args=[sitting.pk]),
        checks=any(item.check_text for item in items),
        client_id=str(uuid4()),
        shown=last_number(rows),
        saved_text=saved_text(rows[-1].received_at if rows else None),
        answered_text=answered_text(sitting, answers),
        ends_text=ends_text(sitting),
        left=seconds_left(sitting, now),
        left_texts=left_texts(sitting),
        differing=links_to(sitting, differing),
        missing=missing_links(sitting, answers) if point_out_missing else (),
        guess_text=certainty_text() if behaviour_of(sitting) in BY_CERTAINTY else "",
        sections=questions.sections(sitting, items),
    )


def overdue(sitting: QuizAttempt) -> OverdueView:
    """What is left to do once time is up."""
    until = sitting.clock.last_call
    clock_time = time_format(timezone.localtime(until), "H:i") if until else ""
    return OverdueView(
        hand_in_url=reverse("assessments:quiz_hand_in", args=[sitting.pk]),
        until_text=_("You can hand in what you have saved until %(time)s. After that it does not count.")
        % {"time": clock_time},
    )


def missing_links(sitting: QuizAttempt, answers: Answers) -> tuple[Link, ...]:
    """The questions without an answer."""
    return links_to(sitting, {item.key for item in sitting.frozen_items if not answers.get(item.key)})


def links_to(sitting: QuizAttempt, keys: Container[str]) -> tuple[Link, ...]:
    """To these questions, in the order in which they are asked."""
    total = len(sitting.items)
    return tuple(
        Link(title=questions.question_text(number, total), url=f"#{item.key}")
        for number, item in enumerate(sitting.frozen_items, start=1)
        if item.key in keys
    )


def certainty_text() -> str:
    """How certainty is marked."""
    return _(
        "Say with each answer how certain you are. Right: 1, 2 or 3 times the points. Wrong: nothing, 2 or 6 times the points less. "
        "The result is what you earn of the most there is."
    )


def answered_text(sitting: QuizAttempt, answers: Answers) -> str:
    """How many questions have an answer."""
    answered = sum(1 for item in sitting.frozen_items if answers.get(item.key))
    return _("%(answered)d of %(total)d answered") % {"answered": answered, "total": len(sitting.items)}


def ends_text(sitting: QuizAttempt) -> str:
    """Until when the server takes answers."""
    if sitting.deadline_at is None:
        return ""
    until = timezone.localtime(sitting.deadline_at)
    return _("You have time until %(when)s") % {"when": date_format(until, "SHORT_DATETIME_FORMAT")}


def seconds_left(sitting: QuizAttempt, now: datetime) -> int | None:
    """Until time is up; None where it never is."""
    return None if sitting.deadline_at is None else max(0, int((sitting.deadline_at - now).total_seconds()))


def left_texts(sitting: QuizAttempt) -> str:
    """Seconds → what is said when so many are left: at half of the time, five minutes, one minute, none."""
    if sitting.deadline_at is None:
        return ""
    half = int((sitting.deadline_at - sitting.started_at).total_seconds()) // 2
    said = {half: _("Less than half of the time is left")} if half > LAST_CALLS[0] else {}
    said |= {
        seconds: ngettext("Less than %(n)d minute left", "Less than %(n)d minutes left", seconds // 60)
        % {"n": seconds // 60}
        for seconds in LAST_CALLS
    }
    said[0] = _("Time is up. What you have saved is kept.")
    return json.dumps(said, ensure_ascii=False)


def saved_text(saved_at: datetime | None) -> str:
    """When the server last said that it saved."""
    return _("Saved %(time)s") % {"time": time_format(timezone.localtime(saved_at), "H:i")} if saved_at else ""


def number_text(sitting: QuizAttempt) -> str:
    """Which sitting it is."""
    return _("Attempt %(number)d") % {"number": sitting.number}


def when_text(sitting: QuizAttempt) -> str:
    """The day it was handed in, or begun."""
    return date_format(timezone.localtime(sitting.submitted_at or sitting.started_at), "DATE_FORMAT")


def result_text(sitting: QuizAttempt) -> str:
    """What came of it, in a few words."""
    if sitting.is_under_way:
        return _("Not handed in yet")
    if sitting.state == QuizAttempt.State.ABANDONED:
        return _("not handed in in time, does not count")
    words = _("passed") if sitting.passed else _("not passed yet")
    return _("%(percent)d %%, %(result)s") % {"percent": percent(sitting.score or Fraction(0)), "result": words}


def percent(score: Fraction) -> int:
    """Rounded down, so that nobody reads the pass mark beside "not passed"."""
    return int(score * 100)


def passed_text(sittings: Sequence[QuizAttempt]) -> str:
    """Said on the page of a quiz that is passed by what counts of these sittings, latest first."""
    marked = [sitting for sitting in reversed(sittings) if sitting.score is not None]
    by = passing(promised(marked), marked)
    return _("You passed this quiz on %(day)s.") % {"day": when_text(by[-1])} if by else ""


def counting_text(sittings: Sequence[QuizAttempt], *, marks: bool) -> str:
    """What counts of several sittings, latest first, where that is not simply each of them; `marks`: with its number."""
    marked = [sitting for sitting in reversed(sittings) if sitting.score is not None]
    counts = promised(marked)
    found = counted(counts, marked)
    if found is None or len(marked) == 1 or counts is Counts.HIGHEST:
        return ""
    words = _("passed") if found.passes else _("not passed yet")
    if not marks:
        return _("%(rule)s So this quiz is: %(result)s.") % {"rule": COUNTS[counts], "result": words}
    values = {"rule": COUNTS[counts], "percent": percent(found.score or Fraction(0)), "result": words}
    return _("%(rule)s It is %(percent)d %%: %(result)s.") % values
