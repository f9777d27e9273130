"""A Cohort learns together. A CohortPlace lets another organisation bring its people. A CohortMember is in it from a moment on."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.certification.models import Certification
from training_site.people.models import Organisation

PERSON = settings.AUTH_USER_MODEL


class Cohort(models.Model):
    """A group with a programme and dates. Its organisation answers for it; others take part by name."""

    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("organisation")
    )
    programme_key = models.CharField(_("programme"), max_length=60)
    pathway = models.CharField(_("pathway"), max_length=60, blank=True)
    """Key of the pathway that members follow; empty: everybody chooses."""
    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("certificate")
    )
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_days = models.PositiveIntegerField(_("due so many days after joining"), null=True, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """One due date, fixed or relative; nothing ends before it begins."""

        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-begins_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(programme_key=""), name="a_cohort_has_a_name_and_a_programme"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="a_cohort_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_days=None), name="a_cohort_is_due_on_a_day_or_after_days"
            ),
            models.CheckConstraint(condition=Q(seats=None) | Q(seats__gte=1), name="a_cohort_has_a_seat"),
        ]

    def __str__(self) -> str:
        return self.name

    def due_for(self, joined_on: date) -> date | None:
        """The day by which somebody who joined on this day is to be done."""
        return joined_on + timedelta(days=self.due_days) if self.due_days is not None else self.due_on

    def is_over(self, today: date) -> bool:
        """Whether nobody joins any more."""
        return self.closed_at is not None or (self.ends_on is not None and self.ends_on < today)


class CohortPlace(models.Model):
    """Another organisation that takes part: whoever looks after its people brings them, and sees only them."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="places")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The first day on which it takes part no longer."""
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Once at a time."""

        verbose_name = _("organisation of a cohort")
        verbose_name_plural = _("organisations of cohorts")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "organisation"], condition=Q(until=None), name="an_organisation_takes_part_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_cohort_place_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.organisation}"


class CohortMember(models.Model):
    """Somebody in a cohort, for an organisation. Ended, never deleted; coming back is another row."""

    class Basis(models.TextChoices):
        """How they came."""

        FILE = "file", _("By a file")
        CODE = "code", _("By a join code")
        INVITATION = "invitation", _("By invitation")
        HAND = "hand", _("One by one")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="members")
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cohort_memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    basis = models.CharField(max_length=12, choices=Basis)
    code = models.ForeignKey("cohorts.JoinCode", on_delete=models.PROTECT, null=True, blank=True, related_name="joined")
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """In a cohort once at a time; who came by a code names it."""

        verbose_name = _("member of a cohort")
        verbose_name_plural = _("members of cohorts")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "learner"], condition=Q(until=None), name="in_a_cohort_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_cohort_member_leaves_after_coming"
            ),
            models.CheckConstraint(
                condition=Q(basis="code", code__isnull=False) | ~Q(basis="code") & Q(code=None),
                name="who_came_by_a_code_names_it",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "organisation"], name="members_of_a_place")]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.learner_id}"
