"""What is different for somebody: at one quiz, or everywhere. Rows are only added; the latest one counts, and an empty one ends it."""

from datetime import timedelta
from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.timing.terms import Exemption

PERSON = settings.AUTH_USER_MODEL


class QuizExemption(models.Model):
    """Other times or more attempts at a quiz, for one person or for one group."""

    content_key = models.CharField(_("quiz"), max_length=200)
    learner = models.ForeignKey(
        PERSON,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quiz_exemptions",
        verbose_name=_("learner"),
    )
    group = models.CharField(_("group"), max_length=64, blank=True)
    """Key of a group as `assessments.groups` spells it: "cohort:12"."""
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    limit_minutes = models.PositiveSmallIntegerField(_("time limit in minutes"), null=True, blank=True)
    most_attempts = models.PositiveSmallIntegerField(_("attempts"), null=True, blank=True)
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        """For a person or for a group."""

        verbose_name = _("exemption at a quiz")
        verbose_name_plural = _("exemptions at quizzes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_key", "learner"], name="exemptions_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(learner=None) & ~Q(group="") | Q(learner__isnull=False, group=""),
                name="quiz_exemption_is_for_a_person_or_a_group",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="quiz_exemption_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(limit_minutes=None) | Q(limit_minutes__gte=1), name="quiz_exemption_lasts_a_minute"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_key} {self.group or self.learner_id}"

    @property
    def changes(self) -> Exemption:
        """What is different."""
        return Exemption(
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            limit=None if self.limit_minutes is None else timedelta(minutes=self.limit_minutes),
            attempts=self.most_attempts,
        )


class Accommodation(models.Model):
    """More time for a person, at every quiz. The reason is nobody's business and is not kept."""

    person = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="accommodations", verbose_name=_("person")
    )
    percent = models.PositiveSmallIntegerField(_("time in percent"))
    """100 to 200."""
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        """Up to twice the time."""

        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=100, percent__lte=200), name="accommodation_is_up_to_twice_the_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.percent}"

    @property
    def stretch(self) -> Fraction:
        """By how much time is stretched."""
        return Fraction(self.percent, 100)
