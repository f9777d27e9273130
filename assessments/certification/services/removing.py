"""Removing a holder's data: what names them, and every word that they wrote or that was written about them, goes; facts stay.

A certificate keeps its number, its code, its days and what had become of it, so that whoever asks is told the truth: it was issued, and
the data of its holder were removed. The ledger says so first. That entry is the one door through which the database lets a certificate be
emptied (`guards.py`); nothing else ever changes one. Copies that the holder handed out stay what they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import OPEN
from assessments.certification.models import (
    Appeal,
    Assignment,
    Attestation,
    Change,
    Claim,
    Credential,
    Cycle,
    Evidence,
    Extension,
    Measure,
    NameConfirmation,
    Share,
    Vote,
)
from assessments.certification.services import assigning, changes, deciding, telling_requests
from assessments.mentoring.canonical import digest
from assessments.services import ledgers
from training_site.people.models import User
from training_site.sealing.fields import sealed_fields

__all__ = ["NoCode", "Removed", "Texts", "remove"]

CODE = re.compile(r"[a-z][a-z_]{1,23}")


class NoCode(Exception):
    """The reason is a code, such as `erasure_request`: a sentence could name the person."""


@dataclass(frozen=True, kw_only=True)
class Removed:
    """How much there was."""

    credentials: int = 0
    names: int = 0
    texts: int = 0
    """Rows with words of or about the holder."""
    links: int = 0
    """Open links to certificates, ended now."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    """A table with words of or about people."""

    of: str
    """The way from a row to whom it is about."""
    plain: tuple[str, ...] = ()
    """Columns that are emptied; sealed ones are known to the model."""
    open: tuple[str, ...] = ()
    """States in which somebody still waits for something: it is taken back."""


TEXTS: Mapping[type[Any], Texts] = {
    Claim: Texts(of="cycle__learner", plain=("title", "provider", "reference"), open=("submitted", "more_info")),
    Extension: Texts(of="cycle__learner", open=("asked",)),
    Appeal: Texts(of="learner", open=("raised", "taken_up")),
    Attestation: Texts(of="learner", open=("asked",)),
    Measure: Texts(of="credential__holder", open=("proposed",)),
    Vote: Texts(of="learner"),
    Evidence: Texts(of="learner", plain=("subject", "provider", "reference", "title"), open=("submitted",)),
}
FREE = (Evidence.Kind.DOCUMENT, Evidence.Kind.COMPLETION)
"""Kinds of evidence whose subject somebody may have typed; that of the others is a key."""


@transaction.atomic
def remove(*, holder: User, by: User | None, reason: str, now: datetime) -> Removed:
    """Remove what names the holder from everything that certification keeps. Again, it finds nothing left. Raises NoCode."""
    if not CODE.fullmatch(reason):
        raise NoCode
    _end_what_goes_on(holder, by, now)
    return Removed(
        credentials=_empty_credentials(holder, by, reason, now),
        names=NameConfirmation.objects.filter(learner=holder).delete()[0],
        texts=_empty_evidence(holder) + sum(_empty(model, holder) for model in TEXTS if model is not Evidence),
        links=Share.objects.filter(cycle__learner=holder, ended_at=None).update(ended_at=now),
    )


def _empty_credentials(holder: User, by: User | None, reason: str, now: datetime) -> int:
    rows = list(
        Credential.objects.select_for_update(of=("self",)).filter(holder=holder).exclude(name="").order_by("pk")
    )
    for row in rows:
        changes.append(
            credential=row,
            kind=Change.Kind.REMOVED,
            effective_on=day_in(now, ZoneInfo(row.zone)),
            reason=reason,
            by=by,
            now=now,
        )
        # The digest is made anew as well: from the old one, whoever guesses a name could see that the guess is right.
        row.name, row.token, row.badge = "", "", None
        row.sha256 = digest({"name": "", "snapshot": row.snapshot})
        row.save(update_fields=["name", "token", "badge", "sha256"])
    return len(rows)


def _end_what_goes_on(holder: User, by: User | None, now: datetime) -> None:
    """Nobody is asked for anything any more, and nobody waits for an answer."""
    for cycle in Cycle.objects.filter(learner=holder, state__in=OPEN):
        deciding.drop(cycle=cycle, now=now)
    for assignment in Assignment.objects.filter(learner=holder, ended_at=None):
        assigning.end(assignment=assignment, reason="removed", by=by, now=now)
    for model, texts in TEXTS.items():
        for row in model.objects.filter(**{texts.of: holder, "state__in": texts.open}) if texts.open else ():
            taken_back = ledgers.append(row, event="withdrawn", by=by, now=now)
            if model is not Measure:
                telling_requests.settle(taken_back, now=now)


def _empty(model: type[Any], holder: User) -> int:
    """Empty the words in a table; in how many rows there were some."""
    plain, sealed = TEXTS[model].plain, [field.name for field in sealed_fields(model)]
    words = [*(~Q(**{name: ""}) for name in plain), *(Q(**{f"{name}__isnull": False}) for name in sealed)]
    rows = model.objects.filter(reduce(or_, words), **{TEXTS[model].of: holder})
    emptied: int = rows.update(**dict.fromkeys(plain, ""), **dict.fromkeys(sealed))
    return emptied


def _empty_evidence(holder: User) -> int:
    """Its reference becomes its own number, so that no two rows become the same; that of a declaration is the digest of a text."""
    emptied = 0
    for row in Evidence.objects.filter(learner=holder).exclude(kind=Evidence.Kind.DECLARATION):
        if row.reference != row.pk.hex and (row.reference or row.provider or row.kind in FREE):
            row.reference, row.provider, row.title, row.answer = row.pk.hex, "", "", None
            row.subject = "" if row.kind in FREE else row.subject
            row.save(update_fields=["reference", "provider", "title", "answer", "subject"])
            emptied += 1
    return emptied
