"""Levels: signed off by the primary mentor or an assessor, confirmed by the line manager, upheld or returned by a moderator.

A level is signed off only where the rule of the framework supports it, and may be judged lower. What was decided is never changed: a new
decision supersedes it. A safety-critical lapse pauses a decision until practice has been observed again.
"Mentoring and reflective supervision", 5.1 and 5.9; competency framework, 4.1, 4.2 and 4.4.
"""

from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.framework.ratings import PAUSED, Missing, Standing
from assessments.mentoring.models import Decision, Evidence, Relationship
from assessments.mentoring.selectors import competency
from assessments.mentoring.selectors.competency import Kind
from assessments.mentoring.selectors.indicators import framework
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.selectors.relationships import is_line_manager
from assessments.mentoring.services import ledger, telling_levels
from training_site.people.models import User

REASON_LENGTH = 20
"""A rationale has so many characters at least."""
DECIDES = (Kind.REFLECTIVE, Kind.ASSESSOR)


class ReturnReason(models.TextChoices):
    """Why a moderator gives a decision back."""

    EVIDENCE = "evidence_thin", _("The evidence does not show this level")
    SOURCES = "sources_too_few", _("More people should have looked")
    RULE = "rule_not_met", _("A rule of the framework was overlooked")
    UNCLEAR = "unclear", _("It cannot be seen why this level was chosen")


class NotTheDecider(Exception):
    """Only the primary mentor or an assessor of the learner, in an active relationship, decides about a level."""


class IsTheLineManager(Exception):
    """Who manages the learner does not also decide about levels, unless the organisation's policy allows it."""


class NotSupported(Exception):
    """The evidence does not carry this level: `missing` says what the target level still needs."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.level = standing.level
        self.missing: tuple[Missing, ...] = standing.missing


class PausedUntilObserved(Exception):
    """After a safety-critical lapse nothing is signed off in this indicator before it has been observed again."""


class RationaleTooShort(Exception):
    """A decision says why, in a sentence."""


class UnknownIndicator(Exception):
    """The published framework has no such indicator."""


class DecidedMeanwhile(Exception):
    """Another decision about this indicator was made since the page was opened."""


class NotTheLineManager(Exception):
    """Only somebody who manages the learner now, and has not decided themself, confirms a decision."""


class NotTheModerator(Exception):
    """Only a moderator of the learner moderates."""


class JudgedBefore(Exception):
    """Whoever has judged, observed or signed something of this learner's does not moderate their levels."""


class SaidAlready(Exception):
    """The line manager has confirmed this decision."""


@transaction.atomic
def sign_off(
    *, learner: User, indicator: str, level: int, rationale: str, by: User, seen: str, now: datetime
) -> Decision:
    """Decide about a level. `seen` is the id of the standing decision that the page showed, or "".

    Raises NotTheDecider, IsTheLineManager, UnknownIndicator, RationaleTooShort, PausedUntilObserved, NotSupported, DecidedMeanwhile.
    """
    pair = _acting(by, learner.pk, DECIDES, now=now, otherwise=NotTheDecider)
    policy = policy_for(pair.organisation_id, pair.programme_key)
    if policy.mentor_may_be_line_manager == "no" and is_line_manager(by.pk, learner.pk):
        raise IsTheLineManager
    known = framework(pair.programme_key)
    if indicator not in known.indicators:
        raise UnknownIndicator
    if len(rationale.strip()) < REASON_LENGTH:
        raise RationaleTooShort
    rows = competency.evidence_of(learner.pk, indicator)
    today = timezone.localdate(now)
    standing = competency.standings(rows, [indicator], framework=known, policy=policy, today=today)[indicator]
    if standing.state == PAUSED:
        raise PausedUntilObserved
    if not 1 <= level <= (standing.level or 0):
        raise NotSupported(standing)
    basis = [row for row in rows if str(row.pk) in standing.counted and competency.piece(row).shown >= level]
    decision = Decision(
        organisation_id=pair.organisation_id,
        learner=learner,
        relationship=pair,
        decided_by=by,
        indicator=indicator,
        level=level,
        framework_version=known.version,
        basis=[str(row.pk) for row in basis],
        acted_on=max(row.acted_on for row in basis),
    )
    decision.rationale = rationale.strip()
    _supersede(learner.pk, indicator, seen=seen, by=by, now=now)
    try:
        with transaction.atomic():
            ledger.begin(decision, event="signed_off", by=by, now=now)
    except IntegrityError as error:  # the database keeps one standing decision per indicator
        raise DecidedMeanwhile from error
    _tell_of(decision, now=now)
    return decision


@transaction.atomic
def confirm(*, decision: Decision, by: User, now: datetime) -> Decision:
    """The line manager confirms. Raises NotTheLineManager, SaidAlready, ledger.NotNow."""
    _acting(by, decision.learner_id, (Kind.LINE_MANAGEMENT,), now=now, otherwise=NotTheLineManager)
    fresh = ledger.lock(decision)
    if fresh.decided_by_id == by.pk:
        raise NotTheLineManager
    if competency.heard_about([fresh.pk]).get(fresh.pk, competency.Heard()).confirmed:
        raise SaidAlready
    fresh = ledger.append(fresh, event="confirmed", by=by, now=now)
    telling_levels.settle_decision(fresh, now=now)
    telling_levels.about_decision(fresh, kind="level_confirmed", to=(fresh.learner, fresh.decided_by), now=now)
    _ask_moderators(fresh, now=now)
    return fresh


@transaction.atomic
def uphold(*, decision: Decision, by: User, now: datetime) -> Decision:
    """A moderator finds the decision right. Raises NotTheModerator, JudgedBefore, ledger.NotNow."""
    fresh = _to_moderate(decision, by=by, now=now)
    fresh = ledger.append(fresh, event="upheld", by=by, now=now)
    telling_levels.settle_decision(fresh, now=now)
    telling_levels.about_decision(fresh, kind="level_upheld", to=(fresh.learner, fresh.decided_by), now=now)
    return fresh


@transaction.atomic
def give_back(*, decision: Decision, by: User, reason: str, now: datetime) -> Decision:
    """A moderator returns the decision, with a ReturnReason: it no longer stands. Raises as `uphold`, and ValueError."""
    code = ReturnReason(reason).value
    fresh = _to_moderate(decision, by=by, now=now)
    if fresh.state not in ("signed_off", "confirmed"):
        raise ledger.NotNow(fresh.machine.name, fresh.state, "returned")
    return revoke(decision=fresh, by=by, reason=code, now=now)


@transaction.atomic
def revoke(*, decision: Decision, by: User, reason: str, now: datetime) -> Decision:
    """A decision no longer stands, for a code; who may cause it is asked by the caller. Raises ledger.NotNow."""
    fresh = ledger.append(decision, event="returned", by=by, now=now, reason=reason)
    telling_levels.settle_decision(fresh, now=now)
    telling_levels.about_decision(fresh, kind="level_returned", to=(fresh.learner, fresh.decided_by), now=now)
    return fresh


@transaction.atomic
def pause(*, learner: User, indicator: str, by: User | None, now: datetime) -> Decision | None:
    """A safety-critical lapse was seen: the decision that stands is paused. Whoever wrote the lapse down tells people about it.

    The decision, or None where none stood or it was paused already. `by` is None for an observer without account.
    """
    standing = Decision.objects.filter(
        learner=learner, indicator=indicator, state__in=["signed_off", "confirmed", "upheld"]
    )
    found = standing.first()
    if found is None:
        return None
    paused = ledger.append(found, event="paused", by=by, now=now, reason="lapse")
    telling_levels.settle_decision(paused, now=now)
    return paused


@transaction.atomic
def resume(*, learner: User, indicator: str, by: User | None, now: datetime) -> Decision | None:
    """A paused decision stands again as soon as the evidence is paused no longer; the decision, or None where nothing changed."""
    found = Decision.objects.filter(learner=learner, indicator=indicator, state="paused").first()
    if found is None or _is_paused(found, now=now):
        return None
    resumed = ledger.append(found, event="resumed", by=by, now=now, reason="observed_again")
    telling_levels.level_resumed(resumed, now=now)
    return resumed


def resume_due(now: datetime) -> int:
    """Let every paused decision stand again that was observed again meanwhile; how many. For the clock of the site."""
    waiting = Decision.objects.filter(state="paused").select_related("learner").order_by("pk")
    return sum(resume(learner=row.learner, indicator=row.indicator, by=None, now=now) is not None for row in waiting)


def rests_on_withdrawn(decision: Decision, rows: list[Evidence]) -> bool:
    """Whether a piece that a decision rests on was withdrawn since."""
    return any(str(row.pk) in decision.basis and competency.is_withdrawn(row) for row in rows)


def _acting(
    by: User, learner_id: int, kinds: tuple[str, ...], *, now: datetime, otherwise: type[Exception]
) -> Relationship:
    """The active relationship by which somebody acts, held until the transaction ends; raises `otherwise`."""
    found = competency.right_of(by.pk, learner_id, kinds, today=timezone.localdate(now)) if by.is_active else None
    if found is None:
        raise otherwise
    held = ledger.lock(found)
    if held.state != "active":
        raise otherwise
    return held


def _to_moderate(decision: Decision, *, by: User, now: datetime) -> Decision:
    _acting(by, decision.learner_id, (Kind.MODERATOR,), now=now, otherwise=NotTheModerator)
    if competency.has_judged(by.pk, decision.learner_id):
        raise JudgedBefore
    return ledger.lock(decision)


def _supersede(learner_id: int, indicator: str, *, seen: str, by: User, now: datetime) -> None:
    before = Decision.objects.filter(learner_id=learner_id, indicator=indicator, state__in=competency.STANDS).first()
    if (str(before.pk) if before else "") != seen:
        raise DecidedMeanwhile
    if before is None:
        return
    try:
        superseded = ledger.append(before, event="superseded", by=by, now=now)
    except ledger.NotNow as error:
        raise DecidedMeanwhile from error
    telling_levels.settle_decision(superseded, now=now)


def _is_paused(decision: Decision, *, now: datetime) -> bool:
    pair = decision.relationship
    rows = competency.evidence_of(decision.learner_id, decision.indicator)
    standing = competency.standings(
        rows,
        [decision.indicator],
        framework=framework(pair.programme_key),
        policy=policy_for(pair.organisation_id, pair.programme_key),
        today=timezone.localdate(now),
    )[decision.indicator]
    return standing.state == PAUSED


def _tell_of(decision: Decision, *, now: datetime) -> None:
    learner = decision.learner
    managers = [one for one in telling_levels.around(learner.pk, Kind.LINE_MANAGEMENT) if one != decision.decided_by]
    telling_levels.about_decision(decision, kind="level_signed_off", to=[learner], now=now)
    telling_levels.about_decision(decision, kind="level_to_confirm", to=managers, now=now)
    if not managers:
        _ask_moderators(decision, now=now)


def _ask_moderators(decision: Decision, *, now: datetime) -> None:
    pair = decision.relationship
    managers = [one.pk for one in telling_levels.around(decision.learner_id, Kind.LINE_MANAGEMENT)]
    policy = policy_for(pair.organisation_id, pair.programme_key)
    if competency.needs_moderator(decision, policy=policy, line_managers=managers):
        moderators = telling_levels.around(decision.learner_id, Kind.MODERATOR)
        telling_levels.about_decision(decision, kind="level_to_moderate", to=moderators, now=now)
