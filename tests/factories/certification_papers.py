"""Papers in the states that tests speak of: `paper()` waits for a coordinator."""

from datetime import date
from typing import Any

from assessments.certification.models import Cycle, Evidence
from assessments.certification.services import papers
from assessments.certification.services.papers import Paper
from tests.factories.certification import NOW, assigned
from tests.factories.certification_requests import learning

LICENCE = {"requirement": "profile_verified", "key": "registered", "field": "registration"}
NAME = {"requirement": "profile_verified", "key": "named", "field": "name"}
FIRST_AID = {"requirement": "evidence_shown", "key": "first-aid", "kind": "document", "verified_by": "line_manager"}
ISSUED = date(2026, 3, 2)
REASON = "The second page is missing; please bring it next time."


def described(**changed: Any) -> Paper:
    """What a form hands over."""
    usual = {"title": "Registration as a social worker", "issuer": "Chamber", "dated": ISSUED, "reference": "SW 114"}
    return Paper(**{**usual, **changed})


def paper(*, cycle: Cycle | None = None, requirement: str = "registered", **changed: Any) -> Evidence:
    """Entered in a round that asks for nothing else."""
    cycle = cycle or assigned(learning(LICENCE))
    return papers.enter(cycle=cycle, requirement=requirement, paper=described(**changed), by=cycle.learner, now=NOW)
