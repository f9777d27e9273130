"""Reads of observations: what a signature on one is given to, who observes now, who was invited, what was seen so far."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from assessments.mentoring.canonical import Json
from assessments.mentoring.framework.forms.form import ObservationForm
from assessments.mentoring.framework.forms.reader import form_with
from assessments.mentoring.models import Event, Evidence, Invitation, Observation, Relationship, Signature
from training_site.people.models import Organisation, User

BEFOREHAND = ("requested", "scheduled")
OPEN = (*BEFOREHAND, "observer_draft")
"""States in which the observer has not submitted yet."""
FINISHED = "signed"
KINDS: Mapping[str, str] = {"assessor": Relationship.Kind.ASSESSOR, "peer": Relationship.Kind.PEER}
"""Kind of observer → the kind of relationship by which they observe; the mentor's is the pair's own."""
Answers = Mapping[str, Any]


def observations() -> QuerySet[Observation]:
    """Observations with the people around them."""
    return Observation.objects.select_related(
        "relationship__learner", "relationship__mentor", "organisation", "observer", "learner"
    )


def of_learner(learner_id: int) -> QuerySet[Observation]:
    """Every observation of a learner, oldest first."""
    return observations().filter(learner_id=learner_id).order_by("number")


def form_of(observation: Observation) -> ObservationForm:
    """The version of the form it was asked for with."""
    return form_with(observation.form_digest)


def observes_now(observation: Observation, person: User) -> bool:
    """Whether somebody is its observer at this moment: by the pair, or by an active relationship of their own (one query)."""
    if observation.observer_id != person.pk or not person.is_active:
        return False
    pair = observation.relationship
    if observation.observer_kind == Observation.Observer.MENTOR:
        return pair.mentor_id == person.pk and pair.state == "active"
    return accompanying(observation.learner_id, observation.observer_kind).filter(mentor=person).exists()


def accompanying(learner_id: int, observer_kind: str) -> QuerySet[Relationship]:
    """Active relationships by which somebody may observe a learner as an assessor or peer."""
    kind = KINDS.get(observer_kind, "")
    return Relationship.objects.filter(learner_id=learner_id, kind=kind, state="active").select_related("mentor")


def observers_of(pair: Relationship) -> list[tuple[str, User]]:
    """Who may be asked besides somebody from outside: kind of observer and person, the mentor first (one query)."""
    rows = Relationship.objects.filter(learner_id=pair.learner_id, kind__in=KINDS.values(), state="active")
    kinds = {kind: observer for observer, kind in KINDS.items()}
    others = [(kinds[row.kind], row.mentor) for row in rows.select_related("mentor").order_by("kind", "starts_on")]
    return [("mentor", pair.mentor), *(one for one in others if one[1].is_active)]


def answers(part: Any) -> dict[str, Any]:
    """The answers in an observer's or a learner's part as it was opened; empty where it was erased or never written."""
    return dict((part or {}).get("answers", {}))


def request_of(observation: Observation) -> dict[str, Any]:
    """What was agreed and wished for beforehand, in words."""
    return dict((observation.learner_part.opened() or {}).get("request", {}))


def observer_content(observation: Observation) -> dict[str, Json]:
    """What the observer's signature is given to: the facts and the words of their part with its salt."""
    part = observation.observer_part.opened() or {}
    return {
        "what": "observation",
        "observation": str(observation.pk),
        "number": observation.number,
        "form": observation.form_digest,
        "indicators": observation.indicators,
        "acted_on": observation.acted_on.isoformat() if observation.acted_on else "",
        "consent": observation.consent,
        "facts": observation.facts,
        "words": {name: part.get(name, "") for name in ("salt", "answers", "signed_as")},
    }


def whole_content(observation: Observation) -> dict[str, Json]:
    """What the learner's signature is given to: the observer's part and their own."""
    part = observation.learner_part.opened() or {}
    return {
        **observer_content(observation),
        "request": part.get("request", {}),
        "answer": {name: part.get(name, "") for name in ("salt", "answers")},
    }


def signatures_of(observation: Observation) -> list[Signature]:
    """Everybody who signed it, oldest first (one query)."""
    return list(Signature.objects.filter(subject=observation.pk).select_related("signer", "invitation"))


def history_of(observation: Observation) -> list[Event]:
    """What happened to it, oldest first, each with who did it (one query)."""
    return list(Event.objects.filter(subject=observation.pk).select_related("by").order_by("number"))


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link belongs to, whatever became of it (one query)."""
    rows = Invitation.objects.select_related(
        "observation__relationship__learner", "observation__relationship__mentor", "observation__organisation"
    )
    return rows.select_related("invited_by").filter(token_digest=token_digest(token)).first()


def invitations_to(observation: Observation) -> list[Invitation]:
    """Everybody who was invited to fill it in, latest first (one query)."""
    return list(Invitation.objects.filter(observation=observation).select_related("invited_by").order_by("-invited_at"))


def token_digest(token: str) -> str:
    """What is kept of a link."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def seen_so_far(learner_id: int) -> list[tuple[str, list[str], object]]:
    """(kind of evidence, indicators, observer) of every signed observation, as `Required.met_by` asks (one query).

    One whose evidence was withdrawn says nothing any more.
    """
    rows = Evidence.objects.filter(learner_id=learner_id, position=None, source__isnull=False, withdrawal=None)
    signed = Observation.objects.filter(pk=OuterRef("source")).values("state")
    found: dict[UUID | None, tuple[str, list[str], object]] = {}
    for row in rows.annotate(state=Subquery(signed)).filter(state__in=[FINISHED, "erased"]):
        judge = row.validator_id or row.invitation_id
        found.setdefault(row.source, (row.kind, [], judge))[1].append(row.indicator)
    return list(found.values())


def unfinished() -> QuerySet[Observation]:
    """Observations that wait for their observer or for the learner."""
    return observations().filter(state__in=[*OPEN, "submitted"])


def waits_since(observation: Observation) -> date:
    """The day from which the deadline of an unfinished observation runs: since it was submitted, planned for, or asked for."""
    if observation.submitted_at:
        return timezone.localdate(observation.submitted_at)
    return max(filter(None, [observation.scheduled_on, timezone.localdate(observation.created_at)]))


def places_above(organisation: Organisation | None) -> list[Organisation]:
    """An organisation and all above it that name somebody to call, nearest first (one query)."""
    if organisation is None:
        return []
    above = Organisation.objects.annotate(here=Subquery(Organisation.objects.filter(pk=organisation.pk).values("path")))
    return list(above.filter(here__startswith=F("path")).exclude(danger_contacts="").order_by("-depth"))
