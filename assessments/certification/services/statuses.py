"""The statuses of open rounds, stored as somebody stands: a projection, of which only what differs is written."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from assessments import bulk
from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.evaluation import Standing, standing
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import Finding
from assessments.certification.models import Cycle, RequirementStatus
from assessments.certification.selectors.facts import within
from assessments.certification.selectors.rules import path_of, rules_of

COLUMNS = ("position", "state", "met_on", "code", "params", "waits_for", "evidence")
"""Of a status, beside its round and its key."""


class Stored(NamedTuple):
    """A status as it is in its table; what is JSON is left as text, because hardly any of it has to be read."""

    pk: int
    position: int
    state: str
    met_on: date | None
    code: str
    waits_for: str
    params: str
    evidence: str

    def says(self, position: int, finding: Finding) -> bool:
        """Whether it says what was found at a position."""
        return (
            self.state == finding.state
            and self.met_on == finding.met_on
            and self.code == finding.code
            and self.position == position
            and self.waits_for == finding.waits_for
            and _means(self.evidence, list(finding.evidence))
            and _means(self.params, dict(finding.params))
        )


def standing_of(cycle: Cycle, facts: Facts, *, now: datetime) -> Standing:
    """Where the learner stands in a round at a moment. Pure, but for reading the rules."""
    on = day_in(now, rules_of(cycle.version).zone)
    return standing(path_of(cycle), within(facts, cycle.certification.code), since=cycle.counts_from, on=on)


def rows_of(stands: Standing) -> list[RequirementStatus]:
    """The statuses that a standing says, not stored and without a cycle."""
    return [_row(position, key, finding) for position, (key, finding) in enumerate(stands.findings.items())]


def store(stands: Sequence[tuple[Cycle, Standing]]) -> Counter[UUID]:
    """Store where somebody stands in each of these rounds, which are locked; round → how many statuses changed (four queries at most)."""
    before = _stored([cycle.pk for cycle, _stand in stands])
    new: list[tuple[Any, ...]] = []
    changed: list[RequirementStatus] = []
    for cycle, stand in stands:
        there = before[cycle.pk]
        for position, (key, finding) in enumerate(stand.findings.items()):
            was = there.pop(key, None)
            if was is None:
                new.append((cycle.pk, key, *_values(position, finding)))
            elif not was.says(position, finding):
                changed.append(_row(position, key, finding, cycle=cycle))
    # Whatever is left is asked for no longer.
    gone = [row.pk for rows in before.values() for row in rows.values()]
    changes = Counter({cycle: len(rows) for cycle, rows in before.items()})
    changes.update(row[0] for row in new)
    changes.update(row.cycle_id for row in changed)
    if gone:
        RequirementStatus.objects.filter(pk__in=gone).delete()
    if new:
        bulk.insert(RequirementStatus, ("cycle", "key", *COLUMNS), new)
    RequirementStatus.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["cycle", "key"], update_fields=COLUMNS
    )
    return changes


def _stored(cycles: Sequence[UUID]) -> Mapping[UUID, dict[str, Stored]]:
    plain = [name for name in Stored._fields if name not in ("params", "evidence")]
    texts = [Cast(name, TextField()) for name in ("params", "evidence")]
    rows = RequirementStatus.objects.filter(cycle__in=cycles).order_by()
    found: dict[UUID, dict[str, Stored]] = defaultdict(dict)
    for cycle, key, *values in rows.values_list("cycle", "key", *plain, *texts):
        found[cycle][key] = Stored._make(values)
    return found


def _means(text: str, value: Any) -> bool:
    return text == json.dumps(value) or json.loads(text) == value


def _values(position: int, finding: Finding) -> tuple[Any, ...]:
    """In the order of COLUMNS, as a table takes them."""
    params, evidence = json.dumps(dict(finding.params)), json.dumps(list(finding.evidence))
    return position, finding.state, finding.met_on, finding.code, params, finding.waits_for, evidence


def _row(position: int, key: str, finding: Finding, *, cycle: Cycle | None = None) -> RequirementStatus:
    return RequirementStatus(
        cycle=cycle,
        key=key,
        position=position,
        state=finding.state,
        met_on=finding.met_on,
        code=finding.code,
        params=dict(finding.params),
        waits_for=finding.waits_for,
        evidence=list(finding.evidence),
    )
