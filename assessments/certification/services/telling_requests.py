"""Owing notices about what people ask for: to those who may decide, and back to whoever asked. Never a word of what was written."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from assessments.certification.models import Appeal, Attestation, Claim, Evidence, Extension
from assessments.certification.selectors import deciders
from assessments.certification.selectors.papers import PAPERS
from training_site.notices.services import owing
from training_site.people.models import User

Request = Claim | Extension | Appeal | Evidence | Attestation
REQUEST, ANSWER = "certification.request", "certification.answer"


def of_request(request: Request, *, now: datetime, but: Iterable[int] = ()) -> None:
    """Those who may decide about it learn that it waits; whoever decided before does not decide again."""
    learner_id = _learner(request).pk
    people = deciders.judges(learner_id, today=timezone.localdate(now))
    _ask([person for person in people if person.pk not in set(but)], request, now)


def of_hours(evidence: Evidence, *, now: datetime) -> None:
    """The line managers learn that hours wait to be verified; where there is none, those who certify."""
    people = deciders.verifiers(evidence.learner_id) or deciders.certifiers(
        evidence.learner_id, today=timezone.localdate(now)
    )
    _ask(people, evidence, now)


def of_word(attestation: Attestation, people: Iterable[User], *, now: datetime) -> None:
    """Those who are asked for their word learn that it waits."""
    _ask(people, attestation, now)


def of_paper(evidence: Evidence, people: Iterable[User], *, now: datetime) -> None:
    """Those who look at a paper learn that it waits."""
    _ask(people, evidence, now)


def of_question(claim: Claim, *, now: datetime) -> None:
    """The learner learns that an assessor has a question."""
    settle(claim, now=now)
    _owe(_learner(claim), REQUEST, claim, now, link=door_to(claim))


def of_answer(request: Request, *, now: datetime) -> None:
    """The learner learns that it was decided, and nobody is asked any more."""
    settle(request, now=now)
    _owe(_learner(request), ANSWER, request, now, link=door_to(request))


def settle(request: Request, *, now: datetime) -> None:
    """Nobody is asked about it any more."""
    owing.withdraw(key_prefix=f"{_about(REQUEST, request)}:", now=now)


def door_to(request: Request) -> str:
    """Its page, for whoever asked."""
    if isinstance(request, Evidence) and request.kind in PAPERS:
        return reverse("certification:paper", args=[request.pk])
    return reverse(f"certification:{request.machine.name}", args=[request.pk])


def desk_of(request: Request) -> str:
    """Where it is answered."""
    return reverse("certification:answer", args=[request.machine.name, request.pk])


def _ask(people: Iterable[User], request: Request, now: datetime) -> None:
    for person in people:
        _owe(person, REQUEST, request, now, link=desk_of(request))


def _owe(person: User, kind: str, request: Request, now: datetime, *, link: str) -> None:
    owing.owe(
        person=person,
        kind=kind,
        link=link,
        facts={"on": timezone.localdate(now)},
        # Anew at each of its events: a second question is a new one.
        key=f"{_about(kind, request)}:{request.events}:",
        now=now,
    )


def _about(kind: str, request: Request) -> str:
    return f"{kind}:{request.machine.name}:{request.pk}"


def _learner(request: Request) -> User:
    return request.cycle.learner if isinstance(request, Claim | Extension) else request.learner
