"""Cohorts, their people and their numbers, as far as somebody may know them."""

from datetime import date

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from assessments.cohorts.models import Cohort, CohortException, CohortMember, EnrolmentImport, ImportRow, Invitation
from assessments.cohorts.permissions import ROWS_OF_PLACES, SEE_COHORT
from training_site.people.models import User


def cohorts_for(person: User, *, today: date) -> QuerySet[Cohort]:
    """The cohorts somebody sees, with `own`: how many of the members are theirs to look after. Those that are not over come first."""
    own = CohortMember.objects.filter(ROWS_OF_PLACES.visible_to(person, today=today), cohort=OuterRef("pk"), until=None)
    counted = own.order_by().values("cohort").annotate(n=Count("pk")).values("n")
    rows = Cohort.objects.filter(SEE_COHORT.visible_to(person, today=today)).select_related("organisation")
    over = Case(When(Q(closed_at__isnull=False) | Q(ends_on__lt=today), then=1), default=0)
    return rows.annotate(own=Coalesce(Subquery(counted), 0), over=over).order_by("over", "-begins_on", "name", "pk")


def people_of(rows: QuerySet[CohortMember], text: str) -> QuerySet[CohortMember]:
    """Members who are in, by name; narrowed by what was typed."""
    found = rows.filter(until=None).select_related("learner", "organisation")
    for word in text.split()[:5]:
        found = found.filter(
            Q(learner__first_name__icontains=word)
            | Q(learner__last_name__icontains=word)
            | Q(learner__username__icontains=word)
        )
    return found.order_by("learner__last_name", "learner__first_name", "learner__username")


def open_invitations(rows: QuerySet[Invitation], *, today: date) -> QuerySet[Invitation]:
    """Who has not answered yet."""
    return rows.filter(answered_at=None, expires_on__gte=today).select_related("organisation")


def open_exceptions(cohort: Cohort) -> QuerySet[CohortException]:
    """What somebody has to decide about."""
    rows = CohortException.objects.filter(member__cohort=cohort, member__until=None, resolved_at=None)
    return rows.select_related("member__learner", "member__organisation").order_by("kind", "found_at", "pk")


def errors_first(looked: EnrolmentImport) -> QuerySet[ImportRow]:
    """The rows of a file: what is not possible, then what is changed, then the rest."""
    order = Case(When(verdict="error", then=0), When(verdict="unchanged", then=2), default=1)
    return looked.rows.order_by(order, "line")
