"""A JoinCode lets in whoever has it. An Invitation asks somebody at an address. A FirstCode is on the slip of somebody without e-mail."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models.cohorts import Cohort
from training_site.people.models import Organisation

PERSON = settings.AUTH_USER_MODEL


class JoinCode(models.Model):
    """Ten characters and one that checks them, on a poster or on the wall of a training room. Revoked, never deleted."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="codes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """Where people become learners who join by it."""
    code = models.CharField(max_length=11, unique=True)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Open from a day through a day."""

        verbose_name = _("join code")
        verbose_name_plural = _("join codes")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="a_join_code_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(seats=None) | Q(seats__gte=1), name="a_join_code_has_a_seat"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def is_open(self, today: date) -> bool:
        """Whether it lets anybody in on this day, were there a seat."""
        return self.revoked_at is None and self.opens_on <= today <= self.closes_on


class Invitation(models.Model):
    """Somebody is asked to join, at an address. Whether anybody here has that address is not looked at, and so nobody learns it."""

    class Answer(models.TextChoices):
        """What came of it."""

        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    """As whoever invites knows them; the person's own names are their own."""
    language = models.CharField(max_length=12, blank=True)
    invited_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_on = models.DateField()
    """The last day on which it can be accepted."""
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who accepted."""

    class Meta:
        """An address is asked once at a time for a cohort."""

        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "cohort", Lower("email"), condition=Q(answered_at=None), name="one_open_invitation_per_address"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="an_answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted", person__isnull=False) | ~Q(answer="accepted") & Q(person=None),
                name="who_accepts_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def name(self) -> str:
        """What whoever invites calls them."""
        return f"{self.first_name} {self.last_name}".strip() or self.email


class FirstCode(models.Model):
    """A code that opens an account for the first time. Shown once, kept as a digest, used once."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="first_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One that works at a time."""

        verbose_name = _("first code")
        verbose_name_plural = _("first codes")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(used_at=None, replaced_at=None), name="one_first_code_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
