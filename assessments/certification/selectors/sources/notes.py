"""Notes about practice tasks: entries of the log about a module that the learner has shared (one query). Their words are never read."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate

from assessments.certification.laws.facts import PRACTICE_TASK, EvidenceItem
from assessments.certification.laws.findings import MENTOR
from assessments.certification.selectors.sources.erased import ERASED, last_event
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found
from assessments.mentoring.models import Entry, Event
from modules.models import ModulePage

SHARED = "shared"
READ = ("read", "validated")
COLUMNS = (KEY, "author", "lesson_key", "occurred_on", "state", "before", "read_on")


def notes(people: Collection[int]) -> Found[EvidenceItem]:
    """By the day that the note is about; verified on the day on which the mentor marked it as read.

    What is private is nobody's business, and what came back waits for its author: neither is there.
    """
    modules = ModulePage.objects.order_by().values("content_key")
    rows = Entry.objects.filter(author__in=people, lesson_key__in=modules, state__in=(SHARED, *READ, ERASED))
    read = Event.objects.filter(subject=OuterRef("pk"), kind="read").order_by("-number")
    found: ByLearner[EvidenceItem] = defaultdict(list)
    for key, author, module, day, state, before, read_on in (
        rows.annotate(before=last_event(), read_on=TruncDate(Subquery(read.values("at")[:1])))
        .order_by()
        .values_list(*COLUMNS)
    ):
        stood = before or state
        if stood in (SHARED, *READ):
            is_read = stood in READ
            found[author].append(
                EvidenceItem(
                    kind=PRACTICE_TASK,
                    on=day,
                    verified_on=read_on if is_read else None,
                    verifier_role=MENTOR if is_read else "",
                    subject=module,
                    ref=f"entry:{key}",
                )
            )
    return found
