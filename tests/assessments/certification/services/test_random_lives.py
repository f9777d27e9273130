"""Laws over random lives: whatever people do and whenever, in whatever order it is entered, everything is what it should be."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.certification.models import Assignment, Credential, Cycle, RequirementStatus
from assessments.certification.services import assigning, following, measures, renewing, statuses
from assessments.certification.services.checking import problems
from tests.factories.certification import NOW, RENEWABLE, assigned, certification, credential, declared
from tests.factories.people import CoordinatorFactory

ACTS = ("declare", "declare late", "look", "suspend", "reinstate", "revoke", "end", "assign again")
lives = st.lists(st.tuples(st.integers(0, 200), st.sampled_from(ACTS)), max_size=9)
rules = st.fixed_dictionaries(
    {
        "basis": st.sampled_from(["completion", "expiry", "fixed"]),
        "window": st.sampled_from(["P2M", "P3W"]),
        "grace": st.sampled_from(["P0D", "P1M"]),
        "on_expiry": st.sampled_from(["initial_path", "recert_path_during_grace"]),
    }
)


class Life:
    """One person and one certification, from NOW on."""

    def __init__(self, terms: dict[str, str]) -> None:
        self.version = certification(**(RENEWABLE | terms))
        self.learner = assigned(self.version).learner
        self.two = [CoordinatorFactory(in_organisation=self.version.certification.issuer) for _ in range(2)]
        self.now: datetime = NOW

    def live(self, days: int, act: str) -> None:
        """Some days later, something happens; then the clock of the site strikes."""
        self.now += timedelta(days=days)
        self.tick()
        {
            "declare": lambda: self.declare(0),
            "declare late": lambda: self.declare(20),
            "look": lambda: None,
            "suspend": lambda: self.measure("suspend"),
            "reinstate": lambda: self.measure("reinstate"),
            "revoke": lambda: self.measure("revoke"),
            "end": self.end,
            "assign again": self.assign,
        }[act]()
        self.tick()

    def tick(self) -> None:
        """Until nothing follows from anything any more."""
        for _again in range(4):
            renewing.keep_up(now=self.now)
            renewing.overturn(now=self.now)
            following.follow_everybody(now=self.now)
        if Cycle.objects.filter(completed_on__isnull=False, credentials=None).exists():
            credential(cycle=Cycle.objects.filter(completed_on__isnull=False, credentials=None)[0], now=self.now)

    def declare(self, days_ago: int) -> None:
        day = (self.now - timedelta(days=days_ago)).date()
        rows = self.learner.certification_evidence.filter(occurred_on=day)
        if not rows.exists():
            declared(self.learner, on=day, entered_at=self.now)

    def measure(self, kind: str) -> None:
        for row in Credential.objects.order_by("-issued_at")[:1]:
            day = self.now.date()
            try:
                proposed = measures.propose(
                    credential=row,
                    kind=kind,
                    reason="administrative",
                    note="",
                    effective_on=day,
                    by=self.two[0],
                    now=self.now,
                )
            except measures.DoesNotFollow:
                return
            measures.confirm(measure=proposed, by=self.two[1], now=self.now)

    def end(self) -> None:
        for row in Assignment.objects.filter(ended_at=None):
            assigning.end(assignment=row, reason="left", now=self.now)

    def assign(self) -> None:
        issuer = self.version.certification.issuer
        assigning.assign(
            learner=self.learner,
            certification=self.version.certification,
            organisation=issuer,
            basis="organisation",
            now=self.now,
        )


def said() -> list[tuple[Any, ...]]:
    """Every status as it stands."""
    return list(RequirementStatus.objects.order_by("cycle", "position").values_list("cycle", *statuses.COLUMNS))


class TestRandomLives(TestCase):
    """Each example in a transaction that is rolled back."""

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(rules, lives)
    def test_everything_holds_at_every_moment_of_every_life(self, terms: dict[str, str], life: Any) -> None:
        person = Life(terms)
        for days, act in life:
            person.live(days, act)
            assert [str(problem) for problem in problems(now=person.now)] == [], (terms, life)

    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(rules, lives)
    def test_looking_step_by_step_says_the_same_as_looking_anew(self, terms: dict[str, str], life: Any) -> None:
        person = Life(terms)
        for days, act in life:
            person.live(days, act)
        stepwise = said()

        RequirementStatus.objects.filter(cycle__state__in=("assigned", "in_progress", "ready", "referred")).delete()
        following.follow_everybody(now=person.now)

        assert said() == stepwise
