"""What somebody on the way has done: a declaration is signed, and the mentor is asked to sign off. And where that leaves them, by the law."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from assessments.certification.declarations.reader import latest
from assessments.certification.laws.facts import Declared, Facts
from assessments.certification.laws.findings import MENTOR, Finding
from assessments.certification.laws.rules import Path
from assessments.certification.laws.tree import leaves
from assessments.certification.laws.vouching import ASKED, Attested
from assessments.certification.models import (
    Attestation,
    CertificationEvent,
    CertificationVersion,
    Evidence,
    RequirementStatus,
)
from assessments.certification.selectors.rules import path_name, rules_of
from assessments.reporting.simulation.histories import Told
from assessments.reporting.simulation.places import DECLARATION, SIGN_OFF

NOON = time(12, tzinfo=UTC)
WORDING = "Mentor's sign-off"
Row = tuple[Any, ...]

COLUMNS: dict[type, tuple[str, ...]] = {
    Evidence: (
        *("id", "learner", "kind", "subject", "title", "version", "provider", "reference", "occurred_on", "source"),
        *("entered_by", "asked_role", "verifier_role", "state", "events", "created_at"),
    ),
    Attestation: (
        *("id", "organisation", "cycle", "learner", "requirement", "subject", "everywhere", "role", "version"),
        *("wording", "mark", "asked_of", "asked_on", "state", "events", "created_at"),
    ),
    RequirementStatus: ("cycle", "key", "position", "state", "met_on", "code", "params", "waits_for", "evidence"),
}


@dataclass(kw_only=True)
class Deeds:
    """Tells them, one round after the other."""

    version: CertificationVersion
    today: date
    key: Callable[[], UUID]
    _untouched: dict[str, list[Row]] = field(default_factory=dict)
    """Path → what is said of whoever has done nothing yet, without the round."""

    def __post_init__(self) -> None:
        self._paths = {path_name(path): path for path in rules_of(self.version).paths}
        self._text = latest(DECLARATION)
        self._code = self.version.certification.code

    def of(self, cycle: UUID, learner: int, home: int, told: Told) -> Iterator[tuple[type, Row]]:
        """The rows of an open round, each with its table."""
        path = self._paths[told.path]
        if told.declared_on is None:
            if told.path not in self._untouched:
                self._untouched[told.path] = list(self._said(path, Facts()))
            statuses = self._untouched[told.path]
        else:
            signed, asked = self.key(), self.key()
            yield from self._rows(signed, asked, cycle, learner, home, told.declared_on)
            statuses = list(self._said(path, self._facts(signed, asked, told.declared_on)))
        yield from ((RequirementStatus, (cycle, *status)) for status in statuses)

    def _rows(
        self, signed: UUID, asked: UUID, cycle: UUID, learner: int, home: int, day: date
    ) -> Iterator[tuple[type, Row]]:
        at, text = datetime.combine(day, NOON), self._text
        yield (
            Evidence,
            (
                *(signed, learner, Evidence.Kind.DECLARATION.value, text.key, "", str(text.version), "", text.digest),
                *(day, Evidence.Source.PLATFORM.value, learner, "", "", "verified", 1, at),
            ),
        )
        yield CertificationEvent, (signed, Evidence.machine.name, 1, "entered", at, "")
        yield (
            Attestation,
            (
                *(asked, home, cycle, learner, SIGN_OFF, SIGN_OFF, False, MENTOR, self.version.pk),
                *(WORDING, "", json.dumps([]), day, "asked", 1, at),
            ),
        )
        yield CertificationEvent, (asked, Attestation.machine.name, 1, "asked", at, "")

    def _facts(self, signed: UUID, asked: UUID, day: date) -> Facts:
        declared = Declared(key=self._text.key, version=self._text.version, on=day, ref=f"evidence:{signed.hex}")
        question = Attested(
            role=MENTOR, key=SIGN_OFF, on=day, word=ASKED, certification=self._code, ref=f"attestation:{asked.hex}"
        )
        return Facts(declarations=(declared,), attestations=(question,))

    def _said(self, path: Path, facts: Facts) -> Iterator[Row]:
        for position, leaf in enumerate(leaves(path.tree)):
            found: Finding = leaf.finding(facts, since=None, on=self.today)
            params, evidence = json.dumps(dict(found.params)), json.dumps(list(found.evidence))
            yield leaf.key, position, found.state, found.met_on, found.code, params, found.waits_for, evidence
