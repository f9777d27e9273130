"""The gain of a group and the change of a person, by the worked examples of the evaluation design."""

from fractions import Fraction

import pytest

from assessments.surveys.laws.gains import change, group_gain


def scores(*pairs: tuple[int, int]) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(before, 100), Fraction(after, 100)) for before, after in pairs]


def test_the_gain_of_averages_is_the_share_of_what_was_left() -> None:
    found = group_gain(scores((40, 70), (50, 80), (60, 90)))

    assert found is not None
    assert (found.before, found.after, found.gain) == (Fraction(1, 2), Fraction(4, 5), Fraction(3, 5))
    assert found.changes == (Fraction(1, 2), Fraction(3, 5), Fraction(3, 4))
    assert found.median_change == Fraction(3, 5)
    assert found.before_deviation == pytest.approx(0.1)
    assert round(float(sum(found.changes) / 3), 4) == 0.6167


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (60, 45, Fraction(-1, 4)),  # of what was known
        (100, 100, None),  # nothing was left
        (0, 0, None),
        (50, 50, Fraction(0)),
        (0, 50, Fraction(1, 2)),
        (100, 50, Fraction(-1, 2)),
    ],
)
def test_the_change_of_a_person_is_normalised(before: int, after: int, expected: Fraction | None) -> None:
    assert change(Fraction(before, 100), Fraction(after, 100)) == expected


def test_whoever_knew_everything_has_no_gain() -> None:
    found = group_gain(scores((100, 100)))

    assert found is not None
    assert (found.gain, found.interval, found.changes, found.quartiles, found.after_deviation) == (
        None,
        None,
        (),
        None,
        None,
    )


def test_the_interval_holds_the_gain_and_can_be_repeated() -> None:
    pairs = scores((20, 60), (40, 70), (50, 55), (60, 90), (30, 80), (45, 75))
    found, again = group_gain(pairs), group_gain(pairs)

    assert found is not None
    assert again is not None
    assert found.gain is not None
    assert found.interval is not None
    assert found.interval[0] < float(found.gain) < found.interval[1]
    assert found.interval == again.interval


def test_nobody_has_no_figures() -> None:
    assert group_gain([]) is None
