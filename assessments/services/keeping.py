"""Which of several saves counts: a sitting may be open in two windows, packets overtake each other, and one may come twice.

What arrives is numbered by the server, and between pages that order decides. Within a page its own count of saves does, so that an older
packet never replaces a newer one. A page that did not know what another one has saved meanwhile replaces nothing: its answer is kept aside,
and the person says which of the two counts. Everything here is called with the sitting locked, inside a transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assessments.models import QuizAttempt, QuizResponse
from assessments.services.attempts import as_json, from_json
from modules.dialect.shown import Answer

Rows = Sequence[QuizResponse]
Said = tuple[object, int | None]
"""An answer as it is stored, and how certain somebody is of it."""
NOTHING: Said = ({}, None)


class SentTwice(Exception):
    """The page has sent something else under this number before."""


class UnknownSave(Exception):
    """What was chosen was never saved in this sitting."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is sent for one question."""

    answer: Answer
    certainty: int | None = None
    act: QuizResponse.Act = QuizResponse.Act.SAVE

    @property
    def said(self) -> Said:
        """As it is compared."""
        return as_json(self.answer), self.certainty

    @property
    def columns(self) -> dict[str, Any]:
        """As it is stored."""
        return {"answer": as_json(self.answer), "certainty": self.certainty, "act": self.act}


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The page that sends, and what stood on it."""

    client_id: UUID | None = None
    """Made when the page was rendered; None: it does not say which page it is."""
    shown: int | None = None
    """Number of the last save it was filled with; None: it does not say what it knew, and replaces whatever there is."""
    whole: bool = False
    """Every field of the form is sent: only those count as sent that differ from what the page was filled with."""
    chosen: int | None = None
    """Of two answers to a question, the save that counts from now on."""
    answered_at: datetime | None = None
    """When the device says it was answered."""


NOWHERE = Origin()


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of what was sent."""

    attempt: QuizAttempt
    rows: Rows
    """Everything that was saved in the sitting, in order."""
    kept: Rows
    """What was sent, as it is stored. The same for a packet that comes twice."""
    at: datetime
    """When it was stored first."""

    @property
    def differing(self) -> frozenset[str]:
        """The questions at which something else counts than what was sent."""
        return frozenset(row.item_key for row in self.kept if row.aside)


def ledger_of(attempt: QuizAttempt) -> list[QuizResponse]:
    """Everything that was saved in a sitting, in order (one query)."""
    return list(QuizResponse.objects.filter(attempt=attempt).order_by("sequence", "pk"))


def last_number(rows: Rows) -> int:
    """The number of the last save; 0 before the first."""
    return rows[-1].sequence if rows else 0


def undecided(rows: Rows) -> Mapping[str, tuple[QuizResponse, QuizResponse]]:
    """Question → the save that counts and the one kept aside after it, where nobody has said yet which it shall be."""
    found: dict[str, tuple[QuizResponse, QuizResponse]] = {}
    standing: dict[str, QuizResponse] = {}
    for row in rows:
        if not row.aside:
            standing[row.item_key] = row
            found.pop(row.item_key, None)
        elif row.aside == QuizResponse.Aside.ELSEWHERE and row.item_key in standing:
            found[row.item_key] = standing[row.item_key], row
    return found


def keep(
    *,
    attempt: QuizAttempt,
    rows: list[QuizResponse],
    given: Mapping[str, Given],
    sequence: int,
    now: datetime,
    origin: Origin = NOWHERE,
) -> Receipt:
    """Add what a page sent to `rows`, the ledger of the sitting, and store it (one query). Raises SentTwice and UnknownSave."""
    receipt = received(attempt, rows, given, sequence=sequence, now=now, origin=origin)
    QuizResponse.objects.bulk_create([row for row in receipt.kept if row.pk is None])
    return receipt


def received(
    attempt: QuizAttempt,
    rows: list[QuizResponse],
    given: Mapping[str, Given],
    *,
    sequence: int,
    now: datetime,
    origin: Origin = NOWHERE,
) -> Receipt:
    """What becomes of what a page sent; what is new of it is added to `rows` and not stored yet."""
    asked = {item.key for item in attempt.frozen_items}
    wanted = {key: one for key, one in given.items() if key in asked}
    choice = _chosen(rows, origin)
    own = [row for row in rows if row.client_id == origin.client_id and row.client_sequence is not None]
    if origin.whole:
        wanted = _changed(rows, wanted, origin)
        sequence = max([sequence, *(row.client_sequence or 0 for row in own)]) + 1
    else:
        before = [row for row in own if origin.client_id and row.client_sequence == sequence]
        if before:
            return _once_more(attempt, rows, before, wanted)
    number, asides = last_number(rows) + 1, _asides(rows, own, wanted, sequence, origin)
    if choice is not None:
        wanted = {**wanted, choice.item_key: Given(answer=from_json(choice.answer), certainty=choice.certainty)}
        asides[choice.item_key] = QuizResponse.Aside.NO
    from_it = {
        "attempt": attempt,
        "sequence": number,
        "client_id": origin.client_id,
        "client_sequence": sequence,
        "answered_at": origin.answered_at and min(origin.answered_at, now),
        "received_at": now,
    }
    kept = [
        QuizResponse(item_key=key, aside=asides.get(key, QuizResponse.Aside.NO), **one.columns, **from_it)
        for key, one in wanted.items()
    ]
    rows.extend(kept)
    return Receipt(attempt=attempt, rows=rows, kept=kept, at=now)


def _chosen(rows: Rows, origin: Origin) -> QuizResponse | None:
    if origin.chosen is None:
        return None
    found = next((row for row in rows if row.pk == origin.chosen), None)
    if found is None:
        raise UnknownSave(origin.chosen)
    return found


def _changed(rows: Rows, wanted: Mapping[str, Given], origin: Origin) -> dict[str, Given]:
    """Of all fields of a form, those that differ from what its page was filled with or has saved since."""
    filled: dict[str, Said] = {}
    for row in rows:
        own = origin.client_id is not None and row.client_id == origin.client_id
        if row.act != QuizResponse.Act.TRY_AGAIN and (own or (not row.aside and row.sequence <= (origin.shown or 0))):
            filled[row.item_key] = row.answer, row.certainty
    return {
        key: one
        for key, one in wanted.items()
        if one.act != QuizResponse.Act.SAVE or one.said != filled.get(key, NOTHING)
    }


def _once_more(attempt: QuizAttempt, rows: Rows, before: Rows, wanted: Mapping[str, Given]) -> Receipt:
    """What was said the first time."""
    stored = {row.item_key: (row.answer, row.certainty, row.act) for row in before}
    if stored != {key: (*one.said, one.act) for key, one in wanted.items()}:
        raise SentTwice(str(before[0].client_id))
    return Receipt(attempt=attempt, rows=rows, kept=before, at=before[0].received_at)


def _asides(
    rows: Rows, own: Rows, wanted: Mapping[str, Given], sequence: int, origin: Origin
) -> dict[str, QuizResponse.Aside]:
    """Question → why what is sent for it does not count."""
    found: dict[str, QuizResponse.Aside] = {}
    newest = {row.item_key: row.client_sequence or 0 for row in sorted(own, key=lambda row: row.client_sequence or 0)}
    standing = {row.item_key: row for row in rows if not row.aside}
    for key, one in wanted.items():
        there = standing.get(key)
        if sequence < newest.get(key, 0):
            found[key] = QuizResponse.Aside.OLDER
        elif there is not None and origin.shown is not None and _is_news(there, one, origin):
            found[key] = QuizResponse.Aside.ELSEWHERE
    return found


def _is_news(there: QuizResponse, one: Given, origin: Origin) -> bool:
    """Whether what counts came from another page after this one was filled, and says something else."""
    elsewhere = there.client_id is None or there.client_id != origin.client_id
    return elsewhere and there.sequence > (origin.shown or 0) and (there.answer, there.certainty) != one.said
