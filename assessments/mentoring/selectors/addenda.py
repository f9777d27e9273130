"""Reads of addenda: what is signed with one, and which there are."""

from uuid import UUID

from assessments.mentoring.canonical import Json
from assessments.mentoring.models import Addendum, SessionRecord, Signature


def addendum_content(addendum: Addendum, record: SessionRecord) -> dict[str, Json]:
    """What a signature on an addendum is given to. The salt of the record keeps short words from being guessed by their digest."""
    words = record.shared.opened() or {}
    return {
        "what": "addendum",
        "addendum": str(addendum.pk),
        "subject": str(record.pk),
        "subject_digest": record.digest,
        "reason": addendum.reason,
        "body": addendum.body.opened(),
        "salt": words.get("salt", ""),
    }


def addenda_to(subject: UUID) -> list[Addendum]:
    """What was added to a thing, oldest first, each with its author (one query)."""
    return list(Addendum.objects.filter(subject=subject).select_related("author"))


def signatures_under(addenda: list[Addendum]) -> dict[UUID, list[Signature]]:
    """The signatures under each addendum, oldest first (one query, none without addenda)."""
    found: dict[UUID, list[Signature]] = {one.pk: [] for one in addenda}
    for signature in Signature.objects.filter(subject__in=found).select_related("signer") if found else ():
        found[signature.subject].append(signature)
    return found
