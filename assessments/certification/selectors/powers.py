"""Who may do what in certification: roles give the power, and whoever has judged somebody's practice does not certify them."""

from datetime import date

from assessments.certification.models import Attestation, Certification, Conflict, Decision
from assessments.certification.selectors.appealed import overruled_voters
from assessments.mentoring.selectors.competency import has_judged, learners_judged_by
from training_site.people import permissions
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import scopes_of
from training_site.people.roles import Permission, Role


def may_compose(person: User, certification: Certification, *, today: date) -> bool:
    """Whether somebody says what the certification asks for."""
    return permissions.COMPOSE_CERTIFICATION.allows(person, certification.issuer, today=today)


def may_change(person: User, issuer: Organisation, *, today: date) -> bool:
    """Whether somebody proposes and confirms measures about the issuer's credentials."""
    return permissions.CHANGE_CREDENTIAL.allows(person, issuer, today=today)


def may_certify(person: User, learner: User, *, today: date) -> bool:
    """Whether somebody decides about a learner: in their scope, and nobody about themself (one query)."""
    return person.pk != learner.pk and permissions.CERTIFY_LEARNER.allows(person, learner, today=today)


def certifies_anywhere(person: User, *, today: date) -> bool:
    """Whether somebody decides about anybody at all (one query)."""
    return bool(scopes_of(person, Permission.CERTIFY, today=today))


def changes_anywhere(person: User, *, today: date) -> bool:
    """Whether somebody answers for the certificates of any issuer (one query)."""
    return bool(scopes_of(person, Permission.CHANGE_CREDENTIAL, today=today))


def held_by(person: User, *, today: date) -> frozenset[Permission]:
    """Everything that somebody may do anywhere (one query)."""
    roles = Membership.objects.active_on(today).filter(user=person).values_list("role", flat=True).distinct()
    return frozenset().union(*(Role(role).permissions for role in roles))


def is_involved(person_id: int, learner_id: int) -> bool:
    """Whether somebody has judged the learner's practice, has given their word, or has said that they should not decide about them."""
    return (
        Conflict.objects.filter(learner_id=learner_id, by_id=person_id).exists()
        or Attestation.objects.filter(learner_id=learner_id, said_by_id=person_id).exists()
        or has_judged(person_id, learner_id)
    )


def involved_with(person_id: int) -> set[int]:
    """Every learner with whom somebody is involved (six queries)."""
    declared = Conflict.objects.filter(by_id=person_id).order_by().values_list("learner", flat=True)
    vouched = Attestation.objects.filter(said_by_id=person_id).order_by().values_list("learner", flat=True)
    return learners_judged_by(person_id) | set(declared.union(vouched))


def may_judge(person: User, learner: User, *, today: date) -> bool:
    """Whether somebody decides about what a learner asks for: the power here, and no part in what is judged."""
    return may_certify(person, learner, today=today) and not is_involved(person.pk, learner.pk)


def may_decide(person: User, decision: Decision, *, today: date) -> bool:
    """Whether somebody may give a vote: the power, no part in what is judged, not yet voted, nor voted what did not stand on appeal."""
    if not may_judge(person, decision.cycle.learner, today=today) or decision.votes.filter(by=person).exists():
        return False
    return not is_overruled(person, decision)


def is_overruled(person: User, decision: Decision) -> bool:
    """Whether somebody voted about this round before, in a decision that did not stand on appeal (one query)."""
    return person.pk in overruled_voters([decision.cycle_id]).get(decision.cycle_id, ())
