"""One text for each band of marks. Pure."""

from fractions import Fraction

import pytest

from assessments.bands import band_of, faults, read

LINES = ["50: Read once more.", "80 %: Well done: go on.", "0:Talk to your mentor."]


@pytest.mark.parametrize(
    ("percent", "text"),
    [(0, "Talk to your mentor."), (49, "Talk to your mentor."), (50, "Read once more."), (80, "Well done: go on."), (100, "Well done: go on.")],
)  # fmt: skip
def test_a_score_has_the_text_of_the_highest_band_it_reaches(percent: int, text: str) -> None:
    found = band_of(read(LINES), Fraction(percent, 100))
    assert found is not None
    assert found.text == text


def test_below_all_bands_nothing_is_said() -> None:
    assert band_of(read(["50: Half."]), Fraction(1, 3)) is None
    assert list(faults(LINES)) == []


@pytest.mark.parametrize("line", ["101: Too much.", "Well done.", "80:", "-5: Below.", "50: Twice."])
def test_a_line_that_is_no_band_is_told_by_its_row(line: str) -> None:
    assert [fault.row for fault in faults(["50: Half.", line])] == [2]
