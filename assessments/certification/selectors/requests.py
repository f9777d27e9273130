"""What somebody has asked for, and one such question for whoever may read it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.certification.models import Appeal, Attestation, Claim, Decision, Evidence, Extension, Vote
from assessments.certification.selectors.appealed import AGAINST
from assessments.certification.selectors.papers import papers_of
from assessments.certification.selectors.powers import may_judge
from assessments.certification.selectors.vouched import of_learner
from training_site.people.models import User

Asked = Claim | Extension | Appeal
PAGE = 60
"""So many of each kind are listed; older ones are reached from their notices."""


@dataclass(frozen=True, kw_only=True)
class Requests:
    """Everything that somebody has asked for, the newest first; no words."""

    claims: tuple[Claim, ...]
    extensions: tuple[Extension, ...]
    appeals: tuple[Appeal, ...]
    hours: tuple[Evidence, ...]
    words: tuple[Attestation, ...] = ()
    papers: tuple[Evidence, ...] = ()


def requests_of(learner_id: int) -> Requests:
    """Of one person (six queries)."""
    claims = Claim.objects.filter(cycle__learner=learner_id).defer("statement", "question", "rationale")
    extensions = Extension.objects.filter(cycle__learner=learner_id).defer("reason", "answer")
    appeals = Appeal.objects.filter(learner=learner_id).defer("statement", "answer")
    return Requests(
        claims=tuple(claims.select_related("cycle__certification", "cycle__version").order_by("-created_at")[:PAGE]),
        extensions=tuple(extensions.select_related("cycle__certification").order_by("-created_at")[:PAGE]),
        appeals=tuple(appeals.select_related("cycle__certification").order_by("-created_at")[:PAGE]),
        hours=hours_of(learner_id),
        words=of_learner(learner_id),
        papers=papers_of(learner_id),
    )


def hours_of(learner_id: int) -> tuple[Evidence, ...]:
    """Hours of practice that somebody has entered, the newest first (one query)."""
    rows = Evidence.objects.filter(learner=learner_id, kind=Evidence.Kind.HOURS).select_related("verified_by")
    return tuple(rows.order_by("-occurred_on", "-created_at")[:PAGE])


def claim(pk: UUID) -> Claim | None:
    """One claim with its words (one query)."""
    rows = Claim.objects.filter(pk=pk).select_related("assessor", "cycle__learner", "cycle__version")
    return rows.select_related("cycle__certification").first()


def extension(pk: UUID) -> Extension | None:
    """One question for more time with its words (one query)."""
    rows = Extension.objects.filter(pk=pk).select_related("decided_by", "cycle__learner", "cycle__certification")
    return rows.first()


def appeal(pk: UUID) -> Appeal | None:
    """One appeal with its words (one query)."""
    return Appeal.objects.filter(pk=pk).select_related("learner", "heard_by", "cycle__certification").first()


def hours(pk: UUID) -> Evidence | None:
    """One entry of hours (one query)."""
    rows = Evidence.objects.filter(pk=pk, kind=Evidence.Kind.HOURS)
    return rows.select_related("learner", "verified_by").first()


def may_read(person: User, learner: User, *, today: date) -> bool:
    """Whether somebody reads what a learner asks for: the learner, and whoever may decide about it."""
    return person.pk == learner.pk or may_judge(person, learner, today=today)


def decision(pk: UUID) -> tuple[Decision, list[Vote]] | None:
    """A decision that was no award, with what was said about it (two queries)."""
    rows = Decision.objects.filter(pk=pk, state__in=AGAINST["decision"])
    row = rows.select_related("cycle__learner", "cycle__certification").first()
    return (row, list(row.votes.select_related("by").order_by("at", "pk"))) if row else None
