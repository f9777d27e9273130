"""A QuestionImport is a file of questions that somebody looked at: what each item of it would become in a page, until it is decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from assessments.models.looking import ENDS_AT_A_MOMENT, LookedFile


class QuestionImport(LookedFile):
    """A file of questions and the page it is meant for. What stood in it goes when it is decided, or after a while."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    """Of the file; empty where a text was pasted."""
    file_format = models.CharField(max_length=20)
    source = models.BinaryField(default=bytes)
    """The file itself where it is small, so that it can be read in another way without being sent again."""
    items = models.JSONField(default=list)
    """What `kept.dump` writes for each item, in the order of the file."""
    findings = models.JSONField(default=list)
    """What is wrong where no item could be read."""

    class Meta(LookedFile.Meta):
        """As every file that is looked at."""

        verbose_name = _("import of questions")
        verbose_name_plural = _("imports of questions")
        constraints = [models.CheckConstraint(condition=ENDS_AT_A_MOMENT, name="questions_end_at_a_moment")]
