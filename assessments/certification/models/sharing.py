"""What a holder lets others see. A Showing is a choice about the public page; a Share is a link that opens the certificate until a day.

Both belong to the round: whatever corrects a certificate, or signs it anew, is seen as its holder had chosen.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.certification.models.cycles import Cycle

PERSON = settings.AUTH_USER_MODEL


class Showing(models.Model):
    """What strangers see on the public page, from now on. Written once; the latest counts."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="showings")
    competencies = models.BooleanField()
    """Whether the list of competencies is shown."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    """The holder."""
    at = models.DateTimeField()

    class Meta:
        """In the order in which they came."""

        verbose_name = _("choice of what is shown")
        verbose_name_plural = _("choices of what is shown")
        ordering = ["cycle", "at", "id"]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.at}"


class Share(models.Model):
    """A link that the holder passes on. It may be ended once, before its day, and is never opened again."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    secret = models.CharField(max_length=26, unique=True)
    """Who has it may look; 130 bits of chance."""
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="shares")
    competencies = models.BooleanField()
    """Whether the list of competencies is shown to whoever has the link."""
    until = models.DateField()
    """Through this day, where the issuer is."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    """The holder."""
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        verbose_name = _("link to a certificate")
        verbose_name_plural = _("links to certificates")
        ordering = ["-created_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(secret=""), name="a_link_has_a_secret")]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.until}"
