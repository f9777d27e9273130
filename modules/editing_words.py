"""What the editor of a text offers, in the trainer's language: its tools, and an example of each activity."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from modules.dialect import examples as dialect_examples
from modules.dialect.activities import KINDS


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A button of the toolbar."""

    act: str
    """What it does, by the name the scripts know it under."""
    name: str | Promise
    icon: str
    """Of Wagtail's."""
    keys: str = ""
    """Its shortcut as ARIA writes it; empty for none."""

    @property
    def title(self) -> str:
        """Its name, and its keys as people write them."""
        return f"{self.name} ({self.keys.replace('Control', 'Ctrl')})" if self.keys else str(self.name)


@dataclass(frozen=True, kw_only=True)
class ShownExample:
    """A filled activity to begin with."""

    kind: str
    title: str
    source: str


TOOLS = (
    Tool(act="bold", name=gettext_lazy("Bold"), icon="bold", keys="Control+B"),
    Tool(act="italic", name=gettext_lazy("Italic"), icon="italic", keys="Control+I"),
    Tool(act="link", name=gettext_lazy("Link"), icon="link", keys="Control+K"),
    Tool(act="heading", name=gettext_lazy("Heading"), icon="h2", keys="Control+Shift+2"),
    Tool(act="bullets", name=gettext_lazy("Bulleted list"), icon="list-ul", keys="Control+Shift+8"),
    Tool(act="numbers", name=gettext_lazy("Numbered list"), icon="list-ol", keys="Control+Shift+7"),
    Tool(act="quote", name=gettext_lazy("Quote"), icon="openquote", keys="Control+Shift+9"),
    Tool(act="table", name=gettext_lazy("Table"), icon="table"),
)
ACTIVITIES = Tool(act="examples", name=gettext_lazy("Activities"), icon="plus")

TITLES: dict[str, str | Promise] = {
    "choice": gettext_lazy("A question with one right answer"),
    "truefalse": gettext_lazy("Statements that are true or false"),
    "blanks": gettext_lazy("A text with blanks"),
    "mark": gettext_lazy("Find the words that judge"),
    "match": gettext_lazy("Pairs"),
    "order": gettext_lazy("Steps in their order"),
    "sort": gettext_lazy("Sorting into groups"),
    "number": gettext_lazy("A number"),
    "short": gettext_lazy("An answer in a word or two"),
    "hotspots": gettext_lazy("Risks to find in a picture"),
    "essay": gettext_lazy("A text, measured by oneself"),
    "poll": gettext_lazy("A poll"),
    "checklist": gettext_lazy("Things to tick off"),
    "reflect": gettext_lazy("Questions to think about"),
    "cards": gettext_lazy("Cards to turn"),
    "accordion": gettext_lazy("Text that opens below headings"),
    "tabs": gettext_lazy("Texts side by side"),
    "timeline": gettext_lazy("Events in their order"),
    "glossary": gettext_lazy("Words and what they mean"),
    "video": gettext_lazy("A film with a question in the middle"),
    "audio": gettext_lazy("A recording to listen to"),
    "scenario": gettext_lazy("A story with decisions"),
    "quiz": gettext_lazy("A few questions inside a lesson"),
    "draw": gettext_lazy("Questions that chance brings"),
}
"""The titles of the examples, which stand in their files in English."""


def tools(*, holds_activities: bool) -> tuple[Tool, ...]:
    """The buttons for a text, with or without activities."""
    return (*TOOLS, ACTIVITIES) if holds_activities else TOOLS


def examples() -> tuple[ShownExample, ...]:
    """The example of every kind of activity in the trainer's language, in the order in which the dialect lists them."""
    sources = dialect_examples.sources(get_language() or settings.LANGUAGE_CODE)
    return tuple(
        ShownExample(kind=kind.kind, title=str(TITLES.get(kind.kind, kind.kind)), source=sources[kind.kind])
        for kind in KINDS
    )


def table() -> str:
    """A small table to begin with."""
    what, who = _("What"), _("Who")
    return f"| {what} | {who} |\n| --- | --- |\n|  |  |\n"
