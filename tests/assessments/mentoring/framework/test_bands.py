"""Bands are read from JSON, and what makes no sense is named by its line."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.mentoring.framework.bands import DEFAULT_BANDS, Band, Every, read_bands
from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.required import DEFAULT_EVIDENCE, Required, read_required

LINE = {"kind": "individual", "from_month": 1, "to_month": 3, "every": "2 weeks", "min_minutes": 60}


def test_the_default_survives_being_stored() -> None:
    assert read_bands(json.loads(json.dumps([band.as_values() for band in DEFAULT_BANDS]))) == (DEFAULT_BANDS, [])


@pytest.mark.parametrize("rows", [[], None, "x", {}], ids=["empty", "none", "text", "table"])
def test_a_rhythm_has_lines(rows: object) -> None:
    assert [str(problem) for problem in read_bands(rows)[1]] == ["The rhythm needs at least one line."]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param("x", "this is not a line of the rhythm.", id="no table"),
        pytest.param({**LINE, "colour": 1}, "this is not a line of the rhythm.", id="unknown"),
        pytest.param({**LINE, "kind": "party"}, "choose what is asked.", id="kind"),
        pytest.param({"every": "1 week"}, "choose what is asked.", id="no kind"),
        pytest.param({**LINE, "stage": "later"}, "choose before or after the certificate.", id="stage"),
        pytest.param({**LINE, "from_month": 0}, "months go up to 120", id="month 0"),
        pytest.param({**LINE, "from_month": None}, "months go up to 120", id="no first month"),
        pytest.param({**LINE, "to_month": 121}, "months go up to 120", id="month 121"),
        pytest.param({**LINE, "to_month": True}, "months go up to 120", id="no number"),
        pytest.param({**LINE, "min_minutes": -1}, "months go up to 120", id="minutes"),
        pytest.param({**LINE, "every": "2 days"}, "write how often", id="days"),
        pytest.param({**LINE, "every": 2}, "write how often", id="number"),
        pytest.param({**LINE, "every": ""}, "write how often", id="nothing"),
        pytest.param({**LINE, "from_month": 4}, "the last month lies before the first.", id="months"),
        pytest.param({**LINE, "times": 2}, "either how often or how many times.", id="both"),
        pytest.param({**LINE, "every": None}, "either how often or how many times.", id="neither"),
        pytest.param({"kind": "log", "times": 2}, "a number of times needs a last month.", id="times for ever"),
        pytest.param({**LINE, "every": "4 months"}, "the months are shorter than the interval.", id="long months"),
        pytest.param({**LINE, "every": "13 weeks"}, "the months are shorter than the interval.", id="long weeks"),
        pytest.param({**LINE, "min_minutes": 0}, "need a length in minutes", id="no length"),
        pytest.param({**LINE, "kind": "log"}, "need a length in minutes", id="length of a text"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(row: object, message: str) -> None:
    problems = [
        str(problem) for problem in read_bands([{"kind": "log", "stage": "certified", "every": "1 month"}, row])[1]
    ]

    assert len(problems) == 1
    assert problems[0].startswith("Line 2: ")
    assert message in problems[0]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({**LINE, "every": "3 months"}, id="months that fit exactly"),
        pytest.param({**LINE, "every": "12 weeks"}, id="weeks that fit exactly"),
        pytest.param({**LINE, "from_month": 3, "every": "1 month"}, id="one month"),
        pytest.param({"kind": "log", "from_month": 120, "to_month": 120, "times": 52}, id="the most"),
        pytest.param({**LINE, "min_minutes": 480}, id="the longest"),
        pytest.param({"kind": "log", "every": "2 weeks"}, id="as short as can be"),
    ],
)
def test_a_line_at_the_limit_is_read(row: dict[str, object]) -> None:
    bands, problems = read_bands([row])

    assert problems == []
    assert bands[0].as_values() == {"stage": "training", "from_month": 1, **row}


@pytest.mark.parametrize(
    "change", [{"from_month": 121, "to_month": None}, {"times": 53, "every": None}, {"min_minutes": 481}, {"times": 0}]
)
def test_a_line_beyond_the_limit_is_refused(change: dict[str, object]) -> None:
    assert "months go up to 120" in str(read_bands([{**LINE, **change}])[1][0])


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        pytest.param({**LINE, "from_month": 3, "to_month": 5}, True, id="in one month"),
        pytest.param({**LINE, "from_month": 2, "to_month": None}, True, id="without end"),
        pytest.param({**LINE, "from_month": 4, "to_month": None}, False, id="afterwards"),
        pytest.param({**LINE, "stage": "certified"}, False, id="other stage"),
        pytest.param({**LINE, "kind": "group"}, False, id="other kind"),
    ],
)
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned"])
def test_two_lines_do_not_cover_the_same_months(other: dict[str, object], overlaps: bool, turned: bool) -> None:
    rows = [other, LINE] if turned else [LINE, other]

    assert ["already covers" in str(problem) for problem in read_bands(rows)[1]] == [True] * overlaps


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 60))
def test_months_are_added_from_the_origin_and_keep_its_day(start: date, months: int) -> None:
    later = add_months(start, months)

    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day == start.day or (later.day < start.day and (add_months(later.replace(day=1), 1) - later).days == 1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param(date(2024, 11, 30), 3, date(2025, 2, 28), id="end of February"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="leap day"),
        pytest.param(date(2025, 1, 31), 1, date(2025, 2, 28), id="31 January"),
        pytest.param(date(2025, 1, 31), 2, date(2025, 3, 31), id="31 March"),
        pytest.param(date(2025, 3, 15), -3, date(2024, 12, 15), id="back over the new year"),
        pytest.param(date(2025, 12, 1), 1, date(2026, 1, 1), id="over the new year"),
    ],
)
def test_calendar_months_end_where_months_end(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_the_edges_of_a_band_do_not_drift() -> None:
    monthly = Band(kind="log", from_month=2, every=Every(months=1))

    assert [monthly.edge(date(2025, 1, 31), number) for number in range(3)] == [
        date(2025, 2, 28),
        date(2025, 3, 31),
        date(2025, 4, 30),
    ]


@pytest.mark.parametrize("text", ["1 week", "2 weeks", "1 month", "12 months"])
def test_an_interval_is_written_as_it_is_read(text: str) -> None:
    assert str(Every.read(text)) == text


def test_required_evidence_survives_being_stored() -> None:
    rows = [{"kind": "observation", "phase": each.phase, "count": each.count} for each in DEFAULT_EVIDENCE]

    assert read_required(json.loads(json.dumps(rows))) == (DEFAULT_EVIDENCE, [])


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("x", id="no table"),
        pytest.param({"kind": "observation", "colour": 1}, id="unknown"),
        pytest.param({"kind": "rumour"}, id="kind"),
        pytest.param({"kind": "feedback", "phase": "lunch"}, id="phase"),
        pytest.param({"kind": "feedback", "count": True}, id="no number"),
        pytest.param({"kind": "feedback", "count": 21}, id="too many"),
        pytest.param({"kind": "feedback", "count": 1, "observers": 2}, id="more observers than pieces"),
    ],
)
def test_required_evidence_that_makes_no_sense_is_named(row: object) -> None:
    found, (problem,) = read_required([{"kind": "observation"}, row])

    assert found == ()
    assert str(problem).startswith("Line 2: choose a kind and a phase")


def test_required_evidence_at_the_limit_is_read() -> None:
    assert read_required([{"kind": "feedback", "count": 20, "observers": 20}]) == (
        (Required(kind="feedback", count=20, observers=20),),
        [],
    )


def test_required_evidence_is_a_list() -> None:
    assert [str(problem) for problem in read_required(None)[1]] == ["Required evidence is a list."]


@pytest.mark.parametrize(
    ("required", "met"),
    [
        pytest.param(Required(kind="observation", count=2), True, id="enough"),
        pytest.param(Required(kind="observation", count=3), False, id="too few"),
        pytest.param(Required(kind="observation", phase="follow_up"), True, id="in the phase"),
        pytest.param(Required(kind="observation", phase="preparation"), False, id="in another phase"),
        pytest.param(Required(kind="observation", count=2, observers=2), False, id="one observer"),
        pytest.param(Required(kind="simulation"), False, id="another kind"),
    ],
)
def test_what_was_seen_meets_what_is_required(required: Required, met: bool) -> None:
    seen = [("observation", ["D7.1", "D2.3"], "a"), ("observation", ["D4.1"], "a"), ("feedback", ["D6.1"], "b")]

    assert required.met_by(seen) is met
