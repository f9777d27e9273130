"""A Survey asks the people of a cohort. A Ticket says that somebody is asked and whether it is spent. An Answer leads to nobody.

Nothing joins an Answer to a Ticket: it has no relation, no moment, no number, and the order in which rows lie in the database is shuffled
with every answer (services/box.py). Decision 33 says what this protects from, and from what it does not.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models import Cohort
from assessments.surveys.models.instruments import InstrumentVersion
from training_site.sealing.fields import SealedJSONField

PERSON = settings.AUTH_USER_MODEL
MOST_REMINDERS = 3


class Survey(models.Model):
    """Planned, then opened for those who are in the cohort on that day, then closed for good with two numbers."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="surveys")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="surveys", verbose_name=_("cohort"))
    months_after = models.PositiveSmallIntegerField(_("months afterwards"), default=0)
    """0: at the end of the training; 3 or 6: a follow-up."""
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    invited = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    """Both are counted when it closes and the tickets go."""

    class Meta:
        """Nothing closes before it opens; numbers come with the end."""

        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "version", "months_after"],
                condition=Q(closed_at=None),
                name="a_cohort_is_asked_the_same_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="a_survey_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(closed_at=None, invited=None, answered=None)
                | Q(closed_at__isnull=False, invited__isnull=False, answered__isnull=False),
                name="a_survey_is_counted_when_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(answered=None) | Q(answered__lte=F("invited")), name="nobody_answers_a_survey_unasked"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False) | Q(invited=0),
                name="a_survey_that_never_opened_asked_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id[:8]} {self.opens_on}"

    @property
    def is_open(self) -> bool:
        """Whether answers are taken."""
        return self.opened_at is not None and self.closed_at is None


class Ticket(models.Model):
    """Somebody is asked. It goes when the survey closes: that somebody answered is nobody's business afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tickets")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="survey_tickets")
    place = models.PositiveBigIntegerField(null=True, blank=True)
    """Organisation that may stand on the answer: one in which at least five are asked; null for all others together."""
    spent = models.BooleanField(default=False)
    silent = models.BooleanField(default=False)
    """No more reminders, by the person's own wish."""
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """One for each person."""

        verbose_name = _("ticket of a survey")
        verbose_name_plural = _("tickets of surveys")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="one_ticket_of_a_survey_for_each_person"),
            models.CheckConstraint(
                condition=Q(reminders__lte=MOST_REMINDERS), name="nobody_is_reminded_of_a_survey_for_ever"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.Model):
    """What lies in the box: no relation to anything, no moment. The seal keeps it from whoever holds a copy of the database."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.UUIDField(db_index=True)
    version = models.CharField(max_length=64)
    place = models.PositiveBigIntegerField(null=True, blank=True)
    given = SealedJSONField()
    """Question → keys of what was chosen, or the words."""
    organisation_id = None
    """Sealed for nobody: an organisation would be a path to people."""

    class Meta:
        """In the order of numbers made by chance."""

        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
