"""For which certifications somebody can apply, and where they would be asked for them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from assessments.certification.models import Assignment, Certification, CertificationVersion
from assessments.progress.models import Enrolment
from training_site.people.models import Membership, Organisation
from training_site.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A certification somebody can apply for."""

    certification: Certification
    organisation: Organisation
    """Where they learn: the nearest place that the issuer reaches."""


def offers(learner_id: int, *, today: date) -> list[Offer]:
    """Published certifications of a programme somebody follows, for their pathway, whose issuer reaches the place where they learn.

    Without those that they are asked for already (three queries).
    """
    followed = Enrolment.objects.filter(learner_id=learner_id, until=None).values_list("programme_key", "pathway")
    pathways = dict(followed)
    held = Membership.objects.active_on(today).filter(user_id=learner_id, role=Role.LEARNER)
    places = [row.organisation for row in held.select_related("organisation").order_by("-organisation__depth", "pk")]
    if not (pathways and places):
        return []
    found = []
    for certification in _published(learner_id).filter(programme_key__in=pathways):
        pathway = pathways[certification.programme_key]
        near = next((place for place in places if place.path.startswith(certification.issuer.path)), None)
        if near is not None and (not certification.pathways or pathway in certification.pathways):
            found.append(Offer(certification=certification, organisation=near))
    return found


def offer(learner_id: int, code: str, *, today: date) -> Offer | None:
    """The one with this code."""
    return next((each for each in offers(learner_id, today=today) if each.certification.code == code), None)


def _published(learner_id: int) -> QuerySet[Certification]:
    published = CertificationVersion.objects.filter(certification=OuterRef("pk"), published_at__isnull=False)
    asked = Assignment.objects.filter(certification=OuterRef("pk"), learner_id=learner_id, ended_at=None)
    rows = Certification.objects.filter(Exists(published), ~Exists(asked), retired_at=None)
    return rows.select_related("issuer").order_by("code")
