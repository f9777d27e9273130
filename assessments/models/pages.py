"""The page of a quiz: its questions as one Markdown text, and what passing takes."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from modules.models import MarkdownPage

PASS_MARK = 80


class QuizPage(MarkdownPage):
    """A quiz. Every activity in the body is a question; a sitting takes a copy of them."""

    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        default=PASS_MARK,
        validators=[MaxValueValidator(100)],
        help_text=_("Percent. Questions marked as critical must be right in any case."),
    )
    shuffle = models.BooleanField(
        _("shuffle"), default=True, help_text=_("Questions and options come in another order in every sitting.")
    )

    template = "assessments/quiz_page.html"
    context_builder = "assessments.views.quizzes.page_context"
    parent_page_types = ["modules.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [*MarkdownPage.content_panels, FieldPanel("pass_mark"), FieldPanel("shuffle")]

    class Meta:
        """A percentage is at most a hundred."""

        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [models.CheckConstraint(condition=Q(pass_mark__lte=100), name="quiz_pass_mark_is_percent")]
