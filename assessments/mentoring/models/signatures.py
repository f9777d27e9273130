"""A Signature binds one person to the exact content of one thing. An Addendum corrects what is signed without touching it. A Pin is a
person's own, for signing on somebody else's phone.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models.ledger import Held, Ledgered, known_states
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class Signature(Held):
    """Somebody agreed or disagreed with this very content. Written once."""

    class Outcome(models.TextChoices):
        """What the signer says."""

        AGREE = "agree", _("I agree")
        COMMENT = "agree_with_comment", _("I agree, with a remark")
        DISAGREE = "disagree", _("I see it differently")

    class Method(models.TextChoices):
        """How we know who signed."""

        LOGIN = "login", _("Signed in on their own")
        PIN = "pin_same_device", _("With their own PIN on the other's phone")
        LINK = "token_link", _("By a personal link")

    class Part(models.TextChoices):
        """What was signed."""

        WHOLE = "whole", _("Everything")
        FACTS = "facts", _("The employer's part: facts only")

    subject = models.UUIDField(db_index=True)
    machine = models.CharField(max_length=16)
    part = models.CharField(max_length=8, choices=Part, default=Part.WHOLE)
    signer = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures")
    invitation = models.ForeignKey(
        "mentoring.Invitation", on_delete=models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    role = models.CharField(max_length=24)
    """What the signer was to the learner at that time."""
    unit = models.CharField(max_length=160, blank=True)
    """The organisation at that time."""
    statement = models.CharField(max_length=32)
    """Version of the sentence that was signed."""
    outcome = models.CharField(max_length=20, choices=Outcome)
    comment = SealedTextField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the canonical content. Void as soon as the content's digest is another."""
    method = models.CharField(max_length=16, choices=Method)
    signed_at = models.DateTimeField()

    class Meta:
        """One signature per person and content."""

        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signer__isnull=False, invitation=None) | Q(signer=None, invitation__isnull=False),
                name="a_signature_has_one_signer",
            ),
            models.UniqueConstraint(
                fields=["subject", "digest", "part", "signer"],
                condition=Q(signer__isnull=False),
                name="one_signature_per_person_and_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.machine} {self.outcome}"


class Addendum(Ledgered):
    """A correction, an omission, new information or a response to something signed. Both sign it."""

    class Reason(models.TextChoices):
        """Why it is added."""

        CORRECTION = "correction", _("Correction")
        OMISSION = "omission", _("Something was left out")
        NEW = "new_information", _("New information")
        RESPONSE = "response", _("Response")

    machine = state.ADDENDUM

    subject = models.UUIDField(db_index=True)
    subject_machine = models.CharField(max_length=16)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason)
    body = SealedTextField()
    digest = models.CharField(max_length=64)

    class Meta:
        """In the order of writing."""

        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")
        ordering = ["created_at", "id"]
        constraints = [known_states(state.ADDENDUM, "addendum_state_is_known")]


class Pin(models.Model):
    """A person's own number for signing on a phone that somebody else is signed in on. Kept as a slow hash."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="signing_pin")
    hash = models.CharField(max_length=128)
    set_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One per person."""

        verbose_name = _("signing PIN")
        verbose_name_plural = _("signing PINs")

    def __str__(self) -> str:
        return "PIN"
