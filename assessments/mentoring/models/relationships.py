"""A Relationship joins a learner and somebody who accompanies, manages or judges their practice, for a time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models.ledger import Ledgered, known_states
from training_site.sealing.fields import SealedJSONField, SealedTextField

OPEN_STATES = ("proposed", "awaiting_mentor", "awaiting_learner", "active", "paused")
CURRENT_STATES = ("active", "paused")


class Relationship(Ledgered):
    """A learner and a mentor, line manager, peer, assessor or moderator. Ended, never deleted."""

    class Kind(models.TextChoices):
        """What the second person is to the learner. Powers follow from this, not from being a mentor somewhere."""

        REFLECTIVE = "reflective", _("Mentor")
        LINE_MANAGEMENT = "line_management", _("Line manager")
        PEER = "peer", _("Peer")
        ASSESSOR = "assessor", _("Assessor")
        MODERATOR = "moderator", _("Moderator")

    machine = state.RELATIONSHIP

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentored_in", verbose_name=_("learner")
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentor_in", verbose_name=_("mentor")
    )
    """The second person, whatever the kind."""
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    is_primary = models.BooleanField(default=False)
    """The one mentor who decides about levels."""
    programme_key = models.CharField(max_length=60)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    """The first day on which it holds no longer; set when it ends."""
    reason = models.CharField(max_length=32, blank=True)
    """Why it is paused or ended: a code, the same as in the latest event."""
    succeeds = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors")
    conflict = SealedTextField()
    """A conflict of interest that one of the two declared."""

    class Meta:
        """Nobody mentors themself; one primary mentor at a time; an end has its day."""

        verbose_name = _("mentoring relationship")
        verbose_name_plural = _("mentoring relationships")
        ordering = ["starts_on", "id"]
        constraints = [
            known_states(state.RELATIONSHIP, "relationship_state_is_known"),
            models.CheckConstraint(condition=~Q(learner=F("mentor")), name="nobody_mentors_themself"),
            models.CheckConstraint(
                condition=Q(is_primary=False) | Q(kind="reflective"), name="only_a_mentor_is_primary"
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ends_on__isnull=False) | ~Q(state="ended") & Q(ends_on=None),
                name="an_ended_relationship_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["learner", "programme_key"],
                condition=Q(is_primary=True, state__in=CURRENT_STATES),
                name="one_primary_mentor_per_learner",
            ),
            models.UniqueConstraint(
                fields=["learner", "mentor", "programme_key", "kind"],
                condition=Q(state__in=OPEN_STATES),
                name="one_open_relationship_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["mentor", "state"], name="people_of_a_mentor")]


class Agreement(Ledgered):
    """What learner and mentor agree before they begin: forms T41 and T47. A new version supersedes the one before."""

    class Writer(models.TextChoices):
        """Who writes the record of a session."""

        LEARNER = "learner", _("The learner")
        MENTOR = "mentor", _("The mentor")
        ALTERNATE = "alternate", _("In turn")

    machine = state.AGREEMENT

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)
    """C1: the fields of the paper whose class is C1, by key: rhythm, protected time, indicators of the goals, exceptions."""
    words = SealedJSONField()
    """The other fields of the paper, by key."""
    review_on = models.DateField(_("review on"), null=True, blank=True)
    who_writes = models.CharField(_("who writes the record"), max_length=10, choices=Writer, default=Writer.MENTOR)
    revision = models.PositiveIntegerField(default=1)
    """Counts changes, so that two people who edit at once are told."""

    class Meta:
        """One in force at a time."""

        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["relationship", "version"]
        constraints = [
            known_states(state.AGREEMENT, "agreement_state_is_known"),
            models.UniqueConstraint(fields=["relationship", "version"], name="agreement_versions_are_numbered"),
            models.UniqueConstraint(
                fields=["relationship"],
                condition=Q(state__in=["active", "due_review"]),
                name="one_agreement_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["active", "due_review"]) | Q(review_on__isnull=False),
                name="an_agreement_in_force_is_reviewed_some_day",
            ),
        ]
