"""Certification in the states that tests speak of: `certification(…)`, `certified(…)`, `credential(suspended_on=…)`."""

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, CertificationVersion, Change, Credential, Cycle, Evidence
from assessments.certification.selectors import snapshots
from assessments.certification.services import assigning, changes, issuing
from assessments.services import ledgers
from tests.factories.people import AdministratorFactory, LearnerFactory, OrganisationFactory
from training_site.people.models import Organisation, User

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
KYIV = "Europe/Kyiv"
NAME = "Марія Зразкова"
DECLARATION = {"requirement": "declaration_signed", "key": "code-of-conduct", "declaration": "code-of-conduct"}


def document(*, zone: str = KYIV, **changes: Any) -> dict[str, Any]:
    """Rules that ask for one declaration, decide by themselves, and hold for a year."""
    usual = {
        "format": 1,
        "paths": [{"kind": "initial", "title": "In full", "tree": {"all": [DECLARATION]}}],
        "active": "P1Y",
        "window": "P2M",
        "zone": zone,
    }
    return usual | changes


def certification(
    *, issuer: Organisation | None = None, code: str = "reintegration-practice", published: bool = True, **rules: Any
) -> CertificationVersion:
    """The first version of a certification."""
    found = Certification.objects.create(
        code=code,
        titles={"en": "Reintegration practice", "uk": "Практика реінтеграції"},
        summaries={"en": "Returns children to families, and stays beside them until it holds."},
        issuer=issuer or OrganisationFactory(name="Example Training Organisation"),
        programme_key="practice",
        signatories=[{"name": "Ines Novak", "function": "Programme lead"}],
        created_at=NOW,
    )
    read = Rules.read(document(**rules))
    return CertificationVersion.objects.create(
        certification=found,
        number=1,
        document=read.document(),
        digest=read.digest(),
        created_at=NOW,
        published_at=NOW if published else None,
    )


def certified(
    *,
    version: CertificationVersion | None = None,
    learner: User | None = None,
    number: int = 1,
    on: date = TODAY,
    until: date | None = date(2027, 10, 4),
) -> Cycle:
    """A round that is certified, from a day through a day."""
    version = version or certification()
    cycle = Cycle(
        organisation=version.certification.issuer,
        learner=learner or LearnerFactory(in_organisation=version.certification.issuer),
        certification=version.certification,
        version=version,
        number=number,
        path="initial:1",
        opened_on=on,
        completed_on=on,
        window_opens_on=until,
        expires_on=until,
        baseline_expires_on=until,
    )
    cycle = ledgers.begin(cycle, event="assigned", by=None, now=NOW)
    for event in ("completed", "awarded"):
        cycle = ledgers.append(cycle, event=event, by=None, now=NOW)
    return cycle


def credential(
    *,
    cycle: Cycle | None = None,
    name: str = NAME,
    language: str = "uk",
    now: datetime = NOW,
    competencies: Iterable[str] = (),
    **dates: Any,
) -> Credential:
    """What was issued for a certified round: signed, in Ukrainian unless said otherwise, with competencies where some are named."""
    cycle = cycle or certified(**dates)
    cycle.learner.language = language
    cycle.learner.save()
    shown = [
        {"code": f"D1.{number}", "text": text, "domain": "D1"} for number, text in enumerate(competencies, start=1)
    ]
    with patch.object(snapshots, "_competencies", return_value=shown) if shown else nullcontext():
        if not issuing.confirmed_name(cycle.learner_id):
            issuing.confirm_name(learner=cycle.learner, name=name, now=now)
        issued = issuing.issue_where_named(cycle=cycle, now=now)
    assert issued is not None
    return Credential.objects.get(pk=issued.pk)


def changed(row: Credential, kind: str, *, on: date, reason: str = "administrative", now: datetime = NOW) -> Change:
    """Something that happened to a credential; two people of the issuer did it where it takes two."""
    two = {"suspended", "reinstated", "revoked"}
    people = [AdministratorFactory(in_organisation=row.issuer) for _ in range(2)] if kind in two else [None, None]
    return changes.append(
        credential=row,
        kind=kind,
        effective_on=on,
        reason=reason if kind in two else "",
        by=people[0],
        second=people[1],
        now=now,
    )


RENEWABLE = {
    "paths": [
        {"kind": "initial", "title": "In full", "tree": {"all": [DECLARATION]}},
        {"kind": "recert", "title": "Again", "tree": {"all": [DECLARATION]}},
    ],
    "basis": "expiry",
    "on_expiry": "recert_path_during_grace",
    "grace": "P1M",
}
"""Rules of a certificate that is renewed by declaring again."""


def declared(learner: User, *, on: date = TODAY, entered_at: datetime = NOW) -> Evidence:
    """A declaration of the learner's, seen by somebody responsible."""
    row = Evidence(
        learner=learner, kind="declaration", subject="code-of-conduct", version="1", occurred_on=on, source="platform"
    )
    return ledgers.begin(row, event="entered", by=None, now=entered_at)


def assigned(
    version: CertificationVersion, learner: User | None = None, *, at: datetime = NOW, due_on: date | None = None
) -> Cycle:
    """Somebody who was assigned: their open round."""
    issuer = version.certification.issuer
    learner = learner or LearnerFactory(in_organisation=issuer)
    assigning.assign(
        learner=learner,
        certification=version.certification,
        organisation=issuer,
        basis="organisation",
        due_on=due_on,
        now=at,
    )
    return Cycle.objects.filter(learner=learner, certification=version.certification).latest("number")
