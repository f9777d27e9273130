"""Decisions in the states that tests speak of: `due(…)`, `panel(…)`, `decider(of)`."""

from assessments.certification.models import CertificationVersion, Cycle, Decision
from assessments.certification.services import following
from tests.factories.certification import NOW, assigned, certification, declared
from tests.factories.people import CoordinatorFactory
from training_site.people.models import Organisation, User


def due(version: CertificationVersion | None = None, *, learner: User | None = None, quorum: int = 1) -> Decision:
    """A round in which everything is met, and nobody has decided."""
    mode = "assessor" if quorum == 1 else "panel"
    version = version or certification(decision={"mode": mode, "quorum": quorum})
    cycle = assigned(version, learner)
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    return Decision.objects.get(cycle=cycle)


def decider(of: Decision | Cycle | Organisation) -> User:
    """Somebody who decides about learners there."""
    if isinstance(of, Decision):
        of = of.cycle
    place = of.certification.issuer if isinstance(of, Cycle) else of
    person: User = CoordinatorFactory(in_organisation=place)
    return person
