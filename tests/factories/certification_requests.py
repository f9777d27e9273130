"""What learners ask for, in the states that tests speak of: `learning(…)`, `claim(…)`, `extension(…)`, `certifier(of)`."""

from datetime import date, datetime, timedelta
from typing import Any

from assessments.certification.models import CertificationVersion, Claim, Cycle, Extension
from assessments.certification.services import extensions, recognition
from assessments.certification.services.recognition import Learned
from tests.factories.certification import NOW, TODAY, assigned, certification
from tests.factories.people import CoordinatorFactory
from training_site.people.models import User

CONDUCT = {"requirement": "declaration_signed", "key": "conduct", "declaration": "code-of-conduct"}
MODULE = {"requirement": "module_completed", "key": "m03-done", "module": "practice/m03"}
TASK = {"requirement": "practice_task", "key": "m03-task", "module": "practice/m03"}
HOURS = {"requirement": "practice_hours", "key": "hours", "hours": 20}
LEVELS = {"requirement": "competency_at", "key": "levels", "indicators": ["D1.1", "D1.2"]}
STATEMENT = "The course taught how a conversation is begun, and how it is ended safely."
REASON = "The roads to two of the villages are closed until the water goes down."
ANSWER = "The paper was seen, and it covers what the module teaches."
EARLIER = date(2025, 6, 30)


def learning(*asked: dict[str, Any], **rules: Any) -> CertificationVersion:
    """A certification that asks for these; for a module, its practice task and the code of conduct when none are named."""
    tree = {"all": list(asked or (MODULE, TASK, CONDUCT))}
    return certification(paths=[{"kind": "initial", "title": "In full", "tree": tree}], **rules)


def learned(**changed: Any) -> Learned:
    """What a form hands over."""
    usual = {
        "title": "Talking with children",
        "provider": "School of Social Work",
        "completed_on": EARLIER,
        "statement": STATEMENT,
        "reference": "SSW 114",
    }
    return Learned(**{**usual, **changed})


def certifier(of: Cycle) -> User:
    """Somebody who may decide about what the learner asks for."""
    person: User = CoordinatorFactory(in_organisation=of.certification.issuer)
    return person


def claim(*, cycle: Cycle | None = None, now: datetime = NOW, **changed: Any) -> Claim:
    """A claim in place of the module."""
    cycle = cycle or assigned(learning())
    return recognition.claim(cycle=cycle, requirement="m03-done", learned=learned(**changed), by=cycle.learner, now=now)


def extension(*, cycle: Cycle | None = None, until: date | None = None, now: datetime = NOW) -> Extension:
    """A question for sixty days more."""
    cycle = cycle or assigned(learning(), due_on=TODAY + timedelta(days=30))
    until = until or TODAY + timedelta(days=90)
    return extensions.ask(cycle=cycle, until=until, reason=REASON, by=cycle.learner, now=now)


def newer(version: CertificationVersion, *asked: dict[str, Any], **about: Any) -> CertificationVersion:
    """Another version of the same certification."""
    other = CertificationVersion.objects.get(pk=learning(*asked, code="scratch").pk)
    return CertificationVersion.objects.create(
        certification=version.certification,
        number=2,
        document=other.document,
        digest=other.digest,
        created_at=NOW,
        published_at=NOW,
        change_note="Hours are counted from now on.",
        **about,
    )
