"""`:::glossary`: words and what they mean; where the lesson uses one, it leads here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.checks import error, same_texts
from modules.dialect.frame import Frame
from modules.dialect.items import with_keys
from modules.dialect.layout import bullets
from modules.dialect.leaves import Item
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Panel
from modules.dialect.to_read import ToRead

_TERM = re.compile(r"\*\*(?P<term>[^*\n]+)\*\*[ \t]*[:\u2013\u2014-]?\s*(?P<meaning>.*)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word, the other forms in which it is found in the text, and what it means as a Markdown leaf."""

    key: str
    word: str
    also: tuple[str, ...]
    meaning: str
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Glossary(ToRead):
    """Words to look up; there is nothing to answer."""

    items: tuple[Item, ...]

    kind: ClassVar[str] = "glossary"
    item_attributes: ClassVar[frozenset[str]] = frozenset({"also"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then one bullet for each word: the word in bold, then its meaning."""
        listed = frame.listed()
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the words: '- **genogram** a family map'"))
        return cls(items=with_keys(listed.items), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The words and their meanings as bullets."""
        yield bullets(self.items)

    def bullets(self) -> tuple[Item, ...]:
        """The words and their meanings."""
        return self.items

    def lint(self) -> Iterator[Problem]:
        """Every bullet begins with a word in bold and says what it means; no word stands twice."""
        for item in self.items:
            match = _TERM.fullmatch(item.text)
            if match is None or not (match["meaning"].strip() or item.replies):
                yield error(
                    "no-term", item.line, _("begin with the word in bold, then what it means: '- **word** meaning'")
                )
        words = ((form.casefold(), item.line) for item in self.items for form in _forms(item))
        yield from same_texts(words, code="duplicate-term", message=_("same word as line %(other_line)d"))

    def terms(self) -> tuple[Term, ...]:
        """The words in the order in which they are written."""
        return tuple(_term(item) for item in self.items)

    def panels(self) -> tuple[Panel, ...]:
        """The words and their meanings."""
        return tuple(Panel(title=t.word, text=t.meaning, lang=t.lang, key=t.key) for t in self.terms())


def _term(item: Item) -> Term:
    match = _TERM.fullmatch(item.text)
    word, meaning = (match["term"], match["meaning"]) if match else (item.text, "")
    return Term(
        key=item.key,
        word=word.strip(),
        also=_forms(item)[1:],
        meaning="\n\n".join([*([meaning] if meaning else []), *item.said]),
        lang=item.attrs.get("lang", ""),
    )


def _forms(item: Item) -> tuple[str, ...]:
    """The word as it is written, then its other forms; nothing where the bullet holds none."""
    match = _TERM.fullmatch(item.text)
    written = [match["term"], *item.attrs.get("also", "").split(",")] if match else []
    return tuple(" ".join(form.split()) for form in written if form.strip())
