"""What merging does to progress: pathways go on on the kept account, the ledger stays, and progress is folded from both."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.progress.models import Enrolment, LessonEvent
from assessments.progress.services import rebuilding
from training_site.duplicates.parts import Foreseen, Merging, Part, register
from training_site.people.models import User


def foresee_pathways(account: User, person: User) -> Foreseen:
    """Which go on."""
    rows = _open(account).values_list("programme_key", flat=True)
    followed = set(_open(person).values_list("programme_key", flat=True))
    collides = sum(programme in followed for programme in rows)
    return Foreseen(moves=len(rows) - collides, collides=collides)


def move_pathways(what: Merging) -> None:
    """End each here; begin it there where the programme is not followed yet."""
    followed = set(_open(what.person).values_list("programme_key", flat=True))
    for row in _open(what.account):
        _end(row, what.now)
        if row.programme_key not in followed:
            Enrolment.objects.create(
                learner=what.person, programme_key=row.programme_key, pathway=row.pathway, since=what.now
            )


def foresee_lessons(account: User, _person: User) -> Foreseen:
    """How many marks."""
    return Foreseen(stays=LessonEvent.objects.filter(learner=account).count())


def fold_both(what: Merging) -> None:
    """Progress of the kept account says what both have done."""
    rebuilding.rebuild([what.person.pk])


def _open(account: User) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(learner=account, until=None).order_by("pk")


def _end(row: Enrolment, now: datetime) -> None:
    row.until = max(now, row.since)
    row.save(update_fields=["until"])


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="progress.pathways",
            title=_("Pathways"),
            moves=_("They go on on the account that is kept."),
            collides=_("Another one of the same programme is followed there: these end."),
            foresee=foresee_pathways,
            move=move_pathways,
        ),
        Part(
            key="progress.lessons",
            title=_("Lessons and modules"),
            stays=_("Every mark stays where it was made. How far the person is follows from both accounts."),
            foresee=foresee_lessons,
            move=fold_both,
        ),
    )
