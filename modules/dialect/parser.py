"""From text to dataclasses. `parse` takes any text and never raises; what is wrong comes with the document."""

import re
from typing import Any

from modules.dialect.activities import BY_NAME
from modules.dialect.attributes import NO_ATTRS, Attrs, read_attrs
from modules.dialect.blocks import Block, blocks
from modules.dialect.checks import check
from modules.dialect.directive import MAX_NESTING
from modules.dialect.document import Activity, Broken, Document, Prose
from modules.dialect.frame import Frame
from modules.dialect.problems import Problem, did_you_mean
from modules.dialect.sentences import say as _
from modules.dialect.source import MAX_ACTIVITY_BYTES, MAX_LESSON_BYTES, clean, size, trim

_REST = re.compile(r"[ \t]*(?:\[(?P<title>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\])?[ \t]*(?:\{(?P<inside>.*)\})?[ \t]*")

_NOTES = {
    "unclosed": _("':::%(name)s' is never closed; add a line ':::'"),
    "too-nested": _("':::%(name)s' is nested too deep; at most four activities may be inside each other"),
    "misplaced": _("':::%(name)s' stands inside a list or a quote; begin it at the left margin"),
    "stray-close": _("'%(name)s' closes nothing; delete it"),
}


def parse(source: str) -> Document:
    """The document in the text. An activity with errors becomes `Broken`: its prompt as prose, its source kept."""
    text = clean(source)
    if size(text) > MAX_LESSON_BYTES:
        message = _("the lesson is larger than %(most)d kB; divide it", most=MAX_LESSON_BYTES // 1000)
        problem = Problem(code="lesson-too-long", line=1, message=message)
        return Document(nodes=(Broken(text="", source=trim(text), line=1),), problems=(problem,))
    reader = _Reader()
    nodes = reader.nodes(text, first=1)
    found = sorted(reader.problems, key=lambda problem: problem.line)
    return Document(nodes=tuple(nodes), problems=tuple(found))


class _Reader:
    """Reads one text and gathers its problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def nodes(self, text: str, *, first: int, depth: int = 1) -> list[Prose | Activity]:
        """The nodes of a text whose first line has the number `first`; `depth` counts activities inside each other."""
        env: dict[str, Any] = {}
        lines = text.split("\n")
        found: list[Prose | Activity] = []
        done = 0
        for block in blocks(text, env):
            if block.kind != "directive":
                continue
            found += _prose(lines[done : block.start], first + done)
            found.append(self._activity(block, lines, first, depth))
            done = block.end
        found += _prose(lines[done:], first + done)
        self._note(env, first, inner=depth > 1)
        return found

    def _note(self, env: dict[str, Any], first: int, *, inner: bool) -> None:
        for code, line, name in env.get("directives", ()):
            if inner and code != "misplaced":
                continue  # the scan of the outer activity has told it already
            if code == "misplaced" and name not in BY_NAME:
                continue
            message = _NOTES[code].filled(name=name)
            self.problems.append(Problem(code=code, line=first + line, message=message))

    def _activity(self, block: Block, lines: list[str], first: int, depth: int) -> Activity | Broken:
        meta = block.meta or {}
        line = first + block.start
        kind = BY_NAME.get(meta["name"])
        title, key, attrs, problems = _opening(meta["name"], meta["rest"], line)
        deeper = kind is not None and kind.holds_activities and depth < MAX_NESTING
        inside = self.nodes(meta["body"], first=line + 1, depth=depth + 1) if deeper else []
        frame = Frame(name=meta["name"], key=key, title=title, attrs=attrs, body=meta["body"], line=line, nested=inside)
        source = "\n".join(lines[block.start : block.end])
        if not inside and size(source) > MAX_ACTIVITY_BYTES:
            message = _("the activity is larger than %(most)d kB; divide it", most=MAX_ACTIVITY_BYTES // 1000)
            frame.report("activity-too-long", line, message)
        activity = _read(kind, frame)
        if problems:
            frame.problems = [each for each in frame.problems if each.code != "missing-id"] + problems
        self.problems += frame.problems
        broken = any(problem.severity == "error" for problem in frame.problems)
        broken = broken or not meta["whole"] or any(isinstance(node, Broken) for node in inside)
        if activity is None or broken:
            return Broken(text=frame.safe_prompt(), source=source, line=line)
        return activity


def _read(kind: type[Activity] | None, frame: Frame) -> Activity | None:
    if kind is None:
        near = did_you_mean(frame.name, BY_NAME, written=":::{}")
        frame.report(
            "unknown-activity", frame.line, _("unknown activity ':::%(kind)s'%(near)s", kind=frame.name, near=near)
        )
        return None
    activity = kind.parse(frame)
    if all(problem.severity != "error" for problem in frame.problems):
        frame.problems += check(activity)
    return activity


def _opening(name: str, rest: str, line: int) -> tuple[str, str, Attrs, list[Problem]]:
    """The title, the key and the attributes on the opening line."""
    match = _REST.fullmatch(rest)
    read = read_attrs(match["inside"] or "") if match else None
    if match is None or read is None:
        written = rest if len(rest) <= 60 else rest[:60] + "…"
        message = _(
            "cannot read the options %(value)s of ':::%(name)s'; write them as {#key name=value flag}",
            value=written,
            name=name,
        )
        return "", "", NO_ATTRS, [Problem(code="bad-attrs", line=line, message=message)]
    return (match["title"] or "").strip(), *read, []


def _prose(lines: list[str], line: int) -> list[Prose | Activity]:
    text = trim("\n".join(lines))
    blank = next((at for at, each in enumerate(lines) if each.strip()), 0)
    return [Prose(text=text, line=line + blank)] if text else []
