"""What people were asked to vouch for, and what they said."""

from uuid import UUID

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.findings import MENTOR
from assessments.certification.laws.requirements.attestations import ManualAttestation, MentorSignOff
from assessments.certification.laws.tree import leaves
from assessments.certification.models import Attestation, Cycle
from assessments.certification.selectors.rules import path_of
from assessments.progress.selectors import programme
from training_site.people.models import User

PAGE = 60
Vouched = ManualAttestation | MentorSignOff


def vouchable(cycle: Cycle, key: str) -> Vouched | None:
    """A requirement of a round at work for which somebody gives their word here; None for every other."""
    if cycle.state not in OPEN:
        return None
    asked = next((leaf for leaf in leaves(path_of(cycle).tree) if leaf.key == key), None)
    if isinstance(asked, MentorSignOff):
        return None if asked.indicator else asked
    return asked if isinstance(asked, ManualAttestation) else None


def role_of(requirement: Vouched) -> str:
    """Who gives it."""
    return requirement.role if isinstance(requirement, ManualAttestation) else MENTOR


def wording_of(requirement: Vouched, programme_key: str) -> str:
    """Word for word what is vouched for: as the rules say it, or the title of what is signed off (one query at most)."""
    if isinstance(requirement, ManualAttestation):
        return requirement.statement or requirement.key
    found = programme(programme_key) if requirement.subject else None
    module = found.module(requirement.subject) if found else None
    return (module.title if module else requirement.subject or requirement.key)[:200]


def attestation(pk: UUID) -> Attestation | None:
    """One question with its words (one query)."""
    rows = Attestation.objects.filter(pk=pk)
    return rows.select_related("learner", "said_by", "version", "cycle__certification", "cycle__version").first()


def of_learner(learner_id: int, *, cycle: Cycle | None = None, requirement: str = "") -> tuple[Attestation, ...]:
    """What somebody has asked for, the newest first; no reasons (one query)."""
    rows = Attestation.objects.filter(learner=learner_id).defer("grounds", "retraction")
    if cycle is not None:
        rows = rows.filter(cycle=cycle, requirement=requirement)
    return tuple(rows.select_related("cycle__certification").order_by("-created_at", "-pk")[:PAGE])


def said_by(person: User) -> tuple[Attestation, ...]:
    """Words that somebody has given or declined and could take back, the newest first (one query)."""
    rows = Attestation.objects.filter(said_by=person, state__in=["given", "declined"]).defer("grounds", "retraction")
    return tuple(rows.select_related("learner", "cycle__certification").order_by("-said_on", "-pk")[:PAGE])


def asked_people(row: Attestation) -> list[User]:
    """Those who were told, by name (one query)."""
    return list(User.objects.filter(pk__in=row.asked_of).order_by("first_name", "last_name", "username"))
