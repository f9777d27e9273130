"""A text in the dialect, taken apart once for whoever wants to know how it reads."""

from functools import cached_property

from modules.dialect.document import Activity, Document
from modules.dialect.parser import parse
from modules.services.strict.passages import Passage, Sentence, passages, sentences, words


class Written:
    """What can be said of a text without knowing where it stands."""

    @property
    def body(self) -> str:
        """The text in the dialect."""
        raise NotImplementedError

    def line(self, line_of_body: int) -> int:
        """The line by which a reader knows a line of the body."""
        return line_of_body

    @cached_property
    def document(self) -> Document:
        """The text taken apart."""
        return parse(self.body)

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """What is read outside activities and front matter: headings, paragraphs, list items, cells, callouts."""
        nodes = (node for node in self.document.nodes if not isinstance(node, Activity))
        return tuple(passage for node in nodes for passage in passages(node.text, first=self.line(node.line)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the prose, without headings and cells."""
        return tuple(each for passage in self.prose if passage.kind == "text" for each in sentences(passage))

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Its activities in order."""
        return self.document.activities

    @property
    def word_count(self) -> int:
        """The words of the prose, headings and tables included: the length of a lesson is measured so."""
        return sum(len(words(passage.text)) for passage in self.prose)


class Typed(Written):
    """A text as it is being typed: its lines are its own."""

    def __init__(self, body: str) -> None:
        self._body = body

    @property
    def body(self) -> str:
        """The text in the dialect."""
        return self._body
