"""An EnrolmentImport is a file that was looked at, and perhaps carried out. An ImportRow says what becomes of one of its rows."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models.cohorts import Cohort

PERSON = settings.AUTH_USER_MODEL


class EnrolmentImport(models.Model):
    """A file, by its hash: what was understood, who looked, and what was done."""

    class State(models.TextChoices):
        """What came of it."""

        LOOKED = "looked", _("Looked at")
        DONE = "done", _("Carried out")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="imports")
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=40, blank=True)
    separator = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=60, blank=True)
    heading = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    ignored = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.LOOKED)
    looked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first."""

        verbose_name = _("import of people")
        verbose_name_plural = _("imports of people")
        ordering = ["-looked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="looked", ended_at=None) | ~Q(state="looked") & Q(ended_at__isnull=False),
                name="an_import_ends_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class ImportRow(models.Model):
    """A row. Its cells are emptied when they are no longer needed; the verdict stays."""

    class Verdict(models.TextChoices):
        """What becomes of it."""

        CREATE = "create", _("new")
        UPDATE = "update", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        ERROR = "error", _("not possible")

    imported = models.ForeignKey(EnrolmentImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    raw = models.JSONField(default=list)
    """As it stood in the file, to give back the rows that were not possible."""
    wrong = models.CharField(max_length=12, blank=True)
    """What is wrong with it as such, whoever it is about."""
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=24, blank=True)
    changes = models.JSONField(default=list)
    """Codes of what is changed."""

    class Meta:
        """In the order of the file."""

        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["imported", "line"], name="a_line_is_one_row"),
            models.CheckConstraint(
                condition=Q(verdict="error") & ~Q(reason="") | ~Q(verdict="error"), name="an_error_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["imported", "verdict"], name="rows_by_verdict")]

    def __str__(self) -> str:
        return f"{self.line}: {self.verdict}"
