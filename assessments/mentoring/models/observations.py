"""An Observation is a look at practice with a form; an Invitation lets somebody without an account fill exactly one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models.ledger import Held, Ledgered, known_states
from assessments.mentoring.models.relationships import Relationship
from training_site.sealing.fields import SealedJSONField

PERSON = settings.AUTH_USER_MODEL


class Observation(Ledgered):
    """Form T44, filled by the observer, answered by the learner, signed by both."""

    class Observer(models.TextChoices):
        """Who looks."""

        MENTOR = "mentor", _("The mentor")
        ASSESSOR = "assessor", _("An assessor")
        PEER = "peer", _("A peer")
        EXTERNAL = "external", _("Somebody from outside")

    class Consent(models.TextChoices):
        """Who agreed to being observed. Never who they are."""

        CHILD = "child_assented", _("The child agreed")
        CAREGIVER = "caregiver_consented", _("The caregiver agreed")
        BOTH = "both", _("Child and caregiver agreed")
        NOT_APPLICABLE = "not_applicable", _("No family was present")

    machine = state.OBSERVATION

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="observations")
    """The learner and their primary mentor."""
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="observations")
    number = models.PositiveSmallIntegerField()
    form_key = models.CharField(max_length=40)
    form_digest = models.CharField(max_length=64)
    """The version of the form that was filled."""
    indicators = models.JSONField(default=list)
    """Codes agreed beforehand."""
    observer_kind = models.CharField(max_length=10, choices=Observer)
    observer = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="observed")
    """Null where somebody from outside was invited."""
    scheduled_on = models.DateField(null=True, blank=True)
    acted_on = models.DateField(null=True, blank=True)
    """The day of the practice that was seen."""
    consent = models.CharField(max_length=20, choices=Consent, blank=True)
    observer_part = SealedJSONField()
    """`salt, answers: {question: answer}`, with `kept` and `page` while it is written; `signed_as` of somebody without an account."""
    learner_part = SealedJSONField()
    """`request: {question: answer}` from the beginning; `salt, answers` when it was answered."""
    facts = models.JSONField(default=dict)
    """Judgement in codes, once submitted: `level`, `entrustment`, `lapse`, and the other answers of class C1 but those about items."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the observer's part when it was submitted, of the whole when it was answered."""
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody observes themself; what is submitted has its day and digest."""

        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["learner", "number"]
        constraints = [
            known_states(state.OBSERVATION, "observation_state_is_known"),
            models.UniqueConstraint(fields=["learner", "number"], name="observations_are_numbered"),
            models.CheckConstraint(
                condition=Q(observer=None) | ~Q(observer=F("learner")), name="nobody_observes_themself"
            ),
            models.CheckConstraint(
                condition=Q(observer_kind="external", observer=None)
                | ~Q(observer_kind="external") & Q(observer__isnull=False),
                name="an_observer_from_outside_has_no_account",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "learner_responded", "signed"])
                | Q(acted_on__isnull=False, submitted_at__isnull=False) & ~Q(digest="") & ~Q(consent=""),
                name="a_submitted_observation_is_complete",
            ),
        ]


class Invitation(Held):
    """A link to one form for one person without an account. The link itself is never stored."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="invitations")
    person = SealedJSONField()
    """`name, contact, profession, registration, relation` of the person invited."""
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    declared_conflict = models.BooleanField(default=False)

    class Meta:
        """One open invitation per observation; none is used after it was taken back."""

        ordering = ["invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_open_invitation_per_observation",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="an_invitation_expires"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="a_used_invitation_was_not_revoked"
            ),
        ]

    def __str__(self) -> str:
        return "invitation"
