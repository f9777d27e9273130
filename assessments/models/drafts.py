"""What somebody has typed into an activity of a lesson and not answered with yet."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.ledgers import Held
from training_site.sealing.fields import SealedJSONField


class AnswerDraft(Held):
    """One for each person and activity, sealed. No evidence: it is overwritten as one types on, and gone once it is answered."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answer_drafts")
    content_key = models.CharField(max_length=200)
    activity_key = models.CharField(max_length=64)
    response = SealedJSONField()
    """Part key → list of values, as in an attempt."""
    typed_at = models.DateTimeField()
    """When the device says it was typed, by the clock of the server."""
    kept_at = models.DateTimeField(db_index=True)
    """When the server had it."""

    class Meta:
        """A person has one at an activity."""

        verbose_name = _("answer that is not sent yet")
        verbose_name_plural = _("answers that are not sent yet")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "content_key", "activity_key"], name="one_draft_of_a_person_at_an_activity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_key}#{self.activity_key}"


def draft_id(*, learner_id: int, content_key: str, activity_key: str) -> UUID:
    """The key of its row, which follows from what it is the draft of: so a seal still fits when the row is overwritten."""
    return uuid5(NAMESPACE_URL, f"draft:{learner_id}:{content_key}#{activity_key}")
