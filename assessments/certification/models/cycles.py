"""A Cycle is one round of one person towards one certification. Rounds are numbered; nothing is ever reset.

A RequirementStatus says how one requirement of a cycle stands: a projection of the ledgers below, rebuilt by `rebuild_certification`.
A Waiver lifts a requirement for one cycle. An Extension moves the day by which it is due, a Leave pauses it.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.certification import state
from assessments.certification.laws.cycles import CYCLE, OPEN
from assessments.certification.laws.reading import MOST_LETTERS_OF_A_KEY
from assessments.certification.models.certifications import Certification, CertificationVersion
from assessments.certification.models.ledger import Ledgered, known_states
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class Cycle(Ledgered):
    """One round: by one version's rules, along one of its paths."""

    machine = CYCLE

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cycles")
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="cycles")
    version = models.ForeignKey(CertificationVersion, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveIntegerField()
    """From 1, per person and certification."""
    path = models.CharField(max_length=24)
    """Which of the version's paths: its kind and number, as "recert:1"."""
    opened_on = models.DateField()
    counts_from = models.DateField(null=True, blank=True)
    """Acts from this day on count; null: whenever they were done."""
    due_on = models.DateField(null=True, blank=True)
    """By when it should be completed, extensions and leave included."""
    completed_on = models.DateField(null=True, blank=True)
    """The day of the last act that was needed, not that of the decision."""
    window_opens_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    """Valid through this day; null where the certificate does not expire."""
    baseline_expires_on = models.DateField(null=True, blank=True)
    """Without leave: what the next cycle's dates are counted from."""
    migrate_by = models.DateField(null=True, blank=True)
    """A newer version asks for its own rules from this day on."""

    class Meta:
        """Numbered; one at work at a time; dates in order."""

        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ["certification", "learner", "number"]
        constraints = [
            known_states(CYCLE, "cycle_state_is_known"),
            models.UniqueConstraint(fields=["learner", "certification", "number"], name="cycles_are_numbered"),
            models.UniqueConstraint(
                fields=["learner", "certification"], condition=Q(state__in=OPEN), name="one_cycle_at_work"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="cycles_count_from_one"),
            models.CheckConstraint(
                condition=Q(window_opens_on=None)
                | Q(window_opens_on__lte=F("expires_on"), expires_on__isnull=False, completed_on__isnull=False),
                name="a_window_opens_before_it_expires",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "window_opens_on"], name="cycles_whose_window_opens"),
            models.Index(fields=["state", "expires_on"], name="cycles_that_expire"),
        ]


class RequirementStatus(models.Model):
    """How one requirement of a cycle stands. Projection."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="statuses")
    key = models.CharField(max_length=MOST_LETTERS_OF_A_KEY)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12)
    """As `laws` names it."""
    met_on = models.DateField(null=True, blank=True)
    """The day of the act."""
    code = models.CharField(max_length=40)
    """Which sentence explains it."""
    params = models.JSONField(default=dict)
    waits_for = models.CharField(max_length=16, blank=True)
    evidence = models.JSONField(default=list)

    class Meta:
        """One per requirement."""

        verbose_name = _("status of a requirement")
        verbose_name_plural = _("statuses of requirements")
        ordering = ["cycle", "position"]
        constraints = [models.UniqueConstraint(fields=["cycle", "key"], name="one_status_per_requirement")]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class Waiver(models.Model):
    """A requirement that somebody does not have to meet in this cycle. Written once."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="waivers")
    requirement = models.CharField(max_length=MOST_LETTERS_OF_A_KEY)
    reason = models.CharField(max_length=32)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One per requirement."""

        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [models.UniqueConstraint(fields=["cycle", "requirement"], name="one_waiver_per_requirement")]

    def __str__(self) -> str:
        return self.requirement


class Extension(Ledgered):
    """A learner asks for more time, and somebody decides."""

    machine = state.EXTENSION

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="extensions")
    asked_until = models.DateField()
    reason = SealedTextField()
    granted_until = models.DateField(null=True, blank=True)
    answer = SealedTextField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """One open question at a time."""

        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["created_at", "id"]
        constraints = [
            known_states(state.EXTENSION, "extension_state_is_known"),
            models.UniqueConstraint(fields=["cycle"], condition=Q(state="asked"), name="one_open_extension_per_cycle"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"]) | Q(decided_by__isnull=False),
                name="an_extension_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted_until__isnull=False), name="a_granted_extension_has_a_day"
            ),
        ]


class Leave(Ledgered):
    """A time away that pauses what is due and what expires."""

    class Kind(models.TextChoices):
        """Why; shown to nobody outside, and not on the certificate."""

        PARENTAL = "parental", _("Parental leave")
        SICKNESS = "sickness", _("Long illness")
        EMERGENCY = "emergency", _("Displacement or emergency")
        OTHER = "other", _("Other approved leave")

    machine = state.LEAVE

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="leaves")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=16, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """The last day of it; null while it lasts."""
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One at a time; nobody approves their own."""

        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["starts_on", "id"]
        constraints = [
            known_states(state.LEAVE, "leave_state_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="a_leave_ends_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("learner")), name="nobody_approves_their_own_leave"),
            models.UniqueConstraint(
                fields=["cycle"], condition=Q(state="approved", ends_on=None), name="one_open_leave_per_cycle"
            ),
        ]
