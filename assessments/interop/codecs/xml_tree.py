"""XML into a small tree that knows its lines. No document type is accepted, so no entity can be declared, expanded or fetched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape as _escape

from assessments.interop.codecs.items import Place
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.sources import MAX_BYTES, Refused
from modules.dialect.source import clean

MAX_DEPTH = 40
MAX_ELEMENTS = 100_000


@dataclass(kw_only=True)
class Element:
    """An element: its name without a namespace, its attributes, and what is inside, texts and elements in order."""

    name: str
    attributes: dict[str, str]
    line: int
    inside: "list[str | Element]" = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    @property
    def elements(self) -> "list[Element]":
        """The elements right inside."""
        return [each for each in self.inside if isinstance(each, Element)]

    def all(self, name: str) -> "list[Element]":
        """The elements of a name right inside."""
        return [each for each in self.elements if each.name == name]

    def first(self, name: str) -> "Element | None":
        """The first element of a name right inside."""
        return next((each for each in self.elements if each.name == name), None)

    def walk(self) -> "Iterator[Element]":
        """The element itself and every one inside, in order."""
        yield self
        for each in self.elements:
            yield from each.walk()

    @property
    def text(self) -> str:
        """The characters inside, also those of inner elements."""
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    @property
    def markup(self) -> str:
        """What is inside, as markup."""
        return "".join(_escape(each) if isinstance(each, str) else each.written for each in self.inside)

    @property
    def written(self) -> str:
        """The element as markup."""
        attributes = "".join(f' {name}="{_escape(value, _QUOTE)}"' for name, value in self.attributes.items())
        return f"<{self.name}{attributes}>{self.markup}</{self.name}>"


_QUOTE = {'"': "&quot;"}


def parse(data: bytes, *, largest: int = MAX_BYTES) -> Element:
    """The root of the document. Raises Refused, with the line, for what is no XML, has a document type or is too large."""
    if len(data) > largest:
        raise Refused("too-large", say("the file is larger than %(size)s MB; divide it", size=largest // 1000000))
    return _Tree().parse(data)


class _Tree:
    """Builds the tree as expat reads."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.roots: list[Element] = []
        self.open: list[Element] = []
        self.count = 0

    def parse(self, data: bytes) -> Element:
        """Read everything."""
        try:
            self.parser.Parse(data, True)  # noqa: FBT003 — expat's own signature
        except expat.ExpatError as error:
            place = Place(line=error.lineno)
            raise Refused(
                "bad-xml", say("this is no well-formed XML: %(why)s", why=expat.ErrorString(error.code)), place
            ) from error
        except (UnicodeError, LookupError, ValueError) as error:
            raise Refused("bad-xml", say("the encoding of this XML is not known; save it as UTF-8")) from error
        return self.roots[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH:
            self._refuse("too-nested", say("elements are nested more than %(most)s deep", most=MAX_DEPTH))
        if self.count > MAX_ELEMENTS:
            self._refuse("too-large", say("the file holds more than %(most)s elements; divide it", most=MAX_ELEMENTS))
        bare = {key.rpartition(":")[2]: clean(value) for key, value in attributes.items()}
        line = self.parser.CurrentLineNumber
        element = Element(name=name.rpartition(":")[2], attributes=bare, line=line)
        if self.open:
            self.open[-1].inside.append(element)
        else:
            self.roots.append(element)
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].inside.append(clean(text))

    def _doctype(self, *_declared: object) -> None:
        self._refuse("document-type", say("the file declares a document type; delete '<!DOCTYPE …>'"))

    def _refuse(self, code: str, message: Said) -> NoReturn:
        raise Refused(code, message, Place(line=self.parser.CurrentLineNumber))
