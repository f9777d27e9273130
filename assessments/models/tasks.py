"""A LongTask is work on many rows that somebody asked for: done portion by portion, so that it can be watched, stopped and resumed.

A regrade is two of them: the first finds out what would change and writes it down as RegradeLines; the second adds a QuizMark for each.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.quizzes import QuizAttempt
from assessments.models.scores import Scored, is_a_score

PERSON = settings.AUTH_USER_MODEL


class LongTask(models.Model):
    """What was asked, how far it is, and what came of it."""

    class Kind(models.TextChoices):
        """What is done."""

        ANALYSIS = "analysis", _("Count every answer to a quiz")
        PREVIEW = "preview", _("Find out what marking anew would change")
        REGRADE = "regrade", _("Mark anew")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Waits to go on")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Set aside")
        DONE = "done", _("Done")

    class Reason(models.TextChoices):
        """Why it was set aside, as its page says it; the log has the particulars."""

        DATABASE = "database", _("The database could not be reached, or was busy for too long.")
        GONE = "gone", _("Something that it needs is not there any more: a question, a version of one, or an attempt.")
        UNFORESEEN = (
            "unforeseen",
            _("Something went wrong that nobody had foreseen. It is in the log of the site, with the moment."),
        )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    """The unit whose people it is about."""
    content_key = models.CharField(max_length=200)
    """The quiz."""
    asked = models.JSONField(default=dict)
    """What else was asked, by the names that its kind knows."""
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    cursor = models.CharField(max_length=64, blank=True)
    """Key of the last row that was worked on: what comes after it is still to do."""
    found = models.JSONField(default=dict)
    """What has been found out so far."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    """Why it was set aside; empty unless it was."""
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Done comes with its moment; the oldest is worked on first."""

        verbose_name = _("long task")
        verbose_name_plural = _("long tasks")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["asked_at"], condition=Q(state="waiting"), name="tasks_to_work_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False) | ~Q(state="done") & Q(finished_at=None),
                name="a_task_is_done_with_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(reason="") | ~Q(state="failed") & Q(reason=""),
                name="a_task_is_set_aside_with_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Changed(Scored):
    """A result of a sitting, exactly as its row has it."""

    passed = models.BooleanField()
    missed_critical = models.JSONField()
    items = models.JSONField()
    """Of each question that was marked by another version than before: key → its version, and its mark as two whole numbers."""

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def versions(self) -> dict[str, str]:
        """Question → the version it was marked by."""
        return {key: version for key, (version, *_score) in self.items.items()}


class RegradeLine(Changed):
    """What would become of a sitting."""

    task = models.ForeignKey(LongTask, on_delete=models.CASCADE, related_name="lines")
    sitting = models.ForeignKey(QuizAttempt, on_delete=models.PROTECT, related_name="+")
    old_numerator = models.BigIntegerField()
    old_denominator = models.BigIntegerField()
    old_passed = models.BooleanField()

    class Meta:
        """A sitting once."""

        verbose_name = _("change of a mark")
        verbose_name_plural = _("changes of marks")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "sitting"], name="a_sitting_changes_once_in_a_task")]

    def __str__(self) -> str:
        return f"{self.old_numerator}/{self.old_denominator} {self.score_numerator}/{self.score_denominator}"


class QuizMark(Changed):
    """A sitting was marked anew, after a question had been corrected. Written once; the newest says what its row says."""

    sitting = models.ForeignKey(QuizAttempt, on_delete=models.PROTECT, related_name="marks")
    number = models.PositiveIntegerField()
    """From 1; what it had when it was handed in stands in the first one as `old`."""
    old_numerator = models.BigIntegerField()
    old_denominator = models.BigIntegerField()
    old_passed = models.BooleanField()
    old_missed = models.JSONField()
    task = models.ForeignKey(LongTask, on_delete=models.PROTECT, related_name="marks")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Numbered without gaps."""

        verbose_name = _("new mark")
        verbose_name_plural = _("new marks")
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="new_marks_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="new_marks_count_from_one"),
            models.CheckConstraint(
                condition=is_a_score("score_") & Q(score_numerator__isnull=False), name="new_mark_is_a_fraction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.score_numerator}/{self.score_denominator}"
