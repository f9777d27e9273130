"""A HomePage holds ProgrammePages. A programme holds modules, a shelf of tools, a framework and a glossary.

A ModulePage holds lessons, scenarios and quizzes. A lesson is one Markdown text; CompiledText is that text parsed and rendered.
Competency and GlossaryTerm are rows of the published framework and glossary, for other apps to point at.
"""

from modules.models.compiled import CompiledText
from modules.models.law import LawText
from modules.models.pages import CurriculumPage, MarkdownPage
from modules.models.programme import HomePage, ModulePage, ProgrammePage
from modules.models.reference import Competency, FrameworkPage, GlossaryPage, GlossaryTerm, SourcesPage
from modules.models.texts import LessonPage, ScenarioPage, ToolIndexPage, ToolPage
from modules.models.vocabulary import Phase, Review

__all__ = [
    "Competency",
    "CompiledText",
    "CurriculumPage",
    "FrameworkPage",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "LawText",
    "LessonPage",
    "MarkdownPage",
    "ModulePage",
    "Phase",
    "ProgrammePage",
    "Review",
    "ScenarioPage",
    "SourcesPage",
    "ToolIndexPage",
    "ToolPage",
]
