"""What a row was before its words were erased: facts stay, and count as what they were."""

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from assessments.mentoring.models import Event

ERASED = "erased"


def last_event() -> Case:
    """The kind of the event before the erasure of a row of mentoring; "" for a row that was not erased, which costs no look-up."""
    before = Event.objects.filter(subject=OuterRef("pk")).exclude(kind=ERASED).order_by("-number")
    return Case(When(state=ERASED, then=Coalesce(Subquery(before.values("kind")[:1]), Value(""))), default=Value(""))
