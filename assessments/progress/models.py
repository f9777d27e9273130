"""An Enrolment is a person's choice of a pathway. A LessonEvent is an entry of the ledger: opened, done, undone, completed.

LessonProgress and ModuleProgress are projections of the ledger and of the evidence in assessments: they can be thrown away and
rebuilt (`rebuild_progress`). Place is where a person stopped. All of them hang on content keys, so that language never forks
progress.
"""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.scores import as_score, is_a_score


class Enrolment(models.Model):
    """A person follows a pathway of a programme for a time. Changing the pathway ends one and begins another."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("learner")
    )
    programme_key = models.CharField(_("programme"), max_length=60)
    pathway = models.CharField(_("pathway"), max_length=60)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        """One current pathway per person and programme."""

        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "programme_key"], condition=Q(until=None), name="one_current_pathway_per_programme"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="enrolment_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(programme_key="") & ~Q(pathway=""), name="enrolment_names_programme_and_pathway"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_key}: {self.pathway}"


class LessonEvent(models.Model):
    """An entry of the ledger of progress. Written once: the database refuses every change of a row."""

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", _("Opened")
        DONE = "done", _("Marked as done")
        UNDONE = "undone", _("No longer marked as done")
        COMPLETED = "completed", _("Module completed")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lesson_events", verbose_name=_("learner")
    )
    module_key = models.CharField(_("module"), max_length=200)
    """The module the page belonged to at that time."""
    content_key = models.CharField(_("page"), max_length=200)
    """Key of the page; of the module itself where a module was completed."""
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    client_id = models.UUIDField(unique=True)
    """Made by the form: the same click sent twice counts once."""
    criterion = models.JSONField(_("criterion"), null=True, blank=True)
    """For a completed module: what was asked for at that time, kept because the curriculum changes."""
    happened_at = models.DateTimeField(_("happened"))

    class Meta:
        """A module is completed once; only completion names a criterion."""

        verbose_name = _("lesson event")
        verbose_name_plural = _("lesson events")
        ordering = ["pk"]
        indexes = [models.Index(fields=["learner", "module_key"], name="events_of_a_module")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "module_key"], condition=Q(kind="completed"), name="a_module_is_completed_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["opened", "done", "undone"], criterion__isnull=True)
                | Q(kind="completed", criterion__isnull=False, content_key=F("module_key")),
                name="lesson_event_criterion_comes_with_completion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_key} {self.kind}"


class LessonProgress(models.Model):
    """How far a person is with one page: a lesson, a scenario or a quiz. Projection."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content_key = models.CharField(max_length=200)
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    """A lesson: marked as done. A scenario: first ending reached. A quiz: first passed."""
    times = models.PositiveIntegerField(default=0)
    """Sittings of the quiz that were handed in."""
    best_numerator = models.BigIntegerField(null=True)
    best_denominator = models.BigIntegerField(null=True)
    pass_mark = models.PositiveSmallIntegerField(null=True)
    """What the best sitting had to reach, in percent."""
    missed_critical = models.PositiveIntegerField(null=True)
    """Safety questions that were not right in the best sitting."""
    latest_at = models.DateTimeField()

    class Meta:
        """One row per person and page."""

        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        constraints = [
            models.UniqueConstraint(fields=["learner", "content_key"], name="one_progress_per_page"),
            models.CheckConstraint(condition=is_a_score("best_"), name="best_score_is_a_fraction"),
        ]

    def __str__(self) -> str:
        return self.content_key

    @property
    def best(self) -> Fraction | None:
        """The best score of the quiz, exact."""
        return as_score(self.best_numerator, self.best_denominator)


class ModuleProgress(models.Model):
    """How far a person is with one module. Projection."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    module_key = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    lessons_done = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(null=True)
    """Stays, whatever happens to the module's text afterwards."""

    class Meta:
        """One row per person and module."""

        verbose_name = _("progress in a module")
        verbose_name_plural = _("progress in modules")
        constraints = [models.UniqueConstraint(fields=["learner", "module_key"], name="one_progress_per_module")]

    def __str__(self) -> str:
        return self.module_key


class Place(models.Model):
    """Where a person stopped reading."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content_key = models.CharField(max_length=200)
    anchor = models.CharField(max_length=100, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        """The latest only."""

        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return f"{self.content_key}#{self.anchor}"
