"""Everything that is known of many learners, read in bulk: as many queries for one as for five hundred, however long their history.

Only dates, numbers and codes are read (class C1 of mentoring); no sealed column is ever selected. A fact is dated by its act, in the zone of
the site. Tests of knowledge before and after the programme are told by the app above that keeps them (`sources.tests`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from assessments.certification.laws.facts import (
    EvidenceItem,
    Facts,
    Lapse,
    QuizTaken,
    SessionAttended,
)
from assessments.certification.selectors.sources.around import Around, around
from assessments.certification.selectors.sources.credentials import credentials
from assessments.certification.selectors.sources.evidence import Kept, evidence
from assessments.certification.selectors.sources.found import Found, together
from assessments.certification.selectors.sources.learning import Learned, learning
from assessments.certification.selectors.sources.levels import levels
from assessments.certification.selectors.sources.meetings import meetings
from assessments.certification.selectors.sources.notes import notes
from assessments.certification.selectors.sources.observations import observations
from assessments.certification.selectors.sources.pieces import pieces
from assessments.certification.selectors.sources.quizzes import sittings
from assessments.certification.selectors.sources.recognition import prior_learning, waivers
from assessments.certification.selectors.sources.reviews import reviews
from assessments.certification.selectors.sources.tests import knowledge_tests
from assessments.certification.selectors.sources.undisturbed import undisturbed
from assessments.certification.selectors.sources.words import words
from training_site.people.merges import earlier_accounts, with_earlier

T = TypeVar("T")

REFERENCES: Mapping[str, str] = {
    "lesson_event": "progress.LessonEvent",
    "quiz_attempt": "assessments.QuizAttempt",
    "session": "mentoring.Session",
    "attendance": "mentoring.Attendance",
    "observation": "mentoring.Observation",
    "decision": "mentoring.Decision",
    "piece": "mentoring.Evidence",
    "review": "mentoring.Review",
    "entry": "mentoring.Entry",
    "evidence": "certification.Evidence",
    "attestation": "certification.Attestation",
    "claim": "certification.Claim",
    "waiver": "certification.Waiver",
    "credential": "certification.Credential",
}
"""What a reference begins with, before its colon → the model whose key follows."""
_REF = attrgetter("ref")


@undisturbed()
def facts_of(learners: Collection[int], *, today: date, wanted: Collection[str] | None = None) -> dict[int, Facts]:
    """Number → facts, of each of these learners (at most 26 queries; of a few hundred at a time, so that it fits into memory).

    `today` is the day up to which mentoring looks, where what counts depends on it. `wanted` are the fields of Facts that somebody will
    look at: the others stay empty and cost nothing. Waivers, prior learning and words are those of every certification: `within`
    leaves those of one.
    """
    people = sorted(set(learners))
    if not people:
        return {}
    earlier = earlier_accounts(people)
    reading = _Reading(with_earlier(people, earlier), today, marks=wanted is None or STEPS in wanted)
    found = {
        name: _of_people(read(reading), earlier) for name, read in _FIELDS.items() if wanted is None or name in wanted
    }
    shares = reading.met[1] if wanted is None or SHARE in wanted else {}
    return {
        person: Facts(
            schedule_share=shares.get(person),
            # In one order, so that facts which are the same are equal.
            **{name: tuple(sorted(facts.get(person, ()), key=_REF)) for name, facts in found.items()},
        )
        for person in people
    }


def within(facts: Facts, certification: str) -> Facts:
    """What counts for one certification, by its code. Another one may ask for something else under the same key, so that what was waived,
    accepted or vouched for there says nothing here.
    """
    elsewhere = any(fact.certification not in ("", certification) for fact in facts.attestations)
    if not (facts.waivers or facts.prior_learning or elsewhere):
        return facts
    return replace(
        facts,
        attestations=tuple(fact for fact in facts.attestations if fact.certification in ("", certification)),
        waivers=tuple(fact for fact in facts.waivers if fact.certification == certification),
        prior_learning=tuple(fact for fact in facts.prior_learning if fact.certification == certification),
    )


def _of_people(found: Found[T], earlier: Mapping[int, Collection[int]]) -> Found[T]:
    """The same, with what was found of an account that was merged into somebody's under them."""
    if not earlier:
        return found
    theirs = {person: [*found.get(person, ()), *_facts(found, accounts)] for person, accounts in earlier.items()}
    return {**found, **theirs}


def _facts(found: Found[T], accounts: Iterable[int]) -> Iterator[T]:
    for account in accounts:
        yield from found.get(account, ())


class _Reading:
    """Reads every ledger of some people once, when something of it is wanted."""

    def __init__(self, people: list[int], today: date, *, marks: bool) -> None:
        self.people, self.today, self.marks = people, today, marks

    @cached_property
    def around(self) -> Around:
        """Who is around them."""
        return around(self.people)

    @cached_property
    def sat(self) -> Found[QuizTaken]:
        """Quizzes they handed in."""
        return sittings(self.people)

    @cached_property
    def learned(self) -> Learned:
        """Modules and, where somebody looks at them, the marks of steps: by far the most rows of all."""
        return learning(self.people, marks=self.marks)

    @cached_property
    def met(self) -> tuple[Found[SessionAttended], Mapping[int, Fraction]]:
        """Meetings, and shares of the rhythm."""
        return meetings(self.people, self.around, today=self.today)

    @cached_property
    def seen(self) -> tuple[Found[EvidenceItem], Found[Lapse]]:
        """Pieces of evidence, and lapses."""
        return pieces(self.people, self.around)

    @cached_property
    def kept(self) -> Kept:
        """What certification keeps itself."""
        return evidence(self.people)


SHARE, STEPS = "schedule_share", "steps"
"""The one field that is no list, and the one that is the longest."""
_FIELDS: Mapping[str, Callable[[_Reading], Found[Any]]] = {
    "modules": lambda reading: reading.learned.completed,
    "steps": lambda reading: reading.learned.steps(sat=reading.sat),
    "quizzes": lambda reading: reading.sat,
    "knowledge_tests": lambda reading: knowledge_tests(reading.people),
    "sessions": lambda reading: reading.met[0],
    "observations": lambda reading: observations(reading.people),
    "levels": lambda reading: levels(reading.people),
    "lapses": lambda reading: reading.seen[1],
    "reviews": lambda reading: reviews(reading.people),
    "evidence": lambda reading: together(reading.seen[0], notes(reading.people), reading.kept.items),
    "declarations": lambda reading: reading.kept.declarations,
    "hours": lambda reading: reading.kept.hours,
    "attestations": lambda reading: together(reading.kept.attestations, words(reading.people)),
    "profile": lambda reading: reading.kept.profile,
    "credentials": lambda reading: credentials(reading.people, today=reading.today),
    "waivers": lambda reading: waivers(reading.people),
    "prior_learning": lambda reading: prior_learning(reading.people),
}
"""Field of Facts → where it is read."""
