"""An Attestation is somebody's word about a learner: asked for in a round, given or declined by one person in the role that is asked.

The wording is copied into it, so that it says for ever what was vouched for, whatever the rules say later.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.certification import state
from assessments.certification.models.certifications import CertificationVersion
from assessments.certification.models.cycles import Cycle
from assessments.certification.models.ledger import Ledgered, known_states
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL
SAID = ("given", "declined", "taken_back")


class Attestation(Ledgered):
    """One question to a role, and what somebody in it said."""

    machine = state.ATTESTATION

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="attestations")
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="attestations")
    requirement = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    """What the word is about: the key of the requirement, or of the module that is signed off."""
    everywhere = models.BooleanField(default=False)
    """Whether other certifications may rest on it too, as on the sign-off of a module."""
    role = models.CharField(max_length=16)
    """Who is asked, as findings call them."""
    version = models.ForeignKey(CertificationVersion, on_delete=models.PROTECT, related_name="+")
    """Of the rules, in which the wording stands."""
    wording = models.CharField(max_length=200)
    mark = models.CharField(max_length=16, blank=True)
    """Tells wordings apart, as `laws.vouching` makes it; empty where the rules have no wording of their own."""
    asked_of = models.JSONField(default=list)
    """Numbers of those who were told, for the learner to know."""
    asked_on = models.DateField()
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said_on = models.DateField(null=True, blank=True)
    acted_on = models.DateField(null=True, blank=True)
    """The day of what was vouched for."""
    grounds = SealedTextField()
    """Why yes, or why no."""
    retraction = SealedTextField()
    """Why the word was taken back."""

    class Meta:
        """One question at a time; nobody vouches for themself."""

        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["created_at", "id"]
        constraints = [
            known_states(state.ATTESTATION, "attestation_state_is_known"),
            models.UniqueConstraint(
                fields=["cycle", "requirement"],
                condition=Q(state__in=["asked", "given"]),
                name="one_word_per_requirement",
            ),
            models.CheckConstraint(
                condition=Q(said_by=None) | ~Q(said_by=F("learner")), name="nobody_vouches_for_themself"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SAID, said_by__isnull=False, said_on__isnull=False)
                | Q(said_by=None, said_on=None, acted_on=None) & ~Q(state__in=SAID),
                name="a_word_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(acted_on__isnull=False, acted_on__lte=F("said_on")),
                name="a_word_is_about_a_day_that_has_come",
            ),
        ]
        indexes = [models.Index(fields=["state", "role"], name="attestations_that_wait")]
