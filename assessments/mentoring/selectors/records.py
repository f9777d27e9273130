"""Reads of session records: what is signed, who signed it, what was remarked."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from assessments.mentoring.canonical import Json
from assessments.mentoring.models import Comment, Event, Session, SessionRecord, Signature
from assessments.mentoring.state import RECORD, fold

EDITABLE = ("draft", "returned")
"""States in which the writer writes."""
LISTS = ("agenda", "indicators", "previous", "actions", "cases")
TEXTS = ("reflection_summary", "learning_points", "strengths", "practice_guidance", "to_organisation")
RELEASED = "feedback_released"
"""Reason code of the learner's signing event when they let the organisation read the feedback meant for it."""


def content(record: SessionRecord, session: Session | None = None) -> dict[str, Json]:
    """What a signature on this record is given to: the facts of the session, the record's facts and its words with their salt.

    What only serves the writing, such as the mark of the page it was typed in, is no part of it.
    """
    session = session or record.session
    words: Mapping[str, Any] = record.shared.opened() or {}
    return {
        "what": "session_record",
        "record": str(record.pk),
        "session": {
            "id": str(session.pk),
            "kind": session.kind,
            "occurred_on": session.occurred_on.isoformat() if session.occurred_on else "",
            "minutes": session.minutes or 0,
            "mode": session.mode,
        },
        "facts": record.facts,
        "words": {
            "salt": words.get("salt", ""),
            **{name: words.get(name, "") for name in TEXTS},
            **{name: words.get(name, []) for name in LISTS},
        },
        "notice": record.notice_version,
        "language": record.language,
        "source": record.source,
    }


def signatures_of(record: SessionRecord) -> list[Signature]:
    """Everybody who ever signed it, oldest first, each with their person (one query)."""
    return list(Signature.objects.filter(subject=record.pk).select_related("signer"))


def remarks_on(subject: UUID) -> list[Comment]:
    """The remarks on a thing, oldest first, each with its author (one query)."""
    return list(Comment.objects.filter(subject=subject).select_related("author"))


def has_open_remarks(record: SessionRecord) -> bool:
    """Whether a remark is not settled (one query)."""
    return Comment.objects.filter(subject=record.pk, settled_at=None).exists()


def state_before_erasing(record: SessionRecord) -> str:
    """The state of a record; of an erased one, what it was before: erasing changes no count (one query for an erased one)."""
    if record.state != "erased":
        return str(record.state)
    told = Event.objects.filter(subject=record.pk).order_by("number").values_list("kind", flat=True)
    return fold(RECORD, [kind for kind in told if kind != "erased"])


def feedback_to_organisation(record: SessionRecord) -> str:
    """What the mentor lets the organisation know, once the learner has agreed by signing so; else "" (one query)."""
    agreed = Event.objects.filter(subject=record.pk, reason=RELEASED).exists()
    return str((record.shared.opened() or {}).get("to_organisation", "")) if agreed else ""
