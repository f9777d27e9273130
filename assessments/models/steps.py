"""The ledger of a sitting: what happened to it, step by step. Its answers have a ledger of their own, QuizResponse."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.quizzes import QuizAttempt


class QuizStep(models.Model):
    """One step in the life of a sitting (`assessments.timing.life`). Written once; the database refuses what cannot follow."""

    class Kind(models.TextChoices):
        """What happened."""

        START = "start", _("Started")
        EXPIRE = "expire", _("Time was up")
        HAND_IN = "hand_in", _("Handed in")
        ABANDON = "abandon", _("Not handed in in time")
        MARK = "mark", _("Marked")

    attempt = models.ForeignKey(
        QuizAttempt, on_delete=models.PROTECT, related_name="steps", verbose_name=_("quiz attempt")
    )
    number = models.PositiveIntegerField()
    """From 1, without gaps."""
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField()
    by_clock = models.BooleanField(default=False)
    """Whether time did it, and not the learner."""
    built_on = models.ForeignKey(
        QuizAttempt, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("builds on")
    )
    """At the start: the sitting whose answers it began with."""

    class Meta:
        """A sitting's steps are numbered."""

        verbose_name = _("step of a quiz attempt")
        verbose_name_plural = _("steps of quiz attempts")
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="quiz_steps_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="quiz_steps_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
