"""Evidence is a judged act of practice under one indicator. A Decision signs off a level; a Review looks back over some months.

Self-rating, the mentor's decision and the line manager's confirmation are kept apart. A Dispute says "I see this differently" and is
heard by somebody who judged nothing before.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models.ledger import Held, Ledgered, known_states
from assessments.mentoring.models.relationships import Relationship
from training_site.sealing.fields import SealedJSONField, SealedTextField

PERSON = settings.AUTH_USER_MODEL
LEVELS = Q(level__gte=0, level__lte=4)


class Evidence(Held):
    """A piece of evidence, validated by somebody else. Written once; a Withdrawal takes it back."""

    class Kind(models.TextChoices):
        """What was seen. A work product is seen in the office and never uploaded."""

        OBSERVATION = "observation", _("Direct observation")
        WORK_PRODUCT = "work_product", _("Work seen in the office")
        SIMULATION = "simulation", _("Simulation")
        FEEDBACK = "feedback", _("Feedback from others")
        SCENARIO = "scenario", _("Scenario")
        REFLECTION = "reflection", _("Log entry")
        SESSION = "session", _("Session")

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="evidence")
    indicator = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=Kind)
    level = models.PositiveSmallIntegerField()
    """Shown on that day: 0 not yet, 1 to 4 as the framework says."""
    lapse = models.BooleanField(default=False)
    """A safety-critical lapse was seen."""
    acted_on = models.DateField()
    """The day of the act; freshness counts from here."""
    entered_at = models.DateTimeField()
    validator = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(
        "mentoring.Invitation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who judged: a person with an account, or an invited observer."""
    source = models.UUIDField(null=True, blank=True)
    """The entry, record or observation it was seen in."""
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    """1 to 3: an entry or a session supports three indicators at most. Null where an observation form was filled, which names its own."""
    rationale = SealedTextField()
    framework_version = models.CharField(max_length=16)
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    """A coordinator has confirmed the day of an act that was entered very late."""

    class Meta:
        """Judged by one of two kinds of people, never by oneself; three indicators at most."""

        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["indicator", "acted_on", "id"]
        constraints = [
            models.CheckConstraint(condition=LEVELS, name="evidence_level_is_known"),
            models.CheckConstraint(
                condition=Q(validator__isnull=False, invitation=None) | Q(validator=None, invitation__isnull=False),
                name="evidence_has_one_judge",
            ),
            models.CheckConstraint(
                condition=Q(validator=None) | ~Q(validator=F("learner")), name="nobody_validates_their_own_evidence"
            ),
            models.CheckConstraint(
                condition=Q(position=None, kind__in=["observation", "simulation", "work_product"])
                | Q(position__gte=1, position__lte=3, position__isnull=False),
                name="evidence_supports_three_indicators_at_most",
            ),
            models.UniqueConstraint(
                fields=["source", "validator", "position"],
                condition=Q(position__isnull=False, source__isnull=False),
                name="one_indicator_per_position",
            ),
            models.UniqueConstraint(
                fields=["source", "indicator"], condition=Q(source__isnull=False), name="one_judgement_per_source"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="evidence_approval_has_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["learner", "indicator"], name="evidence_of_a_person")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level}"


class Withdrawal(models.Model):
    """A piece of evidence no longer counts. Written once."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    """Null where the thing it was seen in was replaced."""
    reason = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """At most one per piece."""

        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return self.reason


class SelfRating(models.Model):
    """Where a learner sees themself. Every rating is kept; the latest counts."""

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="self_ratings")
    indicator = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField()
    framework_version = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        """Levels as in the framework."""

        verbose_name = _("self-rating")
        verbose_name_plural = _("self-ratings")
        ordering = ["indicator", "at", "id"]
        constraints = [models.CheckConstraint(condition=LEVELS, name="self_rating_level_is_known")]
        indexes = [models.Index(fields=["learner", "indicator"], name="self_ratings_of_a_person")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level}"


class Decision(Ledgered):
    """A level reached in one indicator, signed off by the primary mentor or an assessor."""

    machine = state.DECISION

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="decisions")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="decisions")
    """By what right it was made."""
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField()
    framework_version = models.CharField(max_length=16)
    basis = models.JSONField(default=list)
    """Ids of the pieces of evidence it rests on."""
    acted_on = models.DateField()
    """The day of the newest act it rests on."""
    rationale = SealedTextField()

    class Meta:
        """One standing decision per indicator; nobody decides about themself."""

        verbose_name = _("level decision")
        verbose_name_plural = _("level decisions")
        ordering = ["indicator", "created_at", "id"]
        constraints = [
            known_states(state.DECISION, "decision_state_is_known"),
            models.CheckConstraint(condition=LEVELS, name="decision_level_is_known"),
            models.CheckConstraint(condition=~Q(decided_by=F("learner")), name="nobody_decides_about_themself"),
            models.UniqueConstraint(
                fields=["learner", "indicator"],
                condition=Q(state__in=["signed_off", "confirmed", "upheld", "paused"]),
                name="one_standing_decision_per_indicator",
            ),
        ]


class Dispute(Ledgered):
    """A learner sees a judgement differently, and is heard."""

    machine = state.DISPUTE

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="disputes")
    subject = models.UUIDField()
    subject_machine = models.CharField(max_length=16)
    """decision, observation or review."""
    statement = SealedTextField()
    heard_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = SealedTextField()

    class Meta:
        """One open dispute per judgement; nobody hears their own."""

        verbose_name = _("disagreement")
        verbose_name_plural = _("disagreements")
        ordering = ["created_at", "id"]
        constraints = [
            known_states(state.DISPUTE, "dispute_state_is_known"),
            models.CheckConstraint(
                condition=Q(heard_by=None) | ~Q(heard_by=F("learner")), name="nobody_hears_their_own_dispute"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["raised", "withdrawn"]) | Q(heard_by__isnull=False),
                name="a_dispute_is_heard_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state__in=["raised", "taken_up"]), name="one_open_dispute_per_judgement"
            ),
        ]


class Review(Ledgered):
    """A progress review (form T48): month 3, 6, 9, 12, then yearly."""

    class Judgement(models.TextChoices):
        """How it goes on."""

        ON_TRACK = "on_track", _("On track")
        CONCERNS = "concerns", _("On track with more support")
        NOT_ON_TRACK = "not_on_track", _("Pause from contact with families")
        INSUFFICIENT = "insufficient_evidence", _("Not enough evidence yet")

    machine = state.REVIEW

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="reviews")
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="reviews")
    month = models.PositiveSmallIntegerField()
    """3, 6, 9, 12, 24 …: months since the relationship began."""
    occurred_on = models.DateField()
    judgement = models.CharField(max_length=24, choices=Judgement, blank=True)
    has_support_plan = models.BooleanField(default=False)
    ratings = models.JSONField(default=dict)
    """`{indicator: {self, mentor}}` as they stood."""
    mentor_part = SealedJSONField()
    learner_part = SealedJSONField()
    digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """Concerns come with a plan."""

        verbose_name = _("progress review")
        verbose_name_plural = _("progress reviews")
        ordering = ["learner", "occurred_on", "id"]
        constraints = [
            known_states(state.REVIEW, "review_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "erased"]) | ~Q(judgement="") & ~Q(digest=""),
                name="a_signed_review_has_a_judgement",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(judgement__in=["concerns", "not_on_track"]) | Q(has_support_plan=True),
                name="concerns_come_with_a_plan",
            ),
        ]
