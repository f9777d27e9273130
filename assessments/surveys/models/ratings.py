"""A Rating is how sure somebody is of their own practice at one moment of the training. Kept with their consent, added and never changed."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.surveys.models.instruments import InstrumentVersion
from training_site.sealing.fields import SealedJSONField


class Rating(models.Model):
    """One moment of one person."""

    class Moment(models.TextChoices):
        """When it is about."""

        BEFORE = "before", _("Before the training")
        AFTER = "after", _("After the training")
        THEN = "then", _("Before the training, as I see it now")
        LATER = "later", _("Six months afterwards")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="confidence_ratings")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(_("moment"), max_length=8, choices=Moment)
    given = SealedJSONField()
    """Question → 0 to 10; what somebody has not done is left out."""
    counted = models.BooleanField(_("counted"), default=False)
    """Whether the person lets it be counted into sums; to be shown to themself it need not."""
    consented_at = models.DateTimeField()
    """When they agreed that it is kept."""
    organisation_id = None

    class Meta:
        """The newest of a moment counts."""

        verbose_name = _("rating of confidence")
        verbose_name_plural = _("ratings of confidence")
        ordering = ["consented_at", "pk"]
        indexes = [models.Index(fields=["person", "moment"], name="ratings_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(moment__in=["before", "after", "then", "later"]), name="a_rating_has_a_known_moment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.moment} {self.pk}"
