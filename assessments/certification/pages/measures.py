"""Certificates somebody answers for, and measures about them, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.laws.codes import grouped
from assessments.certification.models import Change, Measure
from assessments.certification.pages.certificates import HeldCard, held_card
from assessments.certification.pages.periods import day_text
from assessments.certification.selectors.ways import Held
from assessments.presenting.shapes import Link

STATES: Mapping[str, Promise] = {
    "proposed": gettext_lazy("Waits for a second person"),
    "confirmed": gettext_lazy("Confirmed"),
    "refused": gettext_lazy("Refused by the second person"),
    "withdrawn": gettext_lazy("Taken back"),
}
TONES: Mapping[str, str] = {"proposed": "wait", "confirmed": "good", "refused": "bad"}
WHAT: Mapping[str, Promise] = {
    Measure.Kind.SUSPEND: gettext_lazy("Suspend a certificate"),
    Measure.Kind.REINSTATE: gettext_lazy("Let a suspended certificate count again"),
    Measure.Kind.REVOKE: gettext_lazy("Revoke a certificate"),
    Measure.Kind.RESTORE: gettext_lazy("Issue another certificate for one that was revoked"),
}


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """A certificate in a list."""

    card: HeldCard
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class MeasureLine:
    """A measure in a list."""

    what: str
    name: str
    title: str
    url: str
    days: str
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class AnsweredFor:
    """The page of a certificate for whoever answers for it."""

    card: HeldCard
    name: str
    history: tuple[tuple[str, str], ...]
    """Day and what happened."""
    waiting: Link | None
    """The measure that waits for its second person."""


@dataclass(frozen=True, kw_only=True)
class MeasurePage:
    """One measure."""

    what: str
    name: str
    title: str
    credential_url: str
    state: str
    tone: str
    facts: tuple[tuple[str, str], ...]
    note: str
    can_decide: bool
    barred: str
    """Why who reads cannot be the second person; "" where they can, or are the first."""
    confirming: str
    """What confirming does."""
    can_withdraw: bool


def found_lines(rows: Iterable[Held], *, today: date) -> tuple[FoundLine, ...]:
    """The lines, in the order given."""
    return tuple(
        FoundLine(
            card=held_card(row, today=today),
            name=row.credential.name or row.credential.holder.display_name,
            url=reverse("certification:measure_propose", args=[row.credential.pk]),
        )
        for row in rows
    )


def measure_lines(rows: Iterable[Measure], *, reader: int) -> tuple[MeasureLine, ...]:
    """The lines, in the order given."""
    return tuple(
        MeasureLine(
            what=str(WHAT[row.kind]),
            name=row.credential.name or row.credential.holder.display_name,
            title=row.credential.certification.title,
            url=_door(row),
            days=_("proposed on %(day)s by %(who)s, from %(from)s on")
            % {
                "day": day_text(timezone.localdate(row.created_at)),
                "who": row.proposed_by.display_name,
                "from": day_text(row.effective_on),
            },
            is_mine=row.proposed_by_id == reader,
        )
        for row in rows
    )


def answered_for(held: Held, waiting: Measure | None, *, today: date) -> AnsweredFor:
    """A certificate and what has happened to it."""
    return AnsweredFor(
        card=held_card(held, today=today),
        name=held.credential.name or held.credential.holder.display_name,
        history=tuple((day_text(one.effective_on), str(Change.Kind(one.kind).label)) for one in held.changes),
        waiting=Link(title=str(WHAT[waiting.kind]), url=_door(waiting)) if waiting else None,
    )


def measure_page(row: Measure, *, reader: int, impartial: bool) -> MeasurePage:
    """A measure for whoever answers for the certificate; only the second person decides."""
    credential, is_open, mine = row.credential, row.state == "proposed", row.proposed_by_id == reader
    facts = (
        (_("Certificate"), f"{credential.certification.title} · {grouped(credential.code)}"),
        (_("Reason"), str(Measure.Reason(row.reason).label)),
        (_("From"), day_text(row.effective_on)),
        (_("Proposed by"), row.proposed_by.display_name),
        (_("Proposed on"), day_text(timezone.localdate(row.created_at))),
        (_("Second person"), row.second.display_name if row.second else ""),
    )
    return MeasurePage(
        what=str(WHAT[row.kind]),
        name=credential.name or credential.holder.display_name,
        title=credential.certification.title,
        credential_url=reverse("certification:measure_propose", args=[credential.pk]),
        state=str(STATES[row.state]),
        tone=TONES.get(row.state, ""),
        facts=tuple(pair for pair in facts if pair[1]),
        note=row.note.opened(),
        can_decide=is_open and not mine and impartial,
        barred=_("You had a part in what this undoes. Somebody else confirms it.") if is_open and not impartial else "",
        confirming=_confirming(row),
        can_withdraw=is_open and mine,
    )


def _confirming(row: Measure) -> str:
    if row.kind == Measure.Kind.RESTORE:
        return _(
            "If you confirm it, another certificate is issued at once, and the revoked one points to it. The holder is told."
        )
    if row.kind == Measure.Kind.REINSTATE:
        return _(
            "What you confirm holds from that day on for everybody who checks the certificate. The holder is told."
        )
    return _(
        "What you confirm holds from that day on for everybody who checks the certificate. The holder is told at once, and may appeal."
    )


def _door(row: Measure) -> str:
    return reverse("certification:measure", args=[row.pk])
