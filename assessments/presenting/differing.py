"""Two answers to one question of a sitting, given in two windows or on two devices: which of them counts, the person says."""

import html
from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from assessments.models import QuizResponse
from assessments.presenting.choosing import ChoiceView, DifferingView
from assessments.services.attempts import from_json
from assessments.services.keeping import Rows, undecided
from modules.compiled import CompiledActivity
from modules.dialect.shown import Answer, Part


def differing_views(rows: Rows, compiled: Mapping[str, CompiledActivity]) -> Mapping[str, DifferingView]:
    """Question → what is said where two answers wait for a decision."""
    return {key: _view(counts, aside, compiled[key]) for key, (counts, aside) in undecided(rows).items()}


def in_words(compiled: CompiledActivity, answer: Answer) -> str:
    """An answer in one line."""
    said = [
        _part_in_words(compiled, part, answer[part.key]) for part in compiled.activity.parts() if part.key in answer
    ]
    return "; ".join(text for text in said if text) or _("no answer")


def _view(counts: QuizResponse, aside: QuizResponse, compiled: CompiledActivity) -> DifferingView:
    there = in_words(compiled, from_json(counts.answer))
    here = in_words(compiled, from_json(aside.answer))
    when = time_format(timezone.localtime(counts.answered_at or counts.received_at), "H:i")
    text = _(
        "On another device or in another window you answered “%(there)s” at %(time)s, and that counts. Here you answered “%(here)s”."
    )
    return DifferingView(
        text=text % {"there": there, "time": when, "here": here},
        choices=(
            ChoiceView(value=aside.pk, button_text=_("Count “%(answer)s”") % {"answer": here}),
            ChoiceView(value=counts.pk, button_text=_("Keep “%(answer)s”") % {"answer": there}),
        ),
    )


def _part_in_words(compiled: CompiledActivity, part: Part, values: tuple[str, ...]) -> str:
    options = {option.key: html.unescape(strip_tags(compiled.inline(option.text))) for option in part.options}
    return ", ".join(options.get(value, value) for value in values)
