"""Laws over random lives: whatever people do and whenever, in whatever order it is entered, everything is what it should be."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.certification.models import (
    Assignment,
    CertificationEvent,
    Credential,
    Cycle,
    Measure,
    RequirementStatus,
)
from assessments.certification.selectors.appealed import appealable
from assessments.certification.services import (
    appeals,
    assigning,
    changes,
    following,
    issuing,
    measures,
    renewing,
    statuses,
    taking_effect,
)
from assessments.certification.services.checking import problems
from tests.factories.certification import NOW, RENEWABLE, assigned, certification, credential, declared
from tests.factories.people import CoordinatorFactory

WORDS = "It was looked at again, and it was not so."
A_SAMPLE, MANY = 8, 200
SETTLES_WITHIN = 5
ACTS = (
    *("declare", "declare late", "look", "end", "assign again"),
    *("suspend", "suspend later", "reinstate", "revoke", "revoke later", "correct", "appeal"),
)
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
        self.people = [CoordinatorFactory(in_organisation=self.version.certification.issuer) for _ in range(4)]
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
            "suspend later": lambda: self.measure("suspend", ahead=40),
            "revoke": lambda: self.measure("revoke"),
            "revoke later": lambda: self.measure("revoke", ahead=40),
            "correct": self.correct,
            "appeal": self.appeal,
            "end": self.end,
            "assign again": self.assign,
        }[act]()
        self.tick()

    def tick(self) -> None:
        """Until nothing follows from anything any more, which is soon."""
        for _again in range(SETTLES_WITHIN):
            before = CertificationEvent.objects.count()
            taking_effect.keep_up(now=self.now)
            renewing.keep_up(now=self.now)
            renewing.overturn(now=self.now)
            statuses = following.follow_everybody(now=self.now)
            if not statuses and CertificationEvent.objects.count() == before:
                break
        else:
            raise AssertionError(f"something still follows after {SETTLES_WITHIN} looks")
        for cycle in Cycle.objects.filter(completed_on__isnull=False, credentials=None)[:1]:
            credential(cycle=cycle, now=self.now)

    def declare(self, days_ago: int) -> None:
        day = (self.now - timedelta(days=days_ago)).date()
        rows = self.learner.certification_evidence.filter(occurred_on=day)
        if not rows.exists():
            declared(self.learner, on=day, entered_at=self.now)

    def measure(self, kind: str, *, ahead: int = 0) -> None:
        for row in Credential.objects.order_by("-issued_at", "-serial")[:1]:
            try:
                proposed = measures.propose(
                    credential=row,
                    kind=kind,
                    reason="administrative",
                    note="",
                    effective_on=self.now.date() + timedelta(days=ahead),
                    by=self.people[0],
                    now=self.now,
                )
            except measures.DoesNotFollow:
                return
            measures.confirm(measure=proposed, by=self.people[1], now=self.now)

    def correct(self) -> None:
        for row in Credential.objects.filter(superseded_by=None).order_by("-issued_at", "-serial")[:1]:
            with suppress(changes.DoesNotFollow):
                issuing.correct(credential=row, name=f"{row.name[:30]} Новіна", by=self.learner, now=self.now)

    def appeal(self) -> None:
        """Against the last measure; it is upheld, and what follows is confirmed."""
        for row in Measure.objects.filter(state="confirmed", kind__in=("suspend", "revoke")).order_by("-created_at")[
            :1
        ]:
            about = appealable("measure", row.pk)
            assert about is not None
            with suppress(appeals.TooLate, appeals.AppealedAlready):
                raised = appeals.appeal(machine="measure", about=about, statement=WORDS, by=self.learner, now=self.now)
                appeals.uphold(appeal=raised, answer=WORDS, by=self.people[2], now=self.now)
            for proposed in Measure.objects.filter(state="proposed"):
                measures.confirm(measure=proposed, by=self.people[3], now=self.now)

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


def lived(terms: dict[str, str], life: Any) -> None:
    """Live it: nothing is wrong at any moment, and looking anew at its end says what looking step by step has said."""
    person = Life(terms)
    for days, act in life:
        person.live(days, act)
        assert [str(problem) for problem in problems(now=person.now)] == [], (terms, life)
    stepwise = said()

    RequirementStatus.objects.filter(cycle__state__in=("assigned", "in_progress", "ready", "referred")).delete()
    following.follow_everybody(now=person.now)

    assert said() == stepwise


class TestRandomLives(TestCase):
    """Each example in a transaction that is rolled back."""

    @settings(max_examples=A_SAMPLE, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(rules, lives)
    def test_everything_holds_at_every_moment_of_every_life(self, terms: dict[str, str], life: Any) -> None:
        lived(terms, life)

    @pytest.mark.nightly
    @settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(rules, lives)
    def test_everything_holds_at_every_moment_of_many_lives(self, terms: dict[str, str], life: Any) -> None:
        lived(terms, life)
