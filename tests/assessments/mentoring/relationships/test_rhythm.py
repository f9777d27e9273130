"""The rhythm in marks and in words."""

from datetime import date, timedelta
from typing import Any

import pytest

from assessments.mentoring.framework.pauses import Pause
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.schedule import Due, Held, Step, due, steps
from assessments.mentoring.pages.rhythm import LAST, due_text, rhythm

START = date(2026, 1, 5)


def asked(today: date, *, held: tuple[date, ...] = (), pauses: tuple[Pause, ...] = ()) -> tuple[tuple[Step, ...], Due]:
    took_place = [Held(kind="individual", on=day, entered_on=day, minutes=60) for day in held]
    about: dict[str, Any] = {"kind": "individual", "starts_on": START, "held": took_place, "today": today}
    return steps(Policy(), pauses=pauses, **about), due(Policy(), pauses=pauses, **about)


def test_marks_stand_in_order_with_their_words() -> None:
    drawn = rhythm(*asked(date(2026, 2, 10), held=(date(2026, 1, 12),)))
    assert drawn is not None
    assert [mark.text for mark in drawn.marks] == [
        "Jan. 12, 2026: kept",
        "Jan. 19, 2026 to Feb. 1, 2026: missed",
        "open until Feb. 15, 2026",
        "to come, until March 1, 2026",
    ]
    assert [mark.x for mark in drawn.marks] == [6, 18, 30, 42]
    assert (drawn.width, drawn.text) == (48, "1 of 2 sessions kept")


def test_a_long_past_shows_its_latest_marks() -> None:
    drawn = rhythm(*asked(date(2026, 12, 1)))
    assert drawn is not None
    assert len(drawn.marks) == LAST + 1
    assert drawn.marks[-1].state == "ahead"


def test_before_anything_was_due_it_says_so() -> None:
    drawn = rhythm(*asked(START))
    assert drawn is not None
    assert drawn.text == "Nothing was due so far"
    assert rhythm((), None) is None


def test_a_pause_without_an_end_is_named() -> None:
    drawn = rhythm(*asked(date(2026, 3, 1), pauses=(Pause(starts_on=date(2026, 1, 7)),)))
    assert drawn is not None
    assert drawn.marks[0].text == "Open; the rhythm pauses"


@pytest.mark.parametrize(
    ("today", "text", "is_overdue"),
    [
        pytest.param(date(2026, 1, 10), "Next session due by Jan. 18, 2026", False, id="to come"),
        pytest.param(date(2026, 1, 18), "A session is due today", False, id="today"),
        pytest.param(date(2026, 1, 19), "A session is overdue by 1 day", True, id="since yesterday"),
        pytest.param(date(2026, 1, 28), "A session is overdue by 10 days", True, id="for long"),
    ],
)
def test_what_is_due_is_said_in_words(today: date, text: str, is_overdue: bool) -> None:
    assert due_text(asked(today)[1], today=today) == (text, is_overdue)


def test_nothing_falls_due_while_it_pauses_or_where_nothing_is_asked() -> None:
    today = START + timedelta(days=30)
    paused = asked(today, pauses=(Pause(starts_on=START),))[1]
    assert due_text(paused, today=today) == ("The rhythm pauses; nothing falls due.", False)
    assert due_text(None, today=today) == ("", False)
    nothing = due(Policy(bands=()), kind="individual", starts_on=START, held=[], today=today)
    assert due_text(nothing, today=today) == ("", False)
