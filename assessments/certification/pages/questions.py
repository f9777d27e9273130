"""What waits to be answered, as a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.models import Appeal, Attestation, Claim, Extension
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import AGAINST_WHAT, hours_text, paper_title
from assessments.certification.selectors.papers import PAPERS
from assessments.certification.selectors.questions import Question, Waiting


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """A question that waits."""

    who: str
    what: str
    since: str
    url: str


def question_lines(rows: Iterable[Waiting]) -> tuple[QuestionLine, ...]:
    """The lines, in the order given."""
    return tuple(
        QuestionLine(
            who=one.learner.display_name,
            what=_what(one.row),
            since=day_text(timezone.localdate(one.since)),
            url=reverse("certification:answer", args=[one.row.machine.name, one.row.pk]),
        )
        for one in rows
    )


def _what(row: Question) -> str:
    if isinstance(row, Claim):
        return _("Prior learning: %(title)s") % {"title": row.title}
    if isinstance(row, Extension):
        return _("More time, until %(day)s") % {"day": day_text(row.asked_until)}
    if isinstance(row, Appeal):
        return _("Appeal against %(what)s") % {"what": AGAINST_WHAT[row.subject_machine]}
    if isinstance(row, Attestation):
        return _("Your word: %(wording)s") % {"wording": row.wording}
    if row.kind in PAPERS:
        return _("Paper to look at: %(title)s") % {"title": paper_title(row)}
    return _("%(hours)s of practice up to %(day)s") % {
        "hours": hours_text(row.amount or 0),
        "day": day_text(row.occurred_on),
    }
