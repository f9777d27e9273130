"""Owing notices about certificates. Each says that something happened and where to look."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from assessments.certification.models import CertificationVersion, Credential, Cycle, Decision, IssuerKey, Measure
from assessments.certification.selectors import deciders
from assessments.mentoring.models import Relationship
from training_site.notices.services import owing
from training_site.people.models import User


def of_open_decision(decision: Decision, *, now: datetime) -> None:
    """Those who may decide learn that somebody waits."""
    for person in deciders.of(decision, today=timezone.localdate(now)):
        owing.owe(
            person=person,
            kind="certification.ready",
            link=reverse("certification:decision", args=[decision.pk]),
            facts={"on": timezone.localdate(decision.created_at)},
            key=f"certification.ready:{decision.pk}:",
            now=now,
        )


def withdraw_open_decision(decision: Decision, *, now: datetime) -> None:
    """Nobody is asked any more to decide."""
    owing.withdraw(key=f"certification.ready:{decision.pk}:", now=now)


def of_decision(decision: Decision, *, now: datetime) -> None:
    """The learner learns what was decided, and their mentor that it was an award."""
    withdraw_open_decision(decision, now=now)
    cycle = decision.cycle
    awarded = decision.state == "awarded"
    owing.owe(
        person=cycle.learner,
        kind="certification.awarded" if awarded else "certification.not_awarded",
        link=_page(cycle),
        facts={"on": timezone.localdate(now)},
        key=f"certification.decided:{decision.pk}:",
        now=now,
    )


def of_missing_name(cycle: Cycle, *, now: datetime) -> None:
    """The holder is asked for the name."""
    of_missing_names([cycle.learner], now=now)


def of_missing_names(people: Sequence[User], *, now: datetime) -> None:
    """These holders are asked for the name."""
    owing.owe_each(
        people=people,
        kind="certification.name",
        link=reverse("certification:name"),
        facts={},
        key="certification.name:",
        now=now,
    )


def of_credential(credential: Credential, *, now: datetime) -> None:
    """The holder has a certificate; nobody asks for the name any more."""
    owing.withdraw(key="certification.name:", person=credential.holder, now=now)
    owing.owe(
        person=credential.holder,
        kind="certification.issued",
        link=reverse("certification:credential", args=[credential.pk]),
        facts={"on": timezone.localdate(now)},
        key=f"certification.issued:{credential.pk}:",
        now=now,
    )


def of_new_signature(credential: Credential, *, given_up: IssuerKey, now: datetime) -> None:
    """The holder learns that what a key signed was signed anew: once, however many certificates it signed for them."""
    owing.owe(
        person=credential.holder,
        kind="certification.signed_anew",
        link=reverse("certification:home"),
        facts={"on": timezone.localdate(now)},
        key=f"certification.signed_anew:{given_up.pk}:",
        now=now,
    )


def of_window(cycle: Cycle, *, now: datetime) -> None:
    """The holder can renew."""
    _about_expiry(cycle.learner, cycle, "certification.window", step="window", now=now)


def of_expiry(cycle: Cycle, *, days: int, now: datetime) -> int:
    """The holder and their mentor are reminded, once for each step; 1 where the holder was told now."""
    told = _about_expiry(cycle.learner, cycle, "certification.expires", step=str(days), now=now)
    for mentor in _mentors(cycle.learner_id):
        _about_expiry(mentor, cycle, "certification.mentee_expires", step=str(days), now=now)
    return told


def of_lapse(cycle: Cycle, *, now: datetime) -> None:
    """The certificate has expired, and its grace is over."""
    _about_expiry(cycle.learner, cycle, "certification.lapsed", step="lapsed", now=now)


def of_measure(measure: Measure, *, now: datetime) -> None:
    """The holder learns that something was done to the certificate, and how to appeal."""
    owing.owe(
        person=measure.credential.holder,
        kind="certification.measure",
        link=reverse("certification:credential", args=[measure.credential_id]),
        facts={"on": measure.effective_on},
        key=f"certification.measure:{measure.pk}:",
        now=now,
    )


def of_version(version: CertificationVersion, person: User, *, now: datetime) -> int:
    """Somebody on their way, or who holds a certificate, learns that other rules have come; 1 where that is new to them."""
    notice = owing.owe(
        person=person,
        kind="certification.version",
        link=reverse("certification:way", args=[version.certification.code]),
        facts={"on": timezone.localdate(version.published_at or now)},
        key=version_key(version),
        now=now,
    )
    return int(notice is not None)


def version_key(version: CertificationVersion) -> str:
    """Under which a version is told of."""
    return f"certification.version:{version.pk}:"


def _about_expiry(person: User, cycle: Cycle, kind: str, *, step: str, now: datetime) -> int:
    notice = owing.owe(
        person=person,
        kind=kind,
        link=_page(cycle) if person.pk == cycle.learner_id else reverse("mentoring:home"),
        facts={"until": cycle.expires_on},
        key=f"certification.expiry:{cycle.pk}:{step}:",
        now=now,
    )
    return int(notice is not None)


def _page(cycle: Cycle) -> str:
    return reverse("certification:way", args=[cycle.certification.code])


def _mentors(learner_id: int) -> list[User]:
    rows = Relationship.objects.filter(
        learner_id=learner_id, kind=Relationship.Kind.REFLECTIVE, is_primary=True, state="active"
    )
    return list(User.objects.filter(pk__in=rows.values("mentor"), is_active=True))
