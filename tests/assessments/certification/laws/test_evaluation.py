"""Where a learner stands on a path."""

import time
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.laws.evaluation import Standing, standing, standing_after
from assessments.certification.laws.facts import (
    Facts,
    LevelDecided,
    ModuleCompleted,
    Observed,
    PriorLearning,
    QuizTaken,
    SessionAttended,
    Waived,
)
from assessments.certification.laws.requirements.attestations import ManualAttestation
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.evidence_shown import EvidenceShown
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.module_completed import ModuleCompleted as Module
from assessments.certification.laws.requirements.observation import Observation
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.quiz_passed import FIRST, QuizPassed
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.tree import All, AnyOf, Node, Then, leaves
from assessments.certification.laws.vouching import ASKED, Attested
from tests.assessments.certification.laws.strategies import (
    ACTS,
    KINDS,
    days,
    facts_for,
    followed,
    shuffled,
    trees,
    trees_of,
    with_one_more,
)

TODAY = date(2026, 7, 1)
ONE, TWO, THREE = (Module(key=key, module=key) for key in ("one", "two", "three"))
SIGNED = ManualAttestation(key="signed", role="assessor")
RHYTHM = MentoringScheduleMet(key="rhythm", percent=50)


def done(*acts: tuple[str, int]) -> Facts:
    """Modules completed in some days of 2026, and what an assessor signed, who was asked for it on the first."""
    first = date(2026, 1, 1)
    return Facts(
        modules=tuple(ModuleCompleted(key=key, on=first + timedelta(days=number)) for key, number in acts),
        attestations=(
            Attested(role="assessor", key=SIGNED.key, on=first, word=ASKED),
            *(Attested(role="assessor", key=key, on=first + timedelta(days=number)) for key, number in acts),
        ),
    )


def stand(tree: Node, facts: Facts, since: date | None = None, on: date = TODAY) -> Standing:
    return standing(followed(tree), facts, since=since, on=on)


def day(number: int) -> date:
    return date(2026, 1, 1) + timedelta(days=number)


ALL = All(children=(ONE, TWO, SIGNED))
ANY = AnyOf(count=2, children=(ONE, TWO, THREE))
IN_ORDER = Then(children=(ONE, All(children=(TWO, THREE)), SIGNED))


@pytest.mark.parametrize(
    ("tree", "acts", "progress", "met_on", "now", "waiting", "locked"),
    [
        pytest.param(ONE, [], (0, 1), None, ("one",), (), (), id="one thing, not done"),
        pytest.param(ONE, [("one", 5)], (1, 1), day(5), (), (), (), id="one thing, done"),
        pytest.param(ALL, [], (0, 3), None, ("one", "two"), ("signed",), (), id="all, none of it"),
        pytest.param(ALL, [("two", 9)], (1, 3), None, ("one",), ("signed",), (), id="all, one of it"),
        pytest.param(
            ALL, [("one", 30), ("two", 9), ("signed", 20)], (3, 3), day(30), (), (), (), id="all of it: the last day"
        ),
        pytest.param(ANY, [("three", 9)], (1, 2), None, ("one", "two"), (), (), id="any two: one"),
        pytest.param(ANY, [("three", 9), ("one", 30)], (2, 2), day(30), (), (), (), id="any two: enough"),
        pytest.param(
            ANY,
            [("three", 9), ("one", 30), ("two", 20)],
            (2, 2),
            day(20),
            (),
            (),
            (),
            id="any two, all three done: since the second",
        ),
        pytest.param(IN_ORDER, [], (0, 4), None, ("one",), (), ("two", "three", "signed"), id="in order: the first"),
        pytest.param(
            IN_ORDER, [("one", 5)], (1, 4), None, ("two", "three"), (), ("signed",), id="in order: what follows"
        ),
        pytest.param(
            IN_ORDER,
            [("signed", 3), ("three", 5)],
            (2, 4),
            None,
            ("one",),
            (),
            ("two",),
            id="in order, done out of order: it counts",
        ),
        pytest.param(
            IN_ORDER,
            [("signed", 3), ("two", 4), ("three", 5), ("one", 6)],
            (4, 4),
            day(6),
            (),
            (),
            (),
            id="in order, all done out of order",
        ),
    ],
)
def test_a_tree_is_followed(
    tree: Node,
    acts: list[tuple[str, int]],
    progress: tuple[int, int],
    met_on: date | None,
    now: tuple[str, ...],
    waiting: tuple[str, ...],
    locked: tuple[str, ...],
) -> None:
    found = stand(tree, done(*acts))

    assert (found.done, found.total) == progress
    assert (found.met, found.met_on) == (met_on is not None, met_on)
    assert (found.next_keys, found.waiting, found.locked) == (now, waiting, locked)
    assert list(found.findings) == [leaf.key for leaf in leaves(tree)]


def test_of_several_ways_the_nearest_is_counted() -> None:
    long = All(children=(ONE, TWO, THREE))
    either = AnyOf(count=1, children=(SIGNED, long))

    assert (stand(either, done()).done, stand(either, done()).total) == (0, 1)
    begun = stand(either, done(("one", 1), ("two", 2)))
    assert (begun.done, begun.total) == (2, 3)
    assert (stand(either, done(("one", 1), ("signed", 2))).done, begun.met) == (1, False)


def test_what_is_not_needed_any_more_is_neither_next_nor_waiting() -> None:
    found = stand(All(children=(AnyOf(count=1, children=(ONE, TWO)), SIGNED)), done(("two", 5)))

    assert (found.next_keys, found.waiting) == ((), ("signed",))
    assert found.findings["one"].state == "not_started"


def test_more_than_there_is_can_never_be_met() -> None:
    found = stand(AnyOf(count=3, children=(ONE, TWO)), done(("one", 1), ("two", 2)))

    assert (found.met, found.met_on, found.next_keys) == (False, None, ())


def test_what_has_no_day_is_met_on_the_day_asked_about() -> None:
    facts = Facts(modules=done(("one", 5)).modules, schedule_share=Fraction(1))

    assert stand(All(children=(ONE, RHYTHM)), facts).met_on == TODAY
    assert stand(AnyOf(count=1, children=(ONE, RHYTHM)), facts).met_on == day(5)


def test_what_waits_for_nobody_in_particular_is_told_by_its_finding() -> None:
    once = QuizPassed(key="quiz", quiz="q", which=FIRST)
    found = stand(once, Facts(quizzes=(QuizTaken(key="q", on=day(1), score=Fraction(0), passed=False),)))

    assert (found.next_keys, found.waiting, found.findings["quiz"].waits_for) == ((), ("quiz",), "coordinator")


def test_a_waiver_and_prior_learning_count() -> None:
    facts = Facts(
        waivers=(Waived(requirement="one", on=day(8)),),
        prior_learning=(PriorLearning(requirement="two", completed_on=day(3), accepted_on=day(9)),),
    )
    found = stand(All(children=(ONE, TWO)), facts)

    assert (found.met, found.met_on, found.done) == (True, day(8), 2)
    assert [finding.state for finding in found.findings.values()] == ["waived", "met"]


def test_a_cycle_begins_on_its_first_day() -> None:
    facts = done(("one", 5))

    assert stand(ONE, facts, since=day(5)).met
    assert not stand(ONE, facts, since=day(6)).met
    assert stand(ONE, facts, on=day(5)).met
    assert not stand(ONE, facts, on=day(4)).met


def test_only_what_changed_facts_can_have_changed_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    path = followed(All(children=(ONE, SIGNED)))
    before = standing(path, Facts(), since=None, on=TODAY)
    facts = done(("signed", 5))
    monkeypatch.setattr(Module, "look", lambda *_: pytest.fail("nothing about modules has changed"))

    assert facts.differing(Facts()) == {"modules", "attestations"}
    again = standing_after(before, path, facts, changed={"attestations"}, since=None, on=TODAY)

    assert (again.done, again.findings["one"]) == (1, before.findings["one"])


def test_a_waiver_can_change_everything() -> None:
    path = followed(All(children=(ONE, SIGNED)))
    before = standing(path, Facts(), since=None, on=TODAY)
    facts = Facts(waivers=(Waived(requirement="one", on=day(8)),))

    assert standing_after(before, path, facts, changed={"waivers"}, since=None, on=TODAY).done == 1


laws = settings(max_examples=80, deadline=None)


@laws
@given(st.data(), st.none() | days, days)
def test_looking_again_at_what_changed_is_looking_at_everything(
    data: st.DataObject, since: date | None, on: date
) -> None:
    path = followed(data.draw(trees))
    facts = data.draw(facts_for(path.tree))
    before = standing(path, facts, since=since, on=on)
    grown = facts
    for _ in range(data.draw(st.integers(0, 3))):
        name = data.draw(st.sampled_from(sorted(ACTS)))
        grown = with_one_more(grown, name, data.draw(ACTS[name]))

    again = standing_after(before, path, grown, changed=grown.differing(facts), since=since, on=on)

    assert again == standing(path, grown, since=since, on=on)
    assert list(again.findings) == list(before.findings)


@laws
@given(st.data(), st.none() | days, days, st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(data: st.DataObject, since: date | None, on: date, chance: object) -> None:
    path = followed(data.draw(trees))
    facts = data.draw(facts_for(path.tree))

    assert standing(path, facts, since=since, on=on) == standing(path, shuffled(facts, chance), since=since, on=on)


@laws
@given(st.data(), st.none() | days, days)
def test_a_standing_is_consistent(data: st.DataObject, since: date | None, on: date) -> None:
    tree = data.draw(trees)
    found = stand(tree, data.draw(facts_for(tree)), since=since, on=on)
    listed = [*found.next_keys, *found.waiting, *found.locked]

    assert 0 <= found.done <= found.total <= len(found.findings)
    assert found.met == (found.done == found.total)
    assert found.met == (not listed)
    assert (found.met_on is None) == (not found.met)
    assert found.met_on is None or found.met_on <= on
    assert len(set(listed)) == len(listed)
    assert not any(found.findings[key].counts for key in listed)


ADDS_UP = st.one_of(
    *(KINDS[kind] for kind in (Module, SessionsAttended, Observation, ManualAttestation, PracticeHours, EvidenceShown))
)


@laws
@given(st.data(), st.none() | days, days)
def test_what_is_met_stays_met_when_more_is_known(data: st.DataObject, since: date | None, on: date) -> None:
    """Of requirements that ask for enough; their own laws say which these are. Its day never moves later, waivers aside."""
    tree = data.draw(trees_of(ADDS_UP))
    facts = data.draw(facts_for(tree))
    name = data.draw(st.sampled_from(sorted({name for leaf in leaves(tree) for name in leaf.reads})))
    before = stand(tree, facts, since=since, on=on)
    after = stand(tree, with_one_more(facts, name, data.draw(ACTS[name])), since=since, on=on)

    assert after.met or not before.met
    if before.met_on is not None and not facts.waivers:
        assert after.met_on is not None
        assert after.met_on <= before.met_on


@laws
@given(st.data(), days)
def test_an_earlier_first_day_never_takes_away_what_asks_for_enough(data: st.DataObject, on: date) -> None:
    """For modules alone, whose acts only add up: with more of them counting, a path that is met stays met."""
    keys = data.draw(st.lists(st.sampled_from("abcd"), unique=True, min_size=1))
    asked = tuple(Module(key=key, module=key) for key in keys)
    tree = AnyOf(count=data.draw(st.integers(1, len(asked))), children=asked)
    facts = Facts(modules=tuple(data.draw(st.lists(ACTS["modules"], max_size=12))))
    one, other = sorted([data.draw(days), data.draw(days)])
    later, earlier = (stand(tree, facts, since=since, on=on) for since in (other, one))

    assert earlier.done >= later.done
    if later.met_on is not None:
        assert earlier.met_on is not None
        assert earlier.met_on <= later.met_on


def _pathway() -> Node:
    """Forty requirements, of the kinds a pathway of the programme is made of."""
    asked: list[Requirement] = []
    for number in range(15):
        asked.append(Module(key=f"module-{number}", module=f"rp/{number}"))
        asked.append(QuizPassed(key=f"quiz-{number}", quiz=f"rp/{number}/quiz", min_score=80))
    asked += [ManualAttestation(key=f"signed-{number}", role="mentor") for number in range(6)]
    asked.append(SessionsAttended(key="sessions", minimum=12, kinds=("individual",)))
    asked.append(Observation(key="seen", count=3, distinct_observers=2))
    asked.append(CompetencyAt(key="levels", indicators=tuple(f"D{n}" for n in range(38)), safety_critical=("D1", "D2")))
    asked.append(RHYTHM)
    return Then(children=(All(children=tuple(asked[:30])), All(children=tuple(asked[30:]))))


def _learner() -> Facts:
    """Two years of somebody: 200 facts."""
    return Facts(
        modules=tuple(ModuleCompleted(key=f"rp/{n}", on=day(n), ref=str(n)) for n in range(14)),
        quizzes=tuple(
            QuizTaken(key=f"rp/{n % 15}/quiz", on=day(n), score=Fraction(60 + n, 100), passed=n > 20, ref=str(n))
            for n in range(40)
        ),
        sessions=tuple(SessionAttended(on=day(n), kind="individual", minutes=60, ref=str(n)) for n in range(60)),
        observations=tuple(Observed(on=day(n), observer=f"{n % 3}", entrustment=3, ref=str(n)) for n in range(6)),
        levels=tuple(
            LevelDecided(indicator=f"D{n % 38}", level=3, acted_on=day(n), decided_on=day(n), state="confirmed")
            for n in range(76)
        ),
        attestations=tuple(Attested(role="mentor", key=f"signed-{n}", on=day(n)) for n in range(5)),
        schedule_share=Fraction(3, 4),
    )


@pytest.mark.benchmark
def test_ten_thousand_learners_are_looked_at_in_a_few_seconds() -> None:
    path, learner = followed(_pathway()), _learner()
    began = time.process_time()
    for _ in range(10_000):
        # Facts of their own for each: nothing is prepared.
        standing(
            path, Facts(**{name: getattr(learner, name) for name in learner.__dataclass_fields__}), since=None, on=TODAY
        )
    seconds = time.process_time() - began

    print(f"10 000 learners, 40 requirements, 200 facts: {seconds:.1f} s")  # noqa: T201 — figures are printed for people


def test_the_work_grows_with_the_learners_facts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every requirement is looked at once, whatever the shape of the tree."""
    looked = []
    usual = Module.look
    monkeypatch.setattr(Module, "look", lambda self, *more: looked.append(self.key) or usual(self, *more))

    stand(Then(children=(ONE, AnyOf(count=1, children=(TWO, All(children=(THREE,)))))), done())

    assert looked == ["one", "two", "three"]
