"""The pages people read and work through: lessons, scenarios, practice tools."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from modules.fields import LinesField, MarkdownField
from modules.models.pages import CurriculumPage, MarkdownPage


class LessonPage(MarkdownPage):
    """A lesson: prose and activities, read in about half an hour."""

    outcomes = LinesField(_("learning outcomes"), default=list, blank=True)
    """Keys of the module's outcomes, such as `m01-lo1`."""
    tools = LinesField(_("practice tools"), default=list, blank=True)
    sources = LinesField(_("sources"), default=list, blank=True)
    law = models.TextField(_("law and local procedure"), blank=True)
    """What a box with the law of a country has to say here, for whoever writes it; empty: no box belongs here."""

    template = "modules/lesson_page.html"
    context_builder = "modules.views.pages.lesson"
    parent_page_types = ["modules.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *MarkdownPage.content_panels,
        FieldPanel("outcomes"),
        FieldPanel("tools"),
        FieldPanel("sources"),
        FieldPanel("law"),
    ]

    class Meta:
        verbose_name = _("lesson")


class ScenarioPage(MarkdownPage):
    """A branching scenario: one story, walked scene by scene to an ending."""

    summary = models.TextField(_("summary"), blank=True)
    outcomes = LinesField(_("learning outcomes"), default=list, blank=True)
    indicators = LinesField(_("indicators"), default=list, blank=True)

    template = "modules/scenario_page.html"
    context_builder = "modules.views.pages.scenario"
    parent_page_types = ["modules.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *MarkdownPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        FieldPanel("indicators"),
    ]

    class Meta:
        verbose_name = _("scenario")

    def leaves(self) -> Iterator[str]:
        """The summary; the text is compiled by itself."""
        yield self.summary


class ToolIndexPage(CurriculumPage):
    """The shelf of practice tools of a programme."""

    intro = MarkdownField(_("introduction"), blank=True)

    template = "modules/tool_index_page.html"
    context_builder = "modules.views.pages.tool_index"
    parent_page_types = ["modules.ProgrammePage"]
    subpage_types = ["modules.ToolPage"]
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("shelf of practice tools")

    def leaves(self) -> Iterator[str]:
        """The introduction."""
        yield self.intro


class ToolPage(MarkdownPage):
    """A practice tool: a form, a card or a guide, used at work, often on paper."""

    summary = models.TextField(_("summary"), blank=True)
    used_in = LinesField(_("used in modules"), default=list, blank=True)
    is_form = models.BooleanField(_("is filled in by hand"), default=False)

    template = "modules/tool_page.html"
    context_builder = "modules.views.pages.tool"
    parent_page_types = ["modules.ToolIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *MarkdownPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("used_in"),
        FieldPanel("is_form"),
    ]

    class Meta:
        verbose_name = _("practice tool")

    def leaves(self) -> Iterator[str]:
        """The summary; the text is compiled by itself."""
        yield self.summary
