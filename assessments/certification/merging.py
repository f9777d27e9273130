"""What merging does to certificates: they stay as issued and can be checked; who is asked for one is asked on the kept account."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.laws.cycles import HELD
from assessments.certification.models import (
    Appeal,
    Assignment,
    Attestation,
    Claim,
    Credential,
    Cycle,
    Evidence,
    Extension,
    Leave,
    Measure,
    Vote,
    Waiver,
)
from assessments.certification.services import assigning, following
from assessments.certification.services.cycles import NotPublished
from training_site.duplicates.parts import Foreseen, Judgements, Merging, Part, judged_each_other, register
from training_site.people.models import User

JUDGED: Judgements = (
    (Evidence, "learner", "verified_by"),
    (Evidence, "learner", "entered_by"),
    (Attestation, "learner", "said_by"),
    (Claim, "cycle__learner", "assessor"),
    (Extension, "cycle__learner", "decided_by"),
    (Leave, "learner", "approved_by"),
    (Appeal, "learner", "heard_by"),
    (Vote, "learner", "by"),
    (Waiver, "cycle__learner", "by"),
    (Measure, "credential__holder", "proposed_by"),
    (Measure, "credential__holder", "second"),
)
"""Who decided or vouched for something about whom."""


def obstacles(account: User, person: User) -> Iterator[str]:
    """Two certificates of one kind, and judgements about each other."""
    twice = _holds(account).filter(certification__in=_holds(person).values("certification"))
    if twice.exists():
        yield _("Both hold the same certificate. Have one of them revoked or let it expire first.")
    if judged_each_other(JUDGED, account, person):
        yield _("One of the two has decided or vouched for something about the other.")


def foresee_asked(account: User, person: User) -> Foreseen:
    """For which certificates the kept account is asked."""
    asked = set(_asked(person).values_list("certification", "organisation"))
    rows = _asked(account)
    collides = sum((row.certification_id, row.organisation_id) in asked or _is_over(row) for row in rows)
    return Foreseen(moves=len(rows) - collides, collides=collides)


def move_asked(what: Merging) -> None:
    """End each here, which withdraws the open round; ask there, where a round opens unless the certificate is held."""
    for row in _asked(what.account):
        assigning.end(assignment=row, reason="transferred", by=what.by, now=what.now)
        try:
            assigning.assign(
                learner=what.person,
                certification=row.certification,
                organisation=row.organisation,
                basis=row.basis,
                due_on=row.due_on,
                by=what.by,
                now=what.now,
            )
        except (assigning.Retired, NotPublished):
            continue  # nobody is asked any more for what is no longer given
    following.follow(learners=[what.person.pk], now=what.now)


def foresee_issued(account: User, _person: User) -> Foreseen:
    """Certificates, and the evidence they rest on."""
    evidence = Evidence.objects.filter(learner=account).count()
    return Foreseen(stays=Credential.objects.filter(holder=account).count() + evidence)


def _holds(account: User) -> QuerySet[Cycle]:
    return Cycle.objects.filter(learner=account, state__in=(*HELD, "suspended"))


def _asked(account: User) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(learner=account, ended_at=None)
    return rows.select_related("certification", "organisation").order_by("pk")


def _is_over(row: Assignment) -> bool:
    return row.certification.retired_at is not None


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="certification.asked",
            title=gettext_lazy("Certificates that are asked for"),
            moves=gettext_lazy(
                "The round here is withdrawn and one begins on the account that is kept; everything shown counts in it."
            ),
            collides=gettext_lazy("They are asked for there already, or no longer given: the round here is withdrawn."),
            foresee=foresee_asked,
            obstacles=obstacles,
            move=move_asked,
        ),
        Part(
            key="certification.issued",
            title=gettext_lazy("Certificates and evidence"),
            stays=gettext_lazy(
                "As they were issued: whoever was shown a certificate can check it as before, and its holder finds it on the account that is kept."
            ),
            foresee=foresee_issued,
        ),
    )
