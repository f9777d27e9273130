"""A text ready to be shown and graded: safe HTML, activities and quizzes in reading order, and its form as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import mark_safe

from modules.dialect import storage
from modules.dialect.activities.quiz import Quiz
from modules.dialect.document import Activity


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of the prose: where a reader may stop and come back to."""

    anchor: str
    title: str


@dataclass(frozen=True, kw_only=True)
class CompiledActivity:
    """An activity ready to be shown and graded."""

    key: str
    """Its id in the page, or `part-1` and so on for one that was written without."""
    kind: str
    version: str
    """SHA-256 of its canonical Markdown."""
    activity: Activity
    fragments: Mapping[str, str]
    """Markdown leaf → safe HTML, as blocks."""

    def html(self, leaf: str) -> str:
        """The safe HTML of a leaf, as blocks."""
        return safe(self.fragments.get(leaf, ""))

    def inline(self, leaf: str) -> str:
        """The safe HTML of a leaf that stands inside a label: without the paragraph around it."""
        return inline(self.fragments.get(leaf, ""))


@dataclass(frozen=True, kw_only=True)
class CompiledQuiz:
    """A few questions under one title inside a lesson."""

    key: str
    title: str
    prompt: str
    """Safe HTML."""
    parts: tuple[CompiledActivity, ...]
    frame: CompiledActivity | None = None
    """What the questions stand in, without them: the quiz with what it says of all of them, or a recording.

    The version of a quiz is that of the whole, its questions included.
    """

    @property
    def quiz(self) -> Quiz | None:
        """What the author asks for; None for a recording."""
        return self.frame.activity if self.frame and isinstance(self.frame.activity, Quiz) else None

    @property
    def together(self) -> bool:
        """Whether its questions are answered and checked in one form."""
        return self.quiz is not None and self.quiz.together

    @property
    def attempts(self) -> int | None:
        """How often it may be gone through; None for as often as anybody likes."""
        return self.quiz.attempts if self.quiz else None


Compiled = str | CompiledActivity | CompiledQuiz


@dataclass(frozen=True, kw_only=True)
class CompiledDocument:
    """A text in reading order: safe HTML, activities, quizzes."""

    digest: str
    parts: tuple[Compiled, ...]
    headings: tuple[Heading, ...] = ()
    weight: int = 0
    """Bytes of what is read, compressed."""
    this_week: str = ""
    """What a learner is asked to try until the next session, as plain text; empty where the text has no such section."""

    @property
    def activities(self) -> tuple[CompiledActivity, ...]:
        """Every activity in order, those inside a quiz included, the quiz itself not."""
        return tuple(activities_in(self.parts))

    def activity(self, key: str) -> CompiledActivity | None:
        """The activity with this id, or None."""
        return next((found for found in self.activities if key and found.key == key), None)

    def answered_at(self, key: str) -> tuple[CompiledActivity | None, CompiledQuiz | None]:
        """What the form under this key answers, and the quiz it stands in or is; a question of a quiz that has one form has none."""
        for quiz in (part for part in self.parts if isinstance(part, CompiledQuiz)):
            if quiz.together and quiz.key == key:
                return quiz.frame and replace(quiz.frame, key=quiz.key), quiz
            if any(part.key == key for part in quiz.parts):
                return (None if quiz.together else self.activity(key)), quiz
        return self.activity(key), None


def inline(html: str) -> str:
    """A leaf's HTML without the paragraph around it, where it is one paragraph."""
    html = html.strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return safe(html)


def safe(html: str) -> str:
    """HTML that the dialect has cleaned, so that templates print it as it is."""
    return mark_safe(html)  # noqa: S308  # nh3 cleaned it when it was compiled


def activities_in(parts: Iterable[Compiled]) -> Iterator[CompiledActivity]:
    for part in parts:
        if isinstance(part, CompiledActivity):
            yield part
        elif isinstance(part, CompiledQuiz):
            yield from part.parts


def dump(document: CompiledDocument) -> dict[str, Any]:
    """The document as JSON, without its digest, which is the row's key."""
    return {
        "parts": [_dump_part(part) for part in document.parts],
        "headings": [[heading.anchor, heading.title] for heading in document.headings],
        "weight": document.weight,
        "this_week": document.this_week,
    }


def _dump_part(part: Compiled) -> dict[str, Any]:
    if isinstance(part, str):
        return {"html": str(part)}
    if isinstance(part, CompiledQuiz):
        inside = [_dump_part(child) for child in part.parts]
        framed = {"frame": _dump_part(part.frame)} if part.frame else {}
        return {"quiz": part.key, "title": part.title, "prompt": str(part.prompt), "parts": inside, **framed}
    return {
        "key": part.key,
        "activity": storage.dump(part.activity),
        "version": part.version,
        "fragments": dict(part.fragments),
    }


def load(digest: str, body: dict[str, Any]) -> CompiledDocument:
    return CompiledDocument(
        digest=digest,
        parts=tuple(_load_part(part) for part in body["parts"]),
        headings=tuple(Heading(anchor=anchor, title=title) for anchor, title in body["headings"]),
        weight=body["weight"],
        this_week=body.get("this_week", ""),
    )


def _load_part(part: dict[str, Any]) -> Compiled:
    if "html" in part:
        return safe(part["html"])
    if "quiz" in part:
        inside = tuple(_load_activity(child) for child in part["parts"])
        frame = _load_activity(part["frame"]) if "frame" in part else None
        return CompiledQuiz(
            key=part["quiz"], title=part["title"], prompt=safe(part["prompt"]), parts=inside, frame=frame
        )
    return _load_activity(part)


def _load_activity(part: dict[str, Any]) -> CompiledActivity:
    activity = storage.load(part["activity"])
    return CompiledActivity(
        key=part["key"],
        kind=activity.kind,
        version=part["version"],
        activity=activity,
        fragments=part["fragments"],
    )
