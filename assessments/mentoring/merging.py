"""What merging does to mentoring: bonds end here and are proposed anew there, and what was signed stays in its pair."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.models import Commitment, Decision, Entry, Evidence, Observation, Relationship, Session
from assessments.mentoring.models.relationships import CURRENT_STATES, OPEN_STATES
from assessments.mentoring.services import endings, relationships
from assessments.mentoring.services.relationships import Assignment
from training_site.duplicates.parts import Foreseen, Judgements, Merging, Part, judged_each_other, register
from training_site.people.models import User

CANNOT_BE = (
    relationships.NotForThemself,
    relationships.AlreadyTogether,
    relationships.HasAPrimaryMentor,
    relationships.MentorIsLineManager,
    relationships.SecondReaderMissing,
)
"""Why a bond does not begin anew; the old one has ended then all the same."""
JUDGED: Judgements = (
    (Observation, "learner", "observer"),
    (Decision, "learner", "decided_by"),
    (Evidence, "learner", "validator"),
    (Evidence, "learner", "approved_by"),
)
"""Who judged whose practice."""


def foresee_bonds(account: User, person: User) -> Foreseen:
    """Which are proposed anew."""
    collides = sum(_is_taken(row, account, person) for row in _open(account))
    return Foreseen(moves=_open(account).count() - collides, collides=collides)


def obstacles(account: User, person: User) -> Iterator[str]:
    """Nobody has accompanied or judged themself."""
    one, other = Q(learner=account, mentor=person), Q(learner=person, mentor=account)
    if Relationship.objects.filter(one | other).exists():
        yield _("The two were a mentoring pair.")
    if judged_each_other(JUDGED, account, person):
        yield _("One of the two has judged the practice of the other.")


def move_bonds(what: Merging) -> None:
    """End each here; propose it there, where nothing of the kind is there."""
    for row in _open(what.account):
        wanted = _wanted(row, what.account, what.person, starts_on=timezone.localdate(what.now))
        try:
            if wanted is None:
                raise relationships.NotForThemself
            with transaction.atomic():
                endings.reassign(relationship=row, wanted=wanted, by=what.by, now=what.now)
        except CANNOT_BE:
            _end(row, what)


def foresee_signed(account: User, _person: User) -> Foreseen:
    """What was written and signed in pairs."""
    pairs = Session.objects.filter(Q(relationship__learner=account) | Q(relationship__mentor=account)).count()
    own = sum(
        model._default_manager.filter(learner=account).count()
        for model in (Commitment, Observation, Decision, Evidence)
    )
    return Foreseen(stays=pairs + own + Entry.objects.filter(author=account).count())


def _open(account: User) -> QuerySet[Relationship]:
    rows = Relationship.objects.filter(Q(learner=account) | Q(mentor=account), state__in=OPEN_STATES)
    return rows.select_related("organisation", "learner", "mentor").order_by("pk")


def _is_taken(row: Relationship, account: User, person: User) -> bool:
    wanted = _wanted(row, account, person, starts_on=row.starts_on)
    if wanted is None:
        return True
    there = Relationship.objects.filter(
        learner=wanted.learner, programme_key=wanted.programme_key, state__in=OPEN_STATES
    ).exclude(pk=row.pk)
    same = there.filter(mentor=wanted.person, kind=wanted.kind)
    return same.exists() or (wanted.is_primary and there.filter(is_primary=True).exists())


def _wanted(row: Relationship, account: User, person: User, *, starts_on: date) -> Assignment | None:
    """The same bond with the kept account in place of the closed one; none for a pair without an organisation."""
    if row.organisation is None:
        return None
    return Assignment(
        learner=person if row.learner == account else row.learner,
        person=person if row.mentor == account else row.mentor,
        kind=row.kind,
        organisation=row.organisation,
        programme_key=row.programme_key,
        starts_on=starts_on,
        is_primary=row.is_primary,
    )


def _end(row: Relationship, what: Merging) -> None:
    if row.state in CURRENT_STATES:
        endings.end(relationship=row, by=what.by, reason="other", now=what.now)
    else:
        relationships.take_back(relationship=row, by=what.by, now=what.now)


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="mentoring.bonds",
            title=gettext_lazy("Mentoring pairs"),
            moves=gettext_lazy(
                "They end, and the same people are proposed to the account that is kept: a mentor and a learner say yes once more."
            ),
            collides=gettext_lazy("They end: the account that is kept has such a pair already."),
            foresee=foresee_bonds,
            obstacles=obstacles,
            move=move_bonds,
        ),
        Part(
            key="mentoring.signed",
            title=gettext_lazy("Meetings, evidence and what was written"),
            stays=gettext_lazy(
                "As it was signed, in its pair. Meetings, levels and observations count for the certificate; words open to nobody new."
            ),
            foresee=foresee_signed,
        ),
    )
