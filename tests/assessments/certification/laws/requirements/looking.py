"""Looking at one requirement in tests: days counted from a first one, and what is compared."""

from datetime import date, timedelta

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import Finding
from assessments.certification.laws.requirements.requirement import Requirement

SINCE = date(2026, 1, 1)
"""The first day that counts."""
TODAY = date(2026, 7, 1)


def day(number: int) -> date:
    """So many days after the first day that counts; below zero before it."""
    return SINCE + timedelta(days=number)


def look(requirement: Requirement, facts: Facts, *, since: date | None = SINCE, on: date = TODAY) -> Finding:
    """What it finds today."""
    return requirement.finding(facts, since=since, on=on)


def told(finding: Finding) -> tuple[str, date | None, str, str]:
    """State, day, what is said without the kind, and who has to act."""
    return finding.state, finding.met_on, finding.code.rpartition(".")[2], finding.waits_for
