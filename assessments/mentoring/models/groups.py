"""A Group of five to eight learners meets with a facilitator. A Tutorial (form T45) is one meeting: attendance, topic, a public note."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.models.ledger import Held

PERSON = settings.AUTH_USER_MODEL


class Group(Held):
    """A closed group with one facilitator."""

    programme_key = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    facilitator = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="facilitates")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        """Ended, never deleted."""

        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_group_has_a_name"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_group_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A learner in a group, for a time."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="in_groups")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """In a group once at a time."""

        verbose_name = _("group member")
        verbose_name_plural = _("group members")
        constraints = [
            models.UniqueConstraint(fields=["group", "learner"], condition=Q(until=None), name="once_in_a_group"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="group_membership_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}"


class Tutorial(Held):
    """A meeting of a group that was held. The facilitator signs by entering it; a correction is another row that names it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="tutorials")
    occurred_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    topic = models.CharField(_("topic"), max_length=160)
    module_key = models.CharField(_("module"), max_length=200, blank=True)
    rules_read = models.BooleanField(_("ground rules were read"), default=False)
    note = models.TextField(_("learning note"), blank=True)
    """Public to the group: at most ten lines without any case."""
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    client_id = models.UUIDField(unique=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        """Takes some time."""

        verbose_name = _("group tutorial")
        verbose_name_plural = _("group tutorials")
        ordering = ["-occurred_on", "-entered_at"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1), name="a_tutorial_takes_time"),
            models.CheckConstraint(condition=~Q(topic=""), name="a_tutorial_has_a_topic"),
        ]

    def __str__(self) -> str:
        return self.topic


class Attendance(models.Model):
    """A learner was there; they confirm it themselves."""

    tutorial = models.ForeignKey(Tutorial, on_delete=models.PROTECT, related_name="attendances")
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="attendances")
    present = models.BooleanField()
    answer = models.CharField(
        max_length=10, blank=True, choices=[("confirmed", _("I was there")), ("denied", _("I was not there"))]
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once per meeting; answered at some time, or not yet."""

        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["tutorial", "learner"], name="once_per_tutorial"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="attendance_is_answered_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return "present" if self.present else "absent"
