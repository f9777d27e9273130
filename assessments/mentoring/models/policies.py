"""A PolicyVersion is how an organisation mentors; without one the programme's default holds. A LocalTerm is a name or place the guard knows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.models.ledger import Held
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class PolicyVersion(models.Model):
    """Differences from the programme's default, for an organisation and everything below it. Written once; the newest holds."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="mentoring_policies")
    programme_key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    """As `framework.policy.Policy.read` takes them."""
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """Numbered from 1."""

        verbose_name = _("mentoring policy")
        verbose_name_plural = _("mentoring policies")
        ordering = ["organisation", "programme_key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "programme_key", "number"], name="policy_versions_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_key} {self.number}"


class LocalTerm(Held):
    """A name or place that must not stand in a text: staff, institutions, communes. Sealed, because the list itself tells something."""

    class Kind(models.TextChoices):
        """What it is."""

        NAME = "name", _("Name")
        PLACE = "place", _("Place or institution")

    kind = models.CharField(max_length=6, choices=Kind)
    body = SealedTextField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        """In the order of adding."""

        verbose_name = _("local term")
        verbose_name_plural = _("local terms")
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.kind
