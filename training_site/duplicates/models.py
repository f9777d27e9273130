"""A Distinction says that two accounts with one name are two people's, so that nobody is asked about them again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Distinction(models.Model):
    """Two people who look alike in a list. Written once."""

    first = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("one account"))
    """The one with the lower number, so that a pair has one row."""
    second = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("the other account"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        """Once for each pair."""

        verbose_name = _("distinction")
        verbose_name_plural = _("distinctions")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_people_are_told_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_distinction_is_of_two_accounts"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
