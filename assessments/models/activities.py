"""An activity as it stood, kept for as long as an answer names it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from modules.compiled import CompiledActivity
from modules.dialect import storage


class ActivityVersion(models.Model):
    """One version of an activity. Its key is the SHA-256 of its canonical Markdown; a row is never changed."""

    digest = models.CharField(_("digest"), max_length=64, primary_key=True)
    kind = models.CharField(_("kind"), max_length=32)
    source = models.TextField(_("source"))
    """Canonical Markdown."""
    parsed = models.JSONField(_("parsed"))
    """What `modules.dialect.storage.dump` wrote, so that nobody ever parses it again."""
    fragments = models.JSONField(_("fragments"), default=dict)
    """Markdown leaf → safe HTML."""
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        """Named by content."""

        verbose_name = _("activity version")
        verbose_name_plural = _("activity versions")
        constraints = [models.CheckConstraint(condition=~Q(digest="") & ~Q(kind=""), name="activity_version_is_named")]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"

    def compiled(self, key: str) -> CompiledActivity:
        """The activity as it was served, under the key it had in its page."""
        return CompiledActivity(
            key=key, kind=self.kind, version=self.digest, activity=storage.load(self.parsed), fragments=self.fragments
        )
