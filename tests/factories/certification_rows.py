"""Rows of certification as they stand, whatever led to them: `cycle(learner)`, `shown(learner, kind="hours", amount=12)`, `held(learner)`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from assessments.certification.models import (
    Attestation,
    Certification,
    CertificationVersion,
    Change,
    Claim,
    Credential,
    Cycle,
    Evidence,
    IssuerKey,
    Waiver,
)
from assessments.services import ledgers
from tests.factories.mentoring import NOW, TODAY
from tests.factories.people import OrganisationFactory, UserFactory
from training_site.people.models import User


def certification(code: str = "practice") -> Certification:
    """A certification with one published version; the same one for the same code."""
    found = Certification.objects.filter(code=code).first()
    if found is None:
        found = Certification.objects.create(
            code=code,
            titles={"en": code},
            issuer=OrganisationFactory(),
            programme_key="practice",
            created_at=NOW,
        )
        CertificationVersion.objects.create(
            certification=found,
            number=1,
            document={},
            digest="d" * 64,
            created_at=NOW,
            published_at=NOW,
            published_by=UserFactory(),
        )
    return found


def cycle(learner: User, *, code: str = "practice", number: int = 1) -> Cycle:
    """An assigned round of somebody."""
    about = certification(code)
    row = Cycle(
        learner=learner,
        certification=about,
        version=about.versions.get(),
        number=number,
        path=1,
        opened_on=TODAY,
        state="assigned",
        events=1,
        created_at=NOW,
    )
    row.save(force_insert=True)
    return row


def shown(
    learner: User, *, kind: str, subject: str = "", entered: bool = True, events: Sequence[str] = (), **given: Any
) -> Evidence:
    """Evidence that somebody responsible has entered, or that was submitted (`entered=False`), and what happened to it since."""
    seen = {"verified_by": UserFactory(), "verified_on": TODAY, "verifier_role": "coordinator"} if entered else {}
    usual = {"occurred_on": TODAY, "source": Evidence.Source.PAPER, **seen}
    row = Evidence(learner=learner, kind=kind, subject=subject, **{**usual, **given})
    ledgers.begin(row, event="entered" if entered else "submitted", by=None, now=NOW)
    for event in events:
        row = ledgers.append(row, event=event, by=None, now=NOW)
    return row


def waived(of: Cycle, requirement: str, *, at: datetime = NOW) -> Waiver:
    """A requirement that somebody does not have to meet."""
    return Waiver.objects.create(cycle=of, requirement=requirement, reason="other", by=UserFactory(), at=at)


def claimed(of: Cycle, requirement: str, *, outcome: str = "", completed_on: date = TODAY) -> Claim:
    """A claim of prior learning; with `outcome` accepted, partly or rejected, it was decided today."""
    row = Claim(
        organisation=of.certification.issuer,
        cycle=of,
        requirement=requirement,
        title="A course",
        provider="A school",
        completed_on=completed_on,
        statement="I learned to ask before I advise.",
    )
    ledgers.begin(row, event="submitted", by=of.learner, now=NOW)
    if outcome:
        decided = {"assessor": UserFactory(), "decided_on": TODAY, "seen": True, "rationale": "It is the same."}
        row = ledgers.append(row, event=outcome, by=None, now=NOW, **decided)
    return row


def vouched(of: Cycle, requirement: str, *, word: str = "given", role: str = "mentor", mark: str = "") -> Attestation:
    """Somebody's word: given or declined today, or with `word="asked"` still to come."""
    row = Attestation(
        cycle=of,
        learner=of.learner,
        requirement=requirement,
        subject=requirement,
        role=role,
        version=of.version,
        wording="Listens first.",
        mark=mark,
        asked_on=TODAY,
    )
    ledgers.begin(row, event="asked", by=of.learner, now=NOW)
    said: dict[str, Any] = {"said_by": UserFactory(), "said_on": TODAY, "acted_on": TODAY if word == "given" else None}
    return row if word == "asked" else ledgers.append(row, event=word, by=None, now=NOW, **said)


def held(
    learner: User,
    *changes: tuple[str, date],
    code: str = "practice",
    valid_from: date = TODAY,
    valid_until: date | None = None,
) -> Credential:
    """A certificate of somebody, and what has become of it: kinds of changes with the days on which they take effect."""
    number = Credential.objects.count() + 1
    of = cycle(learner, code=code, number=number)
    issuer = of.certification.issuer
    key = IssuerKey.objects.filter(organisation=issuer).first() or IssuerKey.objects.create(
        organisation=issuer, name="key-1", public=f"z{uuid4().hex}", private="never read", not_before=NOW
    )
    row = Credential.objects.create(
        code=f"C{number:010d}",
        issuer=issuer,
        year=TODAY.year,
        serial=number,
        cycle=of,
        certification=of.certification,
        holder=learner,
        name="A holder",
        language="en",
        valid_from=valid_from,
        valid_until=valid_until,
        zone="UTC",
        snapshot={},
        sha256="0" * 64,
        key=key,
        status_index=number,
        issued_at=NOW,
    )
    for place, (kind, day) in enumerate((("issued", valid_from), *changes), start=1):
        Change.objects.create(
            credential=row,
            number=place,
            kind=kind,
            effective_on=day,
            reason="other",
            by=UserFactory(),
            second=UserFactory(),
            at=NOW,
        )
    # One round at work per person and certification: this one is over.
    Cycle.objects.filter(pk=of.pk).update(state="certified")
    return row
