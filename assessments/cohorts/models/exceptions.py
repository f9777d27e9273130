"""A CohortException: what the cohort asks does not fit a member, and somebody says what to do."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models.cohorts import CohortMember

PERSON = settings.AUTH_USER_MODEL


class CohortException(models.Model):
    """Written once when it is found, resolved once."""

    class Kind(models.TextChoices):
        """What does not fit."""

        CERTIFIED = "certified", _("Holds this certificate already")
        TIME = "time", _("Too little time until the day it is due")
        PATHWAY = "pathway", _("Follows another pathway")

    class Resolution(models.TextChoices):
        """What was decided."""

        ASSIGNED = "assigned", _("Assigned all the same")
        LATER = "later", _("Assigned with a later day")
        LEFT = "left", _("Left as it is")

    member = models.ForeignKey(CohortMember, on_delete=models.PROTECT, related_name="exceptions")
    kind = models.CharField(max_length=12, choices=Kind)
    found_at = models.DateTimeField()
    resolution = models.CharField(max_length=12, choices=Resolution, blank=True)
    due_on = models.DateField(null=True, blank=True)
    """The later day."""
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Each kind once per member."""

        verbose_name = _("exception of a cohort")
        verbose_name_plural = _("exceptions of cohorts")
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "kind"], name="an_exception_is_found_once"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolution="") | Q(resolved_at__isnull=False) & ~Q(resolution=""),
                name="a_resolution_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(resolution="later", due_on__isnull=False) | ~Q(resolution="later") & Q(due_on=None),
                name="a_later_day_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.kind}"
