"""Recognition of prior learning: a learner says what they learned before, an assessor looks at the original and decides.

Nothing is uploaded (decision 15). Only learning is recognised: practice with families is seen again, whoever has seen it before, and
what concerns the safety of children is shown here.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.requirements.evidence_shown import EvidenceShown
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.practice_task import PracticeTask
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.requirements.step_done import StepDone
from assessments.certification.laws.tree import leaves
from assessments.certification.models import Claim, Cycle
from assessments.certification.selectors.appealed import overruled
from assessments.certification.selectors.powers import may_judge
from assessments.certification.selectors.rules import path_of, rules_of
from assessments.certification.services import following, telling_requests
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = [
    "ClaimedAlready",
    "DoesNotCount",
    "Learned",
    "MayNotJudge",
    "NotNow",
    "NotRecognisable",
    "NotSeen",
    "NotYours",
    "WordsMissing",
]

RECOGNISABLE = (ModuleCompleted, StepDone, PrePostGain, PracticeTask, SessionsAttended, EvidenceShown, PracticeHours)
"""Kinds of requirement in whose place something learned before can be recognised."""
AT_WORK = ("submitted", "more_info", "accepted")
"""States of which there is one claim at most for each requirement."""
WORDS = 20
"""A statement and a rationale have so many characters at least."""


class NotYours(Exception):
    """Somebody asks for themself, and takes back what is their own."""


class NotRecognisable(Exception):
    """The round is not at work, does not ask for this, or asks for something that has to be shown here."""


class DoesNotCount(Exception):
    """What was done then would not count: it is too old, or a renewal asks for something new. `first` is the first day that counts."""

    def __init__(self, first: date) -> None:
        super().__init__()
        self.first = first


class ClaimedAlready(Exception):
    """There is a claim about this requirement already: it waits, or it was accepted."""


class WordsMissing(Exception):
    """It is not said in a sentence."""


class MayNotJudge(Exception):
    """Somebody without the power here, who has judged this learner's practice, or whose decision did not stand on appeal."""


class NotSeen(Exception):
    """Nothing is recognised of which the assessor has not seen the original."""


@dataclass(frozen=True, kw_only=True)
class Learned:
    """What a form hands over."""

    title: str
    provider: str
    completed_on: date
    statement: str
    reference: str = ""


@transaction.atomic
def claim(*, cycle: Cycle, requirement: str, learned: Learned, by: User, now: datetime) -> Claim:
    """Ask that something be recognised; sent twice, it is one claim.

    Raises NotYours, NotRecognisable, DoesNotCount, WordsMissing, ClaimedAlready.
    """
    if cycle.learner_id != by.pk:
        raise NotYours
    asked = recognisable(cycle, requirement)
    if asked is None:
        raise NotRecognisable
    first = first_day(cycle, asked, now=now)
    if not first <= learned.completed_on <= timezone.localdate(now):
        raise DoesNotCount(first)
    _demand_words(learned.statement)
    row = Claim(
        organisation_id=cycle.organisation_id,
        cycle=cycle,
        requirement=requirement,
        title=learned.title,
        provider=learned.provider,
        reference=learned.reference,
        completed_on=learned.completed_on,
    )
    row.statement = learned.statement.strip()
    try:
        with transaction.atomic():
            ledgers.begin(row, event="submitted", by=by, now=now)
    except IntegrityError:
        return _sent_before(cycle, requirement, learned)
    telling_requests.of_request(row, now=now, but=_overruled(cycle))
    return row


@transaction.atomic
def ask(*, claim: Claim, question: str, by: User, now: datetime) -> Claim:
    """An assessor asks for more. Raises MayNotJudge, WordsMissing, NotNow."""
    _check(claim, by, now)
    _demand_words(question)
    row = ledgers.append(claim, event="asked", by=by, now=now, question=question.strip())
    telling_requests.of_question(row, now=now)
    return row


@transaction.atomic
def answer(*, claim: Claim, statement: str, by: User, now: datetime) -> Claim:
    """The learner answers, with the whole statement as it is now. Raises NotYours, WordsMissing, NotNow."""
    if claim.cycle.learner_id != by.pk:
        raise NotYours
    _demand_words(statement)
    row = ledgers.append(claim, event="answered", by=by, now=now, statement=statement.strip())
    telling_requests.settle(row, now=now)
    telling_requests.of_request(row, now=now, but=_overruled(row.cycle))
    return row


@transaction.atomic
def withdraw(*, claim: Claim, by: User, now: datetime) -> Claim:
    """The learner takes it back. Raises NotYours, NotNow."""
    if claim.cycle.learner_id != by.pk:
        raise NotYours
    row = ledgers.append(claim, event="withdrawn", by=by, now=now)
    telling_requests.settle(row, now=now)
    return row


@transaction.atomic
def accept(*, claim: Claim, rationale: str, seen: bool, by: User, now: datetime) -> Claim:
    """An assessor who has seen the original recognises it in place of the requirement. Raises MayNotJudge, NotSeen, WordsMissing, NotNow."""
    if not seen:
        raise NotSeen
    row = _decide(claim, "accepted", rationale=rationale, seen=True, by=by, now=now)
    following.follow(learners=[row.cycle.learner_id], now=now)
    return row


@transaction.atomic
def accept_partly(*, claim: Claim, rationale: str, seen: bool, by: User, now: datetime) -> Claim:
    """It covers a part: the rationale says which, and the requirement stays. Raises MayNotJudge, WordsMissing, NotNow."""
    return _decide(claim, "partly", rationale=rationale, seen=seen, by=by, now=now)


@transaction.atomic
def reject(*, claim: Claim, rationale: str, seen: bool, by: User, now: datetime) -> Claim:
    """It is not recognised. Raises MayNotJudge, WordsMissing, NotNow."""
    return _decide(claim, "rejected", rationale=rationale, seen=seen, by=by, now=now)


@transaction.atomic
def look_again(*, claim: Claim, now: datetime) -> Claim:
    """After an appeal: the same claim once more, for somebody else than who decided; one that was sent meanwhile is enough."""
    there = Claim.objects.filter(cycle=claim.cycle_id, requirement=claim.requirement, state__in=AT_WORK).first()
    if there is not None:
        return there
    row = Claim(
        organisation_id=claim.organisation_id,
        cycle=claim.cycle,
        requirement=claim.requirement,
        title=claim.title,
        provider=claim.provider,
        reference=claim.reference,
        completed_on=claim.completed_on,
    )
    row.statement = claim.statement
    ledgers.begin(row, event="submitted", by=claim.cycle.learner, now=now)
    telling_requests.of_request(row, now=now, but=_overruled(row.cycle))
    return row


def recognisable(cycle: Cycle, requirement: str) -> Requirement | None:
    """The requirement in whose place something can be recognised in a round that is at work; None where nothing can."""
    if cycle.state not in OPEN:
        return None
    found = (leaf for leaf in leaves(path_of(cycle).tree) if leaf.key == requirement)
    return next((leaf for leaf in found if isinstance(leaf, RECOGNISABLE)), None)


def first_day(cycle: Cycle, requirement: Requirement, *, now: datetime) -> date:
    """The first day on which something learned before would count."""
    today = day_in(now, rules_of(cycle.version).zone)
    oldest = requirement.oldest.earliest_reaching(today) if requirement.oldest else date.min
    return max(oldest, date.min if requirement.ever or cycle.counts_from is None else cycle.counts_from)


def _decide(claim: Claim, event: str, *, rationale: str, seen: bool, by: User, now: datetime) -> Claim:
    _check(claim, by, now)
    _demand_words(rationale)
    row = ledgers.append(
        claim,
        event=event,
        by=by,
        now=now,
        assessor=by,
        rationale=rationale.strip(),
        seen=seen,
        decided_on=timezone.localdate(now),
    )
    telling_requests.of_answer(row, now=now)
    return row


def _check(claim: Claim, by: User, now: datetime) -> None:
    learner = claim.cycle.learner
    if not may_judge(by, learner, today=timezone.localdate(now)):
        raise MayNotJudge
    if by.pk in _overruled(claim.cycle):
        raise MayNotJudge


def _overruled(cycle: Cycle) -> set[int]:
    """Whose decision about a claim in this round did not stand on appeal (one query)."""
    return overruled(Claim.objects.filter(cycle=cycle), judge="assessor")


def _sent_before(cycle: Cycle, requirement: str, learned: Learned) -> Claim:
    there = Claim.objects.filter(cycle=cycle, requirement=requirement, state="submitted").first()
    if there is None or (there.title, there.completed_on) != (learned.title, learned.completed_on):
        raise ClaimedAlready
    return there


def _demand_words(text: str) -> None:
    if len(text.strip()) < WORDS:
        raise WordsMissing
