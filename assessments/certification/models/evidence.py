"""Evidence is something a person did or has that no ledger below knows: a declaration, hours of practice, a certificate from elsewhere.

A Claim asks that something learned before be recognised for one requirement. A NameConfirmation is the name for the certificate, as its
holder confirmed it.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.certification import state
from assessments.certification.laws.reading import MOST_LETTERS_OF_A_KEY, MOST_LETTERS_OF_A_SUBJECT
from assessments.certification.models.cycles import Cycle
from assessments.certification.models.ledger import Ledgered, known_states
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class Evidence(Ledgered):
    """One act, by its day. No files: whoever verifies it has seen it."""

    class Kind(models.TextChoices):
        """What it is."""

        DECLARATION = "declaration", _("Declaration")
        HOURS = "hours", _("Hours of practice")
        ATTESTATION = "attestation", _("Attestation")
        PROFILE = "profile", _("Verified detail")
        DOCUMENT = "document", _("Document that was seen")
        COMPLETION = "completion", _("Earlier completion")

    class Source(models.TextChoices):
        """How it came."""

        PLATFORM = "platform", _("Entered here")
        IMPORT = "import", _("Imported")
        PAPER = "paper", _("From paper")

    machine = state.EVIDENCE

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="certification_evidence")
    kind = models.CharField(max_length=16, choices=Kind)
    subject = models.CharField(max_length=MOST_LETTERS_OF_A_SUBJECT)
    """What the requirement asks for: key of a declaration, a role, a field, a module, or the title of what matches nothing."""
    title = models.CharField(max_length=160, blank=True)
    """Of a paper, as it stands on it."""
    version = models.CharField(max_length=16, blank=True)
    """Of a declaration's text."""
    amount = models.PositiveIntegerField(null=True, blank=True)
    """Hours."""
    provider = models.CharField(max_length=160, blank=True)
    reference = models.CharField(max_length=160, blank=True)
    """Number of a certificate or its address, for whoever checks it."""
    occurred_on = models.DateField()
    source = models.CharField(max_length=16, choices=Source)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    asked_role = models.CharField(max_length=16, blank=True)
    """Who looks at a paper, as the requirement asked when it was entered; empty for what asks nobody."""
    verified_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verifier_role = models.CharField(max_length=16, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    answer = SealedTextField()
    """Why a paper was sent back."""

    class Meta:
        """The same thing twice is once; nobody verifies their own."""

        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["occurred_on", "id"]
        constraints = [
            known_states(state.EVIDENCE, "certification_evidence_state_is_known"),
            models.UniqueConstraint(
                fields=["learner", "kind", "subject", "title", "version", "occurred_on", "reference"],
                condition=Q(state__in=["submitted", "verified"]),
                name="the_same_evidence_counts_once",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("learner")), name="nobody_verifies_their_own_evidence"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None, verified_on=None)
                | Q(verified_by__isnull=False, verified_on__isnull=False),
                name="verified_by_and_on_together",
            ),
            models.CheckConstraint(
                condition=Q(kind="hours", amount__gte=1) | ~Q(kind="hours") & Q(amount=None),
                name="hours_have_an_amount",
            ),
        ]
        indexes = [models.Index(fields=["learner", "kind"], name="certification_evidence_of")]


class Claim(Ledgered):
    """Recognition of prior learning: something done elsewhere or before, for one requirement of a cycle."""

    machine = state.CLAIM

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="claims")
    requirement = models.CharField(max_length=MOST_LETTERS_OF_A_KEY)
    title = models.CharField(max_length=160)
    provider = models.CharField(max_length=160)
    reference = models.CharField(max_length=160, blank=True)
    completed_on = models.DateField()
    statement = SealedTextField()
    """What was learned, and how it answers the requirement."""
    question = SealedTextField()
    assessor = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rationale = SealedTextField()
    seen = models.BooleanField(default=False)
    """The assessor has seen the original."""
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        """One open claim per requirement."""

        verbose_name = _("claim of prior learning")
        verbose_name_plural = _("claims of prior learning")
        ordering = ["created_at", "id"]
        constraints = [
            known_states(state.CLAIM, "claim_state_is_known"),
            models.UniqueConstraint(
                fields=["cycle", "requirement"],
                condition=Q(state__in=["submitted", "more_info", "accepted"]),
                name="one_claim_per_requirement",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "partly", "rejected"])
                | Q(assessor__isnull=False, decided_on__isnull=False),
                name="a_claim_is_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(state="accepted") | Q(seen=True), name="what_is_recognised_was_seen"),
        ]


class NameConfirmation(models.Model):
    """The name for the certificate. Written once; the latest counts for what is issued next."""

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="name_confirmations")
    name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        """In the order in which they came."""

        verbose_name = _("confirmed name")
        verbose_name_plural = _("confirmed names")
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_confirmed_name_is_not_empty")]

    def __str__(self) -> str:
        return self.name


class Refresher(models.Model):
    """The short way to renew, as it was composed when the window opened. Written once; what has been done is read from the ledgers."""

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="refresher")
    parts = models.JSONField()
    """`[{"kind": "changed" | "wrong" | "thin", "key": …, "since": …}]`."""
    composed_at = models.DateTimeField()

    class Meta:
        """One per cycle."""

        verbose_name = _("refresher")
        verbose_name_plural = _("refreshers")

    def __str__(self) -> str:
        return str(self.cycle_id)
