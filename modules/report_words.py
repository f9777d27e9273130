"""What is noticed in a text, as its writer reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from modules import wording
from modules.services import publishing
from modules.services.strict import length
from modules.services.strict.weight import BUDGET
from modules.services.text_reports import TextReport

MOST_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A figure about a text."""

    text: str
    is_over: bool = False
    """Whether it is outside what the curriculum promises."""


@dataclass(frozen=True, kw_only=True)
class ShownProblem:
    """A problem as a button that leads to its line."""

    code: str
    line: int
    text: str
    severity_text: str


def shown(report: TextReport, *, is_lesson: bool, weight: int | None) -> dict[str, Any]:
    """The values of `modules/text_report.html`. `weight` in bytes; None where it is not known."""
    return {
        "summary": summary(report),
        "facts": facts(report, is_lesson=is_lesson, weight=weight),
        "problems": problems(report),
    }


def summary(report: TextReport) -> str:
    """How the text stands, in one line."""
    if report.errors:
        stops = ngettext(
            "%(count)d error stops it from being published.",
            "%(count)d errors stop it from being published.",
            report.errors,
        )
        return stops % {"count": report.errors}
    if report.problems:
        noticed = ngettext("%(count)d thing to look at.", "%(count)d things to look at.", len(report.problems))
        return noticed % {"count": len(report.problems)}
    return _("No errors.")


def facts(report: TextReport, *, is_lesson: bool, weight: int | None) -> list[Fact]:
    """Its length, how hard it is to read, and what its page weighs. `weight` in bytes; None where there is no page yet."""
    found = [_length(report, is_lesson=is_lesson)]
    if report.minutes:
        found.append(Fact(text=_("≈ %(minutes)s to work through") % {"minutes": wording.minutes_text(report.minutes)}))
    found += _reading(report)
    if weight is not None:
        said = (
            _("%(size).1f kB with its styles; %(most).1f kB fit into one go")
            if weight > BUDGET
            else _("%(size).1f kB with its styles")
        )
        found.append(Fact(text=said % {"size": weight / 1000, "most": BUDGET / 1000}, is_over=weight > BUDGET))
    return found


def _length(report: TextReport, *, is_lesson: bool) -> Fact:
    counted = ngettext("%(count)d word", "%(count)d words", report.words) % {"count": report.words}
    if not is_lesson or length.SHORTEST <= report.words <= length.LONGEST:
        return Fact(text=counted)
    asked = _("%(counted)s; a lesson has %(least)d to %(most)d outside its activities")
    return Fact(text=asked % {"counted": counted, "least": length.SHORTEST, "most": length.LONGEST}, is_over=True)


def _reading(report: TextReport) -> Iterator[Fact]:
    if report.reading_age is not None:
        is_over = report.reading_age > length.OLDEST_READER
        said = (
            _("easy to read from the age of %(age)d; write for %(most)d")
            if is_over
            else _("easy to read from the age of %(age)d")
        )
        yield Fact(
            text=said % {"age": max(0, round(report.reading_age)), "most": length.OLDEST_READER}, is_over=is_over
        )
    if report.sentence is not None:
        is_over = report.sentence > length.AVERAGE_SENTENCE
        said = (
            _("%(count).0f words in a sentence; write %(most)d at most")
            if is_over
            else _("%(count).0f words in a sentence")
        )
        yield Fact(text=said % {"count": report.sentence, "most": length.AVERAGE_SENTENCE}, is_over=is_over)


def problems(report: TextReport) -> list[ShownProblem]:
    """The first problems by line."""
    names = {"error": _("Error"), "warning": _("Warning"), "info": _("Note")}
    return [
        ShownProblem(code=each.code, line=each.line, text=publishing.said(each), severity_text=names[each.severity])
        for each in report.problems[:MOST_SHOWN]
    ]
