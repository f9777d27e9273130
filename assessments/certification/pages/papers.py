"""Papers: the page on which a learner enters one, and the page of one, for the learner and for whoever looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.laws.findings import PEOPLE
from assessments.certification.models import Cycle, Evidence
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import PAPERS, Line, paper_line, tone_of
from assessments.certification.pages.requests import Asked, Said
from assessments.certification.pages.words import FIELDS, who_text
from assessments.presenting.shapes import Link
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class PaperPage:
    """Entering a paper."""

    title: str
    first: str
    """From which day on it counts; "" for any."""
    people: str
    """Who looks at it; "" where nobody is asked."""
    back: Link
    earlier: tuple[Line, ...]
    """What was entered for the same."""


def entering_page(
    cycle: Cycle, *, title: str, first: date, role: str, people: Sequence[User], earlier: Sequence[Evidence]
) -> PaperPage:
    """The page around the form."""
    certification = cycle.certification
    return PaperPage(
        title=title,
        first=day_text(first) if first > date.min else "",
        people=_looked_at_by(role, people),
        back=Link(title=certification.title, url=reverse("certification:way", args=[certification.code])),
        earlier=tuple(paper_line(row) for row in earlier),
    )


def paper_page(row: Evidence, *, is_mine: bool, may_answer: bool) -> Asked:
    """One paper."""
    facts = (
        (_("About"), str(FIELDS.get(row.subject, "")) if row.kind == Evidence.Kind.PROFILE else ""),
        (_("Who issued it"), row.provider),
        (_("Date on it"), day_text(row.occurred_on)),
        (_("Number or address"), row.reference),
        (_("Entered on"), day_text(timezone.localdate(row.created_at))),
        (_("Original seen by"), str(row.verified_by) if row.verified_by else ""),
        (_("Seen on"), day_text(row.verified_on) if row.verified_on else ""),
    )
    words = ((_("Why it was sent back"), row.answer.opened()),)
    answer = Link(title=_("Answer it"), url=reverse("certification:answer", args=[row.machine.name, row.pk]))
    return Asked(
        title=row.title or row.subject,
        about=Link(title=_("Requests"), url=reverse("certification:requests")),
        state=str(PAPERS[row.state]),
        tone=tone_of(row.state),
        facts=tuple(Said(label=label, text=text) for label, text in facts if text),
        words=tuple(Said(label=label, text=text) for label, text in words if text),
        withdraw_url=reverse("certification:paper_withdraw", args=[row.pk])
        if is_mine and row.state == "submitted"
        else "",
        decide=answer if may_answer and row.state == "submitted" else None,
        who="" if is_mine else row.learner.display_name,
        note=_("You read this, and whoever looks at the paper. Nobody else."),
    )


def _looked_at_by(role: str, people: Sequence[User]) -> str:
    named = ", ".join(person.display_name for person in people)
    if not named:
        return who_text(role) if role in PEOPLE else ""
    return f"{who_text(role)}: {named}" if role in PEOPLE else named
