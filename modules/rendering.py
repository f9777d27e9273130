"""Texts as learners get them: parsed and rendered once, when they are published, and kept by digest.

source → `compile_document` → CompiledDocument → (as JSON) a CompiledText row → (loaded once per process) a CompiledDocument.
A learner's request only ever loads. A missing row is repaired on the spot and reported, because a page must not fail for it.
"""

import gzip
import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from html import unescape
from itertools import count
from typing import Protocol

from django.utils import timezone
from django.utils.html import strip_tags

from modules.compiled import (
    Compiled,
    CompiledActivity,
    CompiledDocument,
    CompiledQuiz,
    Heading,
    activities_in,
    dump,
    load,
    safe,
)
from modules.conventions import THIS_WEEK
from modules.dialect import digests, markup
from modules.dialect.activities.glossary import Glossary
from modules.dialect.activities.media import Media
from modules.dialect.activities.quiz import Quiz
from modules.dialect.document import Activity, Prose
from modules.dialect.parser import parse
from modules.dialect.terms import anchors_of, link_terms
from modules.models.compiled import CompiledText

logger = logging.getLogger(__name__)

RENDERER = "4"
"""Goes into every digest: raise it when the same text must be compiled again."""
KEPT_IN_MEMORY = 256
_HEADING = re.compile(r'<(h[1-6]) id="([^"]+)">(.*?)</\1>', re.DOTALL)


class HasBody(Protocol):
    """Anything with a text in the dialect: a lesson, a scenario, a quiz, a tool."""

    body: str


def lesson_document(page: HasBody, *, keep: bool = True) -> CompiledDocument:
    """The compiled text of a page; `keep=False` for a preview, whose text is compiled and forgotten."""
    digest = text_digest(page.body)
    try:
        return _stored(digest)
    except CompiledText.DoesNotExist:
        pass
    if not keep:
        return compile_document(page.body)
    logger.info("A text had not been compiled; compiled it now: %s", digest)
    return store(page.body)


def store(source: str) -> CompiledDocument:
    """Compile a text and keep it, unless that has been done; the compiled text."""
    digest = text_digest(source)
    if not CompiledText.objects.filter(digest=digest).exists():
        body = dump(compile_document(source))
        CompiledText.objects.get_or_create(digest=digest, defaults={"body": body, "made_at": timezone.now()})
    return _stored(digest)


def leaves_html(leaves: Iterable[str], *, keep: bool = True) -> Mapping[str, str]:
    """Markdown leaf → safe HTML for the short texts of a page, kept like a lesson's text; `keep=False` for a preview."""
    texts = tuple(dict.fromkeys(leaf for leaf in leaves if leaf))
    digest = leaves_digest(texts)
    try:
        return _stored_leaves(digest)
    except CompiledText.DoesNotExist:
        pass
    if not keep:
        return _render_leaves(texts)
    return store_leaves(texts)


def store_leaves(leaves: Iterable[str]) -> Mapping[str, str]:
    """Render the short texts of a page and keep them, unless that has been done."""
    texts = tuple(dict.fromkeys(leaf for leaf in leaves if leaf))
    digest = leaves_digest(texts)
    if not CompiledText.objects.filter(digest=digest).exists():
        body = {"leaves": {leaf: str(html) for leaf, html in _render_leaves(texts).items()}}
        CompiledText.objects.get_or_create(digest=digest, defaults={"body": body, "made_at": timezone.now()})
    return _stored_leaves(digest)


def leaves_digest(leaves: Iterable[str]) -> str:
    """The name of a set of short texts as this renderer compiles it."""
    return text_digest("leaves\n" + json.dumps(list(leaves)))


def _render_leaves(leaves: Iterable[str]) -> Mapping[str, str]:
    return {leaf: safe(markup.render(leaf)) for leaf in leaves}


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _stored_leaves(digest: str) -> Mapping[str, str]:
    body = CompiledText.objects.values_list("body", flat=True).get(digest=digest)
    return {leaf: safe(html) for leaf, html in body["leaves"].items()}


def forget() -> None:
    """Empty this process's memory of compiled texts."""
    _stored.cache_clear()
    _stored_leaves.cache_clear()


def text_digest(source: str) -> str:
    """The name of a text as this renderer compiles it."""
    return sha256(f"{RENDERER}\n{source}".encode()).hexdigest()


def compile_document(source: str) -> CompiledDocument:
    """Parse and render a text. Never raises: an activity with errors becomes the HTML of its prompt."""
    nodes = parse(source).nodes
    activities = iter(
        named := [*_named(tuple(_compile_activity(node) for node in nodes if isinstance(node, Activity)))]
    )
    pieces = markup.render_prose([node.text for node in nodes if isinstance(node, Prose)])
    prose = link_terms(pieces, _terms(named))
    parts = tuple(safe(next(prose)) if isinstance(node, Prose) else next(activities) for node in nodes)
    html = "".join(_read_html(parts))
    return CompiledDocument(
        digest=text_digest(source),
        parts=parts,
        headings=tuple(_headings(parts)),
        weight=len(gzip.compress(html.encode())),
        this_week=_this_week(parts),
    )


def compile_activity(activity: Activity) -> CompiledActivity:
    """One activity with every leaf it may ever show, rendered."""
    return CompiledActivity(
        key=activity.id,
        kind=activity.kind,
        version=digests.digest(activity),
        activity=activity,
        fragments={leaf: markup.render(leaf) for leaf in dict.fromkeys(activity.leaves())},
    )


def _compile_activity(node: Activity) -> CompiledActivity | CompiledQuiz:
    if not node.holds_activities:
        return compile_activity(node)
    inside = tuple(compile_activity(child) for child in node.children)
    frame = compile_activity(replace(node, questions=())) if isinstance(node, Media | Quiz) else None
    if frame and isinstance(node, Quiz):
        frame = replace(frame, version=digests.digest(node))
    return CompiledQuiz(
        key=node.id, title=node.title, prompt=safe(markup.render(node.prompt)), parts=inside, frame=frame
    )


def _named(parts: tuple[CompiledActivity | CompiledQuiz, ...]) -> Iterator[CompiledActivity | CompiledQuiz]:
    """The same, with a key for each that was written without an id: it is shown, and nothing about it is recorded."""
    taken = {part.key for part in (*parts, *activities_in(parts))}
    free = (key for number in count(1) if (key := f"part-{number}") not in taken)
    for part in parts:
        named = part if part.key else replace(part, key=next(free))
        if isinstance(named, CompiledQuiz):
            inside = tuple(child if child.key else replace(child, key=next(free)) for child in named.parts)
            named = replace(named, parts=inside)
        yield named


def _terms(parts: Iterable[Compiled]) -> dict[str, str]:
    """The words of the text's own glossaries, and where each is explained."""
    found: dict[str, str] = {}
    for part in activities_in(parts):
        if isinstance(part.activity, Glossary):
            words = ((term.key, (term.word, *term.also)) for term in part.activity.terms())
            found = {**anchors_of(part.key, words), **found}
    return found


def _headings(parts: tuple[Compiled, ...]) -> Iterator[Heading]:
    for part in parts:
        if isinstance(part, str):
            for found in _HEADING.finditer(part):
                yield Heading(anchor=found[2], title=unescape(strip_tags(found[3])).strip())


def _this_week(parts: tuple[Compiled, ...]) -> str:
    """The plain text between the heading that says so, in any language of the curriculum, and the next heading."""
    for part in parts:
        html = part if isinstance(part, str) else ""
        for found in _HEADING.finditer(html):
            if unescape(strip_tags(found[3])).strip() in THIS_WEEK.values():
                section = html[found.end() :].partition("<h")[0]
                return " ".join(unescape(strip_tags(section)).split())
    return ""


def _read_html(parts: tuple[Compiled, ...]) -> Iterator[str]:
    yield from (part for part in parts if isinstance(part, str))
    for found in activities_in(parts):
        yield from found.fragments.values()


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _stored(digest: str) -> CompiledDocument:
    return load(digest, CompiledText.objects.values_list("body", flat=True).get(digest=digest))
