"""What takes the place of a requirement: accepted claims of prior learning, and waivers (two queries)."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models.functions import TruncDate

from assessments.certification.laws.facts import PriorLearning, Waived
from assessments.certification.models import Claim, Waiver
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found

OF_A_CYCLE = (KEY, "cycle__learner", "cycle__certification__code", "requirement")


def prior_learning(people: Collection[int]) -> Found[PriorLearning]:
    """What was accepted as a whole; for a part of a requirement there is no fact."""
    rows = Claim.objects.filter(cycle__learner__in=people, state="accepted", decided_on__isnull=False).order_by()
    found: ByLearner[PriorLearning] = defaultdict(list)
    for key, learner, code, requirement, completed_on, decided_on in rows.values_list(
        *OF_A_CYCLE, "completed_on", "decided_on"
    ):
        found[learner].append(
            PriorLearning(
                requirement=requirement,
                completed_on=completed_on,
                accepted_on=decided_on,
                certification=code,
                ref=f"claim:{key}",
            )
        )
    return found


def waivers(people: Collection[int]) -> Found[Waived]:
    """By the day on which somebody waived it."""
    rows = Waiver.objects.filter(cycle__learner__in=people).order_by()
    found: ByLearner[Waived] = defaultdict(list)
    for key, learner, code, requirement, day in rows.values_list(*OF_A_CYCLE, TruncDate("at")):
        found[learner].append(Waived(requirement=requirement, on=day, certification=code, ref=f"waiver:{key}"))
    return found
