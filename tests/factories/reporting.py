"""Places on the board: `standing(phase="held", expires_on=…)` without a database; `on_the_board(...)` with rows and numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from assessments.certification.models import CertificationVersion, Cycle
from assessments.reporting.laws.counting import WAITING
from assessments.reporting.laws.statuses import PHASES
from assessments.reporting.services import projecting
from tests.factories.certification import TODAY, assigned, certified
from tests.factories.people import LearnerFactory
from training_site.people.models import Organisation, User


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is kept of somebody, without a row."""

    phase: str = "way"
    due_on: date | None = None
    window_opens_on: date | None = None
    expires_on: date | None = None
    waits_for: str = ""
    since: date | None = None
    mentored: bool = False
    met_on: date | None = None


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    """Anything that can be kept of somebody."""
    expires_on = draw(st.none() | DAYS)
    waits_for = draw(st.sampled_from(["", *WAITING]))
    return Standing(
        phase=draw(st.sampled_from(PHASES)),
        due_on=draw(st.none() | DAYS),
        expires_on=expires_on,
        window_opens_on=expires_on and expires_on - timedelta(days=draw(st.integers(0, 200))),
        waits_for=waits_for,
        since=draw(DAYS) if waits_for else None,
        mentored=draw(st.booleans()),
        met_on=draw(st.none() | DAYS),
    )


def on_the_board(
    version: CertificationVersion,
    place: Organisation,
    *,
    name: str = "",
    until: date | None = None,
    opens: date | None = None,
    due_on: date | None = None,
    today: date = TODAY,
    **person: Any,
) -> Cycle:
    """Somebody who learns in a place: certified through a day (`until`), or on the way; with their row."""
    first, _space, last = name.partition(" ")
    learner = LearnerFactory(in_organisation=place, first_name=first, last_name=last, **person)
    if until is None:
        cycle = assigned(version, learner, due_on=due_on)
    else:
        cycle = certified(version=version, learner=learner, on=min(date(2025, 1, 7), until), until=until)
        Cycle.objects.filter(pk=cycle.pk).update(window_opens_on=opens or until)
    show(learner, today=today)
    return cycle


def show(*learners: User, today: date = TODAY) -> None:
    """Look at these people again."""
    projecting.refresh(learners=[one.pk for one in learners], today=today)
