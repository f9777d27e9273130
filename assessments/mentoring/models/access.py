"""An AccessEvent says that somebody looked at something of a learner's: the learner reads this ledger. A BreakGlass opens what is
closed, for a reason, by two people, for three days at most. An Escalation (form T49) says that a concern reached the right person.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models.ledger import Held, Ledgered, known_states
from assessments.mentoring.models.relationships import Relationship
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class AccessEvent(models.Model):
    """Somebody looked. Written once."""

    class Action(models.TextChoices):
        """What they did."""

        LIST = "list", _("saw in a list")
        VIEW = "view", _("opened")
        EXPORT = "export", _("exported")
        PRINT = "print", _("printed")
        BREAK_GLASS = "break_glass", _("opened by emergency access")

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="looked_at")
    """Whose it is: they read this row."""
    actor = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    """Null for an invited observer."""
    role = models.CharField(max_length=24)
    """What the actor was at that moment, as `confidentiality.Standing` says it."""
    data_class = models.CharField(max_length=24)
    """As `confidentiality.DataClass` says it."""
    subject = models.UUIDField(null=True, blank=True)
    action = models.CharField(max_length=12, choices=Action)
    grant = models.ForeignKey(
        "mentoring.BreakGlass", on_delete=models.PROTECT, null=True, blank=True, related_name="uses"
    )
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        """A list seen again on the same day is one row; everything else is one row each."""

        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "actor", "data_class", "day"],
                condition=Q(action="list"),
                name="a_list_is_noted_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(action="break_glass", grant__isnull=False) | ~Q(action="break_glass") & Q(grant=None),
                name="emergency_access_names_its_grant",
            ),
        ]
        indexes = [models.Index(fields=["learner", "at"], name="accesses_of_a_person")]

    def __str__(self) -> str:
        return f"{self.data_class} {self.action}"


class BreakGlass(Ledgered):
    """Emergency access: asked for with a reason, approved by a second person, for 72 hours at most."""

    class Reason(models.TextChoices):
        """Why it is asked for."""

        CHILD_SAFETY = "child_safety", _("Safety of a child")
        FITNESS = "fitness_to_practise", _("Fitness to practise")
        COURT = "court_order", _("Court order")
        COMPLAINT = "complaint", _("Complaint")
        INCAPACITY = "mentor_incapacity", _("The mentor cannot act")

    machine = state.BREAK_GLASS

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="broken_glass")
    requester = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    words = SealedTextField()
    scope = models.JSONField(default=list)
    """Data classes it opens."""
    hours = models.PositiveSmallIntegerField()
    """How long it is open, from approval."""
    tell_on = models.DateField(null=True, blank=True)
    """The day on which learner and mentor are told, where telling them at once would create danger; null: at once."""
    approved_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    notify_at = models.DateTimeField(null=True, blank=True)
    """When learner and mentor are told: at once, or later where that would create danger."""
    delay_words = SealedTextField()
    """Why they are told later."""

    class Meta:
        """Two people, and an end."""

        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        ordering = ["-created_at", "id"]
        constraints = [
            known_states(state.BREAK_GLASS, "break_glass_state_is_known"),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("requester")), name="emergency_access_needs_two_people"
            ),
            models.CheckConstraint(condition=~Q(learner=F("requester")), name="nobody_breaks_their_own_glass"),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=72), name="emergency_access_is_short"),
            models.CheckConstraint(
                condition=Q(approver=None, approved_at=None, expires_at=None, notify_at=None)
                | Q(
                    approver__isnull=False,
                    approved_at__isnull=False,
                    expires_at__gt=F("approved_at"),
                    notify_at__isnull=False,
                ),
                name="emergency_access_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "closed"]) | Q(approver__isnull=False),
                name="approved_emergency_access_has_its_approver",
            ),
        ]


class Submission(Held):
    """A learner shows a record, entry or observation to an assessor or moderator, and can take it back."""

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="submissions")
    """With the assessor or moderator."""
    subject = models.UUIDField()
    machine = models.CharField(max_length=16)
    submitted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Shown once at a time."""

        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["submitted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "subject"], condition=Q(withdrawn_at=None), name="submitted_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("submitted_at")),
                name="a_submission_is_withdrawn_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return self.machine


class Sample(Held):
    """A record drawn at random for the mentor's supervisor to read, announced to both beforehand."""

    record = models.ForeignKey("mentoring.SessionRecord", on_delete=models.PROTECT, related_name="samples")
    supervisor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    objected_at = models.DateTimeField(null=True, blank=True)
    """The learner wanted another one to be read."""

    class Meta:
        """Announced before it opens."""

        verbose_name = _("announced audit")
        verbose_name_plural = _("announced audits")
        ordering = ["-announced_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__gt=F("announced_at"), closes_at__gt=F("opens_at")),
                name="an_audit_is_announced_before_it_opens",
            )
        ]

    def __str__(self) -> str:
        return "announced audit"


class Escalation(Held):
    """A concern was raised through the right channel. Nothing about whom, what or where. Written once."""

    class Channel(models.TextChoices):
        """How it was raised."""

        VOICE = "voice", _("By voice, to the designated person")
        EMERGENCY = "emergency", _("Emergency line or police")
        AUTHORITY = "authority", _("The authority")
        EXTERNAL = "external", _("An outside line")

    class Function(models.TextChoices):
        """In which function the person raised it."""

        LEARNER = "learner", _("Learner")
        MENTOR = "mentor", _("Mentor")
        FACILITATOR = "facilitator", _("Facilitator")

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="escalations")
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=12, choices=Function)
    channel = models.CharField(max_length=12, choices=Channel)
    raised_on = models.DateField()
    reference = models.CharField(max_length=40, blank=True)
    """Number in the employer's own system."""
    reached = models.BooleanField(default=False)
    """The mentor confirmed that the concern reached the designated person."""
    reached_at = models.DateTimeField(null=True, blank=True)
    support_offered = models.BooleanField(default=False)
    entered_at = models.DateTimeField()

    class Meta:
        """Reached at some time, or not yet."""

        verbose_name = _("escalation note")
        verbose_name_plural = _("escalation notes")
        ordering = ["-entered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=True, reached_at__isnull=False) | Q(reached=False, reached_at=None),
                name="a_concern_reached_somebody_at_some_time",
            )
        ]

    def __str__(self) -> str:
        return "escalation note"
