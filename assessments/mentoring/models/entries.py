"""An Entry of the reflective log (form T43): about the worker's own practice, theirs alone until they share it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models.ledger import Ledgered, known_states
from assessments.mentoring.models.relationships import Relationship
from training_site.sealing.fields import SealedJSONField

PERSON = settings.AUTH_USER_MODEL
WITH_THE_MENTOR = ("shared", "read", "validated", "returned")


class Entry(Ledgered):
    """One reflection. Who reads it is in `state` and `relationship` alone."""

    class Kind(models.TextChoices):
        """What it is about."""

        PRACTICE = "practice", _("Something from practice")
        COURSE = "course", _("A lesson or course")
        READING = "reading", _("Something read")
        OBSERVATION = "observation", _("An observation")
        PEER = "peer", _("Learning with colleagues")
        EVENT = "event", _("A significant event")

    machine = state.ENTRY

    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="entries")
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    """With whom it is shared; null while private."""
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PRACTICE)
    occurred_on = models.DateField(_("day"))
    """The day it is about, as near as the writer says; `created_at` shows the lag."""
    indicators = models.JSONField(default=list)
    """Codes the writer sees it under."""
    lesson_key = models.CharField(max_length=200, blank=True)
    """The lesson it goes back to, or the module whose practice task it is about."""
    words = SealedJSONField()
    """The fields of the paper, by key; null when deleted or erased."""
    revision = models.PositiveIntegerField(default=1)
    client_id = models.UUIDField(unique=True)
    overrides = models.PositiveSmallIntegerField(default=0)
    """How often the writer kept words that looked identifying."""
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    """When the writer first saved it with the four ticks; null while it was only saved as they typed."""

    class Meta:
        """Shared means with somebody; erased means without words."""

        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-occurred_on", "-created_at"]
        constraints = [
            known_states(state.ENTRY, "entry_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=WITH_THE_MENTOR, relationship__isnull=False)
                | Q(state__in=["deleted", "erased"])
                | Q(state="private", relationship=None),
                name="a_shared_entry_is_shared_with_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["deleted", "erased"]) | Q(words=None), name="a_deleted_entry_has_no_words"
            ),
        ]
        indexes = [models.Index(fields=["author", "state"], name="entries_of_a_person")]
