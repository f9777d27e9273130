"""Everything that is wrong with a text, for the one who writes it: file, line, code and remedy."""

from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from modules.dialect.blocks import MAX_DEPTH, PARSER_DEPTH
from modules.dialect.brackets import bracket_guard_plugin
from modules.dialect.document import Document
from modules.dialect.parser import parse
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.source import PRIVATE_USE, clean
from modules.dialect.tables import table_guard_plugin

# The text as plain Markdown, without our blocks: so every picture and every nested list is found with its line.
_PLAIN = MarkdownIt("commonmark", {"html": False, "maxNesting": PARSER_DEPTH}).enable("table")
_PLAIN.use(table_guard_plugin).use(bracket_guard_plugin)


def lint(source: str, *, publishing: bool = False) -> tuple[Problem, ...]:
    """The problems of a text by line. For publishing, every activity that is recorded must have a name."""
    document = parse(source)
    found = [*document.problems, *_reserved(source)]
    if all(problem.code != "lesson-too-long" for problem in found):
        found += [*_names(document), *_pictures_and_depth(clean(source))]
    if publishing:
        found = [replace(each, severity="error") if each.code == "missing-id" else each for each in found]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.code)))


def _names(document: Document) -> Iterator[Problem]:
    """Two activities of one name would share their answers."""
    first: dict[str, int] = {}
    for activity in document.activities:
        if activity.id in first:
            taken = first[activity.id]
            message = _(
                "give the activity another name: '#%(id)s' is taken by the one on line %(other_line)d",
                id=activity.id,
                other_line=taken,
            )
            yield Problem(code="duplicate-id", line=activity.line, message=message)
        elif activity.id:
            first[activity.id] = activity.line


def _reserved(source: str) -> Iterator[Problem]:
    for number, line in enumerate(source.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if PRIVATE_USE.search(line):
            message = _("the line holds private-use characters (U+E000 to U+E00F), which are taken out; delete them")
            yield Problem(code="reserved-character", line=number, message=message, severity="warning")


def _pictures_and_depth(text: str) -> Iterator[Problem]:
    depth, too_deep = 0, False
    for token in _PLAIN.parse(text):
        if token.type in {"list_item_open", "blockquote_open"}:
            depth += 1
        elif token.type in {"list_item_close", "blockquote_close"}:
            depth -= 1
        too_deep = too_deep and depth > MAX_DEPTH
        line = token.map[0] + 1 if token.map else 0
        if depth > MAX_DEPTH and not too_deep:
            too_deep = True
            message = _(
                "lists and quotes stand inside each other more than %(most)d deep; write it flatter", most=MAX_DEPTH
            )
            yield Problem(code="too-deep", line=line, message=message)
        if token.type == "inline":
            yield from _pictures(token, line)


def _pictures(inline: Token, line: int) -> Iterator[Problem]:
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "image" and not child.content.strip():
            message = _("describe the picture for people who cannot see it: ![what it shows](file)")
            yield Problem(code="no-alt", line=line, message=message)
