"""Laws of requirements: which never go back when more is known, and which may.

**Never go back** when a fact is added: what asks that something was done often enough. Their day never moves later either.

**May go back**, each for a reason: `quiz_passed` by the last sitting (a later one replaces it) or the first (an earlier one comes to light);
`pre_post_gain` (an earlier test shows that more was known before); `review_outcome` (a later review replaces it); `competency_at` by a lapse
or a paused decision, which nothing balances, and otherwise never. `mentoring_schedule_met` rests on a number that is not added to.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.certification.laws.facts import Facts, LevelDecided
from assessments.certification.laws.findings import MET
from assessments.certification.laws.requirements.competency_at import PAUSED, CompetencyAt
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain
from assessments.certification.laws.requirements.quiz_passed import BEST, QuizPassed
from assessments.certification.laws.requirements.registry import REQUIREMENTS
from assessments.certification.laws.requirements.requirement import ALWAYS_READ, Requirement
from assessments.certification.laws.requirements.review_outcome import ReviewOutcome
from tests.assessments.certification.laws.strategies import (
    ACTS,
    KINDS,
    changes,
    days,
    everything,
    facts_of,
    looks,
    requirements,
    shuffled,
    with_one_more,
)

MAY_GO_BACK = (PrePostGain, ReviewOutcome, MentoringScheduleMet)
NEVER_GO_BACK = tuple(kind for kind in REQUIREMENTS if kind not in MAY_GO_BACK)
fast = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize("kind", NEVER_GO_BACK, ids=lambda kind: kind.name)
@fast
@given(st.data())
def test_more_facts_never_take_back_what_counts(kind: type[Requirement], data: st.DataObject) -> None:
    names = sorted((kind.reads | ALWAYS_READ) & ACTS.keys())
    requirement, facts, since, on = (data.draw(each) for each in (KINDS[kind], facts_of(*names), days, days))
    name = data.draw(st.sampled_from(names))
    fact = data.draw(ACTS[name])
    if isinstance(requirement, QuizPassed):
        requirement = replace(requirement, which=BEST)
    if isinstance(requirement, CompetencyAt):
        assume(name != "lapses" and not (isinstance(fact, LevelDecided) and fact.state == PAUSED))
    before = requirement.finding(facts, since=since, on=on)
    after = requirement.finding(with_one_more(facts, name, fact), since=since, on=on)

    if before.counts:
        assert after.counts
    if before.state == MET and before.met_on is not None:
        assert after.met_on is not None
        assert after.met_on <= before.met_on


@fast
@given(looks, days, days, st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(
    looked: tuple[Requirement, Facts], since: date, on: date, chance: object
) -> None:
    requirement, facts = looked
    one, other = (requirement.finding(each, since=since, on=on) for each in (facts, shuffled(facts, chance)))

    assert one == other


@fast
@given(requirements, everything, changes, days, days)
def test_only_what_a_requirement_reads_can_change_it(
    requirement: Requirement, facts: Facts, change: tuple[str, object], since: date, on: date
) -> None:
    name, fact = change
    assume(name not in requirement.reads | ALWAYS_READ)

    after = requirement.finding(with_one_more(facts, name, fact), since=since, on=on)

    assert after == requirement.finding(facts, since=since, on=on)


@fast
@given(looks, days, days)
def test_what_happens_after_the_day_asked_about_does_not_exist(
    looked: tuple[Requirement, Facts], since: date, on: date
) -> None:
    requirement, facts = looked
    known = {name: tuple(fact for fact in getattr(facts, name) if _day(fact) <= on) for name in ACTS}
    until_then = Facts(schedule_share=facts.schedule_share, **known)

    assert requirement.finding(until_then, since=since, on=on) == requirement.finding(facts, since=since, on=on)


@fast
@given(looks, days, days)
def test_the_act_that_counts_lies_in_the_cycle(looked: tuple[Requirement, Facts], since: date, on: date) -> None:
    requirement, facts = looked
    found = requirement.finding(facts, since=since, on=on)

    if found.met_on is not None:
        assert found.met_on <= on
        old_counts = requirement.ever or isinstance(requirement, OtherCertificationValid)
        assert old_counts or found.met_on >= since


@fast
@given(looks, days)
def test_without_a_first_day_everything_counts(looked: tuple[Requirement, Facts], on: date) -> None:
    requirement, facts = looked
    assert requirement.finding(facts, since=None, on=on) == requirement.finding(facts, since=date.min, on=on)


def _day(fact: object) -> date:
    """The day of the act."""
    names = ("on", "acted_on", "completed_on", "valid_from")
    return next(getattr(fact, name) for name in names if hasattr(fact, name))
