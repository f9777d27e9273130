"""What somebody keeps to themself about a session, and the annex that only the pair reads."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.mentoring.models import Annex, PrivateNote, Session
from assessments.mentoring.selectors.sessions import read_note
from assessments.mentoring.services import pairs
from assessments.mentoring.services.records import ChangedElsewhere
from assessments.mentoring.services.signing import WordsMissing
from training_site.people.models import User

KINDS = {pairs.LEARNER: PrivateNote.Kind.PREPARATION, pairs.MENTOR: PrivateNote.Kind.AIDE_MEMOIRE}


@dataclass(frozen=True, kw_only=True)
class Noting:
    """What a form hands over."""

    text: str
    bring: tuple[str, ...] = ()
    """Lines that a learner puts on the agenda."""
    left_off: tuple[str, ...] = ()
    """Keys of commitments that a learner takes off the agenda."""
    revision: int = 0
    page: str = ""
    kept: tuple[str, ...] = ()
    """Keys of wordings that look identifying and that the writer decided to keep."""


@transaction.atomic
def save(*, session: Session, by: User, noting: Noting, now: datetime) -> PrivateNote:
    """Keep the learner's preparation or the mentor's aide-memoire, by who writes.

    Raises ChangedElsewhere when it was saved from another page meanwhile, pairs.NotOfThePair, pairs.NotActiveNow.
    """
    pair = pairs.acting(session.relationship, by=by, now=now)
    kind = KINDS[pairs.role_in(pair, by)]
    note = PrivateNote.objects.select_for_update(of=("self",)).filter(session=session, author=by, kind=kind).first()
    if note is None:
        note = PrivateNote(organisation_id=session.organisation_id, session=session, author=by, kind=kind, revision=0)
    elif noting.revision != note.revision and (not noting.page or noting.page != read_note(note).page):
        raise ChangedElsewhere
    held = {
        "text": noting.text,
        "bring": noting.bring,
        "left_off": noting.left_off,
        "page": noting.page,
        "kept": noting.kept,
    }
    note.body = json.dumps(held, ensure_ascii=False)
    note.revision += 1
    note.saved_at = now
    note.save()
    return note


@transaction.atomic
def add_annex(*, session: Session, by: User, body: str, key: UUID, now: datetime) -> Annex:
    """Write down a confidential matter, beside the record; sent twice under one key it is one.

    Raises WordsMissing, pairs.NotOfThePair, pairs.NotActiveNow.
    """
    pairs.acting(session.relationship, by=by, now=now)
    if not body.strip():
        raise WordsMissing
    known = Annex.objects.filter(pk=key, session=session, author=by).first()
    if known is not None:
        return known
    annex = Annex(pk=key, organisation_id=session.organisation_id, session=session, author=by, at=now)
    annex.body = body.strip()
    annex.save(force_insert=True)
    return annex
