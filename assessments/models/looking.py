"""A file is looked at first and carried out later: between the two it waits here, for whoever looked at it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL
ENDS_AT_A_MOMENT = Q(state="looked", ended_at=None) | ~Q(state="looked") & Q(ended_at__isnull=False)
"""What every table of such files holds: a file that waits has no end, any other one has."""


class LookedFile(models.Model):
    """A file, by its hash: who looked, when, and what came of it. What stood in it is the business of each kind."""

    class State(models.TextChoices):
        """What came of it."""

        LOOKED = "looked", _("Looked at")
        DONE = "done", _("Carried out")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.LOOKED)
    looked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first."""

        abstract = True
        ordering = ["-looked_at", "pk"]

    def __str__(self) -> str:
        return self.sha256[:12]
