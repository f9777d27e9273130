"""Evidence under the indicators, levels that were signed off, and what certification keeps beside them."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model

from assessments.certification.models import Evidence as Shown
from assessments.mentoring.models import Decision, Evidence
from modules.outline import Indicator
from tests.benchmarks.ledgers.people import Person
from tests.benchmarks.ledgers.rows import lived, number

WHY = "She asked him twice, and waited for the answer before she wrote anything down."
KINDS = ("observation", "work_product", "reflection")
CLAIMED = {
    "declaration": "code-of-conduct",
    "profile": "name",
    "attestation": "mentor-sign-off",
    "document": "first-aid",
}


def rows(person: Person, indicators: tuple[Indicator, ...]) -> Iterator[Model]:
    """Two or three pieces and a decision for each indicator that lies behind."""
    for place, indicator in enumerate(indicators[: person.share(len(indicators))]):
        # Of people who are further on, the pieces are newer.
        part = 0.5 + place / len(indicators) / 2
        for kind in KINDS[: person.rng.choice((2, 2, 3))]:
            yield _piece(person, indicator.code, kind, person.moment(part - 0.1))
        yield from _decision(person, indicator.code, person.moment(part))
    for kind, subject in CLAIMED.items():
        if person.rng.random() < person.progress:
            yield from _shown(person, kind, subject)


def _piece(person: Person, code: str, kind: str, at: datetime) -> Evidence:
    lapse = kind == "observation" and person.rng.random() < 0.01
    return Evidence(
        id=number(person.rng),
        organisation_id=person.place,
        learner_id=person.pk,
        indicator=code,
        kind=kind,
        level=0 if lapse else person.rng.choice((3, 3, 3, 2)),
        lapse=lapse,
        acted_on=at.date(),
        entered_at=at,
        validator_id=person.mentor if kind != "work_product" else person.assessor,
        source=number(person.rng),
        position=1 if kind == "reflection" else None,
        rationale=WHY,
        framework_version="0.1",
    )


def _decision(person: Person, code: str, at: datetime) -> Iterator[Model]:
    row = Decision(
        id=number(person.rng),
        organisation_id=person.place,
        learner_id=person.pk,
        relationship_id=person.pair.pk,
        decided_by_id=person.mentor,
        indicator=code,
        level=3 if person.has_finished else person.rng.choice((3, 3, 3, 2)),
        framework_version="0.1",
        acted_on=at.date(),
        rationale=WHY,
    )
    events = ["signed_off", "confirmed"]
    if person.rng.random() < 0.05:
        events += ["paused", "resumed"]
    yield from lived(row, events, at=at)


def _shown(person: Person, kind: str, subject: str) -> Iterator[Model]:
    at = person.moment(0.9)
    row = Shown(
        id=number(person.rng),
        organisation_id=person.place,
        learner_id=person.pk,
        kind=kind,
        subject=subject,
        version="1" if kind == "declaration" else "",
        occurred_on=at.date(),
        source="platform",
        verified_by_id=person.mentor,
        verifier_role="mentor",
        verified_on=at.date(),
    )
    yield from lived(row, ("entered",), at=at)
