"""What is different for somebody: at one quiz, or everywhere. Rows are only added; of those that hold on a day the latest counts, and an
empty one ends what was given before it.
"""

from datetime import date, timedelta
from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.timing.terms import Exemption

PERSON = settings.AUTH_USER_MODEL


class Granted(models.Model):
    """Something that is different, from one day to another, and why in a word. A word of ours: what somebody has is nobody's business."""

    class Reason(models.TextChoices):
        """Why."""

        ASKED = "asked", _("They asked for it")
        PAPER = "paper", _("They have shown a paper")
        LINE = "line", _("A poor connection, or an old device")
        AWAY = "away", _("They were away")
        FAULT = "fault", _("A mistake of ours")
        ENDED = "ended", _("It is no longer needed")

    reason = models.CharField(_("reason"), max_length=8, choices=Reason, blank=True)
    begins_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        """No table of its own."""

        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether the day lies between its first and its last."""
        return (self.begins_on is None or self.begins_on <= day) and (self.ends_on is None or day <= self.ends_on)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint that the last day is not before the first."""
    return models.CheckConstraint(
        condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name=name
    )


class QuizExemption(Granted):
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

    class Meta:
        """For a person or for a group."""

        verbose_name = _("exemption at a quiz")
        verbose_name_plural = _("exemptions at quizzes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_key", "learner"], name="exemptions_of_a_person")]
        constraints = [
            ends_after_it_begins("quiz_exemption_ends_after_it_begins"),
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


class Accommodation(Granted):
    """More time for a person, at every quiz."""

    person = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="accommodations", verbose_name=_("person")
    )
    percent = models.PositiveSmallIntegerField(_("time in percent"))
    """100 to 200."""

    class Meta:
        """Up to twice the time."""

        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering = ["pk"]
        constraints = [
            ends_after_it_begins("accommodation_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(percent__gte=100, percent__lte=200), name="accommodation_is_up_to_twice_the_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent}"

    @property
    def stretch(self) -> Fraction:
        """By how much time is stretched."""
        return Fraction(self.percent, 100)
