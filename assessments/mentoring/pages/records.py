"""The page of a record: its words, where it stands, who remarked and signed, and what the one who looks can do now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import Comment, Event, RecordVersion, Session, SessionRecord, Signature
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.record_reading import Line, Part, facts_of, parts_of
from assessments.mentoring.pages.record_states import event_text, lag_text, next_text, state_text
from assessments.mentoring.selectors.frameworks import indicators
from assessments.mentoring.selectors.records import EDITABLE
from assessments.mentoring.services import pairs
from assessments.mentoring.services.addenda import SIGNED
from assessments.mentoring.services.circulation import REMARKABLE
from training_site.people.models import User

ROLES = {"learner": gettext_lazy("learner"), "mentor": gettext_lazy("mentor")}
SIGNABLE = ("shared", "frozen", "part_signed")


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something said about a record."""

    who: str
    when: str
    text: str
    settled_text: str
    settle_url: str


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signature."""

    who: str
    outcome: str
    how: str
    text: str
    is_void: bool
    tone: str
    """How it looks: a class of the stylesheet."""


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Where the acts of the viewer go; empty for what they cannot do now."""

    write: str = ""
    take_back: str = ""
    send_back: str = ""
    remark: str = ""
    freeze: str = ""
    reopen: str = ""
    void: str = ""
    sign: str = ""
    hand_over: str = ""
    add: str = ""
    ask_attestation: str = ""
    validate: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """Everything on the page."""

    title: str
    state_text: str
    next_text: str
    lag_text: str
    facts: tuple[Line, ...]
    parts: tuple[Part, ...]
    remarks: tuple[Remark, ...]
    signatures: tuple[Signed, ...]
    history: tuple[Line, ...]
    readers: readers.Readers
    acts: Acts
    session_url: str


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What is read from the database for one record."""

    record: SessionRecord
    words: Mapping[str, Any]
    remarks: Sequence[Comment]
    signatures: Sequence[Signature]
    history: Sequence[Event]


def gathered(record: SessionRecord, *, viewer: User) -> Gathered:
    """The rows of a page, with the words the viewer sees (four queries): while it is changed, others see it as it was shared."""
    shown = record.shared
    if record.state == "returned" and record.writer_id != viewer.pk:
        last = RecordVersion.objects.filter(record=record).order_by("-number").first()
        shown = last.shared if last else shown
    return Gathered(
        record=record,
        words=shown.opened() or {},
        remarks=list(Comment.objects.filter(subject=record.pk).select_related("author")),
        signatures=list(Signature.objects.filter(subject=record.pk).select_related("signer")),
        history=list(Event.objects.filter(subject=record.pk).select_related("by").order_by("number")),
    )


def record_page(found: Gathered, *, viewer: User, acts: bool) -> RecordPage:
    """The page for somebody who may read it (one query more, for the framework). `acts`: whether they may do anything in it."""
    record = found.record
    session, pair = record.session, record.session.relationship
    role = pairs.role_in(pair, viewer) if viewer.pk in (pair.learner_id, pair.mentor_id) else ""
    return RecordPage(
        title=title_of(session),
        state_text=state_text(record),
        next_text=next_text(
            record,
            role=role if acts else "",
            other=str(pairs.other(pair, viewer)) if role else "",
            is_writer=record.writer_id == viewer.pk,
            has_signed=has_signed(found, viewer),
            has_open_remarks=_has_open_remarks(found),
        ),
        lag_text=lag_text(record),
        facts=tuple(facts_of(record, session)),
        parts=tuple(
            parts_of(
                found.words,
                indicators=indicators(pair.programme_key) if found.words.get("indicators") else {},
                learner=str(pair.learner),
                mentor=str(pair.mentor),
            )
        ),
        remarks=tuple(_remark(one, acts=acts) for one in found.remarks if one.body),
        signatures=tuple(signed(one, record.digest) for one in found.signatures),
        history=tuple(_happened(one) for one in found.history),
        readers=readers.of(DataClass.RECORD, viewer=viewer, learner=pair.learner, mentor=pair.mentor),
        acts=_acts(found, viewer, role) if acts else Acts(),
        session_url=reverse("mentoring:session", args=[session.pk]) if role and acts else "",
    )


def title_of(session: Session) -> str:
    """Such as "Record of 3 March 2026"."""
    return _("Record of %(day)s") % {"day": date_format(session.occurred_on)} if session.occurred_on else _("Record")


def has_signed(found: Gathered, person: User) -> bool:
    """Whether a person's signature stands under the words as they are."""
    return any(one.signer_id == person.pk and one.digest == found.record.digest for one in found.signatures)


def may_sign(found: Gathered, person: User) -> bool:
    """Whether a person's signature is missing, and nothing stands in its way."""
    return found.record.state in SIGNABLE and not has_signed(found, person) and not _has_open_remarks(found)


def _has_open_remarks(found: Gathered) -> bool:
    return any(one.settled_at is None for one in found.remarks)


def _acts(found: Gathered, viewer: User, role: str) -> Acts:
    record, state = found.record, found.record.state
    pair = record.session.relationship
    if pair.state != "active":
        asks = role == pairs.LEARNER and state == "lapsed" and not record.session.attested_at
        return Acts(ask_attestation=_session_url("ask_attestation", record) if asks else "")
    mine = record.writer_id == viewer.pk
    can_freeze = state == "shared" and may_sign(found, viewer)
    step, nothing = _url("record_step", record), ""
    return Acts(
        write=_session_url("write", record) if mine and state in EDITABLE else nothing,
        take_back=step if mine and state == "shared" else nothing,
        send_back=step if not mine and state == "shared" else nothing,
        remark=_url("remark", record) if state in REMARKABLE else nothing,
        freeze=step if mine and can_freeze else nothing,
        reopen=step if state == "frozen" else nothing,
        void=step if mine and state in ("shared", "returned", "frozen") else nothing,
        sign=_url("sign_record", record) if may_sign(found, viewer) else nothing,
        hand_over=_url("handover", record) if _can_hand_over(found, viewer) else nothing,
        add=_url("addendum", record) if state in SIGNED else nothing,
        validate=_url("validate_record", record) if role == pairs.MENTOR and _is_agreed(found) else nothing,
        ask_attestation=_session_url("ask_attestation", record)
        if role == pairs.LEARNER and state == "lapsed" and not record.session.attested_at
        else nothing,
    )


def _is_agreed(found: Gathered) -> bool:
    """Whether both signed what stands there, and neither with a disagreement: then it can be taken as evidence."""
    signed = [one for one in found.signatures if one.digest == found.record.digest]
    return found.record.state in SIGNED and all(one.outcome != Signature.Outcome.DISAGREE for one in signed)


def _can_hand_over(found: Gathered, viewer: User) -> bool:
    """Once one has signed, or the words are closed, the other can sign on the same phone."""
    other = pairs.other(found.record.session.relationship, viewer)
    return found.record.state in ("frozen", "part_signed") and may_sign(found, other)


def _remark(one: Comment, *, acts: bool) -> Remark:
    return Remark(
        who=str(one.author),
        when=moment_text(one.at),
        text=one.body.opened(),
        settled_text=_("Settled") if one.settled_at else "",
        settle_url=reverse("mentoring:settle", args=[one.pk]) if acts and not one.settled_at else "",
    )


def signed(one: Signature, digest: str) -> Signed:
    """A signature under words with this digest; under others it is void."""
    role = str(ROLES.get(one.role, one.role))
    return Signed(
        who=f"{one.signer}, {role}" if one.signer else role,
        outcome=one.get_outcome_display(),
        how=f"{moment_text(one.signed_at)} · {one.get_method_display()}",
        text=one.comment.opened(),
        is_void=one.digest != digest,
        tone="is-right" if one.digest == digest and one.outcome != Signature.Outcome.DISAGREE else "",
    )


def _happened(one: Event) -> Line:
    return Line(text=event_text(one.kind), note=" · ".join(filter(None, (str(one.by or ""), moment_text(one.at)))))


def moment_text(at: datetime) -> str:
    """A day and an hour."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _url(name: str, record: SessionRecord) -> str:
    return reverse(f"mentoring:{name}", args=[record.pk])


def _session_url(name: str, record: SessionRecord) -> str:
    return reverse(f"mentoring:{name}", args=[record.session_id])
