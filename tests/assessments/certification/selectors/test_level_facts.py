"""Levels that were signed off, evidence under indicators, and lapses of safety."""

from datetime import timedelta

import pytest

from assessments.certification.laws.facts import EvidenceItem, Lapse, LevelDecided
from assessments.mentoring.models import Decision, Evidence, Relationship, Withdrawal
from assessments.mentoring.services import decisions, ledger
from tests.assessments.certification.selectors.reading import facts
from tests.factories.mentoring import NOW, TODAY, Kind, pair
from tests.factories.mentoring_competency import (
    CRITICAL,
    DAY,
    PLAIN,
    also,
    decided,
    framework,
    line_manager_of,
    moderator_of,
    piece,
    signed_off,
    supported,
)
from tests.factories.mentoring_observations import asked, link
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)
SAME = ("organisation", "learner", "kind", "level", "acted_on", "entered_at", "position", "framework_version")


@pytest.fixture
def two() -> Relationship:
    framework()
    return pair()


class TestLevels:
    """A decision with the day of its newest act, the day it was made, and how it stands now."""

    def states(self, of: Relationship) -> set[tuple[int, str, bool]]:
        return {(fact.level, fact.state, fact.standing) for fact in facts(of.learner).levels}

    def test_one_that_was_signed_off(self, two: Relationship) -> None:
        row = decided(two)
        assert facts(two.learner).levels == (
            LevelDecided(
                indicator=PLAIN,
                level=3,
                acted_on=DAY,
                decided_on=TODAY,
                standing=True,
                state="signed_off",
                ref=f"decision:{row.pk.hex}",
            ),
        )

    def test_who_has_looked_at_it_is_told(self, two: Relationship) -> None:
        row = decisions.confirm(decision=decided(two), by=line_manager_of(two), now=NOW)
        assert self.states(two) == {(3, "confirmed", True)}
        decisions.uphold(decision=row, by=moderator_of(two), now=NOW)
        assert self.states(two) == {(3, "upheld", True)}

    def test_what_was_replaced_or_came_back_stands_no_longer(self, two: Relationship) -> None:
        first = decided(two, level=2)
        supported(two, level=3)
        second = signed_off(two, level=3, seen=str(first.pk))
        assert self.states(two) == {(2, "superseded", False), (3, "signed_off", True)}
        decisions.give_back(decision=second, by=moderator_of(two), reason="unclear", now=NOW)
        assert self.states(two) == {(2, "superseded", False), (3, "returned", False)}

    def test_a_paused_one_stands_and_is_paused(self, two: Relationship) -> None:
        decided(two, indicator=CRITICAL)
        decisions.pause(learner=two.learner, indicator=CRITICAL, by=two.mentor, now=NOW)
        assert self.states(two) == {(3, "paused", True)}

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ((), "signed_off"),
            (("confirmed",), "confirmed"),
            (("upheld",), "upheld"),
            (("confirmed", "upheld"), "upheld"),
        ],
        ids=["nobody had looked", "the line manager had", "a moderator had", "both had"],
    )
    def test_a_pause_in_between_changes_nothing(self, two: Relationship, before: tuple[str, ...], after: str) -> None:
        row: Decision = decided(two)
        for event in (*before, "paused", "resumed"):
            row = ledger.append(row, event=event, by=two.mentor, now=NOW)
        assert row.state == "confirmed"
        assert self.states(two) == {(3, after, True)}


class TestPieces:
    """Evidence that mentoring keeps, as a requirement can ask for it."""

    def shown(self, of: Relationship) -> set[tuple[str, str, str, bool]]:
        items = facts(of.learner).evidence
        return {(item.kind, item.subject, item.verifier_role, item.verified_on is not None) for item in items}

    def test_one_that_the_mentor_has_judged(self, two: Relationship) -> None:
        row = piece(of=two, kind="feedback")
        assert facts(two.learner).evidence == (
            EvidenceItem(
                kind="feedback",
                on=DAY,
                verified_on=TODAY,
                verifier_role="mentor",
                subject=PLAIN,
                ref=f"piece:{row.pk.hex}",
            ),
        )

    def test_who_judged_is_named_by_what_they_are_to_the_learner(self, two: Relationship) -> None:
        kinds = (Kind.ASSESSOR, Kind.LINE_MANAGEMENT, Kind.MODERATOR, Kind.PEER)
        for kind in kinds:
            piece(of=two, kind="feedback", by=also(two, kind).mentor)
        piece(of=two, kind="feedback", by=UserFactory())
        roles = {role for _kind, _subject, role, _verified in self.shown(two)}
        assert roles == {"assessor", "line_manager", "moderator", "peer", "external"}

    def test_who_is_mentor_and_line_manager_judged_as_mentor(self, two: Relationship) -> None:
        pair(learner=two.learner, mentor=two.mentor, place=two.organisation, kind=Kind.LINE_MANAGEMENT)
        piece(of=two, kind="feedback")
        assert {role for _kind, _subject, role, _verified in self.shown(two)} == {"mentor"}

    def test_somebody_without_an_account_is_external(self, two: Relationship) -> None:
        invitation, _token = link(of=asked(of=two, outside=True))
        row = piece(of=two, kind="feedback")
        Evidence.objects.create(
            **{field.name: getattr(row, field.name) for field in Evidence._meta.fields if field.name in SAME},
            validator=None,
            invitation=invitation,
            indicator=CRITICAL,
        )
        assert self.shown(two) == {
            ("feedback", PLAIN, "mentor", True),
            ("feedback", CRITICAL, "external", True),
        }

    def test_what_was_entered_too_late_waits_for_a_coordinator(self, two: Relationship) -> None:
        row = piece(of=two, kind="feedback", acted_on=TODAY - 61 * ONE_DAY)
        assert self.shown(two) == {("feedback", PLAIN, "mentor", False)}
        Evidence.objects.filter(pk=row.pk).update(approved_by=UserFactory(), approved_at=NOW + ONE_DAY)
        assert [item.verified_on for item in facts(two.learner).evidence] == [TODAY + ONE_DAY]

    def test_what_was_withdrawn_or_shows_nothing_is_no_evidence(self, two: Relationship) -> None:
        gone = piece(of=two, kind="feedback")
        Withdrawal.objects.create(evidence=gone, by=two.mentor, reason="mistake", at=NOW)
        piece(of=two, level=0)
        piece(of=two, level=0, lapse=True)
        assert self.shown(two) == set()


class TestLapses:
    """A lapse ends with a direct look on a later day that shows the target level, and with nothing else."""

    def lapse(self, of: Relationship, *, days_ago: int = 20) -> Evidence:
        return piece(of=of, indicator=CRITICAL, level=0, lapse=True, acted_on=TODAY - days_ago * ONE_DAY)

    def ends(self, of: Relationship) -> list[object]:
        return [fact.seen_again_on for fact in sorted(facts(of.learner).lapses, key=lambda fact: fact.on)]

    def test_one_that_is_open(self, two: Relationship) -> None:
        row = self.lapse(two)
        assert facts(two.learner).lapses == (
            Lapse(indicator=CRITICAL, on=TODAY - 20 * ONE_DAY, seen_again_on=None, ref=f"piece:{row.pk.hex}"),
        )

    def test_the_first_direct_look_afterwards_ends_it(self, two: Relationship) -> None:
        self.lapse(two)
        for days_ago in (5, 3):
            piece(of=two, indicator=CRITICAL, level=3, acted_on=TODAY - days_ago * ONE_DAY)
        assert self.ends(two) == [TODAY - 5 * ONE_DAY]

    def test_each_ends_for_itself(self, two: Relationship) -> None:
        self.lapse(two, days_ago=20)
        piece(of=two, indicator=CRITICAL, level=3, acted_on=TODAY - 15 * ONE_DAY)
        self.lapse(two, days_ago=10)
        assert self.ends(two) == [TODAY - 15 * ONE_DAY, None]

    @pytest.mark.parametrize(
        "given",
        [
            pytest.param({"level": 2}, id="below the target"),
            pytest.param({"kind": "work_product"}, id="not a direct look"),
            pytest.param({"acted_on": TODAY - 20 * ONE_DAY}, id="on the day of the lapse"),
            pytest.param({"acted_on": TODAY - 25 * ONE_DAY}, id="before it"),
            pytest.param({"indicator": PLAIN}, id="in another indicator"),
            pytest.param({"entered_at": NOW + 90 * ONE_DAY}, id="entered too late"),
        ],
    )
    def test_nothing_else_ends_it(self, two: Relationship, given: dict[str, object]) -> None:
        self.lapse(two)
        piece(of=two, **{"indicator": CRITICAL, "level": 3, "acted_on": DAY, **given})  # type: ignore[arg-type]
        assert self.ends(two) == [None]

    def test_a_look_that_was_withdrawn_ends_nothing(self, two: Relationship) -> None:
        self.lapse(two)
        look = piece(of=two, indicator=CRITICAL, level=3)
        Withdrawal.objects.create(evidence=look, by=two.mentor, reason="mistake", at=NOW)
        assert self.ends(two) == [None]

    def test_a_lapse_that_was_withdrawn_never_was(self, two: Relationship) -> None:
        Withdrawal.objects.create(evidence=self.lapse(two), by=two.mentor, reason="mistake", at=NOW)
        assert self.ends(two) == []
