"""What was decided about made-up rounds, and the certificates that were issued for them.

A made-up certificate bears no signature: nobody who checks one without a connection takes it for an award of somebody real.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from assessments.certification.badges.status_list import SHORTEST
from assessments.certification.laws import codes
from assessments.certification.laws.expiry import Dates
from assessments.certification.models import CertificationVersion, Change, Decision, IssuerKey
from assessments.certification.selectors.rules import rules_of
from assessments.certification.selectors.snapshots import TEMPLATE_VERSION
from assessments.mentoring.canonical import digest
from assessments.reporting.simulation.histories import Told
from assessments.reporting.simulation.places import CONDUCT, SIGN_OFF

LANGUAGE = "en"
NAMED = 0.6
"""This part of those who are certified has confirmed a name, so that certificates were issued for them."""
REASON = "administrative"
MADE = frozenset({"awarded", "failed"})
NOON = time(12, tzinfo=UTC)
Row = tuple[Any, ...]


class Decided(NamedTuple):
    """A decision, its events (kind and day), and what it rests on."""

    row: Row
    events: tuple[tuple[str, date], ...]
    digest: str


@dataclass(frozen=True, kw_only=True)
class Clerks:
    """Two people: what hurts takes both."""

    first: int
    second: int


@dataclass(kw_only=True)
class Papers:
    """Makes them, one after the other."""

    rng: Random
    version: CertificationVersion
    issuer_key: IssuerKey
    clerks: Clerks
    issued: int = 0
    serials: Counter[int] = field(default_factory=Counter)
    _by_day: dict[date | None, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.zone = str(rules_of(self.version).zone)

    def has_name(self, rounds: list[Told]) -> bool:
        """Whether the person has confirmed a name; nobody more, once the list of the issuer would be full."""
        certified = sum(told.dates is not None for told in rounds)
        return certified > 0 and self.rng.random() < NAMED and self.issued + certified <= SHORTEST

    def decision(self, key: UUID, cycle: UUID, home: int, told: Told) -> Decided | None:
        """What was decided about a round; None while nothing was."""
        if not MADE & set(told.events):
            return None
        outcome = "awarded" if told.dates else "failed"
        day = told.dates.completed_on if told.dates else told.due_on
        found, mark = self._findings(day) if told.dates else self._findings(None)
        at = datetime.combine(day, NOON)
        mode = Decision.Mode.AUTOMATIC if told.dates else Decision.Mode.ASSESSOR
        row = (key, home, cycle, outcome, 2, at, mode.value, 1, found, mark, day, at)
        return Decided(row, (("opened", day), (outcome, day)), mark)

    def credential(
        self, key: UUID, cycle: UUID, holder: int, name: str, number: int, decided: str, dates: Dates
    ) -> Row:
        """The certificate of a round, as it was issued on the day of the award."""
        day = dates.completed_on
        snapshot = self._snapshot(number, decided, day)
        self.serials[day.year] += 1
        self.issued += 1
        certification = self.version.certification
        return (
            *(key, codes.fresh(self.rng.randrange), certification.issuer_id, day.year, self.serials[day.year]),
            *(cycle, certification.pk, holder, name, LANGUAGE, day, dates.expires_on, self.zone),
            *(json.dumps(snapshot), digest({"name": name, "snapshot": snapshot}), "", self.issuer_key.pk),
            *(self.issued - 1, False, datetime.combine(day, NOON)),
        )

    def changes(self, credential: UUID, told: Told, dates: Dates, renewed_on: date | None) -> Iterator[Row]:
        """What happened to it since."""
        day, two = dates.completed_on, (self.clerks.first, self.clerks.second)
        yield (credential, 1, Change.Kind.ISSUED.value, day, "", None, None, datetime.combine(day, NOON))
        last = told.events[-1]
        if last in (Change.Kind.SUSPENDED, Change.Kind.REVOKED):
            yield (credential, 2, last, day, REASON, *two, datetime.combine(day, NOON))
        elif renewed_on is not None:
            at = datetime.combine(renewed_on, NOON)
            yield (credential, 2, Change.Kind.SUPERSEDED.value, renewed_on, "", None, None, at)

    def _findings(self, day: date | None) -> tuple[str, str]:
        """What decisions of one day rest on, and its digest: the same for all of them."""
        if day not in self._by_day:
            found = [_finding(name, day, code) for name, code in _REQUIREMENTS] if day else []
            mark = digest({"version": self.version.digest, "findings": found})
            self._by_day[day] = (json.dumps(found), mark)
        return self._by_day[day]

    def _snapshot(self, number: int, decided: str, day: date) -> dict[str, Any]:
        certification = self.version.certification
        return {
            "language": LANGUAGE,
            "zone": self.zone,
            "decided_on": day.isoformat(),
            "title": certification.titles[LANGUAGE],
            "summary": "",
            "issuer": certification.issuer.name,
            "signatories": [],
            "competencies": [],
            "certification": certification.code,
            "version": self.version.number,
            "rules": self.version.digest,
            "decision": decided,
            "cycle": number,
            "template": TEMPLATE_VERSION,
            "issued_on": day.isoformat(),
        }


_REQUIREMENTS = ((CONDUCT, "declaration_signed.met"), (SIGN_OFF, "mentor_sign_off.met"))


def _finding(key: str, day: date, code: str) -> dict[str, Any]:
    return {"key": key, "state": "met", "met_on": day.isoformat(), "code": code, "params": {}, "evidence": []}
