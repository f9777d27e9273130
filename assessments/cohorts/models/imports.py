"""An EnrolmentImport is a file that was looked at, and perhaps carried out. An ImportRow says what becomes of one of its rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models.cohorts import Cohort
from assessments.models.looking import ENDS_AT_A_MOMENT, LookedFile


class EnrolmentImport(LookedFile):
    """A file of people: what was understood, who looked, and what was done."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="imports")
    encoding = models.CharField(max_length=40, blank=True)
    separator = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=60, blank=True)
    heading = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    ignored = models.JSONField(default=list)

    class Meta(LookedFile.Meta):
        """As every file that is looked at."""

        verbose_name = _("import of people")
        verbose_name_plural = _("imports of people")
        constraints = [models.CheckConstraint(condition=ENDS_AT_A_MOMENT, name="an_import_ends_at_a_moment")]


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
