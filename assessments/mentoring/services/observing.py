"""The observer's part: kept while it is written, submitted once, never changed afterwards.

Whoever writes is the observer at this moment: the mentor of the active pair, somebody whose own relationship with the learner is active,
or the person a link was given to. Nobody else is, whatever they are otherwise.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import Invitation, Observation, Relationship, Signature
from assessments.mentoring.selectors import observations
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.services import ledger, observation_evidence, pairs, signing
from assessments.mentoring.services import telling_observations as telling
from training_site.people.models import User

Observer = User | Invitation
EXTERNAL = "observer"
"""What somebody signs as who has no account."""


class NotTheObserver(Exception):
    """The person does not observe this now; or the link was used, taken back, or is over."""


class ChangedElsewhere(Exception):
    """The part was saved from another page since this one was opened."""


class NotYet(Exception):
    """The day of the practice lies in the future."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The observer's part as it is submitted: complete, and looked through."""

    acted_on: date
    consent: str
    facts: Mapping[str, Any]
    """C1: `level`, `entrustment`, `lapse`, `lapse_indicators` and what else the form asks in codes."""
    answers: Mapping[str, Any]
    """Every answer, as JSON holds it."""
    signed_as: str = ""
    """The name that somebody without an account typed as their signature."""


@transaction.atomic
def keep(
    *,
    observation: Observation,
    by: Observer,
    answers: Mapping[str, Any],
    kept: Collection[str] = (),
    page: str = "",
    revision: int,
    now: datetime,
) -> Observation:
    """Keep what stands in the form, also what would not be valid; the first time it begins the observer's part.

    `page` marks the page it is typed in: one whose last answer got lost on the way does not contradict itself. `kept` are the wordings
    that the writer keeps. Raises NotTheObserver, ChangedElsewhere, pairs.NotActiveNow, and ledger.NotNow once it is submitted.
    """
    row = _acting(observation, by, now=now)
    if row.state in observations.BEFOREHAND:
        row = ledger.append(row, event="begun", by=_person(by), now=now)
    elif row.state != "observer_draft":
        raise ledger.NotNow(row.machine.name, row.state, "kept")
    before = row.observer_part.opened() or {"salt": signing.salt()}
    if revision != row.revision and (not page or page != before.get("page")):
        raise ChangedElsewhere
    row.observer_part = {"salt": before["salt"], "answers": dict(answers), "kept": sorted(kept), "page": page}
    row.revision += 1
    row.save(update_fields=["observer_part", "revision"])
    return row


@transaction.atomic
def submit(*, observation: Observation, by: Observer, part: Part, revision: int, now: datetime) -> Observation:
    """Lock the observer's part: their signature under it, and what follows at once from a lapse or a replacement.

    Raises NotTheObserver, ChangedElsewhere, NotYet, pairs.NotActiveNow, and ledger.NotNow where there is no draft.
    """
    row = _acting(observation, by, now=now)
    if row.state == "observer_draft" and row.revision != revision:
        raise ChangedElsewhere
    if part.acted_on > timezone.localdate(now):
        raise NotYet
    before = row.observer_part.opened() or {}
    words = {"salt": before.get("salt", ""), "answers": dict(part.answers), "signed_as": part.signed_as}
    row.observer_part, row.facts = words, dict(part.facts)
    row.acted_on, row.consent = part.acted_on, part.consent
    content = observations.observer_content(row)
    changes = {"observer_part": words, "facts": row.facts, "acted_on": row.acted_on, "consent": row.consent}
    sealed = ledger.append(
        row,
        event="submitted",
        by=_person(by),
        now=now,
        digest=digest(content),
        submitted_at=now,
        **changes,
    )
    _sign(sealed, by, now=now)
    policy = policy_for(sealed.organisation_id, sealed.relationship.programme_key)
    # First what was seen now, then what it replaces: a lapse that stands in both pauses all the while.
    if observation_evidence.from_lapse(sealed, now=now):
        telling.safety_lapse(sealed, policy=policy, now=now)
    _replace(sealed, now=now)
    telling.submitted(sealed, policy=policy, now=now)
    return sealed


def _acting(observation: Observation, by: Observer, *, now: datetime) -> Observation:
    """The observation, held until the transaction ends, if `by` is its observer now."""
    pair = ledger.lock(observation.relationship)
    if pair.state != "active":
        raise pairs.NotActiveNow
    row = ledger.lock(observation)
    if isinstance(by, Invitation):
        link = Invitation.objects.select_for_update(of=("self",)).get(pk=by.pk)
        fits = link.observation_id == row.pk and not link.used_at and not link.revoked_at and link.expires_at > now
    else:
        _hold_own_relationship(row, by)
        fits = observations.observes_now(row, by)
    if not fits:
        raise NotTheObserver
    return row


def _hold_own_relationship(row: Observation, person: User) -> None:
    """An assessor's or peer's own relationship does not end between being asked about and the act."""
    own = Relationship.objects.filter(learner_id=row.learner_id, mentor=person).order_by("pk")
    list(own.select_for_update(of=("self",)).values_list("pk", flat=True))


def _sign(row: Observation, by: Observer, *, now: datetime) -> None:
    is_link = isinstance(by, Invitation)
    signing.sign(
        subject=row,
        content=observations.observer_content(row),
        seen_digest=row.digest,
        signer=_person(by),
        invitation=by if isinstance(by, Invitation) else None,
        role=EXTERNAL if is_link else row.observer_kind,
        outcome=Signature.Outcome.AGREE,
        comment="",
        method=Signature.Method.LINK if is_link else Signature.Method.LOGIN,
        now=now,
    )
    if isinstance(by, Invitation):
        Invitation.objects.filter(pk=by.pk).update(used_at=now)


def _replace(row: Observation, *, now: datetime) -> None:
    if row.replaces is not None:
        ledger.append(row.replaces, event="replaced", by=row.observer, now=now)
        observation_evidence.withdraw(row.replaces, now=now)


def _person(by: Observer) -> User | None:
    return by if isinstance(by, User) else None
