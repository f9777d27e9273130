"""Pieces of evidence that mentoring keeps, and lapses of safety among them (one query). No word of a rationale is read."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models.functions import TruncDate

from assessments.certification.laws.facts import EvidenceItem, Lapse
from assessments.certification.selectors.sources.around import Around
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found
from assessments.mentoring.framework.lateness import TOO_LATE, lateness
from assessments.mentoring.framework.pieces import Piece
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.ratings import seen_again_on
from assessments.mentoring.framework.rules import rule_for
from assessments.mentoring.models import Evidence
from assessments.mentoring.selectors.competency import judged_by

EXTERNAL = "external"
"""Somebody without an account, or without any relationship to the learner."""


class Row(NamedTuple):
    """A piece that was not withdrawn, in the order of COLUMNS."""

    key: str
    learner: int
    indicator: str
    kind: str
    level: int
    lapse: bool
    acted_on: date
    entered_on: date
    judge: int | None
    invitation: UUID | None
    approved_on: date | None

    @property
    def ref(self) -> str:
        """Its reference."""
        return f"piece:{self.key}"


COLUMNS = (
    *(KEY, "learner", "indicator", "kind", "level", "lapse", "acted_on", TruncDate("entered_at")),
    *("validator", "invitation", TruncDate("approved_at")),
)


def pieces(people: Collection[int], around: Around) -> tuple[Found[EvidenceItem], Found[Lapse]]:
    """Every piece that shows something, under the kind that mentoring gives it and about its indicator; and the lapses."""
    rows = Evidence.objects.filter(learner__in=people, withdrawal=None).order_by()
    shown: ByLearner[Row] = defaultdict(list)
    for row in map(Row._make, rows.values_list(*COLUMNS)):
        shown[row.learner].append(row)
    return (
        {learner: list(_items(found, around, around.policy(learner))) for learner, found in shown.items()},
        {learner: list(_lapses(found, around.policy(learner))) for learner, found in shown.items()},
    )


def _items(rows: Sequence[Row], around: Around, policy: Policy) -> Iterator[EvidenceItem]:
    for row in rows:
        if row.level and not row.lapse:
            yield EvidenceItem(
                kind=row.kind,
                on=row.acted_on,
                verified_on=_verified_on(row, policy),
                verifier_role=around.roles.get((row.learner, row.judge or 0), EXTERNAL),
                subject=row.indicator,
                ref=row.ref,
            )


def _verified_on(row: Row, policy: Policy) -> date | None:
    """The day on which it was judged; where that was too late, the day on which a coordinator approved it."""
    late = lateness(row.acted_on, row.entered_on, late_after=policy.late_after_days, limit=policy.late_limit_days)
    return row.approved_on if late == TOO_LATE else row.entered_on


def _lapses(rows: Sequence[Row], policy: Policy) -> Iterator[Lapse]:
    for indicator in {row.indicator for row in rows if row.lapse}:
        about = [row for row in rows if row.indicator == indicator]
        known = [_piece(row) for row in about]
        rule = rule_for(indicator, safety_critical=True, policy=policy)
        for row in about:
            if row.lapse:
                seen_again = seen_again_on(row.acted_on, known, rule=rule)
                yield Lapse(indicator=indicator, on=row.acted_on, seen_again_on=seen_again, ref=row.ref)


def _piece(row: Row) -> Piece:
    judge = judged_by(row.judge, row.invitation)
    return Piece(
        id=row.ref,
        kind=row.kind,
        level=row.level,
        acted_on=row.acted_on,
        entered_on=row.entered_on,
        assessor=judge,
        source=(row.kind, judge),
        lapse=row.lapse,
        approved=row.approved_on is not None,
    )
