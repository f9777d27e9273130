"""Writing names into a text: an id for every activity that is answered, a key for everything that can be chosen.

Answers are kept under these names. While none is written, a key is made of the text of an option, so that mending a word changes it;
once it is written, an option may be moved, mended and translated, and stays the same option. Only the lines of activities that lack a
name are touched, and the text means afterwards what it meant before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from modules.dialect.document import Activity, Broken, Document
from modules.dialect.leaves import Leaf
from modules.dialect.parser import parse
from modules.dialect.slugs import slug
from modules.dialect.source import clean
from modules.dialect.writer import write

MAX_STEM = 24


def named(source: str) -> str:
    """The text with every name written; as it is where nothing is missing, or where names cannot be written safely."""
    document = parse(source)
    taken = {activity.id for activity in document.activities if activity.id}
    found = [node for node in document.nodes if isinstance(node, Activity)]
    lacking = [activity for activity in found if _lacks_a_name(activity, _source_of(activity, document, source))]
    if not lacking:
        return source
    lines = clean(source).split("\n")
    written = [(activity, write(_with_ids(activity, taken)).rstrip("\n").split("\n")) for activity in lacking]
    for activity, better in reversed(written):
        first, last = _range(activity, document, lines)
        lines[first:last] = better
    text = "\n".join(lines)
    return text if _without_ids(parse(text)) == _without_ids(document) else source


def _lacks_a_name(activity: Activity, source: str) -> bool:
    written = set(re.findall(r"#([A-Za-z0-9][A-Za-z0-9_-]*)", source))
    return any(not key or key not in written for key in _names(activity))


def _names(activity: Activity) -> Iterator[str]:
    """The names that answers hang on: empty where one is missing."""
    if activity.records:
        yield activity.id
        yield from _keys([getattr(activity, field.name) for field in fields(activity) if field.name != "notes"])
    for child in activity.children:
        yield from _names(child)


def _keys(value: Any) -> Iterator[str]:
    """The keys of all leaves that have been given one. A gap, or a line of a key, may go without."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _keys(each)
    elif isinstance(value, Leaf) and is_dataclass(value):
        if key := getattr(value, "key", ""):
            yield key
        yield from _keys([getattr(value, field.name) for field in fields(value)])


def _with_ids(activity: Activity, taken: set[str]) -> Activity:
    if activity.records and not activity.id:
        activity = replace(activity, id=free_id(activity, taken))
    return _holding(activity, tuple(_with_ids(child, taken) for child in activity.children))


def _holding(activity: Any, children: tuple[Activity, ...]) -> Activity:
    """The activity with other activities inside, where it holds any."""
    found: Activity = replace(activity, questions=children) if children else activity
    return found


def free_id(activity: Activity, taken: set[str]) -> str:
    """A name made of the title, else of the kind, that no other activity of the text has."""
    stem = slug(activity.title)[:MAX_STEM].strip("-_")
    stem = stem if re.fullmatch(r"[a-z0-9][a-z0-9_-]*", stem) else activity.kind
    choices = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    found = next(choice for choice in choices if choice not in taken)
    taken.add(found)
    return found


def _source_of(activity: Activity, document: Document, source: str) -> str:
    lines = clean(source).split("\n")
    first, last = _range(activity, document, lines)
    return "\n".join(lines[first:last])


def _range(activity: Activity, document: Document, lines: Sequence[str]) -> tuple[int, int]:
    """The lines of an activity, from 0: from its opening line to its closing one."""
    following = (node.line for node in document.nodes if node.line > activity.line)
    last = min(following, default=len(lines) + 1) - 1
    while not lines[last - 1].strip():
        last -= 1
    return activity.line - 1, last


def _without_ids(document: Document) -> list[object]:
    """What the text means, but for the names of activities."""
    return [node if isinstance(node, Broken) else _anonymous(node) for node in document.nodes]


def _anonymous(node: Any) -> Any:
    if not isinstance(node, Activity):
        return node
    return _holding(replace(node, id=""), tuple(map(_anonymous, node.children)))
