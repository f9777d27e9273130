"""Progress reviews that both have signed (one query)."""

from collections import defaultdict
from collections.abc import Collection

from assessments.certification.laws.facts import Reviewed
from assessments.certification.selectors.sources.erased import ERASED, last_event
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found
from assessments.mentoring.models import Review

SIGNED, CONFIRMED, UPHELD = "signed", "confirmed", "upheld"
STANDS = (SIGNED, CONFIRMED, UPHELD)
COLUMNS = (KEY, "learner", "occurred_on", "judgement", "state", "before")


def reviews(people: Collection[int]) -> Found[Reviewed]:
    """By the day on which they talked. One that came back is a draft and stands for nothing."""
    rows = Review.objects.filter(learner__in=people, state__in=(*STANDS, ERASED)).annotate(before=last_event())
    found: ByLearner[Reviewed] = defaultdict(list)
    for key, learner, day, judgement, state, before in rows.order_by().values_list(*COLUMNS):
        stood = before or state
        if stood in STANDS:
            found[learner].append(Reviewed(on=day, judgement=judgement, moderated=stood == UPHELD, ref=f"review:{key}"))
    return found
