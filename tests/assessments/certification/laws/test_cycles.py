"""The life of a cycle."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.laws.calendar import NOTHING, Period
from assessments.certification.laws.cycles import (
    CERTIFIED,
    CLOSED,
    CYCLE,
    GRACE,
    HELD,
    LAPSED,
    OPEN,
    RENEWED,
    WINDOW_OPEN,
    catching_up,
    phase_on,
)
from assessments.certification.laws.expiry import Dates
from assessments.machines import NEW, NotNow, fold

laws = settings(deadline=None)

DATES = Dates(
    completed_on=date(2025, 3, 1),
    window_opens_on=date(2026, 1, 1),
    expires_on=date(2026, 3, 1),
    baseline_expires_on=date(2026, 3, 1),
)
MONTH = Period(months=1)


@pytest.mark.parametrize(
    ("history", "state"),
    [
        pytest.param("assigned begun completed awarded", CERTIFIED, id="the usual way"),
        pytest.param("assigned completed awarded window_opened renewed", RENEWED, id="everything done before"),
        pytest.param("assigned begun completed fell_short completed", "ready", id="evidence aged before the decision"),
        pytest.param("assigned begun completed referred resumed completed awarded", CERTIFIED, id="more was asked for"),
        pytest.param("assigned begun completed deferred resumed awarded", CERTIFIED, id="the panel put it off"),
        pytest.param("assigned begun completed failed", "failed", id="not enough"),
        pytest.param("assigned begun completed failed resumed awarded", CERTIFIED, id="an appeal was upheld"),
        pytest.param("assigned begun went_on_leave returned completed", "ready", id="leave"),
        pytest.param("assigned begun withdrawn reassigned begun", "in_progress", id="withdrawn and assigned anew"),
        pytest.param("assigned transferred", "transferred", id="to another organisation"),
        pytest.param("assigned begun superseded", "superseded", id="another cycle took its place"),
        pytest.param("assigned begun expired", "expired", id="a renewal that came to nothing"),
        pytest.param("assigned completed awarded window_opened entered_grace renewed", RENEWED, id="renewed in grace"),
        pytest.param("assigned completed awarded window_opened lapsed", LAPSED, id="lapsed without grace"),
        pytest.param(
            "assigned completed awarded window_opened entered_grace lapsed lapse_overturned",
            RENEWED,
            id="done in time, told late",
        ),
        pytest.param("assigned completed awarded suspended reinstated", CERTIFIED, id="suspended and reinstated"),
        pytest.param("assigned completed awarded suspended lapsed revoked", "revoked", id="lapsed while suspended"),
        pytest.param("assigned completed awarded window_opened renewed revoked", "revoked", id="revoked afterwards"),
    ],
)
def test_a_cycle_goes_its_way(history: str, state: str) -> None:
    assert fold(CYCLE, history.split()) == state


@pytest.mark.parametrize(
    "history",
    [
        pytest.param("begun", id="before it was assigned"),
        pytest.param("assigned awarded", id="a decision before everything is done"),
        pytest.param("assigned begun completed awarded awarded", id="a second decision"),
        pytest.param("assigned completed awarded renewed", id="renewed before the window opened"),
        pytest.param("assigned completed awarded suspended renewed", id="renewed while suspended"),
        pytest.param("assigned completed awarded revoked reinstated", id="reinstated after a revocation"),
        pytest.param("assigned begun revoked", id="revoked without a certificate"),
        pytest.param("assigned completed awarded withdrawn", id="withdrawn with a certificate"),
        pytest.param("assigned completed awarded window_opened lapsed renewed", id="renewed after a lapse"),
    ],
)
def test_what_cannot_follow_does_not(history: str) -> None:
    with pytest.raises(NotNow):
        fold(CYCLE, history.split())


def test_every_state_is_open_held_closed_or_suspended() -> None:
    named = [*OPEN, *HELD, *CLOSED, "suspended"]

    assert sorted(named) == sorted(CYCLE.states)


def test_from_every_state_but_superseded_something_can_follow() -> None:
    ends = {state for state in CYCLE.states if not any(CYCLE.allows(state, event) for event in CYCLE.events)}

    assert ends == {"superseded"}


def test_what_was_revoked_comes_back_by_an_appeal_alone() -> None:
    assert {event for event in CYCLE.events if CYCLE.allows("revoked", event)} == {"restored"}
    assert CYCLE.after("revoked", "restored") == CERTIFIED


def test_a_renewal_that_expired_goes_on_only_when_what_was_done_in_time_is_entered_late() -> None:
    assert {event for event in CYCLE.events if CYCLE.allows("expired", event)} == {"resumed"}
    assert CYCLE.after("expired", "resumed") == "ready"


@pytest.mark.parametrize(
    ("on", "grace", "phase"),
    [
        pytest.param(date(2025, 2, 28), MONTH, NEW, id="before it was completed"),
        pytest.param(date(2025, 3, 1), MONTH, CERTIFIED, id="on the day"),
        pytest.param(date(2025, 12, 31), MONTH, CERTIFIED, id="before the window"),
        pytest.param(date(2026, 1, 1), MONTH, WINDOW_OPEN, id="on the day it opens"),
        pytest.param(date(2026, 3, 1), MONTH, WINDOW_OPEN, id="on the last day"),
        pytest.param(date(2026, 3, 2), MONTH, GRACE, id="a day later"),
        pytest.param(date(2026, 3, 2), NOTHING, LAPSED, id="a day later, without grace"),
        pytest.param(date(2026, 4, 1), MONTH, GRACE, id="on the last day of grace"),
        pytest.param(date(2026, 4, 2), MONTH, LAPSED, id="after it"),
    ],
)
def test_time_passes_by_the_dates_alone(on: date, grace: Period, phase: str) -> None:
    assert phase_on(DATES, grace, on, renewed=False) == phase


def test_what_is_renewed_neither_expires_nor_lapses() -> None:
    assert phase_on(DATES, MONTH, date(2026, 2, 1), renewed=True) == RENEWED
    assert phase_on(DATES, MONTH, date(2030, 1, 1), renewed=True) == RENEWED
    assert phase_on(DATES, MONTH, date(2025, 1, 1), renewed=True) == NEW


def test_what_never_expires_stays() -> None:
    for_ever = Dates(completed_on=date(2025, 3, 1), window_opens_on=None, expires_on=None, baseline_expires_on=None)

    assert phase_on(for_ever, NOTHING, date(2099, 1, 1), renewed=False) == CERTIFIED


@pytest.mark.parametrize(
    ("state", "phase", "events"),
    [
        pytest.param(CERTIFIED, CERTIFIED, (), id="nothing has happened"),
        pytest.param(CERTIFIED, WINDOW_OPEN, ("window_opened",), id="the window opened"),
        pytest.param(CERTIFIED, GRACE, ("window_opened", "entered_grace"), id="nobody looked for a while"),
        pytest.param(CERTIFIED, LAPSED, ("window_opened", "lapsed"), id="nor for longer"),
        pytest.param(WINDOW_OPEN, GRACE, ("entered_grace",), id="it expired"),
        pytest.param(WINDOW_OPEN, LAPSED, ("lapsed",), id="it expired without grace"),
        pytest.param(GRACE, LAPSED, ("lapsed",), id="grace is over"),
        pytest.param(GRACE, WINDOW_OPEN, (), id="an extension: back is not an event"),
        pytest.param(WINDOW_OPEN, RENEWED, (), id="renewal is a decision, not time"),
        pytest.param("suspended", LAPSED, (), id="suspended: a person decides"),
        pytest.param(LAPSED, LAPSED, (), id="lapsed already"),
        pytest.param("assigned", NEW, (), id="not certified"),
    ],
)
def test_a_stored_state_catches_up_with_its_dates(state: str, phase: str, events: tuple[str, ...]) -> None:
    assert catching_up(state, phase) == events


days = st.integers(-30, 500).map(lambda number: DATES.completed_on + timedelta(days=number))
graces = st.builds(Period, days=st.integers(0, 60))


@laws
@given(days, days, graces)
def test_phases_only_go_forward(one: date, other: date, grace: Period) -> None:
    order = [NEW, CERTIFIED, WINDOW_OPEN, GRACE, LAPSED]
    first, second = sorted([one, other])

    assert order.index(phase_on(DATES, grace, first, renewed=False)) <= order.index(
        phase_on(DATES, grace, second, renewed=False)
    )


@laws
@given(days, days, graces)
def test_whoever_looks_seldom_comes_to_the_same_state(one: date, other: date, grace: Period) -> None:
    """Every night or once in a year: the events of what was missed lead where every night would have led."""
    state = CERTIFIED
    for on in sorted([one, other]):
        for event in catching_up(state, phase_on(DATES, grace, on, renewed=False)):
            state = CYCLE.after(state, event)
    phase = phase_on(DATES, grace, max(one, other), renewed=False)

    assert state == (phase or CERTIFIED)
