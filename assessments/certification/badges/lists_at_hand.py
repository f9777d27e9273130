"""The status lists that somebody has at hand, opened once and asked often. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.certification.badges import documents, proofs, status_list
from assessments.certification.badges.award import Purpose
from assessments.certification.badges.keyring import Keyring, Standing
from assessments.certification.badges.status_list import StatusList
from assessments.certification.badges.token import StatusMark
from assessments.certification.badges.verdict import Result


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the lists say about one certificate."""

    results: frozenset[Result]
    as_of: datetime | None = None


class ListsAtHand:
    """Status lists whose signatures were checked. Several copies of one list may be among them; the newest is asked."""

    def __init__(self, lists: Iterable[StatusList], *, some_tampered: bool) -> None:
        self._lists: dict[tuple[str, Purpose, bytes], StatusList] = {}
        self._some_tampered = some_tampered
        for held in sorted(lists, key=lambda held: held.valid_from):
            self._lists[held.issuer, held.purpose, held.tag] = held

    @classmethod
    def opened(cls, sources: Iterable[bytes | Mapping[str, Any]], keys: Keyring, *, now: datetime) -> "ListsAtHand":
        """Check and read the lists. One that is not its issuer's is not read, and remembered as such."""
        opened = [_opened(source, keys, now) for source in sources]
        return cls([held for held in opened if held is not None], some_tampered=None in opened)

    def ask(self, marks: Iterable[StatusMark], *, issuer: str, now: datetime) -> Answer:
        """What the lists say about a certificate with these marks; no results for one that is in order."""
        results: set[Result] = set()
        moments: list[datetime] = []
        for mark in marks:
            held = self._lists.get((issuer, mark.purpose, mark.list_tag))
            results |= self._asked(held, mark, now)
            moments += [held.valid_from] if held else []
        return Answer(results=frozenset(results), as_of=min(moments, default=None))

    def _asked(self, held: StatusList | None, mark: StatusMark, now: datetime) -> set[Result]:
        if held is None:
            return {Result.STATUS_LIST_TAMPERED if self._some_tampered else Result.STATUS_UNKNOWN}
        try:
            said = held.says(mark.index)
        except status_list.UnusableList:
            return {Result.STATUS_UNKNOWN}
        if said and mark.purpose is Purpose.REVOCATION:
            return {Result.WITHDRAWN}  # also an old list is right about that: nothing is ever un-withdrawn
        results = {Result.SUSPENDED} if said else set()
        return results | ({Result.STATUS_LIST_TOO_OLD} if now > held.valid_until else set())


def _opened(source: bytes | Mapping[str, Any], keys: Keyring, now: datetime) -> StatusList | None:
    """The list, or None for one that its issuer did not sign so."""
    try:
        document = documents.read(source)
        proof = proofs.proof_of(document)
        key = keys.by_id(proof.key_id)
        if key is None or not proofs.holds(document, proof, key.key):
            return None
        held = status_list.said(document)
    except (documents.Unreadable, proofs.NoProof, status_list.UnusableList):
        return None
    in_time = key.standing(signed_at=proof.created, now=now) in {Standing.IN_FORCE, Standing.RETIRED_SINCE}
    return held if in_time and held.issuer == key.key.controller else None
