"""Pages of a small curriculum, published unless they say `published=False`; and a content folder to write into."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import factory
import wagtail_factories
from wagtail.models import Locale

from assessments.models import QuizPage
from modules.models import (
    CurriculumPage,
    FrameworkPage,
    GlossaryPage,
    LessonPage,
    ModulePage,
    ProgrammePage,
    ScenarioPage,
    SourcesPage,
    ToolIndexPage,
    ToolPage,
)
from modules.services import importing
from modules.services.planting import home_page
from tests.factories.remembering import remembered

QUESTION = """:::choice{#first-question}

What comes first?

- (x) Safety {#a}
  > Yes.
- ( ) Speed {#b}
  > No.

:::
"""
WITHOUT_ID = QUESTION.replace("{#first-question}", "")
UNCLOSED = QUESTION.removesuffix("\n:::\n")


class CurriculumPageFactory(wagtail_factories.PageFactory):
    """A page with one revision."""

    live = False
    locale = factory.LazyFunction(lambda: Locale.objects.get_for_language("en"))

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def published(page: CurriculumPage, create: bool, wanted: bool | None, **_rest: Any) -> None:  # noqa: N805
        """Publish the page, unless the test wants a draft."""
        revision = page.save_revision()
        if wanted is not False:
            revision.publish()
            page.refresh_from_db()


class ProgrammePageFactory(CurriculumPageFactory):
    class Meta:
        model = ProgrammePage

    title = "Practice"
    slug = "practice"
    content_key = "practice"
    summary = "Learn to *listen*."
    pathways = factory.LazyFunction(
        lambda: [
            {
                "key": "worker",
                "title": "Worker",
                "description": "For all.",
                "hours": 12,
                "required": ["m01"],
                "optional": [],
            }
        ]
    )
    parent = factory.LazyFunction(lambda: home_page(language="en"))


class ModulePageFactory(CurriculumPageFactory):
    class Meta:
        model = ModulePage

    parent = factory.SubFactory(ProgrammePageFactory)
    number = factory.Sequence(lambda number: number + 1)
    title = factory.LazyAttribute(lambda page: f"Module {page.number}")
    slug = factory.LazyAttribute(lambda page: f"module-{page.number}")
    content_key = factory.LazyAttribute(lambda page: f"practice/m{page.number:02d}")
    phase = "tracing"
    minutes = 100


class LessonPageFactory(CurriculumPageFactory):
    class Meta:
        model = LessonPage

    parent = factory.SubFactory(ModulePageFactory)
    title = factory.Sequence(lambda number: f"Lesson {number}")
    slug = factory.Sequence(lambda number: f"lesson-{number}")
    content_key = factory.Sequence(lambda number: f"practice/m01-l{number}")
    minutes = 35
    body = "## A heading\n\nSome *words*.\n\n" + QUESTION


class ScenarioPageFactory(LessonPageFactory):
    class Meta:
        model = ScenarioPage

    slug = "scenario"
    summary = "A story."
    body = "A story."


class QuizPageFactory(LessonPageFactory):
    class Meta:
        model = QuizPage

    slug = "quiz"
    body = QUESTION


class ToolIndexPageFactory(CurriculumPageFactory):
    class Meta:
        model = ToolIndexPage

    parent = factory.SubFactory(ProgrammePageFactory)
    title = "Practice tools"
    slug = "tools"
    content_key = "practice/tools"


class ToolPageFactory(CurriculumPageFactory):
    class Meta:
        model = ToolPage

    parent = factory.SubFactory(ToolIndexPageFactory)
    title = factory.Sequence(lambda number: f"Tool {number}")
    slug = factory.Sequence(lambda number: f"t{number:02d}")
    content_key = factory.Sequence(lambda number: f"practice/t{number:02d}")
    body = "- [ ] Listened\n"


class FrameworkPageFactory(CurriculumPageFactory):
    class Meta:
        model = FrameworkPage

    parent = factory.SubFactory(ProgrammePageFactory)
    title = "Competencies"
    slug = "competencies"
    content_key = "practice/framework"
    domains = factory.LazyFunction(lambda: [{"code": "D1", "title": "Rights", "level_1": "Knows."}])
    levels = factory.LazyFunction(lambda: [{"number": 1, "name": "Knows"}])
    indicators = factory.LazyFunction(
        lambda: [
            {"code": "D1.1", "domain": "D1", "text": "Explains *why*.", "safety_critical": False},
            {"code": "D1.2", "domain": "D1", "text": "Asks first.", "safety_critical": True},
        ]
    )


class GlossaryPageFactory(CurriculumPageFactory):
    class Meta:
        model = GlossaryPage

    parent = factory.SubFactory(ProgrammePageFactory)
    title = "Glossary"
    slug = "glossary"
    content_key = "practice/glossary"
    terms = factory.LazyFunction(
        lambda: [
            {
                "key": "tracing",
                "term": "Tracing",
                "definition": "A search.",
                "dutch": "opsporing",
                "dutch_confidence": "high",
            },
            {"key": "kin", "term": "Kin", "definition": "Relatives.", "khmer": "ញាតិ", "khmer_confidence": "low"},
        ]
    )


class SourcesPageFactory(CurriculumPageFactory):
    class Meta:
        model = SourcesPage

    parent = factory.SubFactory(ProgrammePageFactory)
    title = "Sources"
    slug = "sources"
    content_key = "practice/sources"
    sources = factory.LazyFunction(lambda: [{"key": "S01", "title": "Guidelines", "found_at": "a library"}])


PROGRAMME_TOML = """\
key = "practice"
title = "Practice"
summary = "Learn to listen."
language = "en"
planned_languages = ["en"]
version = "1"
licence = "CC BY-SA 4.0"
design = ["Text first."]

[completion]
lessons = "Marked."
scenario = "Walked."
quiz_pass_mark = 80
quiz_attempts = "Many."
critical_items = "Right."
practice_task = "Done."
mentor_sign_off = "Signed."
direct_contact_module = "m01"
direct_contact_rule = "First."
refresh_quiz = "m01-quiz"
refresh_months = 12
refresh_rule = "Yearly."

[[phase]]
key = "tracing"
title = "Tracing"
hue = 230

[[pathway]]
key = "worker"
title = "Worker"
description = "For all."
hours = 12
required = ["m01"]
optional = []
"""
MODULE_TOML = """\
key = "m01"
number = 1
title = "Listening"
summary = "How to listen."
phase = "tracing"
further_phases = []
minutes = 60
audiences = ["worker"]
status = "full"
requires_m03 = false
before_you_start = ""
reflective_questions = ["When did you listen last?"]
practice_task = "Listen to a colleague."
tools = ["t01"]
indicators = ["D1.1"]
sources = ["S01"]

[[outcome]]
key = "m01-lo1"
text = "Listen without interrupting."
"""
FRAMEWORK_TOML = """\
title = "Competencies"
version = "1"
summary = "What is observed."
safety_critical_rule = "No compensation."
certificate_rule = "Level 3."
evidence_rule = "Two pieces."
sign_off = ["With a date."]

[[level]]
number = 1
name = "Knows"
autonomy = "Explains."
evidence = "quiz"

[[scope]]
pathway = "worker"
indicators = ["D1.1"]

[[domain]]
code = "D1"
title = "Rights"
level_1 = "Knows."
level_2 = "Does."
level_3 = "Does alone."
level_4 = "Guides."

[[indicator]]
code = "D1.1"
domain = "D1"
text = "Explains why."
safety_critical = false
"""
GLOSSARY_TOML = """\
title = "Glossary"
summary = "Words."
notes = []

[[term]]
key = "kin"
term = "Kin"
definition = "Relatives."
dutch = "familie"
dutch_confidence = "high"
dutch_seen = true
ukrainian = ""
ukrainian_confidence = ""
ukrainian_seen = false
khmer = "ញាតិ"
khmer_confidence = "low"
khmer_seen = false
note = ""
"""
SOURCES_TOML = """\
title = "Sources"
summary = "What was read."

[[source]]
key = "S01"
title = "Guidelines"
found_at = "a library"
"""


def page_text(key: str, kind: str, *, title: str = "A title", body: str = "Some words.\n", **more: str) -> str:
    """A file with a head."""
    head = "".join(f"{name}: {value}\n" for name, value in {"key": key, "type": kind, "title": title, **more}.items())
    return f"---\n{head}---\n\n{body}"


FILES = {
    "practice/programme.toml": PROGRAMME_TOML,
    "practice/en/competencies.toml": FRAMEWORK_TOML,
    "practice/en/glossary.toml": GLOSSARY_TOML,
    "practice/en/sources.toml": SOURCES_TOML,
    "practice/en/01-listening/module.toml": MODULE_TOML,
    "practice/en/01-listening/01-silence.md": page_text(
        "m01-l1",
        "lesson",
        title="Silence",
        minutes="20",
        outcomes="[m01-lo1]",
        sources="[S01]",
        body="Wait.\n\n" + QUESTION,
    ),
    "practice/en/01-listening/02-questions.md": page_text("m01-l2", "lesson", title="Questions", minutes="15"),
    "practice/en/01-listening/scenario.md": page_text("m01-s1", "scenario", summary="A story.", indicators="[D1.1]"),
    "practice/en/01-listening/questions.md": page_text(
        "m01-quiz", "quiz", pass_mark="80", shuffle="true", body=QUESTION
    ),
    "practice/en/tools/t01-card.md": page_text("t01", "tool", used_in="[m01]", blank_template="true"),
}


def content_folder(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """A small, faultless curriculum in `folder`, with some files changed, added, or (None) left out."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is None:
            continue
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@remembered
def imported() -> None:
    """That curriculum, imported and published."""
    with TemporaryDirectory() as name:
        plan = importing.plan(folder=content_folder(Path(name)), publish=True)
        importing.run(plan=plan, publish=True)
