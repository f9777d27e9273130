"""A Credential is what was issued: frozen, with everything that stands on it. What has happened to it since is a ledger of Changes.

A Measure is a suspension, a revocation or what undoes one; one person proposes it and another confirms. An IssuerKey signs.
A Lookup counts how often strangers asked, by day and answer; not who, and not about whom.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.certification import state
from assessments.certification.models.certifications import Certification
from assessments.certification.models.cycles import Cycle
from assessments.certification.models.ledger import Held, Ledgered, known_states
from training_site.sealing.fields import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class IssuerKey(Held):
    """A signing key of an organisation. Its private half is sealed; the public half is published for ever."""

    name = models.CharField(max_length=40)
    """Within the organisation: "key-1"."""
    public = models.CharField(max_length=80)
    """Multibase."""
    private = SealedTextField()
    """Erased when the key is retired."""
    not_before = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    compromised_at = models.DateTimeField(null=True, blank=True)
    """Somebody else knows it: nothing it signed counts any more. A compromised key is a retired one."""

    class Meta:
        """One current key per organisation."""

        verbose_name = _("issuer's key")
        verbose_name_plural = _("issuers' keys")
        ordering = ["organisation", "not_before"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="issuer_keys_have_names"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(retired_at=None), name="one_current_key_per_issuer"
            ),
            models.UniqueConstraint(fields=["public"], name="issuer_keys_are_unique"),
            models.CheckConstraint(
                condition=Q(compromised_at=None) | Q(retired_at__isnull=False), name="a_compromised_key_is_retired"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Credential(models.Model):
    """A certificate as it was issued. Written once."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=11, unique=True)
    """Ten random characters and a check character: who has it may look it up, and nothing else follows from it."""
    issuer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="credentials")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    """Per issuer and year."""
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="credentials")
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="credentials")
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="credentials")
    name = models.CharField(max_length=120)
    """As the holder confirmed it; "" once the holder's data were removed."""
    language = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    """Through this day, in the issuer's time zone."""
    zone = models.CharField(max_length=40)
    snapshot = models.JSONField()
    """Everything that stands on it: title, issuer, signatories, competencies, version of the rules and of the content, digest of the
    decision."""
    sha256 = models.CharField(max_length=64)
    """Of the canonical snapshot."""
    badge = models.JSONField(null=True)
    """The signed Open Badge; null once the holder's data were removed."""
    token = models.TextField(blank=True)
    """What the QR code holds besides the address: signed, to be checked without a network."""
    key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="+")
    status_index = models.PositiveIntegerField()
    """Its place in the issuer's status list."""
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    """What it corrects, or says once more with another signature."""
    reissued = models.BooleanField(default=False)
    """Signed anew because a key was given up: all that it says, its serial included, is as on the one it supersedes."""
    issued_at = models.DateTimeField()

    class Meta:
        """One per cycle, and one for each correction; serials and places are unique."""

        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle"], condition=Q(supersedes=None), name="one_credential_per_cycle"),
            # What is signed anew keeps its serial; of each there is one successor at most, so that nothing else has it.
            models.UniqueConstraint(
                fields=["issuer", "year", "serial"], condition=Q(reissued=False), name="serials_are_unique"
            ),
            models.CheckConstraint(
                condition=Q(reissued=False) | Q(supersedes__isnull=False), name="what_is_signed_anew_supersedes"
            ),
            models.UniqueConstraint(fields=["issuer", "status_index"], name="places_in_the_list_are_unique"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="a_credential_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_id}/{self.year}/{self.serial}"


class Change(models.Model):
    """Something that happened to a credential. Written once; `laws.standing` folds it into a status."""

    class Kind(models.TextChoices):
        """What."""

        ISSUED = "issued", _("Issued")
        SUSPENDED = "suspended", _("Suspended")
        REINSTATED = "reinstated", _("Reinstated")
        REVOKED = "revoked", _("Withdrawn by the issuer")
        SUPERSEDED = "superseded", _("Renewed")
        CORRECTED = "corrected", _("Replaced by a corrected one")
        REISSUED = "reissued", _("Signed anew")
        RESTORED = "restored", _("Replaced after an appeal")
        REMOVED = "removed", _("Holder's data removed")

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    effective_on = models.DateField()
    reason = models.CharField(max_length=24, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Numbered; what hurts takes two people."""

        verbose_name = _("change of a credential")
        verbose_name_plural = _("changes of credentials")
        ordering = ["credential", "number"]
        constraints = [
            models.UniqueConstraint(fields=["credential", "number"], name="changes_of_a_credential_are_numbered"),
            models.CheckConstraint(
                condition=~Q(kind__in=["suspended", "reinstated", "revoked", "restored"])
                | Q(by__isnull=False, second__isnull=False) & ~Q(by=F("second")) & ~Q(reason=""),
                name="two_people_change_what_a_credential_is_worth",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Measure(Ledgered):
    """A suspension, reinstatement or revocation on its way: proposed by one, confirmed by another."""

    class Kind(models.TextChoices):
        """What is proposed."""

        SUSPEND = "suspend", _("Suspend")
        REINSTATE = "reinstate", _("Reinstate")
        REVOKE = "revoke", _("Revoke")
        RESTORE = "restore", _("Issue another one after an appeal")

    class Reason(models.TextChoices):
        """Why; outsiders see none of it."""

        ISSUED_IN_ERROR = "issued_in_error", _("Issued in error")
        EVIDENCE_INVALID = "evidence_invalid", _("The evidence does not hold")
        IDENTITY_MISMATCH = "identity_mismatch", _("Somebody else's achievement")
        FITNESS = "fitness_to_practise", _("Fitness to practise")
        FRAUD = "fraud", _("Deception")
        HOLDER_REQUEST = "holder_request", _("The holder asks for it")
        ISSUER_WITHDRAWN = "issuer_withdrawn", _("The issuer withdraws it")
        ADMINISTRATIVE = "administrative", _("Administrative")
        RESOLVED = "resolved", _("What it was suspended for is resolved")
        APPEAL_UPHELD = "appeal_upheld", _("An appeal was upheld")

    machine = state.MEASURE

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=24, choices=Reason)
    note = SealedTextField()
    """For those who decide; never public."""
    effective_on = models.DateField()
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """One at a time; two people."""

        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["created_at", "id"]
        constraints = [
            known_states(state.MEASURE, "measure_state_is_known"),
            models.UniqueConstraint(
                fields=["credential"], condition=Q(state="proposed"), name="one_open_measure_per_credential"
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("proposed_by")), name="a_measure_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "refused"]) | Q(second__isnull=False),
                name="a_measure_is_confirmed_by_somebody",
            ),
        ]


class Lookup(models.Model):
    """How often strangers looked a code up on one day, by answer. No address and no code is kept."""

    day = models.DateField()
    answer = models.CharField(max_length=16)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        """One row per day and answer."""

        verbose_name = _("lookup")
        verbose_name_plural = _("lookups")
        constraints = [models.UniqueConstraint(fields=["day", "answer"], name="one_row_per_day_and_answer")]

    def __str__(self) -> str:
        return f"{self.day} {self.answer} {self.times}"
