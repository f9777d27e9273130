"""The page of one thing that was asked for: how it stands, what was said, what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.models import Appeal, Claim, Decision, Evidence, Extension, Vote
from assessments.certification.pages.appeal_words import follows
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import (
    AGAINST_WHAT,
    APPEAL,
    CLAIM,
    DECISION,
    EXTENSION,
    OUTCOMES,
    TONES,
    hours_state,
    hours_text,
)
from assessments.certification.selectors.appealed import Appealable
from assessments.presenting.shapes import Link

WAITING = ("submitted", "more_info", "asked", "raised", "taken_up")
"""States in which somebody else can answer."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody wrote."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The page of one question."""

    title: str
    about: Link
    """The certification."""
    state: str
    tone: str
    facts: tuple[Said, ...]
    words: tuple[Said, ...]
    withdraw_url: str = ""
    answer_url: str = ""
    appeal: Link | None = None
    decide: Link | None = None
    """Where somebody else answers, while it waits."""
    who: str = ""
    """Whose it is, for somebody else than whoever asked."""
    note: str = ""
    """Who reads it, where that is not the learner and those who decide; and what follows from an answer."""


def claim_page(row: Claim, *, is_mine: bool, asked: str, about: Appealable | None, today: date) -> Asked:
    """A claim; `asked` is the title of the requirement."""
    is_open = row.state in ("submitted", "more_info")
    return Asked(
        title=row.title,
        about=_certification(row),
        state=str(CLAIM[row.state]),
        tone=TONES.get(row.state, ""),
        facts=_kept(
            (_("In place of"), asked),
            (_("From"), row.provider),
            (_("Completed on"), day_text(row.completed_on)),
            (_("Number or address"), row.reference),
            (_("Sent on"), day_text(timezone.localdate(row.created_at))),
            (_("Decided on"), day_text(row.decided_on) if row.decided_on else ""),
            (_("Decided by"), str(row.assessor) if row.assessor else ""),
            (_("Original"), _("seen by the assessor") if row.seen else ""),
        ),
        words=_kept(
            (_("What was learned"), row.statement.opened()),
            (_("Question of the assessor"), row.question.opened()),
            (_("Answer of the assessor"), row.rationale.opened()),
        ),
        withdraw_url=_act("claim_withdraw", row.pk) if is_mine and is_open else "",
        answer_url=_act("claim", row.pk) if is_mine and row.state == "more_info" else "",
        appeal=_appeal(about, today=today) if is_mine else None,
        decide=_decide(row, is_mine=is_mine),
        who="" if is_mine else row.cycle.learner.display_name,
    )


def extension_page(row: Extension, *, is_mine: bool, about: Appealable | None, today: date) -> Asked:
    """A question for more time."""
    return Asked(
        title=_("More time, until %(day)s") % {"day": day_text(row.asked_until)},
        about=_certification(row),
        state=str(EXTENSION[row.state]),
        tone=TONES.get(row.state, ""),
        facts=_kept(
            (_("Asked on"), day_text(timezone.localdate(row.created_at))),
            (_("Granted until"), day_text(row.granted_until) if row.granted_until else ""),
            (_("Decided by"), str(row.decided_by) if row.decided_by else ""),
        ),
        words=_kept((_("Why"), row.reason.opened()), (_("Answer"), row.answer.opened())),
        withdraw_url=_act("extension_withdraw", row.pk) if is_mine and row.state == "asked" else "",
        appeal=_appeal(about, today=today) if is_mine else None,
        decide=_decide(row, is_mine=is_mine),
        who="" if is_mine else row.cycle.learner.display_name,
    )


def appeal_page(row: Appeal, *, is_mine: bool, about: Appealable | None) -> Asked:
    """An appeal about something that was decided."""
    is_open = row.state in ("raised", "taken_up")
    return Asked(
        title=_("Appeal against %(what)s") % {"what": AGAINST_WHAT[row.subject_machine]},
        about=_certification(row),
        state=str(APPEAL[row.state]),
        tone=TONES.get(row.state, ""),
        facts=_kept(
            (_("Raised on"), day_text(timezone.localdate(row.created_at))),
            (_("Heard by"), str(row.heard_by) if row.heard_by else ""),
            (_("If it is upheld"), follows(about) if is_open else ""),
            (_("What follows"), follows(about) if row.state == "upheld" else ""),
        ),
        words=_kept((_("What was said"), row.statement.opened()), (_("Answer"), row.answer.opened())),
        withdraw_url=_act("appeal_withdraw", row.pk) if is_mine and is_open else "",
        decide=_decide(row, is_mine=is_mine),
        who="" if is_mine else row.learner.display_name,
    )


def outcome_page(row: Decision, votes: Sequence[Vote], *, about: Appealable | None, today: date) -> Asked:
    """A decision that was no award, for its learner: why, by whom, and how to appeal."""
    decided = [vote for vote in votes if OUTCOMES[vote.outcome] == row.state]
    return Asked(
        title=_("The decision about your certificate"),
        about=_certification(row),
        state=str(DECISION[row.state]),
        tone=TONES.get(row.state, ""),
        facts=_kept(
            (_("Decided on"), day_text(timezone.localdate(row.decided_at)) if row.decided_at else ""),
            (_("Decided by"), ", ".join(str(vote.by) for vote in decided)),
        ),
        words=_kept(*((_("Why"), vote.rationale.opened()) for vote in decided)),
        appeal=_appeal(about, today=today),
    )


def hours_page(row: Evidence, *, is_mine: bool) -> Asked:
    """An entry of hours."""
    return Asked(
        title=_("%(hours)s of practice") % {"hours": hours_text(row.amount or 0)},
        about=Link(title=_("Hours of practice"), url=reverse("certification:hours")),
        state=hours_state(row),
        tone=TONES.get(row.state, ""),
        facts=_kept(
            (_("Where"), row.reference),
            (_("Up to and with"), day_text(row.occurred_on)),
            (_("Entered on"), day_text(timezone.localdate(row.created_at))),
            (_("Verified by"), str(row.verified_by) if row.verified_by else ""),
        ),
        words=(),
        withdraw_url=_act("hours_withdraw", row.pk) if is_mine and row.state == "submitted" else "",
        decide=_decide(row, is_mine=is_mine),
        who="" if is_mine else row.learner.display_name,
    )


def _certification(row: Claim | Extension | Appeal | Decision) -> Link:
    found = row.cycle.certification
    return Link(title=found.title, url=reverse("certification:way", args=[found.code]))


def _appeal(about: Appealable | None, *, today: date) -> Link | None:
    if about is None or today > about.until:
        return None
    url = reverse("certification:appeal_raise", args=[about.machine, about.subject])
    return Link(title=_("Appeal (until %(day)s)") % {"day": day_text(about.until)}, url=url)


def _decide(row: Claim | Extension | Appeal | Evidence, *, is_mine: bool) -> Link | None:
    if is_mine or row.state not in WAITING:
        return None
    return Link(title=_("Answer it"), url=reverse("certification:answer", args=[row.machine.name, row.pk]))


def _act(name: str, pk: UUID) -> str:
    return reverse(f"certification:{name}", args=[pk])


def _kept(*pairs: tuple[str, str]) -> tuple[Said, ...]:
    return tuple(Said(label=label, text=text) for label, text in pairs if text)
