"""A Consent is a person's word on one version of the privacy notice. An ErasureRequest is their wish to be forgotten: taken back, looked at by
one administrator, done by another. An ErasureProof is what went and what stayed, with its hash.
"""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Consent(models.Model):
    """Somebody has read the notice and goes on. Written once."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    version = models.PositiveSmallIntegerField(_("version"))
    sha256 = models.CharField(_("hash of the text"), max_length=64)
    language = models.CharField(_("language"), max_length=12)
    at = models.DateTimeField(_("at"))

    class Meta:
        """Once for each text."""

        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["person", "at"]
        constraints = [models.UniqueConstraint(fields=["person", "sha256"], name="one_word_on_each_privacy_notice")]

    def __str__(self) -> str:
        return f"{self.version} {self.sha256[:12]}"


OPEN = Q(taken_back_at=None, done_at=None)


class ErasureRequest(models.Model):
    """A wish to be forgotten, with the day by which it must be fulfilled."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("Asked for")
        LOOKED = "looked", _("Looked at, waits for a second person")
        TAKEN_BACK = "taken_back", _("Taken back")
        DONE = "done", _("Done")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    asked_at = models.DateTimeField(_("asked"))
    due_on = models.DateField(_("due"))
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    looked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    done_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        """One open wish per person; two people, neither of them the person."""

        verbose_name = _("erasure request")
        verbose_name_plural = _("erasure requests")
        ordering = ["due_on", "asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=OPEN, name="one_open_erasure_request"),
            models.CheckConstraint(
                condition=Q(looked_by=None, looked_at=None) | Q(looked_by__isnull=False, looked_at__isnull=False),
                name="an_erasure_is_looked_at_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None)
                | Q(done_by__isnull=False, done_at__isnull=False, looked_by__isnull=False, taken_back_at=None)
                & ~Q(done_by=F("looked_by")),
                name="an_erasure_is_done_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=(Q(looked_by=None) | ~Q(looked_by=F("person"))) & (Q(done_by=None) | ~Q(done_by=F("person"))),
                name="nobody_erases_themself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.state.label)

    @property
    def state(self) -> State:
        """How far it is."""
        if self.done_at:
            return self.State.DONE
        if self.taken_back_at:
            return self.State.TAKEN_BACK
        return self.State.LOOKED if self.looked_at else self.State.ASKED

    def is_late(self, today: date) -> bool:
        """Whether its day is over and it is still open."""
        return self.state in (self.State.ASKED, self.State.LOOKED) and self.due_on < today


class ErasureProof(models.Model):
    """What went and what stayed: numbers and names of tables. Written once, with its hash, which the audit trail has too."""

    request = models.OneToOneField(ErasureRequest, on_delete=models.PROTECT, primary_key=True, related_name="proof")
    report = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """One per request."""

        verbose_name = _("proof of erasure")
        verbose_name_plural = _("proofs of erasure")

    def __str__(self) -> str:
        return self.sha256[:12]
