"""Numbers as people read them."""

import pytest

from modules import wording


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, ""),
        (-5, ""),
        (35, "35\u00a0min"),
        (90, "90\u00a0min"),
        (120, "2\u00a0h"),
        (220, "3\u00a0h\u00a040\u00a0min"),
    ],
    ids=["none", "less than none", "minutes", "an hour and a half", "hours", "both"],
)
def test_minutes(minutes: int, text: str) -> None:
    assert wording.minutes_text(minutes) == text


@pytest.mark.parametrize(
    ("phase", "name", "colour"), [("every-phase", "Every phase", "every"), ("lunch", "lunch", "every")]
)
def test_phases(phase: str, name: str, colour: str) -> None:
    assert (wording.phase_name(phase), wording.phase_colour(phase)) == (name, colour)


def test_a_page_weighs_something() -> None:
    assert wording.weight_text(5_200) == "≈ 14 kB"


def test_one_is_not_many() -> None:
    assert (wording.modules_text(1), wording.lessons_text(2), wording.tools_text(1), wording.hours_text(1)) == (
        "1 module",
        "2 lessons",
        "1 practice tool",
        "about 1 hour",
    )
