"""Owing notices about evidence, levels, disagreements and reviews. Codes and days only; which indicator it is stands behind the link."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import Decision, Dispute, Evidence, Relationship, Review
from assessments.mentoring.selectors.relationships import coordinators_of
from training_site.notices.services import owing
from training_site.people.models import User

Kind = Relationship.Kind


def around(learner_id: int, *kinds: str) -> list[User]:
    """Who is this to a learner now: of mentors the primary one (one query)."""
    rows = Relationship.objects.filter(learner_id=learner_id, kind__in=kinds, state="active")
    rows = rows.exclude(kind=Kind.REFLECTIVE, is_primary=False)
    return list(User.objects.filter(pk__in=rows.values("mentor"), is_active=True).order_by("pk"))


def about_decision(decision: Decision, *, kind: str, to: Iterable[User], now: datetime) -> None:
    """Tell these people that something happened to a decision; anew at each of its events."""
    for person in to:
        _owe(
            person,
            kind,
            link=reverse("mentoring:decision", args=[decision.pk]),
            facts={"on": timezone.localdate(now)},
            key=f"mentoring.decision:{decision.pk}:{kind}:{decision.events}",
            now=now,
        )


def settle_decision(decision: Decision, *, now: datetime) -> None:
    """Nobody is asked any more to confirm or moderate a decision."""
    for kind in ("level_to_confirm", "level_to_moderate"):
        owing.withdraw(key_prefix=f"mentoring.decision:{decision.pk}:{kind}:", now=now)


def level_resumed(decision: Decision, *, now: datetime) -> None:
    """Learner, mentor and line manager learn that it was observed again."""
    learner = decision.learner
    for person in (learner, *around(learner.pk, Kind.REFLECTIVE, Kind.LINE_MANAGEMENT)):
        _on_the_map(person, learner, "level_resumed", about=f"{decision.pk}:{decision.events}", now=now)


def evidence_added(rows: list[Evidence], *, now: datetime) -> None:
    """Tell the learner that something they did was taken as evidence: once for one judgement, however many indicators."""
    _on_the_map(rows[0].learner, rows[0].learner, "evidence_added", about=str(rows[0].pk), now=now)


def evidence_withdrawn(row: Evidence, *, now: datetime) -> None:
    """Tell the learner that a piece no longer counts."""
    _on_the_map(row.learner, row.learner, "evidence_withdrawn", about=str(row.pk), now=now)


def dispute_raised(dispute: Dispute, *, now: datetime) -> None:
    """The coordinators near are asked to name somebody who hears it. They see only that there is one."""
    near = coordinators_of(dispute.organisation, today=timezone.localdate(now))
    for person in near:
        if person.pk != dispute.learner_id:
            _about_dispute(dispute, person, "dispute_raised", now=now)


def dispute_named(dispute: Dispute, *, now: datetime) -> None:
    """Who hears it is told, and the learner that somebody does."""
    owing.withdraw(key_prefix=f"mentoring.dispute:{dispute.pk}:dispute_raised", now=now)
    if dispute.heard_by is not None:
        _about_dispute(dispute, dispute.heard_by, "dispute_to_hear", now=now)
    _about_dispute(dispute, dispute.learner, "dispute_heard_by_somebody", now=now)


def dispute_answered(dispute: Dispute, *, judge: User | None, now: datetime) -> None:
    """Both are told: the learner, and whoever had judged."""
    owing.withdraw(key_prefix=f"mentoring.dispute:{dispute.pk}:dispute_to_hear", now=now)
    for person in (dispute.learner, judge):
        if person is not None:
            _about_dispute(dispute, person, "dispute_answered", now=now)


def nothing_more_about_dispute(dispute: Dispute, *, now: datetime) -> None:
    """It was withdrawn: nobody is asked any more."""
    owing.withdraw(key_prefix=f"mentoring.dispute:{dispute.pk}:", now=now)


def about_review(
    review: Review, *, kind: str, to: Iterable[User], now: datetime, facts: Mapping[str, object] | None = None
) -> None:
    """Tell these people that something happened to a review; anew at each of its events."""
    for person in to:
        _owe(
            person,
            kind,
            link=reverse("mentoring:review", args=[review.pk]),
            facts={"month": review.month} if facts is None else facts,
            key=f"mentoring.review:{review.pk}:{kind}:{review.events}",
            now=now,
        )


def settle_review(review: Review, *, kind: str, now: datetime) -> None:
    """What was asked about a review is done."""
    owing.withdraw(key_prefix=f"mentoring.review:{review.pk}:{kind}:", now=now)


def review_due(pair: Relationship, *, month: int, on: object, now: datetime) -> bool:
    """Tell the pair that a review is due; whether they had not been told."""
    told = [
        owing.owe(
            person=person,
            kind="mentoring.review_due",
            link=reverse("mentoring:reviews", args=[pair.pk]),
            facts={"month": month, "on": on},
            key=f"mentoring.review_due:{pair.pk}:{month}",
            now=now,
        )
        for person in (pair.learner, pair.mentor)
    ]
    return any(told)


def _on_the_map(person: User, learner: User, kind: str, *, about: str, now: datetime) -> None:
    mine = person.pk == learner.pk
    link = reverse("mentoring:my_map") if mine else reverse("mentoring:map", args=[learner.pk])
    facts = {"on": timezone.localdate(now)}
    _owe(person, kind, link=link, facts=facts, key=f"mentoring.{kind}:{about}", now=now)


def _about_dispute(dispute: Dispute, person: User, kind: str, *, now: datetime) -> None:
    link = reverse("mentoring:disputes")
    facts = {"on": timezone.localdate(dispute.created_at)}
    _owe(person, kind, link=link, facts=facts, key=f"mentoring.dispute:{dispute.pk}:{kind}", now=now)


def _owe(person: User, kind: str, *, link: str, facts: Mapping[str, object], key: str, now: datetime) -> None:
    owing.owe(person=person, kind=f"mentoring.{kind}", link=link, facts=facts, key=key, now=now)
