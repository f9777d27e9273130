"""Levels that were signed off (two queries at most)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models.functions import TruncDate

from assessments.certification.laws.facts import LevelDecided
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found
from assessments.mentoring.models import Decision
from assessments.mentoring.selectors.competency import STANDS, Heard, heard_about

SIGNED_OFF, CONFIRMED, UPHELD = "signed_off", "confirmed", "upheld"
PLAIN = 2
"""A decision with so many events was signed off and confirmed, and nothing else."""


class Row(NamedTuple):
    """A decision, in the order of COLUMNS."""

    key: str
    learner: int
    indicator: str
    level: int
    acted_on: date
    decided_on: date
    state: str
    events: int

    @property
    def is_unsure(self) -> bool:
        """Whether its ledger has to say more: what was paused and goes on is called confirmed, whether or not anybody has confirmed it."""
        return self.state == CONFIRMED and self.events > PLAIN


COLUMNS = (KEY, "learner", "indicator", "level", "acted_on", TruncDate("created_at"), "state", "events")


def levels(people: Collection[int]) -> Found[LevelDecided]:
    """Every decision, those too that no longer stand."""
    rows = list(map(Row._make, Decision.objects.filter(learner__in=people).order_by().values_list(*COLUMNS)))
    heard = heard_about([UUID(row.key) for row in rows if row.is_unsure])
    found: ByLearner[LevelDecided] = defaultdict(list)
    for row in rows:
        found[row.learner].append(
            LevelDecided(
                indicator=row.indicator,
                level=row.level,
                acted_on=row.acted_on,
                decided_on=row.decided_on,
                standing=row.state in STANDS,
                state=_said(heard.get(UUID(row.key))) if row.is_unsure else row.state,
                ref=f"decision:{row.key}",
            )
        )
    return found


def _said(heard: Heard | None) -> str:
    if heard is None:
        return SIGNED_OFF
    return UPHELD if heard.upheld else CONFIRMED
