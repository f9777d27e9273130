"""The rooms of the curriculum: a home page holds programmes, a programme holds modules."""

from collections.abc import Iterator
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from modules.fields import LinesField, MarkdownField, TomlField
from modules.models.pages import CurriculumPage
from modules.models.vocabulary import Phase, Review


class HomePage(CurriculumPage):
    """The first page of a site: the catalogue of programmes."""

    intro = MarkdownField(_("introduction"), blank=True)

    template = "modules/home_page.html"
    context_builder = "modules.views.pages.home"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["modules.ProgrammePage"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("home page")

    def fresh_content_key(self) -> str:
        """There is one home page in a language."""
        return "home"

    def leaves(self) -> Iterator[str]:
        """The introduction."""
        yield self.intro


class ProgrammePage(CurriculumPage):
    """A programme: its modules, its pathways, its tools, framework and glossary."""

    summary = models.TextField(_("summary"), blank=True)
    design = LinesField(_("how the programme works"), default=list, blank=True)
    """Sentences."""
    pathways = TomlField(_("pathways"), table="pathway", default=list, blank=True)
    """`[{key, title, description, hours, required: [module keys], optional: [module keys]}]`"""
    completion = TomlField(_("completion rules"), default=dict, blank=True)
    """`quiz_pass_mark`, `direct_contact_module`, … and what they say to a learner."""
    details = TomlField(_("further details"), default=dict, blank=True)
    """What the programme's file says besides: version, licence, phases, levels."""

    template = "modules/programme_page.html"
    context_builder = "modules.views.pages.programme"
    parent_page_types = ["modules.HomePage"]
    subpage_types = [
        "modules.ModulePage",
        "modules.ToolIndexPage",
        "modules.FrameworkPage",
        "modules.GlossaryPage",
        "modules.SourcesPage",
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("design"),
        FieldPanel("pathways"),
        FieldPanel("completion"),
        FieldPanel("details"),
    ]

    class Meta:
        verbose_name = _("programme")

    def fresh_content_key(self) -> str:
        """A programme's key is the first part of every key in it."""
        return f"{self.slug[:40]}-{uuid4().hex[:6]}"

    def leaves(self) -> Iterator[str]:
        """What the programme says of itself."""
        yield self.summary
        yield from self.design
        yield from (pathway.get("description", "") for pathway in self.pathways)


class ModulePage(CurriculumPage):
    """A module: what it is for, its lessons, scenario and quiz, and the task done at work."""

    number = models.PositiveSmallIntegerField(_("number"), default=0)
    summary = models.TextField(_("summary"), blank=True)
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.EVERY)
    further_phases = LinesField(_("further phases"), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    audiences = LinesField(_("pathways it is meant for"), default=list, blank=True)
    """Keys of pathways, such as `social-worker`."""
    status = models.CharField(_("state of the text"), max_length=20, blank=True)
    """`full`, or `outline` while the lessons are still to be written."""
    review = models.CharField(_("review"), max_length=20, blank=True, choices=Review)
    """Empty for a text that people wrote or have read; otherwise what is said wherever the module is shown."""
    requires_m03 = models.BooleanField(_("needs the module on working safely with children"), default=False)
    before_you_start = MarkdownField(_("before you start"), blank=True)
    outcomes = TomlField(_("learning outcomes"), table="outcome", default=list, blank=True)
    """`[{key, text}]`"""
    outline = TomlField(_("outline of lessons to come"), table="lesson", default=list, blank=True)
    """`[{number, title, minutes, text}]`"""
    questions = LinesField(_("reflective questions"), default=list, blank=True)
    practice_task = MarkdownField(_("practice task"), blank=True)
    tools = LinesField(_("practice tools"), default=list, blank=True)
    """Keys of tools, such as `t06`."""
    indicators = LinesField(_("mentor-observed indicators"), default=list, blank=True)
    """Codes of competencies, such as `D2.1`."""
    sources = LinesField(_("sources"), default=list, blank=True)

    template = "modules/module_page.html"
    context_builder = "modules.views.pages.module"
    parent_page_types = ["modules.ProgrammePage"]
    subpage_types = ["modules.LessonPage", "modules.ScenarioPage", "assessments.QuizPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("number"),
        FieldPanel("summary"),
        FieldPanel("phase"),
        FieldPanel("further_phases"),
        FieldPanel("minutes"),
        FieldPanel("audiences"),
        FieldPanel("status"),
        FieldPanel("review"),
        FieldPanel("requires_m03"),
        FieldPanel("before_you_start"),
        FieldPanel("outcomes"),
        FieldPanel("outline"),
        FieldPanel("questions"),
        FieldPanel("practice_task"),
        FieldPanel("tools"),
        FieldPanel("indicators"),
        FieldPanel("sources"),
    ]

    class Meta:
        verbose_name = _("module")

    def leaves(self) -> Iterator[str]:
        """Everything but the title and the numbers."""
        yield from (self.summary, self.before_you_start, self.practice_task)
        yield from self.questions
        yield from (row.get("text", "") for row in [*self.outcomes, *self.outline])
