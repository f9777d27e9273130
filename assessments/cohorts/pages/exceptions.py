"""Exceptions in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.pages.periods import day_text
from assessments.cohorts.models import Cohort, CohortException


@dataclass(frozen=True, kw_only=True)
class ExceptionLine:
    """Somebody whom the cohort cannot ask as planned."""

    pk: int
    name: str
    place: str
    what: str
    due: str
    ticked: bool


def exception_lines(
    rows: Iterable[CohortException], cohort: Cohort, ticked: Collection[int]
) -> tuple[ExceptionLine, ...]:
    """The list."""
    return tuple(_line(row, cohort, ticked) for row in rows)


def _line(row: CohortException, cohort: Cohort, ticked: Collection[int]) -> ExceptionLine:
    due = cohort.due_for(timezone.localdate(row.member.since))
    return ExceptionLine(
        pk=row.pk,
        name=row.member.learner.display_name,
        place=row.member.organisation.name,
        what=str(CohortException.Kind(row.kind).label),
        due=_("Due on %(day)s") % {"day": day_text(due)} if due else "",
        ticked=row.pk in ticked,
    )
