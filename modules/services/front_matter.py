"""The head of a lesson's file: flat `key: value` lines between two `---` lines, then an empty line, then the text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _

FENCE = "---"
Value = str | list[str]


class FrontMatterError(Exception):
    """The head cannot be read; `line` counts from 1 in the file."""

    def __init__(self, line: int, message: Sentence) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, kw_only=True)
class Page:
    """A file taken apart."""

    values: dict[str, Value]
    lines: dict[str, int]
    """The line each key stands on."""
    body: str
    body_line: int
    """The line of the file on which the body begins."""


def read(text: str) -> Page:
    """Take a file apart; raises FrontMatterError."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise FrontMatterError(1, _("the file must begin with a line '---', its title and key, and another '---'"))
    ends = [number for number, line in enumerate(lines) if number and line.rstrip() == FENCE]
    if not ends:
        raise FrontMatterError(1, _("the head is never closed; put a line '---' after the last 'key: value' line"))
    end = ends[0]
    start = end + 2 if end + 1 < len(lines) and lines[end + 1] == "" else end + 1
    values, places = _pairs("\n".join(lines[1:end]))
    return Page(values=values, lines=places, body="\n".join(lines[start:]), body_line=start + 1)


def write(values: Mapping[str, Value], body: str) -> str:
    """The file with this head and body, in its one canonical form."""
    head = "".join(f"{key}: {_written(value)}\n" for key, value in values.items())
    return f"{FENCE}\n{head}{FENCE}\n\n{body}"


def _pairs(head: str) -> tuple[dict[str, Value], dict[str, int]]:
    try:
        node = yaml.compose(head, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        # Where the unreadable thing begins; where the reader noticed is often a line later.
        mark = error.context_mark or error.problem_mark
        message = _(
            "cannot read this line: %(said)s; write it as 'key: value', in quotes where it holds ': '",
            said=str(error.problem or error.context),
        )
        raise FrontMatterError((mark.line if mark else 0) + 2, message) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(2, _("the head holds a character that cannot be printed; delete it")) from error
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(2, _("write each line of the head as 'key: value'"))
    values: dict[str, Value] = {}
    places: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 2
        key = str(key_node.value)
        if key in values:
            raise FrontMatterError(line, _("'%(key)s' stands twice in the head; delete one", key=key))
        values[key] = _value(key, value_node, line)
        places[key] = line
    return values, places


def _value(key: str, node: yaml.Node, line: int) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return [str(item.value) for item in node.value]
    raise FrontMatterError(line, _("'%(key)s' must be one text or a list such as [a, b]", key=key))


def _written(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(item, inside_list=True) for item in value) + "]"
    return _scalar(value, inside_list=False)


def _scalar(text: str, *, inside_list: bool) -> str:
    """The text bare where that reads back as the same text, otherwise in double quotes."""
    document, expected = (f"k: [{text}]", [text]) if inside_list else (f"k: {text}", text)
    try:
        values, _lines = _pairs(document)
    except FrontMatterError:
        values = {}
    return text if values == {"k": expected} and "\n" not in text else json.dumps(text, ensure_ascii=False)
