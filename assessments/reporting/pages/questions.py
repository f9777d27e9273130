"""Item analysis as a page: how far the result can be trusted, what is the matter with which question, and the numbers behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.marking.analysis.items import ItemFigures, item_figures
from assessments.marking.analysis.papers import PaperFigures, paper_figures
from assessments.marking.analysis.verdicts import ASKS_FOR_ACTION, trust, verdicts
from assessments.models import QuizPage
from assessments.presenting.shapes import Link
from assessments.presenting.shortening import in_short
from assessments.reporting.laws.suppression import FEWEST
from assessments.reporting.pages.question_languages import LanguageLine, language_lines, suspects
from assessments.reporting.pages.question_options import ChoiceTable, choice_tables
from assessments.reporting.pages.question_pictures import columns, dots
from assessments.reporting.pages.question_words import LABELS, TRUST, VERDICTS, decimal_text, percent_text
from assessments.reporting.selectors.quizzes import Analysed, Asked
from assessments.reporting.selectors.units import Surroundings


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A verdict in a word."""

    text: str
    css: str


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """One question."""

    number: str
    anchor: str
    text: str
    badges: Sequence[Badge]
    verdicts: Sequence[str]
    cells: Sequence[tuple[str, str]]
    """Heading and number."""
    more: Sequence[tuple[str, str]]
    choices: Sequence[ChoiceTable]


def list_context(around: Surroundings, taken: Sequence[tuple[QuizPage, int]]) -> dict[str, Any]:
    """The quizzes that somebody in a unit took."""
    return {
        **_surroundings(around, reverse("reporting:quizzes")),
        "quizzes": [
            {
                "title": page.title,
                "url": f"{reverse('reporting:questions', args=[page.pk])}?unit={around.unit.pk}",
                "people_text": ngettext("%(n)d person", "%(n)d people", people) % {"n": people},
            }
            for page, people in taken
        ],
    }


def context(page: QuizPage, around: Surroundings, found: Analysed, *, sittings: int, every: bool) -> dict[str, Any]:
    """One quiz in a unit."""
    here = reverse("reporting:questions", args=[page.pk])
    shared = {
        **_surroundings(around, here),
        "quiz": page.title,
        "quizzes_url": f"{reverse('reporting:quizzes')}?unit={around.unit.pk}",
        "which": _which(around, here, every=every),
        "counted_text": _counted_text(found.whole.number, sittings, every=every),
    }
    extents = found.extents
    paper = paper_figures(found.whole, extents)
    if paper is None or paper.number < FEWEST:
        return {**shared, "too_few": True}
    figures = item_figures(found.whole, extents)
    order = _in_order(page, found)
    lines = [_line(str(at), key, figures[key], found) for at, key in enumerate(order, start=1)]
    points = sum((extents[key].highest for key in found.whole.items), Fraction(0))
    said = {key: verdicts(figures[key]) for key in order}
    return {
        **shared,
        "too_few": False,
        "trust_text": str(TRUST[trust(paper)]),
        "facts": _facts(paper),
        "columns": columns(found.whole, points),
        "dots": dots(
            (str(at), figures[key].facility, figures[key].discrimination, said[key])
            for at, key in enumerate(order, start=1)
        ),
        "questions": lines,
        "headings": [heading for heading, _text in lines[0].cells] if lines else [],
        "languages": _languages(found, paper),
        "suspects": suspects(found, {key: str(at) for at, key in enumerate(order, start=1)}),
    }


def _surroundings(around: Surroundings, url: str) -> dict[str, Any]:
    def link(unit: Any) -> Link:
        return Link(title=unit.name, url=f"{url}?unit={unit.pk}")

    return {
        "unit": around.unit.name,
        "trail": [link(one) for one in around.above],
        "below": [link(one) for one in around.below],
        "others": [link(one) for one in around.tops if one.pk != around.unit.pk],
    }


def _which(around: Surroundings, url: str, *, every: bool) -> Link:
    """The other way to count."""
    if every:
        return Link(title=_("Count only everybody's first sitting"), url=f"{url}?unit={around.unit.pk}")
    return Link(title=_("Count every sitting"), url=f"{url}?unit={around.unit.pk}&every=1")


def _counted_text(counted: int, sittings: int, *, every: bool) -> str:
    if sittings > counted:
        return _("The latest %(counted)d of %(sittings)d sittings were counted.") % {
            "counted": counted,
            "sittings": sittings,
        }
    if every:
        return _("Every sitting was counted: %(counted)d. People learn from a sitting, so these figures say less.") % {
            "counted": counted
        }
    return ngettext("The first sitting of %(counted)d person was counted.", "The first sittings of %(counted)d people were counted.", counted) % {"counted": counted}  # fmt: skip


def _facts(paper: PaperFigures) -> list[dict[str, str]]:
    """The figures of the paper, with what to aim for."""
    return [
        {"title": _("Mean"), "text": percent_text(paper.mean), "note": _("50 to 75 % tells most about people")},
        {"title": _("Median"), "text": percent_text(paper.median), "note": _("half of the people have less")},
        {"title": _("Standard deviation"), "text": percent_text(paper.deviation), "note": _("12 to 18 % is usual")},
        {"title": _("Internal consistency (alpha)"), "text": percent_text(paper.consistency), "note": _("75 % and more is good, less than 64 % is not")},
        {"title": _("Standard error"), "text": percent_text(paper.standard_error), "note": _("how far a result may lie from what somebody can do")},
        {"title": _("Error ratio"), "text": percent_text(paper.error_ratio), "note": _("how much of the differences is chance")},
        {"title": _("Skewness"), "text": decimal_text(paper.skewness), "note": _("about -1 where most do well")},
        {"title": _("Kurtosis"), "text": decimal_text(paper.kurtosis), "note": _("0 to 1 is usual")},
    ]  # fmt: skip


def _line(number: str, key: str, figures: ItemFigures, found: Analysed) -> QuestionLine:
    latest = found.asked[key][-1]
    if figures.number < FEWEST:
        return QuestionLine(number=number, anchor=f"question-{number}", text=_text(latest), badges=[], verdicts=[_("Asked of fewer than 5 people.")], cells=[], more=[], choices=[])  # fmt: skip
    said = verdicts(figures)
    return QuestionLine(
        number=number,
        anchor=f"question-{number}",
        text=_text(latest),
        badges=[Badge(text=str(LABELS[one]), css="is-bad" if one in ASKS_FOR_ACTION else "is-good") for one in said],
        verdicts=[str(VERDICTS[one]) for one in said],
        cells=[
            (_("Right"), percent_text(figures.facility)),
            (_("Discrimination"), percent_text(figures.discrimination)),
            (_("Efficiency"), percent_text(figures.efficiency)),
            (_("Guessing brings"), percent_text(figures.guess)),
        ],
        more=[
            (_("People"), str(figures.number)),
            (_("Standard deviation"), percent_text(figures.deviation)),
            (_("Intended weight"), percent_text(figures.intended)),
            (_("Effective weight"), percent_text(figures.effective)),
        ],
        choices=choice_tables(latest, found.whole.items[key]),
    )


def _languages(found: Analysed, paper: PaperFigures) -> Sequence[LanguageLine]:
    return language_lines(found, everybody=paper.number) if len(found.by_language) > 1 else []


def _in_order(page: QuizPage, found: Analysed) -> list[str]:
    """The questions as the page asks them today, then those that it asked once."""
    from modules.rendering import lesson_document

    now = [compiled.key for compiled in lesson_document(page).activities]
    return sorted(found.whole.items, key=lambda key: (now.index(key) if key in now else len(now), key))


def _text(asked: Asked) -> str:
    """The beginning of what is asked."""
    return in_short(asked.compiled)
