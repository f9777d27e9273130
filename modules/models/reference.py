"""What is looked up: the competency framework, the glossary and the sources.

The pages hold the text and are edited, reviewed and published like any other; publishing one rewrites its rows
(Competency, GlossaryTerm), which other apps point at.
"""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from modules.fields import LinesField, TomlField
from modules.models.pages import CurriculumPage


class FrameworkPage(CurriculumPage):
    """The competencies a practitioner shows, by domain."""

    summary = models.TextField(_("summary"), blank=True)
    rules = TomlField(_("rules"), default=dict, blank=True)
    """What a certificate, a piece of evidence and a safety-critical indicator need, as sentences; the version."""
    sign_off = LinesField(_("rules of sign-off"), default=list, blank=True)
    levels = TomlField(_("levels"), table="level", default=list, blank=True)
    """`[{number, name, autonomy, evidence}]`"""
    scopes = TomlField(_("scope of the pathways"), table="scope", default=list, blank=True)
    """`[{pathway, indicators: [codes]}]`"""
    domains = TomlField(_("domains"), table="domain", default=list, blank=True)
    """`[{code, title, level_1 … level_4}]`"""
    indicators = TomlField(_("indicators"), table="indicator", default=list, blank=True)
    """`[{code, domain, text, safety_critical}]`"""

    template = "modules/framework_page.html"
    context_builder = "modules.views.reference.framework"
    parent_page_types = ["modules.ProgrammePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("rules"),
        FieldPanel("sign_off"),
        FieldPanel("levels"),
        FieldPanel("scopes"),
        FieldPanel("domains"),
        FieldPanel("indicators"),
    ]

    class Meta:
        verbose_name = _("competency framework")

    def leaves(self) -> Iterator[str]:
        """The summary, the rules and the indicators."""
        yield self.summary
        yield from (text for text in self.rules.values() if isinstance(text, str))
        yield from self.sign_off
        yield from (row.get("text", "") for row in self.indicators)


class GlossaryPage(CurriculumPage):
    """The words of the programme, with their equivalents in its languages."""

    summary = models.TextField(_("summary"), blank=True)
    notes = LinesField(_("notes for translators"), default=list, blank=True)
    terms = TomlField(_("terms"), table="term", default=list, blank=True)
    """`[{key, term, definition, dutch, dutch_confidence, dutch_seen, …, note}]`"""

    template = "modules/glossary_page.html"
    context_builder = "modules.views.reference.glossary"
    parent_page_types = ["modules.ProgrammePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("notes"), FieldPanel("terms")]

    class Meta:
        verbose_name = _("glossary")

    def leaves(self) -> Iterator[str]:
        """The summary and the definitions."""
        yield self.summary
        yield from (row.get("definition", "") for row in self.terms)


class SourcesPage(CurriculumPage):
    """The standards, guidance and research that the curriculum rests on."""

    summary = models.TextField(_("summary"), blank=True)
    sources = TomlField(_("sources"), table="source", default=list, blank=True)
    """`[{key, title, found_at}]`"""
    unverified = TomlField(_("not yet verified"), table="unverified", default=list, blank=True)
    """What a source is said to hold and nobody has confirmed: `[{source, text, signs: [words that give it away]}]`"""

    template = "modules/sources_page.html"
    context_builder = "modules.views.reference.sources"
    parent_page_types = ["modules.ProgrammePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("sources"), FieldPanel("unverified")]

    class Meta:
        verbose_name = _("list of sources")

    def leaves(self) -> Iterator[str]:
        """The summary."""
        yield self.summary


class Competency(models.Model):
    """One observable indicator of the published framework, such as D2.1."""

    programme = models.CharField(_("programme"), max_length=60)
    language = models.CharField(_("language"), max_length=12)
    domain = models.CharField(_("domain"), max_length=20)
    indicator = models.CharField(_("indicator"), max_length=20)
    text = models.TextField(_("text"))
    safety_critical = models.BooleanField(_("safety-critical"), default=False)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ["programme", "language", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "language", "indicator"], name="one_competency_per_indicator"),
        ]

    def __str__(self) -> str:
        return self.indicator


class GlossaryTerm(models.Model):
    """One word of the published glossary."""

    programme = models.CharField(_("programme"), max_length=60)
    language = models.CharField(_("language"), max_length=12)
    key = models.CharField(_("key"), max_length=100)
    term = models.CharField(_("term"), max_length=200)
    text = models.TextField(_("definition"))
    equivalents = models.JSONField(_("equivalents"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["programme", "language", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "language", "key"], name="one_glossary_term_per_key")
        ]

    def __str__(self) -> str:
        return self.term
