"""What kinds of content files there are, what each may say, and where a page keeps it.

One table is read by everything: the reader (unknown and missing keys), the writer (order), the import and the export.
"""

from modules.services.content_shapes import Field, Kind, Shape, flag, number, tables, text, texts

PHASES = (
    "every-phase",
    "identification",
    "tracing",
    "assessment",
    "planning",
    "preparation",
    "reunification",
    "follow-up",
    "closure",
)
REVIEWS = ("", "machine-assisted")
"""How far the text of a language has come: empty when people wrote or read it, or a machine's draft that waits for a practitioner."""
KEY = Field(key="key", longest=60)
TITLE = text("title")

PROGRAMME = Kind(
    name="programme",
    model="modules.ProgrammePage",
    children=("module", "tools", "framework", "glossary", "sources", "quiz"),
    fields=(
        KEY,
        TITLE,
        text("summary"),
        text("language", "details.language"),
        texts("planned_languages", "details.planned_languages"),
        text("version", "details.version"),
        text("licence", "details.licence"),
        text("review", "details.review", allowed=REVIEWS, required=False),
        texts("design"),
        Field(
            key="completion",
            shape=Shape.TABLE,
            kept_in="completion",
            columns=(
                text("lessons"),
                text("scenario"),
                number("quiz_pass_mark"),
                text("quiz_attempts"),
                text("critical_items"),
                text("practice_task"),
                text("mentor_sign_off"),
                text("direct_contact_module"),
                text("direct_contact_rule"),
                text("refresh_quiz"),
                number("refresh_months"),
                text("refresh_rule"),
            ),
        ),
        tables("phase", "details.phases", text("key", longest=60), text("title"), number("hue")),
        tables("level", "details.levels", number("number"), text("name")),
        tables(
            "pathway",
            "pathways",
            text("key", longest=60),
            text("title"),
            text("description"),
            number("hours"),
            texts("required"),
            texts("optional"),
        ),
    ),
)

MODULE = Kind(
    name="module",
    model="modules.ModulePage",
    children=("lesson", "scenario", "quiz"),
    fields=(
        KEY,
        number("number"),
        TITLE,
        text("summary"),
        text("phase", allowed=PHASES),
        texts("further_phases", allowed=PHASES),
        number("minutes"),
        texts("audiences"),
        text("status", allowed=("full", "outline")),
        text("review", allowed=REVIEWS, required=False),
        flag("requires_m03"),
        text("before_you_start"),
        texts("reflective_questions", "questions"),
        text("practice_task"),
        texts("tools"),
        texts("indicators"),
        texts("sources"),
        tables("outcome", "outcomes", text("key", longest=60), text("text")),
        tables("lesson", "outline", number("number"), text("title"), number("minutes"), text("text")),
    ),
)

LESSON = Kind(
    name="lesson",
    model="modules.LessonPage",
    has_body=True,
    fields=(
        KEY,
        Field(key="type"),
        TITLE,
        number("minutes"),
        texts("outcomes", required=False),
        texts("tools", required=False),
        texts("sources", required=False),
        text("law", required=False),
    ),
)

SCENARIO = Kind(
    name="scenario",
    model="modules.ScenarioPage",
    has_body=True,
    fields=(
        KEY,
        Field(key="type"),
        TITLE,
        text("summary", required=False),
        number("minutes", required=False),
        texts("outcomes", required=False),
        texts("indicators", required=False),
    ),
)

QUIZ = Kind(
    name="quiz",
    model="assessments.QuizPage",
    has_body=True,
    fields=(
        KEY,
        Field(key="type"),
        TITLE,
        number("minutes", required=False),
        number("pass_mark", most=100),
        flag("shuffle"),
    ),
)

TOOLS = Kind(
    name="tools",
    model="modules.ToolIndexPage",
    key="tools",
    children=("tool",),
    fields=(TITLE, text("intro", required=False)),
)

TOOL = Kind(
    name="tool",
    model="modules.ToolPage",
    has_body=True,
    fields=(
        KEY,
        Field(key="type"),
        TITLE,
        text("summary", required=False),
        texts("used_in", required=False),
        number("minutes", required=False),
        flag("blank_template", "is_form", required=False),
    ),
)

FRAMEWORK = Kind(
    name="framework",
    model="modules.FrameworkPage",
    key="framework",
    fields=(
        TITLE,
        text("version", "rules.version"),
        text("summary"),
        text("safety_critical_rule", "rules.safety_critical_rule"),
        text("certificate_rule", "rules.certificate_rule"),
        text("evidence_rule", "rules.evidence_rule"),
        texts("sign_off"),
        tables("level", "levels", number("number"), text("name"), text("autonomy"), text("evidence")),
        tables("scope", "scopes", text("pathway"), texts("indicators")),
        tables(
            "domain",
            "domains",
            text("code", longest=20),
            text("title"),
            text("level_1"),
            text("level_2"),
            text("level_3"),
            text("level_4"),
        ),
        tables(
            "indicator",
            "indicators",
            text("code", longest=20),
            text("domain", longest=20),
            text("text"),
            flag("safety_critical"),
        ),
    ),
)

GLOSSARY_LANGUAGES = {"dutch": "nl", "ukrainian": "uk", "khmer": "km"}

GLOSSARY = Kind(
    name="glossary",
    model="modules.GlossaryPage",
    key="glossary",
    fields=(
        TITLE,
        text("summary"),
        texts("notes"),
        tables(
            "term",
            "terms",
            text("key", longest=60),
            text("term", longest=200),
            text("definition"),
            *(
                column
                for language in GLOSSARY_LANGUAGES
                for column in (text(language), text(f"{language}_confidence"), flag(f"{language}_seen"))
            ),
            text("note"),
        ),
    ),
)

SOURCES = Kind(
    name="sources",
    model="modules.SourcesPage",
    key="sources",
    fields=(
        TITLE,
        text("summary"),
        tables("source", "sources", text("key", longest=60), text("title"), text("found_at")),
        tables("unverified", "unverified", text("source", longest=60), text("text"), texts("signs")),
    ),
)

LAW = Kind(
    name="law",
    model="modules.LawText",
    key="law",
    has_body=True,
    fields=(
        Field(key="type"),
        Field(key="country", longest=160),
        Field(key="lesson", longest=60),
        Field(key="language", longest=12),
        Field(key="owner", longest=160),
        Field(key="date"),
        Field(key="review_by"),
    ),
)
"""Law and local procedure of one country beside a lesson; no page."""

PAGES = (PROGRAMME, MODULE, LESSON, SCENARIO, QUIZ, TOOLS, TOOL, FRAMEWORK, GLOSSARY, SOURCES)
KINDS = {kind.name: kind for kind in (*PAGES, LAW)}
