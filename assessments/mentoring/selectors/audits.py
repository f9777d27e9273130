"""Whom somebody accompanies as a mentor's mentor, what can be drawn for an audit, and what was."""

from django.db.models import Q, QuerySet

from assessments.mentoring.models import Relationship, Sample, SessionRecord
from assessments.mentoring.selectors.submissions import SIGNED
from training_site.people.models import User

REFLECTIVE = Relationship.Kind.REFLECTIVE


def accompanied_mentors(supervisor: User) -> list[User]:
    """The people this person mentors who mentor somebody themselves."""
    own = Relationship.objects.filter(mentor=supervisor, kind=REFLECTIVE, state="active")
    mentoring = Relationship.objects.filter(mentor__in=own.values("learner"), kind=REFLECTIVE, state="active")
    return list(User.objects.filter(pk__in=mentoring.values("mentor")).order_by("pk"))


def drawable(mentor: User, *, supervisor: User) -> QuerySet[SessionRecord]:
    """Signed records of the mentor's active pairs that were never drawn; none of a pair in which the supervisor learns."""
    return (
        SessionRecord.objects.filter(
            state__in=SIGNED,
            session__relationship__mentor=mentor,
            session__relationship__kind=REFLECTIVE,
            session__relationship__state="active",
            samples=None,
        )
        .exclude(session__relationship__learner=supervisor)
        .select_related("session__relationship__learner", "session__relationship__mentor")
        .order_by("pk")
    )


def of_person(person: User) -> QuerySet[Sample]:
    """The audits somebody has to do with: drawn for them, or of one of their records."""
    return Sample.objects.filter(
        Q(supervisor=person)
        | Q(record__session__relationship__learner=person)
        | Q(record__session__relationship__mentor=person)
    ).select_related("record__session__relationship__learner", "record__session__relationship__mentor", "supervisor")
