"""Proof that the row of every sitting says what its ledger tells."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from assessments.machines import NotNow, fold
from assessments.models import QuizAttempt
from assessments.services.handing_in import ROW_STATES
from assessments.timing.life import SITTING

CHUNK = 2_000


def differing() -> Iterator[tuple[UUID, str]]:
    """The sittings whose row and ledger differ, and how; in one stream."""
    rows = QuizAttempt.objects.order_by("pk", "steps__number").values_list(
        "pk", "state", "steps__kind", "steps__number"
    )
    for (pk, state), steps in groupby(rows.iterator(chunk_size=CHUNK), key=itemgetter(0, 1)):
        told = [(kind, number) for _pk, _state, kind, number in steps if kind is not None]
        problem = _problem(state, told)
        if problem:
            yield pk, problem


def _problem(state: str, told: list[tuple[str, int]]) -> str:
    if [number for _kind, number in told] != list(range(1, len(told) + 1)):
        return "its steps are not numbered from one without gaps"
    try:
        folded = fold(SITTING, (kind for kind, _number in told))
    except NotNow as impossible:
        return f"its ledger cannot be: {impossible}"
    said = ROW_STATES.get(folded, folded)
    return "" if said == state else f"is {state}, its ledger says {said or 'nothing'}"
