"""A Decision closes the work of a cycle: by rule, by one assessor, or by a panel whose members each give a Vote.

An Appeal asks that a decision, or what was done to a credential, be looked at by somebody who had no part in it.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.certification import state
from assessments.certification.models.cycles import Cycle
from assessments.certification.models.ledger import Held, Ledgered, known_states
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class Decision(Ledgered):
    """What was decided about a cycle, and everything it rests on."""

    class Mode(models.TextChoices):
        """Who decides."""

        AUTOMATIC = "automatic", _("By rule")
        ASSESSOR = "assessor", _("By an assessor")
        PANEL = "panel", _("By a panel")
        RECORDS = "records", _("From earlier records")

    machine = state.DECISION

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="decisions")
    mode = models.CharField(max_length=12, choices=Mode)
    quorum = models.PositiveSmallIntegerField(default=1)
    """So many votes for one outcome decide."""
    findings = models.JSONField(default=list)
    """The status of every requirement as it stood when the decision was made; written once, when it is closed."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the canonical findings, version and dates."""
    completed_on = models.DateField()
    """The day of the last act that was needed."""
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One open decision per cycle, and one award."""

        verbose_name = _("certification decision")
        verbose_name_plural = _("certification decisions")
        ordering = ["created_at", "id"]
        constraints = [
            known_states(state.DECISION, "certification_decision_state_is_known"),
            models.UniqueConstraint(fields=["cycle"], condition=Q(state="open"), name="one_open_decision_per_cycle"),
            models.UniqueConstraint(fields=["cycle"], condition=Q(state="awarded"), name="one_award_per_cycle"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "dropped"]) | ~Q(digest="") & Q(decided_at__isnull=False),
                name="a_decision_keeps_what_it_rests_on",
            ),
        ]


class Vote(Held):
    """What one person decided. Written once."""

    class Outcome(models.TextChoices):
        """What may come of it."""

        AWARD = "award", _("Award")
        REFER = "refer", _("Not yet: something is missing")
        DEFER = "defer", _("Wait: more has to be known first")
        FAIL = "fail", _("Not awarded")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="votes")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    rationale = SealedTextField()
    at = models.DateTimeField()

    class Meta:
        """Each member once; nobody about themself."""

        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "by"], name="each_member_votes_once"),
            models.CheckConstraint(condition=~Q(by=F("learner")), name="nobody_votes_about_themself"),
        ]

    def __str__(self) -> str:
        return self.outcome


class Conflict(models.Model):
    """Somebody has said that they should not decide about a person. Written once."""

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once is enough."""

        verbose_name = _("declared conflict")
        verbose_name_plural = _("declared conflicts")
        constraints = [models.UniqueConstraint(fields=["learner", "by"], name="a_conflict_is_declared_once")]

    def __str__(self) -> str:
        return f"{self.by_id} about {self.learner_id}"


class Appeal(Ledgered):
    """A learner asks that something be looked at again."""

    machine = state.APPEAL

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="appeals")
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="appeals")
    subject = models.UUIDField()
    """A decision, a claim, an extension or a measure."""
    subject_machine = models.CharField(max_length=16)
    statement = SealedTextField()
    heard_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = SealedTextField()

    class Meta:
        """One open appeal about a thing; nobody hears their own."""

        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["created_at", "id"]
        constraints = [
            known_states(state.APPEAL, "appeal_state_is_known"),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state__in=["raised", "taken_up"]), name="one_open_appeal_per_subject"
            ),
            models.CheckConstraint(
                condition=Q(heard_by=None) | ~Q(heard_by=F("learner")), name="nobody_hears_their_own_appeal"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["raised", "withdrawn"]) | Q(heard_by__isnull=False),
                name="an_appeal_is_heard_by_somebody",
            ),
        ]
