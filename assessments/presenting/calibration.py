"""How well somebody knows what they know: of the answers they were sure of, how many were right."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.marking.behaviours.certainty import UNSAID
from assessments.services.standings import BY_CERTAINTY, Stand, Stands

LEVELS = {3: gettext_lazy("Very certain"), 2: gettext_lazy("Fairly certain"), 1: gettext_lazy("Not very certain")}
SURE = 3
PAYS: Mapping[int, Fraction] = {3: Fraction(4, 5), 2: Fraction(2, 3)}
"""Being so certain pays for whoever is right more often than this."""


@dataclass(frozen=True, kw_only=True)
class CalibrationRow:
    """The answers that somebody was so certain of."""

    level_text: str
    number: int
    right: int
    percent: int


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Certainty beside what was right."""

    sentences: tuple[str, ...]
    rows: tuple[CalibrationRow, ...]


def calibration(stands: Stands) -> Calibration | None:
    """Of the questions that asked for certainty and were answered, the most certain first; None where there are none."""
    said = [
        (response.certainty or UNSAID, response.score == 1)
        for stand in stands.values()
        if (response := stand.standing.response) is not None and _is_asked(stand)
    ]
    found = {level: [right for one, right in said if one == level] for level in LEVELS}
    rows = tuple(_row(level, right) for level, right in found.items() if right)
    return Calibration(sentences=_sentences(found), rows=rows) if rows else None


def _is_asked(stand: Stand) -> bool:
    return stand.policy.behaviour in BY_CERTAINTY


def _row(level: int, right: list[bool]) -> CalibrationRow:
    number = len(right)
    return CalibrationRow(
        level_text=str(LEVELS[level]), number=number, right=sum(right), percent=100 * sum(right) // number
    )


def _sentences(found: Mapping[int, list[bool]]) -> tuple[str, ...]:
    sure = found[SURE]
    if not sure:
        return (_("You were not very certain of any answer."),)
    first = ngettext(
        "Of %(n)d answer you were very certain of, %(right)d was right.",
        "Of %(n)d answers you were very certain of, %(right)d were right.",
        len(sure),
    ) % {"n": len(sure), "right": sum(sure)}
    if Fraction(sum(sure), len(sure)) > PAYS[SURE]:
        return (first,)
    return (first, _("To be very certain pays only for whoever is right more than four times in five."))
