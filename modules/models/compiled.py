"""Texts as they are served: parsed and rendered once, when they are published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CompiledText(models.Model):
    """A text after parsing and rendering. The digest names the text and the renderer; a row never changes."""

    digest = models.CharField(_("digest"), max_length=64, primary_key=True)
    body = models.JSONField(_("parsed and rendered text"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("compiled text")
        verbose_name_plural = _("compiled texts")

    def __str__(self) -> str:
        return self.digest[:12]
