"""From the text of an instrument to what it asks, and what is wrong with it, by line. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from assessments.surveys.laws.instruments import LONGEST_TEXT, Asks, Instrument, Kind, Option, Part, Question
from modules.dialect.attributes import NO_ATTRS, Attrs, split_attrs
from modules.dialect.slugs import slug
from modules.services import front_matter

Values = Mapping[str, str | list[str]]
HEAD = ("key", "code", "title", "kind", "minutes")
FORMS, SCALE = "forms", "scale_"
_BOX = re.compile(r"\[ \] |\( \) ")
_NUMBER = re.compile(r"[0-9]+")


@dataclass
class _Heading:
    line: int
    title: str = ""
    key: str = ""
    attrs: Attrs = NO_ATTRS
    text: list[str] = field(default_factory=list)
    bullets: list[tuple[int, str]] = field(default_factory=list)


class Wrong(NamedTuple):
    """What is wrong in a file: a stable code, the line from 1, and one sentence that says what to do."""

    code: str
    line: int
    message: str


def parse(source: str) -> tuple[Instrument, list[Wrong]]:
    """What a whole file asks, and what is wrong with it. Raises front_matter.FrontMatterError."""
    page = front_matter.read(source)
    return read(page.values, page.body, lines=page.lines, body_line=page.body_line)


def read(values: Values, body: str, *, lines: Mapping[str, int], body_line: int) -> tuple[Instrument, list[Wrong]]:
    """The instrument, as far as it can be read, and everything that is wrong with it."""
    reader = _Reader(values, lines)
    first, *headings = _headings(body, body_line)
    parts = tuple(reader.part(heading) for heading in headings)
    for line, _text in first.bullets:
        reader.report("no-heading", line, "put a heading '## …' above this bullet")
    instrument = reader.instrument(intro=_paragraphs(first.text), parts=parts)
    if not headings:
        reader.report("no-parts", body_line, "ask something: begin with a heading '## …'")
    return instrument, sorted(reader.problems, key=lambda problem: problem.line)


class _Reader:
    """Reads parts, and remembers which keys it met."""

    def __init__(self, values: Values, lines: Mapping[str, int]) -> None:
        self.values, self.lines = values, lines
        self.problems: list[Wrong] = []
        self.taken: dict[str, int] = {}
        self.scales = {
            name.removeprefix(SCALE): _scale(given)
            for name, given in values.items()
            if name.startswith(SCALE) and isinstance(given, list)
        }

    def report(self, code: str, line: int, message: str) -> None:
        self.problems.append(Wrong(code=code, line=line, message=message))

    def instrument(self, *, intro: tuple[str, ...], parts: tuple[Part, ...]) -> Instrument:
        """The head, and what was read below it."""
        for name in self.values:
            if name not in HEAD and name != FORMS and not name.startswith(SCALE):
                self.report("unknown-key", self.lines.get(name, 1), f"'{name}' means nothing here; delete it")
        for name in HEAD:
            if not self._text(name):
                self.report("missing-key", 1, f"write '{name}: …' in the head of this file")
        kinds = ", ".join(f"'{kind}'" for kind in Kind)
        kind = self._text("kind")
        if kind and kind not in list(Kind):
            self.report("bad-kind", self.lines.get("kind", 1), f"the kind is one of {kinds}")
        minutes = self._text("minutes")
        if minutes and not _NUMBER.fullmatch(minutes):
            self.report("bad-minutes", self.lines.get("minutes", 1), "write the minutes as a whole number")
        listed = self.values.get(FORMS, [])
        forms = tuple(listed) if isinstance(listed, list) else (listed,)
        if kind == Kind.TEST and len(forms) != 2:
            self.report("two-forms", self.lines.get(FORMS, 1), "a test has two forms: write 'forms: [key, key]'")
        return Instrument(
            key=self._text("key"),
            code=self._text("code"),
            title=self._text("title"),
            kind=Kind(kind) if kind in list(Kind) else Kind.REPORT,
            minutes=int(minutes) if _NUMBER.fullmatch(minutes) else 0,
            forms=forms,
            intro=intro,
            parts=parts,
        )

    def part(self, heading: _Heading) -> Part:
        """One heading with its questions."""
        return Part(title=heading.title, text=_paragraphs(heading.text), questions=tuple(self._questions(heading)))

    def _questions(self, heading: _Heading) -> Iterator[Question]:
        scale, longest = heading.attrs.get("scale"), heading.attrs.get("text")
        if scale is not None:
            yield from self._on_a_scale(heading, scale)
        elif longest is not None:
            yield self._free(heading, longest)
        elif any(_BOX.match(text) for _line, text in heading.bullets):
            yield self._choice(heading)

    def _on_a_scale(self, heading: _Heading, name: str) -> Iterator[Question]:
        if name not in self.scales:
            self.report("no-scale", heading.line, f"the head has no '{SCALE}{name}: [ … ]'")
        for line, bullet in heading.bullets:
            text, key, _attrs = split_attrs(bullet)
            self._take(key, line)
            yield Question(key=key, text=text, asks=Asks.ONE, options=self.scales.get(name, ()))

    def _free(self, heading: _Heading, longest: str) -> Question:
        self._take(heading.key, heading.line)
        most = int(longest) if _NUMBER.fullmatch(longest) else 0
        if not 0 < most <= LONGEST_TEXT:
            self.report("bad-length", heading.line, f"write text= with a number of characters up to {LONGEST_TEXT}")
        return Question(key=heading.key, text=heading.title, asks=Asks.TEXT, longest=most)

    def _choice(self, heading: _Heading) -> Question:
        self._take(heading.key, heading.line)
        options: dict[str, Option] = {}
        for line, bullet in heading.bullets:
            text, key, _attrs = split_attrs(_BOX.sub("", bullet, count=1))
            if not _BOX.match(bullet) or not key or key in options:
                self.report("bad-option", line, "write an option as '- [ ] text {#key}', each with a key of its own")
            options[key] = Option(key=key, text=text)
        asks = Asks.MANY if any(text.startswith("[") for _line, text in heading.bullets) else Asks.ONE
        return Question(key=heading.key, text=heading.title, asks=asks, options=tuple(options.values()))

    def _take(self, key: str, line: int) -> None:
        if not key:
            self.report("no-key", line, "give this question a key: '{#key}'")
        elif key in self.taken:
            self.report("duplicate-key", line, f"the key '{key}' is taken on line {self.taken[key]}")
        self.taken.setdefault(key, line)

    def _text(self, name: str) -> str:
        given = self.values.get(name, "")
        return given if isinstance(given, str) else ""


def _headings(body: str, body_line: int) -> list[_Heading]:
    """What stands before the first heading, then every heading."""
    found = [_Heading(line=body_line)]
    for number, line in enumerate(body.split("\n"), start=body_line):
        if line.startswith("## "):
            title, key, attrs = split_attrs(line[3:].strip())
            found.append(_Heading(line=number, title=title, key=key, attrs=attrs))
        elif line.startswith("- "):
            found[-1].bullets.append((number, line[2:].strip()))
        else:
            found[-1].text.append(line)
    return found


def _paragraphs(lines: list[str]) -> tuple[str, ...]:
    """Lines that follow each other are one paragraph."""
    blocks = "\n".join(line.strip() for line in lines).split("\n\n")
    return tuple(" ".join(block.split()) for block in blocks if block.strip())


def _scale(texts: list[str]) -> tuple[Option, ...]:
    """Steps with the number they begin with as their key; others get one from their text."""
    return tuple(
        Option(key=number[0] if (number := _NUMBER.match(text)) else slug(text) or f"o{at}", text=text)
        for at, text in enumerate(texts)
    )
