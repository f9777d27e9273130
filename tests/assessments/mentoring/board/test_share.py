"""The share of the rhythm, asked for alone, is the one that the tally says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessments.mentoring.counting import Meeting
from assessments.mentoring.framework.pauses import Pause
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.tallies import Dated, Kept, Material, share, tally

BEGAN = date(2025, 1, 6)
days = st.integers(-30, 800).map(lambda number: BEGAN + timedelta(days=number))
sessions = st.builds(
    lambda day, lag, minutes, state: Kept(
        meeting=Meeting(
            state="held",
            kind="individual",
            occurred_on=day,
            entered_on=day + timedelta(days=lag),
            record_state=state,
        ),
        minutes=minutes,
        planned_on=None,
    ),
    days,
    st.integers(0, 90),
    st.sampled_from([30, 60, 90]),
    st.sampled_from(["signed", "frozen"]),
)
tutorials = st.builds(
    lambda day, state: Dated(kind="attendance", day=day, entered_on=day, state=state, number=90, code="present"),
    days,
    st.sampled_from(["", "denied"]),
)
pauses = st.builds(
    lambda day, length: Pause(starts_on=day, ends_on=day + timedelta(days=length)), days, st.integers(1, 90)
)
materials = st.builds(
    lambda since, held, attended, away: Material(
        since=since, sessions=held, facts={"attendance": attended}, pauses=tuple(away)
    ),
    st.none() | days,
    st.lists(sessions, max_size=25),
    st.lists(tutorials, max_size=8),
    st.lists(pauses, max_size=2),
)


@given(materials, days)
def test_it_is_the_same(material: Material, today: date) -> None:
    policy = Policy()
    assert share(material, policy=policy, today=today) == tally(material, policy=policy, today=today).share
