"""What follows from an observation for the learner's levels.

A signed observation is a piece of evidence for every indicator of which something was seen; where several items look at one, the lowest
decides (framework.forms.levels). Its words stay in it: the piece has no rationale of its own, so that the words are erased with it. The
day of entry is the day on which the observer submitted, so that a learner who takes a week to answer does not make it late.

A safety-critical lapse does not wait for the learner's signature: it is evidence, and pauses what was reached, as soon as the observer
has submitted. Otherwise it could be waited away.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from assessments.mentoring.framework.forms.levels import levels_shown
from assessments.mentoring.models import Dispute, Evidence, Invitation, Observation, Withdrawal
from assessments.mentoring.selectors import observations
from assessments.mentoring.selectors.indicators import framework
from assessments.mentoring.services import decisions

REPLACED = "replaced"
"""Reason code of a withdrawal."""


def from_lapse(row: Observation, *, now: datetime) -> int:
    """Pieces for the indicators in which a safety-critical lapse was seen, and a pause for the level reached in each; how many."""
    codes = row.facts.get("lapse_indicators", []) if row.facts.get("lapse") else []
    _add(row, {code: _levels(row).get(code, 0) for code in codes}, lapse=True)
    for code in codes:
        decisions.pause(learner=row.learner, indicator=code, by=row.observer, now=now)
    return len(codes)


def from_signed(row: Observation, *, now: datetime) -> int:
    """Pieces for every indicator that was rated and has none yet from this observation; how many. What was paused and is seen to be safe
    again stands again. None where the learner disagreed and was found right.
    """
    if Dispute.objects.filter(subject=row.pk, state="changed").exists():
        return 0
    there = set(Evidence.objects.filter(source=row.pk).values_list("indicator", flat=True))
    levels = {code: level for code, level in _levels(row).items() if code not in there}
    _add(row, levels, lapse=False)
    _resume(row, levels, now=now)
    return len(levels)


def withdraw(row: Observation, *, now: datetime) -> int:
    """The pieces of an observation that was replaced no longer count, nor does a lapse that was seen in it; how many."""
    pieces = list(Evidence.objects.filter(source=row.pk, withdrawal=None))
    Withdrawal.objects.bulk_create(Withdrawal(evidence=piece, by=None, reason=REPLACED, at=now) for piece in pieces)
    _resume(row, [piece.indicator for piece in pieces], now=now)
    return len(pieces)


def ratings_in(row: Observation) -> dict[str, str]:
    """Item → rating, of a submitted observation."""
    answers = observations.answers(row.observer_part.opened())
    return {
        item.key: answers[key] for item in observations.form_of(row).items if (key := f"item_{item.key}") in answers
    }


def _resume(row: Observation, indicators: Iterable[str], *, now: datetime) -> None:
    for code in indicators:
        decisions.resume(learner=row.learner, indicator=code, by=row.observer, now=now)


def _levels(row: Observation) -> Mapping[str, int]:
    return levels_shown(observations.form_of(row), ratings_in(row))


def _add(row: Observation, levels: Mapping[str, int], *, lapse: bool) -> None:
    acted_on, entered_at = row.acted_on, row.submitted_at
    if acted_on is None or entered_at is None:
        raise ValueError("Only what was submitted is evidence.")
    kind = observations.form_of(row).evidence
    invitation = None if row.observer_id else _used(row.invitations.all())
    version = framework(row.relationship.programme_key).version if levels else ""
    Evidence.objects.bulk_create(
        Evidence(
            organisation_id=row.organisation_id,
            learner_id=row.learner_id,
            indicator=indicator,
            kind=kind,
            level=level,
            lapse=lapse,
            acted_on=acted_on,
            entered_at=entered_at,
            validator_id=row.observer_id,
            invitation=invitation,
            source=row.pk,
            framework_version=version,
        )
        for indicator, level in levels.items()
    )


def _used(invitations: Iterable[Invitation]) -> Invitation:
    return next(one for one in invitations if one.used_at)
