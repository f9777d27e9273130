"""Links to what an emergency access opens."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.emergency import SCOPE
from assessments.mentoring.models import BreakGlass
from assessments.mentoring.selectors import opened

DOORS = {
    DataClass.RECORD: "mentoring:record",
    DataClass.ANNEX: "mentoring:annex",
    DataClass.SHARED_ENTRY: "mentoring:entry",
    DataClass.OBSERVATION: "mentoring:observation",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One link."""

    title: str
    day: str
    url: str


def links(grant: BreakGlass) -> list[Row]:
    """Newest first."""
    return [
        Row(
            title=str(SCOPE[row.data_class]),
            day=date_format(row.day),
            url=reverse(DOORS[row.data_class], args=[row.subject]),
        )
        for row in opened.rows(grant)
    ]
