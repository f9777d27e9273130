"""Observations of practice that are signed (two queries). Nothing is read of them but dates and codes."""

from collections import defaultdict
from collections.abc import Collection

from assessments.certification.laws.facts import Observed
from assessments.certification.selectors.sources.erased import ERASED, last_event
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found
from assessments.mentoring.models import Dispute, Observation

SIGNED = "signed"
COLUMNS = (KEY, "learner", "acted_on", "observer", "form_key", "facts__entrustment", "before")


def observations(people: Collection[int]) -> Found[Observed]:
    """By the day of the practice that was seen. What a learner disagreed with and was found right about is left out."""
    rows = Observation.objects.filter(learner__in=people, state__in=(SIGNED, ERASED), acted_on__isnull=False)
    changed = _changed(people)
    found: ByLearner[Observed] = defaultdict(list)
    for key, learner, day, observer, form, entrustment, before in (
        rows.annotate(before=last_event()).order_by().values_list(*COLUMNS)
    ):
        if before in ("", SIGNED) and key not in changed:
            found[learner].append(
                Observed(
                    on=day,
                    # Nobody knows whether two people without an account are one; a link is for one person and one observation.
                    observer=f"person:{observer}" if observer else f"invited:{key}",
                    form=form,
                    entrustment=entrustment,
                    ref=f"observation:{key}",
                )
            )
    return found


def _changed(people: Collection[int]) -> Collection[str]:
    rows = Dispute.objects.filter(learner__in=people, subject_machine=Observation.machine.name, state="changed")
    return {subject.hex for subject in rows.values_list("subject", flat=True)}
