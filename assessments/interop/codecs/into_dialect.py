"""Items into Markdown of the dialect, proved by reading it back: what is written is what was meant, or it is not written."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from assessments.interop.codecs.activities import Building, build
from assessments.interop.codecs.items import Finding, Item, Kind, Severity
from assessments.interop.codecs.sentences import Said, as_said, say
from modules.dialect.activities.media import Media
from modules.dialect.activities.quiz import Quiz
from modules.dialect.attributes import KEY
from modules.dialect.checks import MAX_OPTIONS
from modules.dialect.document import Activity, Prose
from modules.dialect.parser import parse
from modules.dialect.problems import Problem
from modules.dialect.slugs import slug
from modules.dialect.source import MAX_ACTIVITY_BYTES
from modules.dialect.writer import write

MARKUP = say("markup that means something else here: its text is kept as plain text")
ABOVE = {
    "same option as line %(other_line)d": say("same option as one above it"),
    "same key as line %(other_line)d": say("same key as one above it"),
    "same group as line %(other_line)d": say("same group as one above it"),
    "same scene name as line %(other_line)d": say("same scene name as one above it"),
}
"""What is said of two things of one item that are the same: their lines are lines nobody has seen."""


@dataclass(frozen=True, kw_only=True)
class Became:
    """What an item becomes: the kind of activity, or `text`, or nothing at all; and what is lost."""

    item: Item
    kind: str = ""
    key: str = ""
    markdown: str = ""
    lost: tuple[Said, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it can be published as it is."""
        return not any(finding.severity == "error" for finding in self.findings)


def convert(items: Iterable[Item], *, taken: Collection[str] = ()) -> Iterator[Became]:
    """What every item becomes, under names that are not `taken`. The questions of a set that can be no quiz become what they are."""
    used = set(taken)
    for number, item in enumerate(items, start=1):
        key = _key(item, number, used)
        became = _convert(item, key, used)
        alone = bool(item.inside) and not (became.kind == Kind.QUIZ and became.is_whole)
        for one in _one_by_one(item, used) if alone else (became,):
            used |= {one.key} if not (one.item.stops or one.item.inside) else set(_all_names(one))
            yield one


def _one_by_one(item: Item, used: Collection[str]) -> Iterator[Became]:
    """The questions of a set, each for itself. What was said about all of them is told at the first."""
    lost = (
        *item.lost,
        *(() if item.passes is None else (say("that the set is passed at %(share)s%%", share=str(item.passes)),)),
    )
    for at, one in enumerate(convert(item.inside, taken=used)):
        yield one if at else replace(one, lost=_once((*one.lost, *lost)))


def _all_names(became: Became) -> Iterator[str]:
    """Also those of the questions inside."""
    yield from (activity.id for activity in parse(became.markdown).activities)


def renamed(texts: Iterable[str], *, taken: Collection[str]) -> list[str]:
    """The Markdown of items once more, with other names where a name has been taken meanwhile."""
    used = set(taken)
    return ["".join(map(write, _renamed(parse(text).nodes, used))) for text in texts]


def _renamed(nodes: Iterable[Prose | Activity], used: set[str]) -> Iterator[Prose | Activity]:
    for node in nodes:
        if not isinstance(node, Activity):
            yield node
            continue
        name = next((name for name in _names(node.id) if name not in used), "")
        used.add(name)
        fresh = replace(node, id=name)
        if isinstance(fresh, Media | Quiz):
            inside = (child for child in _renamed(fresh.questions, used) if isinstance(child, Activity))
            fresh = replace(fresh, questions=tuple(inside))
        yield fresh


def _names(name: str) -> Iterator[str]:
    """A name and, one after the other, those that are taken in its place."""
    yield name
    if name:
        yield from (f"{name}-{number}" for number in count(2))


def _convert(item: Item, key: str, used: Collection[str]) -> Became:
    if (finding := _too_much(item)) is not None:
        return Became(item=item, findings=(finding,))
    first: Became | None = None
    for unmarked in (False, True):
        building = Building(key=key, unmarked=unmarked)
        node = build(item, building)
        if node is None:
            return Became(item=item, lost=_once(building.lost))
        (node,) = _renamed([node], set(used))
        became = _written(item, node, [*(first.lost if first else ()), *building.lost, *([MARKUP] if unmarked else [])])
        if became.is_whole:
            return became
        first = first or became
    return first or Became(item=item)


def _written(item: Item, node: Prose | Activity, lost: list[Said]) -> Became:
    markdown = write(node)
    document = parse(markdown)
    findings = [_finding(item, problem) for problem in document.problems if problem.severity != "info"]
    if document.nodes != (node,) and not any(finding.severity == "error" for finding in findings):
        message = say("the question holds signs that mean something else in a lesson; write it there by hand")
        findings.append(Finding(code="unwritable", place=item.place, message=message))
    return Became(
        item=item,
        kind=node.kind if isinstance(node, Activity) else str(Kind.TEXT),
        key=node.id if isinstance(node, Activity) else "",
        markdown=markdown,
        lost=_once(lost),
        findings=tuple(findings),
    )


def _too_much(item: Item) -> Finding | None:
    """What no activity can hold is told before anything is made of it."""
    texts = (item.stem, *(note.text for note in item.notes))
    if max(len(item.answers), len(item.gaps)) > MAX_OPTIONS:
        message = say("the question has more than %(most)s answers; divide it", most=MAX_OPTIONS)
        return Finding(code="too-many-options", place=item.place, message=message)
    if sum(len(text.text) for text in texts) > 4 * MAX_ACTIVITY_BYTES:
        message = say("the question is larger than a lesson can show; divide it")
        return Finding(code="activity-too-long", place=item.place, message=message)
    return None


def _finding(item: Item, problem: Problem) -> Finding:
    """What the dialect says about the activity, at the place the item came from; its line names a line nobody has seen."""
    message = ABOVE.get(problem.message.words) or as_said(problem.message)
    severity: Severity = "error" if problem.severity == "error" else "warning"
    return Finding(code=problem.code, place=item.place, message=message, severity=severity)


def _key(item: Item, number: int, taken: Collection[str]) -> str:
    """The identifier or the name of the item where that makes a name; otherwise its number."""
    for wanted in (item.ident, slug(item.name)):
        if KEY.fullmatch(wanted) and wanted not in taken:
            return wanted
    names = (f"q{number:02d}" if not again else f"q{number:02d}-{again}" for again in count())
    return next(name for name in names if name not in taken)


def _once(lost: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(lost))
