"""Words in the states that tests speak of: `word()` waits for the line manager, `given()` was given."""

from assessments.certification.models import Attestation, Cycle
from assessments.certification.services import vouching
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_requests import learning
from tests.factories.mentoring import Kind, pair
from training_site.people.models import User

STATEMENT = "Visits families together with a colleague, and writes down what was agreed."
WORD = {"requirement": "manual_attestation", "key": "visits", "role": "line_manager", "statement": STATEMENT}
MENTORS_WORD = {**WORD, "key": "listens", "role": "mentor"}
SIGN_OFF = {"requirement": "mentor_sign_off", "key": "m03-signed", "subject": "practice/m03"}
REASON = "I was there on four visits this month."


def manager(of: Cycle, kind: Kind = Kind.LINE_MANAGEMENT) -> User:
    """Somebody who stands so to the learner of a round."""
    person: User = pair(learner=of.learner, place=of.certification.issuer, kind=kind).mentor
    return person


def word(*, cycle: Cycle | None = None, requirement: str = "visits") -> Attestation:
    """Asked of a line manager, in a round that asks for nothing else."""
    if cycle is None:
        cycle = assigned(learning(WORD))
        manager(cycle)
    return vouching.ask(cycle=cycle, requirement=requirement, by=cycle.learner, now=NOW)


def asked_person(row: Attestation) -> User:
    """The first of those who were asked."""
    return User.objects.get(pk=row.asked_of[0])


def given(**about: Cycle) -> Attestation:
    """Vouched for, about the day of the factories."""
    row = word(**about)
    return vouching.give(attestation=row, acted_on=TODAY, reason=REASON, by=asked_person(row), now=NOW)
