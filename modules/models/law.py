"""Law and local procedure: one dated, owned text for a lesson and a country. It is no page, and nothing of a learner."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from modules.fields import MarkdownField


class LawText(models.Model):
    """What the law of a country says to a lesson, written and kept by a national editor."""

    lesson_key = models.CharField(_("lesson"), max_length=150)
    """Content key, such as `reintegration/m01-l2`."""
    country = models.CharField(_("country"), max_length=160)
    """As the organisation at the root of the tree is called."""
    language = models.CharField(_("language"), max_length=12, default="en")
    owner = models.CharField(
        _("owner"), max_length=160, help_text=_("The function that keeps this text up to date. No name of a person.")
    )
    dated = models.DateField(_("as of"))
    review_by = models.DateField(_("to be reviewed by"))
    body = MarkdownField(_("text"))
    html = models.TextField(editable=False, blank=True)
    """The text rendered, when it was saved."""
    imported_digest = models.CharField(max_length=64, blank=True, editable=False)
    """SHA-256 of the file it was last imported from."""

    class Meta:
        """One text for a lesson and a country, with an owner and two days."""

        verbose_name = _("law and local procedure")
        verbose_name_plural = _("law and local procedure")
        ordering = ["lesson_key", "country"]
        constraints = [
            models.UniqueConstraint(fields=["lesson_key", "country"], name="one_law_text_per_lesson_and_country"),
            models.CheckConstraint(condition=Q(review_by__gt=F("dated")), name="law_text_is_reviewed_after_its_day"),
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(owner="") & ~Q(country="") & ~Q(lesson_key=""), name="law_text_is_complete"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} · {self.lesson_key.rpartition('/')[2]}"

    def clean(self) -> None:
        """Say in words what the database would refuse."""
        if self.dated and self.review_by and self.review_by <= self.dated:
            raise ValidationError({"review_by": _("A review comes after the day of the text.")})
