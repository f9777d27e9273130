"""A Certification is issued by an organisation. Its Versions hold the rules; a published one never changes.

An Assignment asks a person for a certification, in the name of an organisation or of a pathway they chose.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Certification(models.Model):
    """What a person can be certified for."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    """Stands in other certifications' rules; never changed."""
    titles = models.JSONField(_("titles"))
    """`{language: title}`; the first is the source."""
    summaries = models.JSONField(_("summaries"), default=dict)
    """`{language: what it certifies}`."""
    issuer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="certifications")
    """In whose name it is issued; whoever leads its programme there composes it."""
    programme_key = models.CharField(_("programme"), max_length=60)
    pathways = models.JSONField(_("pathways"), default=list)
    """Whoever follows one of these pathways in the issuer's subtree is assigned."""
    signatories = models.JSONField(_("signatories"), default=list)
    """`[{"name": …, "function": …}]`, as they stand on certificates issued from now on."""
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    """From here on nobody is assigned; what was issued stays."""
    retired_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Who and when stand together."""

        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(programme_key=""), name="certification_has_a_code"),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="certification_retired_by_and_at_together",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """In the reader's language, else in the source's."""
        return in_language(self.titles, get_language() or "")


def in_language(texts: dict[str, str], language: str) -> str:
    """The text in a language, in its short form, or in the source."""
    return texts.get(language) or texts.get(language[:2]) or next(iter(texts.values()), "")


class CertificationVersion(models.Model):
    """The rules, from a day on. A draft can be edited; a published version never is."""

    class Change(models.TextChoices):
        """How much the version changes what is asked."""

        NONE = "none", _("Nothing that is asked")
        EDITORIAL = "editorial", _("Wording only")
        SUBSTANTIVE = "substantive", _("What is asked")
        SAFETY_CRITICAL = "safety_critical", _("What is asked, for the safety of children")

    class Migration(models.TextChoices):
        """What happens to people who are on their way."""

        NEXT_CYCLE = "next_cycle", _("They finish by the rules they began with")
        NOW = "now_with_deadline", _("They follow the new rules by a day")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    """The rules, as `laws.rules` writes them."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the canonical document."""
    change = models.CharField(max_length=16, choices=Change, default=Change.NONE)
    migration = models.CharField(max_length=20, choices=Migration, default=Migration.NEXT_CYCLE)
    migrate_by = models.DateField(null=True, blank=True)
    change_note = models.TextField(blank=True)
    """What is new, for those whom it concerns."""
    revision = models.PositiveIntegerField(default=1)
    """Counts the edits of a draft, so that nobody overwrites what they have not seen."""
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Numbered; one draft at a time."""

        verbose_name = _("version of a certification")
        verbose_name_plural = _("versions of certifications")
        ordering = ["certification", "number"]
        constraints = [
            models.UniqueConstraint(fields=["certification", "number"], name="certification_versions_are_numbered"),
            models.UniqueConstraint(
                fields=["certification"], condition=Q(published_at=None), name="one_draft_per_certification"
            ),
            models.CheckConstraint(
                condition=Q(migration="next_cycle", migrate_by=None)
                | Q(migration="now_with_deadline", migrate_by__isnull=False),
                name="a_deadline_comes_with_migration",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certification_id} {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be edited."""
        return self.published_at is None


class Assignment(models.Model):
    """Somebody is asked for a certification. Two organisations may ask for the same: two assignments, one cycle."""

    class Basis(models.TextChoices):
        """Why."""

        PATHWAY = "pathway", _("Follows a pathway")
        ORGANISATION = "organisation", _("Asked for by an organisation")
        APPLICATION = "application", _("Applied for it")
        IMPORT = "import", _("Was certified before")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="assignments")
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=16, choices=Basis)
    due_on = models.DateField(null=True, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    """Null where a pathway assigns."""
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=32, blank=True)

    class Meta:
        """An organisation asks once at a time."""

        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["assigned_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "certification", "organisation"],
                condition=Q(ended_at=None),
                name="one_open_assignment_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["learner", "certification"],
                condition=Q(ended_at=None, organisation=None),
                name="one_open_assignment_without_organisation",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="") | Q(ended_at__gte=F("assigned_at")) & ~Q(end_reason=""),
                name="an_assignment_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certification_id} {self.basis}"

    @property
    def basis_text(self) -> str | Promise:
        """Why, in words."""
        return self.Basis(self.basis).label
