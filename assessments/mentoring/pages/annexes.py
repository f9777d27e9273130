"""Confidential matters, opened for the pair."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from assessments.mentoring.models import Annex


@dataclass(frozen=True, kw_only=True)
class AnnexRow:
    """One of them."""

    who: str
    when: str
    text: str


def annex_rows(annexes: Iterable[Annex]) -> list[AnnexRow]:
    """Those that have not been erased."""
    return [
        AnnexRow(
            who=str(one.author),
            when=date_format(timezone.localtime(one.at), "DATETIME_FORMAT"),
            text=one.body.opened(),
        )
        for one in annexes
        if one.body
    ]
