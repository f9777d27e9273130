"""The same questions in other languages: results side by side, and translations that somebody should read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.marking.analysis.languages import Difference, differences
from assessments.marking.analysis.papers import paper_figures
from assessments.reporting.laws.suppression import Node, shown
from assessments.reporting.pages.question_words import NOTHING, few_text, percent_text
from assessments.reporting.selectors.quizzes import Analysed


@dataclass(frozen=True, kw_only=True)
class LanguageLine:
    """One language."""

    name: str
    people_text: str
    mean_text: str


def language_lines(found: Analysed, *, everybody: int) -> list[LanguageLine]:
    """Every language, most people first; small ones hidden, with whatever would give them away."""
    numbers = {language: tally.number for language, tally in found.by_language.items()}
    safe = shown(Node(key="*", number=everybody, children=[Node(key=key, number=n) for key, n in numbers.items()]))
    return [
        _line(found, language, safe[language]) for language in sorted(numbers, key=lambda one: (-numbers[one], one))
    ]


def suspects(found: Analysed, numbers: Mapping[str, str]) -> Sequence[str]:
    """A sentence for each question that is harder or easier in a translation for people who are equally able."""
    reach = {key: extent.reach for key, extent in found.extents.items()}
    return [_sentence(one, numbers[one.item]) for one in differences(found.by_language, reach) if one.is_suspect]


def name_of(language: str) -> str:
    """What the reader calls a language."""
    try:
        return str(get_language_info(language)["name_translated"])
    except KeyError:
        return language


def _line(found: Analysed, language: str, number: int | None) -> LanguageLine:
    figures = paper_figures(found.by_language[language], found.extents) if number is not None else None
    return LanguageLine(
        name=name_of(language),
        people_text=few_text() if number is None else str(number),
        mean_text=percent_text(figures.mean) if figures else NOTHING,
    )


def _sentence(one: Difference, number: str) -> str:
    known = {"number": number, "language": name_of(one.language), "points": percent_text(abs(one.harder))}
    if one.harder > 0:
        return _("Question %(number)s is harder in %(language)s, by %(points)s of its points, for people who do equally well in the whole quiz. Read the translation.") % known  # fmt: skip
    return _("Question %(number)s is easier in %(language)s, by %(points)s of its points, for people who do equally well in the whole quiz. Does the translation give the answer away?") % known  # fmt: skip
