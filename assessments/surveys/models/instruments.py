"""An Instrument is known by its key and language; an InstrumentVersion is its text at one time, named by the digest of that text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.surveys.laws.instruments import Kind


class InstrumentVersion(models.Model):
    """One text of an instrument. Never changed: answers name it."""

    digest = models.CharField(primary_key=True, max_length=64)
    key = models.CharField(_("key"), max_length=60)
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    title = models.CharField(_("title"), max_length=200)
    source = models.TextField(_("text"))
    """The file, head and all."""

    class Meta:
        """By key."""

        verbose_name = _("version of an instrument")
        verbose_name_plural = _("versions of instruments")
        ordering = ["key", "language", "digest"]
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(source=""), name="an_instrument_version_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language} {self.digest[:8]}"


class Instrument(models.Model):
    """Which version is in use."""

    key = models.CharField(_("key"), max_length=60)
    language = models.CharField(_("language"), max_length=12)
    current = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    source_path = models.CharField(_("file"), max_length=300, blank=True, default="")
    """Below the content folder, where it was read and is written again."""

    class Meta:
        """One for each language."""

        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["key", "language"]
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="one_instrument_of_a_key_and_language")]

    def __str__(self) -> str:
        return f"{self.key} {self.language}"
