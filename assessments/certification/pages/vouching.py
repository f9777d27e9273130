"""Somebody's word: the page on which a learner asks for it, the page of one question, and what somebody has said to others."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.forms.composing_words import ROLES
from assessments.certification.models import Attestation, Cycle
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import ATTESTATION, Line, tone_of, word_line
from assessments.certification.pages.requests import Asked, Said
from assessments.certification.pages.words import who_text
from assessments.presenting.shapes import Link
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class VouchPage:
    """Asking for a word."""

    title: str
    lead: str
    wording: str
    version: str
    role: str
    people: tuple[str, ...]
    """Who will be asked; nobody where nobody is in the role."""
    back: Link
    earlier: tuple[Line, ...]
    """What was asked for and said before, in this round."""


def vouch_page(
    cycle: Cycle, *, wording: str, is_module: bool, role: str, people: Sequence[User], earlier: Sequence[Attestation]
) -> VouchPage:
    """What would be asked, and of whom."""
    certification = cycle.certification
    return VouchPage(
        title=_("The word of %(role)s") % {"role": who_text(role)},
        lead=_("Whether your work in this module is signed off:")
        if is_module
        else _("Whether they vouch for this, word for word:"),
        wording=wording,
        version=_version(cycle.version.number),
        role=who_text(role),
        people=tuple(person.display_name for person in people),
        back=Link(title=certification.title, url=reverse("certification:way", args=[certification.code])),
        earlier=tuple(word_line(row) for row in earlier),
    )


def attestation_page(row: Attestation, people: Sequence[User], *, is_mine: bool) -> Asked:
    """One question and what was said, for the learner and for whoever is asked."""
    code = row.cycle.certification.code
    role = who_text(row.role) if is_mine else str(ROLES[row.role])
    facts = (
        (_("Asked"), _("%(role)s: %(people)s") % {"role": role, "people": ", ".join(map(str, people))}),
        (_("Asked on"), day_text(row.asked_on)),
        (_("Stands in"), _version(row.version.number)),
        (_("Said by"), str(row.said_by) if row.said_by else ""),
        (_("Said on"), day_text(row.said_on) if row.said_on else ""),
        (_("About the day"), day_text(row.acted_on) if row.acted_on else ""),
    )
    words = (
        (_("What is vouched for, word for word"), row.wording),
        (_("Why"), row.grounds.opened()),
        (_("Why it was taken back"), row.retraction.opened()),
    )
    return Asked(
        title=_("Somebody's word"),
        about=Link(title=row.cycle.certification.title, url=reverse("certification:way", args=[code])),
        state=str(ATTESTATION[row.state]),
        tone=tone_of(row.state),
        facts=tuple(Said(label=label, text=text) for label, text in facts if text),
        words=tuple(Said(label=label, text=text) for label, text in words if text),
        withdraw_url=reverse("certification:attestation_withdraw", args=[row.pk])
        if is_mine and row.state == "asked"
        else "",
        who="" if is_mine else row.learner.display_name,
        note=_("You read this, and those who were asked. Nobody else.")
        if is_mine
        else _("Whoever gives their word, yes or no, does not decide about the certificate afterwards."),
    )


def said_lines(rows: Sequence[Attestation]) -> tuple[Line, ...]:
    """What somebody has said to others, with the way to take it back."""
    return tuple(
        Line(
            title=_("%(who)s: %(wording)s") % {"who": row.learner.display_name, "wording": row.wording},
            state=str(ATTESTATION[row.state]),
            tone=tone_of(row.state),
            day=day_text(row.said_on or timezone.localdate(row.created_at)),
            url=reverse("certification:answer", args=[row.machine.name, row.pk]),
        )
        for row in rows
    )


def _version(number: int) -> str:
    return _("Version %(number)d of the rules") % {"number": number}
