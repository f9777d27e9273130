"""Going on from where somebody stands: what they hold stays as it is, and a round that is underway moves on the day that is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.clauses import AUTOMATIC
from assessments.certification.laws.cycles import CERTIFIED, GRACE
from assessments.certification.laws.expiry import Dates
from assessments.certification.laws.facts import Facts, ModuleCompleted
from assessments.certification.laws.foreseeing import Foreseen, Round, Start, Underway, foresee
from assessments.certification.laws.requirements.module_completed import ModuleCompleted as Completed
from tests.assessments.certification.laws.test_foreseeing import RULES, passed

NEWER = replace(
    RULES,
    paths=(replace(RULES.paths[0], title="More", tree=Completed(key="m", module="m04")), RULES.paths[1]),
    active=Period(months=24),
    grace=Period(months=6),
)
COMPLETED, EXPIRES = date(2026, 3, 3), date(2027, 3, 3)
HELD = Round(
    number=1,
    path=RULES.paths[0],
    renews=False,
    opened_on=date(2026, 1, 1),
    counts_from=None,
    met_on=COMPLETED,
    dates=Dates(
        completed_on=COMPLETED, window_opens_on=date(2027, 1, 3), expires_on=EXPIRES, baseline_expires_on=EXPIRES
    ),
    grace=RULES.grace,
    is_held=True,
)
FIRST = Underway(
    path=RULES.paths[0], name="initial:1", number=1, opened_on=date(2026, 1, 1), counts_from=None, due_on=None
)
TODAY, UNTIL = date(2026, 6, 1), date(2031, 1, 1)


def completed(**on: date) -> Facts:
    return Facts(modules=tuple(ModuleCompleted(key=key, on=day) for key, day in on.items()))


def going_on(facts: Facts, **start: object) -> Foreseen:
    return foresee(NEWER, facts, begins_on=TODAY, until=UNTIL, start=Start(older=RULES, **start))  # type: ignore[arg-type]


def holding(*sittings: date) -> Foreseen:
    facts = Facts(quizzes=tuple(passed(on) for on in sittings))
    return going_on(facts, held=HELD, first_completed_on=COMPLETED)


def test_a_certificate_of_older_rules_keeps_its_dates_and_is_renewed_by_these() -> None:
    told = holding(date(2027, 2, 2))

    assert [(each.number, each.renews, each.is_held) for each in told.rounds[:2]] == [
        (1, False, True),
        (2, True, False),
    ]
    assert told.rounds[1].opened_on == date(2027, 1, 3), "with the window that the older rules gave"
    assert told.rounds[1].dates is not None
    assert told.rounds[1].dates.expires_on == date(2029, 3, 3), "the two years of the newer ones"
    assert told.phase(TODAY) == CERTIFIED


def test_its_own_grace_holds_for_what_it_is_worth() -> None:
    told = holding()

    assert told.phase(date(2027, 4, 3)) == GRACE
    assert told.phase(date(2027, 4, 4)) != GRACE, "a month by the older rules, not the six of the newer ones"


def test_what_never_expires_stays_for_ever() -> None:
    forever = replace(HELD, dates=replace(HELD.dates, window_opens_on=None, expires_on=None, baseline_expires_on=None))  # type: ignore[type-var]
    told = going_on(Facts(), held=forever, first_completed_on=COMPLETED)

    assert told.rounds == (forever,)
    assert told.phase(UNTIL) == CERTIFIED


def test_a_round_is_finished_by_the_rules_it_was_begun_with() -> None:
    told = going_on(completed(m03=date(2026, 9, 1)), underway=FIRST)

    assert told.rounds[0].path.title == "In full"
    assert told.rounds[0].met_on == date(2026, 9, 1)
    assert told.rounds[0].dates is not None
    assert told.rounds[0].dates.expires_on == date(2027, 9, 1), "a year, as it was begun"
    assert told.rounds[0].moved_on is None


MOVES = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("done", "title", "met_on", "expires_on"),
    [
        pytest.param({"m03": date(2026, 7, 31)}, "In full", date(2026, 7, 31), date(2027, 7, 31), id="the day before"),
        pytest.param({"m03": MOVES}, "More", None, None, id="too late for the older rules"),
        pytest.param({"m04": date(2026, 2, 2)}, "More", MOVES, date(2028, 2, 2), id="met at once by the newer ones"),
        pytest.param({"m04": date(2026, 9, 9)}, "More", date(2026, 9, 9), date(2028, 9, 9), id="met later"),
    ],
)
def test_with_a_deadline_a_round_moves_on_its_day(
    done: dict[str, date], title: str, met_on: date | None, expires_on: date | None
) -> None:
    told = going_on(completed(**done), underway=FIRST, moves_on=MOVES)
    found = told.rounds[0]

    assert (found.path.title, found.met_on) == (title, met_on)
    assert (found.dates.expires_on if found.dates else None) == expires_on
    assert found.moved_on == (MOVES if title == "More" else None)


def test_a_renewal_that_is_underway_gives_way_when_it_is_too_late() -> None:
    again = Underway(
        path=RULES.paths[1], name="recert:1", number=2, opened_on=date(2027, 1, 3), counts_from=date(2027, 1, 3)
    )
    told = foresee(
        NEWER,
        Facts(),
        begins_on=date(2027, 2, 1),
        until=UNTIL,
        start=Start(older=RULES, held=HELD, first_completed_on=COMPLETED, underway=again),
    )

    assert [each.renews for each in told.rounds] == [False, True, True, False]
    assert told.rounds[1].gave_way_on == date(2027, 4, 4), "the month of grace of the older rules is over"
    assert told.rounds[2].gave_way_on == date(2027, 9, 4), "the newer ones have six"
    assert told.rounds[3].path.title == "More", "the whole way begins anew, by the newer rules"
    assert told.rounds[3].counts_from == COMPLETED + timedelta(days=1)


def test_who_stands_nowhere_begins_as_for_the_first_time() -> None:
    facts = completed(m04=date(2026, 9, 1))
    assert NEWER.decision.mode == AUTOMATIC
    assert going_on(facts) == foresee(NEWER, facts, begins_on=TODAY, until=UNTIL)
