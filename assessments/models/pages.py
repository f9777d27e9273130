"""The page of a quiz: its questions as one Markdown text, and what passing takes."""

from datetime import timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from assessments.timing.counting import Counts
from assessments.timing.terms import AtEnd, Rules
from modules.fields import LinesField
from modules.models import MarkdownPage

PASS_MARK = 80


class Behaviour(models.TextChoices):
    """When an answer is marked, and whether it can be given again: the names of `assessments.marking.behaviours`."""

    DEFERRED = "deferred", _("Everything is marked when it is handed in")
    IMMEDIATE = "immediate", _("Each answer is marked at once, and stays")
    INTERACTIVE = "interactive", _("After a wrong answer a hint and another try, which costs")
    COUNT_BACK = "countback", _("The same, and each part pays only for its own tries")
    ADAPTIVE = "adaptive", _("Each answer is marked at once and may be given again, which costs")
    ADAPTIVE_FREE = "adaptivefree", _("The same, and it costs nothing")
    CERTAINTY = "certainty", _("Marked at the end, by how certain one was")
    CERTAINTY_NOW = "certaintynow", _("Marked at once, by how certain one was")


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
    fixed_questions = models.BooleanField(
        _("questions keep their order"), default=False, help_text=_("Even where it is shuffled. Sections always do.")
    )
    fixed_options = models.BooleanField(
        _("options keep their order"), default=False, help_text=_("Even where it is shuffled.")
    )
    behaviour = models.CharField(_("how it is marked"), max_length=16, default=Behaviour.DEFERRED, choices=Behaviour)
    review = models.JSONField(_("what is shown, and when"), default=list, blank=True)
    """Cells of the matrix in `assessments.reviewing`; empty: the usual way."""
    bands = LinesField(
        _("what is said about the result"),
        default=list,
        blank=True,
        help_text=_(
            "One on each line, from how many percent on: “80: Well done. …” The highest band that is reached is shown."
        ),
    )

    pick = models.PositiveSmallIntegerField(
        _("questions in each attempt"),
        default=0,
        help_text=_("0: all. Those not seen yet come first; critical questions are always among them."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    limit_minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, help_text=_("Empty: as long as one likes.")
    )
    at_end = models.CharField(
        _("when time is up"),
        max_length=8,
        default=AtEnd.SUBMIT.value,
        choices=[
            (AtEnd.SUBMIT.value, _("What was saved is handed in")),
            (AtEnd.GRACE.value, _("It can still be handed in for a while, but not answered")),
            (AtEnd.ABANDON.value, _("What was not handed in does not count")),
        ],
    )
    grace_minutes = models.PositiveSmallIntegerField(_("for so many minutes"), default=0)
    most_attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, help_text=_("0: as many as one likes."))
    first_wait_hours = models.PositiveSmallIntegerField(_("hours before the second attempt"), default=0)
    later_wait_hours = models.PositiveSmallIntegerField(_("hours before later attempts"), default=0)
    builds_on_last = models.BooleanField(
        _("each attempt builds on the last"),
        default=False,
        help_text=_("A new attempt asks the same questions and begins with the answers of the last one."),
    )
    counts = models.CharField(
        _("what counts"),
        max_length=8,
        default=Counts.HIGHEST.value,
        choices=[
            (Counts.HIGHEST.value, _("The best attempt")),
            (Counts.AVERAGE.value, _("The mean of all attempts")),
            (Counts.FIRST.value, _("The first attempt")),
            (Counts.LAST.value, _("The last attempt")),
        ],
    )

    template = "assessments/quiz_page.html"
    context_builder = "assessments.views.quizzes.page_context"
    parent_page_types = ["modules.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *MarkdownPage.content_panels,
        FieldPanel("pass_mark"),
        FieldPanel("behaviour"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("shuffle", "fixed_questions", "fixed_options", "pick")],
            heading=_("Order and choice"),
        ),
        MultiFieldPanel([FieldPanel(name) for name in ("review", "bands")], heading=_("What people see")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("opens_at", "closes_at", "limit_minutes", "at_end", "grace_minutes")],
            heading=_("Time"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("most_attempts", "first_wait_hours", "later_wait_hours", "builds_on_last", "counts")
            ],
            heading=_("Attempts"),
        ),
    ]

    class Meta:
        """A percentage is at most a hundred."""

        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="quiz_pass_mark_is_percent"),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="quiz_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(limit_minutes=None) | Q(limit_minutes__gte=1), name="quiz_lasts_a_minute"
            ),
            models.CheckConstraint(condition=Q(behaviour__in=Behaviour.values), name="quiz_behaviour_is_known"),
        ]

    @property
    def rules(self) -> Rules:
        """When it may be taken, how long and how often, before anybody's exemption."""
        return Rules(
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            limit=None if self.limit_minutes is None else timedelta(minutes=self.limit_minutes),
            at_end=AtEnd(self.at_end),
            grace=timedelta(minutes=self.grace_minutes),
            attempts=self.most_attempts,
            first_wait=timedelta(hours=self.first_wait_hours),
            later_wait=timedelta(hours=self.later_wait_hours),
        )
