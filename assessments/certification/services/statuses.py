"""The statuses of a round: where somebody stands by facts and rules, and the rows in which that is stored."""

from datetime import datetime

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.evaluation import Standing, standing
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import Finding
from assessments.certification.models import Cycle, RequirementStatus
from assessments.certification.selectors.facts import within
from assessments.certification.selectors.rules import path_of, rules_of

COLUMNS = ("position", "state", "met_on", "code", "params", "waits_for", "evidence")


def standing_of(cycle: Cycle, facts: Facts, *, now: datetime) -> Standing:
    """Where the learner stands in a round at a moment. Pure, but for reading the rules."""
    on = day_in(now, rules_of(cycle.version).zone)
    return standing(path_of(cycle), within(facts, cycle.certification.code), since=cycle.counts_from, on=on)


def rows_of(stands: Standing) -> list[RequirementStatus]:
    """The statuses that a standing says, not stored and without a cycle."""
    return [_row(position, key, finding) for position, (key, finding) in enumerate(stands.findings.items())]


def store(cycle: Cycle, stands: Standing) -> int:
    """Make the rows of a locked round say it; how many changed."""
    stored = {row.key: row for row in RequirementStatus.objects.filter(cycle=cycle)}
    wanted = rows_of(stands)
    new, changed = [], []
    for row in wanted:
        row.cycle = cycle
        there = stored.pop(row.key, None)
        if there is None:
            new.append(row)
        elif any(getattr(there, column) != getattr(row, column) for column in COLUMNS):
            row.pk = there.pk
            changed.append(row)
    if stored:
        RequirementStatus.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    RequirementStatus.objects.bulk_create(new)
    RequirementStatus.objects.bulk_update(changed, COLUMNS)
    return len(new) + len(changed) + len(stored)


def _row(position: int, key: str, finding: Finding) -> RequirementStatus:
    return RequirementStatus(
        key=key,
        position=position,
        state=finding.state,
        met_on=finding.met_on,
        code=finding.code,
        params=dict(finding.params),
        waits_for=finding.waits_for,
        evidence=list(finding.evidence),
    )
