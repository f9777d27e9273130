"""The made-up region certifies: two certifications by the programme's own rules, and whoever has met them."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from assessments.certification.models import Certification, Cycle
from assessments.certification.selectors import starting_points
from assessments.certification.services import assigning, following, issuing, publishing
from assessments.mentoring.selectors.indicators import framework
from assessments.mentoring.selectors.policies import policy_for
from assessments.progress.selectors import programmes
from modules.outline import Programme
from training_site.people.demonstration import cast
from training_site.people.models import Organisation, User

LEAD, WAITS_FOR_A_NAME = "lead", "learner"
SAFE, PRACTICE = "safe-contact", "practice"
SIGNATORY = {"name": "Ines Novak", "function": "Programme lead"}


def play(*, now: datetime) -> int:
    """Compose and publish what is missing, assign, follow, issue; how many certificates there are."""
    people = cast.present()
    lead, found = people.get(LEAD), programmes()
    if lead is None or not found:
        return 0
    with transaction.atomic():
        if not Certification.objects.exists():
            _compose(found[0], lead, now)
        assigning.assign_followers(now=now)
        following.follow_everybody(now=now)
        for person in people.values():
            _confirm_name(person, now)
    return Cycle.objects.filter(credentials__isnull=False).distinct().count()


def _compose(programme: Programme, lead: User, now: datetime) -> None:
    issuer = Organisation.objects.get(memberships__user=lead)
    zone = settings.TIME_ZONE
    safe = publishing.compose(
        code=SAFE,
        titles={"en": "Working safely with children"},
        summaries={
            "en": "May work directly with children in this programme: has completed the module on safety and passed its quiz."
        },
        issuer=issuer,
        programme_key=programme.content_key,
        document=starting_points.safe_contact(programme, zone=zone),
        pathways=tuple(each.key for each in programme.pathways),
        signatories=(SIGNATORY,),
        by=lead,
        now=now,
    )
    publishing.publish(version=safe, revision=safe.revision, by=lead, now=now)
    pathway = programme.pathways[0]
    practice = publishing.compose(
        code=f"{PRACTICE}-{pathway.key}",
        titles={"en": "Reintegration practice: social worker"},
        summaries={"en": "Returns children to families and stays beside them for two years, independently and safely."},
        issuer=issuer,
        programme_key=programme.content_key,
        document=starting_points.document_for(
            programme,
            pathway,
            framework(programme.content_key),
            zone=zone,
            moderated=policy_for(issuer, programme.content_key).moderation_required,
        ),
        pathways=(pathway.key,),
        signatories=(SIGNATORY,),
        by=lead,
        now=now,
    )
    publishing.publish(version=practice, revision=practice.revision, by=lead, now=now)


def _confirm_name(person: User, now: datetime) -> None:
    """Everybody but one has said how their name is written."""
    waits = Cycle.objects.filter(learner=person, completed_on__isnull=False, credentials=None).exists()
    if waits and person.username != WAITS_FOR_A_NAME:
        issuing.confirm_name(learner=person, name=person.display_name, now=now)
