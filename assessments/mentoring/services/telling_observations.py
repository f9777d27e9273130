"""Owing notices about observations: that something is to do or was done, on which day; never what was seen."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Invitation, Observation
from assessments.mentoring.selectors.relationships import line_managers
from assessments.mentoring.services import telling
from training_site.people.models import User


def asked(row: Observation, *, by: User, now: datetime) -> None:
    """Tell the observer and the other of the pair that an observation is asked for."""
    _tell(row, _around(row, but=by), "observation_asked", "asked", {"number": row.number}, now=now)


def scheduled(row: Observation, *, by: User, now: datetime) -> None:
    """Tell everybody else on which day it is."""
    about = f"asked:{row.events}"
    _tell(row, _around(row, but=by), "observation_scheduled", about, {"on": row.scheduled_on}, now=now)


def cancelled(row: Observation, *, by: User, now: datetime) -> None:
    """Tell everybody else that it does not take place."""
    nothing_more(row, now=now)
    _tell(row, _around(row, but=by), "observation_cancelled", "over", {"number": row.number}, now=now)


def submitted(row: Observation, *, policy: Policy, now: datetime) -> None:
    """Ask the learner for their part; where it takes the place of another, tell the pair so."""
    nothing_more(row, now=now)
    by = timezone.localdate(now) + timedelta(days=policy.observation_deadline_days)
    _tell(row, [row.learner], "observation_submitted", "answer", {"on": row.acted_on, "by": by}, now=now)
    if row.replaces is not None:
        nothing_more(row.replaces, now=now)
        pair = [row.learner, row.relationship.mentor]
        _tell(row, pair, "observation_replaced", "replaced", {"on": row.replaces.acted_on}, now=now)


def signed(row: Observation, *, now: datetime) -> None:
    """Tell mentor and observer that the learner has answered."""
    nothing_more(row, now=now)
    _tell(row, _around(row, but=row.learner), "observation_signed", "signed", {"on": row.acted_on}, now=now)


def lapsed(row: Observation, *, now: datetime) -> None:
    """Tell everybody that its time is over."""
    nothing_more(row, now=now)
    _tell(row, _around(row), "observation_lapsed", "over", {"number": row.number}, now=now)


def safety_lapse(row: Observation, *, policy: Policy, now: datetime) -> None:
    """Tell learner, mentor and line managers that a safety-critical lapse was seen, and until when it is looked at again."""
    acted_on = row.acted_on or timezone.localdate(now)
    facts = {"on": acted_on, "by": acted_on + timedelta(days=policy.reobserve_within_days)}
    _tell(row, [row.learner, row.relationship.mentor], "safety_lapse", "lapse", facts, now=now)
    managers = [one for one in line_managers(row.learner_id) if one.pk != row.relationship.mentor_id]
    # A line manager reads no observation: the fact is all, and the page of mentoring says what is theirs.
    _tell(row, managers, "safety_lapse", "lapse", facts, link=reverse("mentoring:home"), now=now)


def invited(row: Invitation, *, now: datetime) -> None:
    """Tell the other of the pair that somebody from outside was invited."""
    about, until = f"invited:{row.pk}", timezone.localdate(row.expires_at)
    others = _around(row.observation, but=row.invited_by)
    _tell(row.observation, others, "observer_invited", about, {"until": until}, now=now)


def wrong_person(row: Invitation, *, now: datetime) -> None:
    """Tell whoever invited that the link reached somebody else."""
    seen = row.observation
    _tell(seen, [row.invited_by], "observer_is_somebody_else", f"wrong:{row.pk}", {"number": seen.number}, now=now)


def nothing_more(row: Observation, *, now: datetime) -> None:
    """What was owed about it is done, or no longer to be done."""
    for about in ("asked", "answer"):
        telling.take_back(f"{_key(row)}:{about}", now=now)


def _around(row: Observation, *, but: User | None = None) -> list[User]:
    """Learner, mentor and observer, each once."""
    people = {one.pk: one for one in (row.learner, row.relationship.mentor, row.observer) if one is not None}
    return [one for pk, one in people.items() if but is None or pk != but.pk]


def _tell(
    row: Observation,
    people: Iterable[User],
    kind: str,
    about: str,
    facts: Mapping[str, object],
    *,
    now: datetime,
    link: str = "",
) -> None:
    for person in people:
        telling.tell(
            person,
            kind=f"mentoring.{kind}",
            key=f"{_key(row)}:{about}",
            link=link or reverse("mentoring:observation", args=[row.pk]),
            facts=facts,
            now=now,
        )


def _key(row: Observation) -> str:
    return f"mentoring.observation:{row.pk}"
