"""Links by key, and codes of tools, as addresses of the published pages.

An author links a page by its key: `[The chair by the window](m13-s1)`, a module `(m14)`, a word of the glossary
`(glossary#kinship-care)`; and a practice tool by naming it: "tool T30". What a key stands for is known only where a page is
shown, in its language: so addresses are put in there, once for a text and a programme, and remembered in the process.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from django.utils.text import slugify

from modules import rendering
from modules.compiled import Compiled, CompiledActivity, CompiledDocument, CompiledQuiz, safe
from modules.models import MarkdownPage
from modules.outline import Programme
from modules.selectors import programme_of

KEY_LINK = re.compile(r"(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)(?:#(?P<term>[a-z0-9]+(?:-[a-z0-9]+)*))?")
TOOL_CODE = re.compile(r"(?<![\w#/-])T[0-9]{2}(?![\w-])")
MOST_REMEMBERED = 512
_ANCHOR = re.compile(rf'<a href="{KEY_LINK.pattern}">(?P<words>.*?)</a>', re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_NAMED_TOOL = re.compile(rf"(?:\b[Tt]ool )?{TOOL_CODE.pattern}")
_CLOSED = re.compile(r"<(/?)(?:a|h[1-6]|code)\b")
"""Where no further link may begin: inside another, in a heading, in code."""
_remembered: dict[tuple[str, str], tuple[Programme, CompiledDocument]] = {}


def linked_document(page: MarkdownPage, *, keep: bool = True) -> CompiledDocument:
    """The compiled text of a page with the addresses of what it links. No query once the text has been shown."""
    document, programme = rendering.lesson_document(page, keep=keep), programme_of(page)
    if programme is None:
        return document
    at = (document.digest, programme.path)
    known = _remembered.get(at)
    if known is None or known[0] is not programme:
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        known = _remembered[at] = (programme, linked(document, addresses(programme)))
    return known[1]


def anchor_of_term(key: str) -> str:
    """The anchor of a word in the page of the glossary."""
    return slugify(key)


def addresses(programme: Programme) -> dict[str, str]:
    """Key → address of everything published in a programme."""
    nodes = [*programme.modules, *programme.steps(), *programme.tools]
    return {node.key: node.url for node in nodes} | {shelf.kind: shelf.url for shelf in programme.shelves}


def linked(document: CompiledDocument, urls: Mapping[str, str]) -> CompiledDocument:
    """The document with addresses for keys."""
    return replace(document, parts=tuple(_part(part, urls) for part in document.parts))


def linked_html(html: str, urls: Mapping[str, str]) -> str:
    """HTML of the dialect with addresses for keys, and links around codes of tools; a key of nothing leaves its words."""
    return safe(_codes(_ANCHOR.sub(lambda found: _anchor(found, urls), html), urls))


def _part(part: Compiled, urls: Mapping[str, str]) -> Compiled:
    if isinstance(part, CompiledActivity):
        return _activity(part, urls)
    if isinstance(part, CompiledQuiz):
        inside = tuple(_activity(child, urls) for child in part.parts)
        frame = _activity(part.frame, urls) if part.frame else None
        return replace(part, prompt=linked_html(part.prompt, urls), parts=inside, frame=frame)
    return linked_html(part, urls)


def _activity(part: CompiledActivity, urls: Mapping[str, str]) -> CompiledActivity:
    """Links in what is read; a code in the title, in an answer or in a running text with blanks stays as it is."""
    shown = part.activity.shown()
    pressed = {shown.title, shown.flow, *(each.text for each in shown.parts)}
    pressed |= {option.text for each in shown.parts for option in each.options}
    fragments = {leaf: html if leaf in pressed else linked_html(html, urls) for leaf, html in part.fragments.items()}
    return replace(part, fragments=fragments)


def _anchor(found: re.Match[str], urls: Mapping[str, str]) -> str:
    if found["key"] not in urls:
        return found["words"]
    fragment = f"#{found['term']}" if found["term"] else ""
    return f'<a href="{escape(urls[found["key"]])}{fragment}">{found["words"]}</a>'


def _codes(html: str, urls: Mapping[str, str]) -> str:
    closed, pieces = 0, []
    for piece in _TAG.split(html):
        if tag := _CLOSED.match(piece):
            closed += -1 if tag[1] else 1
        pieces.append(
            _NAMED_TOOL.sub(lambda found: _tool(found, urls), piece) if not closed and piece[:1] != "<" else piece
        )
    return "".join(pieces)


def _tool(found: re.Match[str], urls: Mapping[str, Any]) -> str:
    url = urls.get(found[0][-3:].lower())
    return f'<a href="{escape(url)}">{found[0]}</a>' if url else found[0]
