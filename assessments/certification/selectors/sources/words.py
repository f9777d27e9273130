"""What people have said when they were asked for their word (one query). No reason is read."""

from collections import defaultdict
from collections.abc import Collection

from assessments.certification.laws.vouching import ASKED, DECLINED, GIVEN, Attested
from assessments.certification.models import Attestation
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found

COUNTS = {"asked": ASKED, "given": GIVEN, "declined": DECLINED}
"""State → the word; what was taken back or withdrawn says nothing."""
COLUMNS = (
    *(KEY, "learner", "state", "role", "subject", "everywhere", "cycle__certification__code", "mark"),
    *("asked_on", "said_on", "acted_on"),
)


def words(people: Collection[int]) -> Found[Attested]:
    """By the day of the act; an open question by the day on which it was asked, a no by the day on which it was said."""
    rows = Attestation.objects.filter(learner__in=people, state__in=COUNTS).order_by()
    found: ByLearner[Attested] = defaultdict(list)
    for key, learner, state, role, subject, everywhere, code, mark, asked_on, said_on, acted_on in rows.values_list(
        *COLUMNS
    ):
        found[learner].append(
            Attested(
                role=role,
                key=subject,
                on=acted_on or said_on or asked_on,
                word=COUNTS[state],
                certification="" if everywhere else code,
                wording=mark,
                ref=f"attestation:{key}",
            )
        )
    return found
