"""`:::video` and `:::audio`: a recording with captions, a transcript, and checkpoints at which something is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.checks import error, same_keys, unknown_attributes
from modules.dialect.document import Activity
from modules.dialect.frame import Frame, Held
from modules.dialect.items import Report
from modules.dialect.layout import heading
from modules.dialect.leaves import Checkpoint, Section
from modules.dialect.outcome import Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer
from modules.dialect.writer import write

MOST_CHECKPOINTS = 40

_TIME = re.compile(r"(?P<at>(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9])(?:[ \t]+(?P<title>.*))?")
_OURS = re.compile(r"(?!.*//)[^\s:?#\"'<>\\]+")
"""A file of this site: other sites are not allowed to be asked for anything by a page of ours."""


@dataclass(frozen=True, kw_only=True)
class Media(Activity):
    """A recording. Its questions are answered and graded each by itself; it only says where they stand."""

    checkpoints: tuple[Checkpoint, ...] = ()
    questions: tuple[Activity, ...] = ()
    """Those of all checkpoints, in order; each checkpoint says how many are its own."""
    level: int = 3
    """The level of the headings."""

    scored: ClassVar[bool] = False
    needs_id: ClassVar[bool] = False
    holds_activities: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = frozenset({"src", "captions", "transcript"})
    endings: ClassVar[tuple[str, ...]]
    """What the name of a file may end with."""

    @property
    def children(self) -> tuple[Activity, ...]:
        """The questions."""
        return self.questions

    @property
    def src(self) -> str:
        """Where the recording is."""
        return self.attrs.get("src", "")

    @property
    def captions(self) -> str:
        """Where its captions are."""
        return self.attrs.get("captions", "")

    @property
    def transcript(self) -> tuple[str, ...]:
        """What is said and seen in it, as Markdown leaves."""
        return tuple(note.text for note in self.notes if note.label == "TRANSCRIPT")

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then headings that begin with a time, each with a text and activities."""
        prompt, level, held = frame.holding()
        return cls(
            checkpoints=tuple(_checkpoint(each, frame.report) for each in held[: MOST_CHECKPOINTS + 1]),
            questions=tuple(node for each in held for node in each.inside if isinstance(node, Activity)),
            level=level or cls.level,
            **frame.common(prompt),
        )

    def body(self) -> Iterator[str]:
        """The checkpoints with their questions."""
        for checkpoint, questions in self.stops():
            title = f"{checkpoint.at} {checkpoint.title}".rstrip()
            section = Section(title=title, text=checkpoint.text, key=checkpoint.key, attrs=checkpoint.attrs)
            yield heading(section, self.level)
            yield from (write(question).rstrip("\n") for question in questions)

    def stops(self) -> Iterator[tuple[Checkpoint, tuple[Activity, ...]]]:
        """Each checkpoint with its questions."""
        begin = 0
        for checkpoint in self.checkpoints:
            yield checkpoint, self.questions[begin : begin + checkpoint.holds]
            begin += checkpoint.holds

    def lint(self) -> Iterator[Problem]:
        """A file of this site, words for those who cannot hear it, times that rise."""
        yield from self._files()
        if not self.transcript and "transcript" not in self.attrs:
            message = _(
                "write what is said and seen below '> [!TRANSCRIPT]', for those who cannot hear or see it (WCAG 1.2)"
            )
            yield Problem(code="no-transcript", line=self.line, message=message, severity="warning")
        if len(self.checkpoints) > MOST_CHECKPOINTS:
            line = self.checkpoints[MOST_CHECKPOINTS].line
            yield error(
                "too-many-options",
                line,
                _("more than %(most)d checkpoints; divide the recording", most=MOST_CHECKPOINTS),
            )
        for question in self.questions:
            if question.holds_activities:
                yield error(
                    "not-here",
                    question.line,
                    _("a checkpoint cannot hold ':::%(kind)s'; close it above", kind=question.kind),
                )
        for checkpoint in self.checkpoints:
            yield from unknown_attributes(
                checkpoint.attrs, {"pause"}, checkpoint.line, _("a checkpoint has no option '%(name)s'%(near)s")
            )
        times = [checkpoint.seconds for checkpoint in self.checkpoints]
        for checkpoint, before in zip(self.checkpoints[1:], times, strict=False):
            if checkpoint.seconds <= before:
                yield error("not-in-order", checkpoint.line, _("put the checkpoints in the order of their times"))
        yield from same_keys((stop.key, stop.line) for stop in self.checkpoints if stop.key)

    def _files(self) -> Iterator[Problem]:
        if not _OURS.fullmatch(self.src) or not self.src.lower().endswith(self.endings):
            message = _("name a file of this site that ends with %(endings)s: :::%(kind)s{src=name%(ending)s}")
            endings = {"endings": ", ".join(self.endings), "ending": self.endings[0]}
            yield error("no-source", self.line, message.filled(kind=self.kind, **endings))
        captions, transcript = self.attrs.get("captions", "a.vtt"), self.attrs.get("transcript", "a")
        if not _OURS.fullmatch(captions) or not captions.lower().endswith(".vtt"):
            message = _("captions=%(value)s is not a file of this site that ends with .vtt", value=captions)
            yield error("bad-value", self.line, message)
        if not _OURS.fullmatch(transcript):
            message = _("transcript=%(value)s is not a file of this site", value=transcript)
            yield error("bad-value", self.line, message)

    def inner_leaves(self) -> Iterator[str]:
        """Titles and texts of the checkpoints, and what the questions show."""
        for checkpoint in self.checkpoints:
            yield from (checkpoint.title, checkpoint.text)
        for question in self.questions:
            yield from question.leaves()

    def grade(self, answer: Answer) -> Outcome:
        """Noted: the questions are graded, each by itself."""
        del answer
        return Outcome.noted()

    def solution(self) -> None:
        """There is none beside those of the questions."""


@dataclass(frozen=True, kw_only=True)
class Video(Media):
    """A film."""

    kind: ClassVar[str] = "video"
    attributes: ClassVar[frozenset[str]] = Media.attributes | {"silent"}
    endings: ClassVar[tuple[str, ...]] = (".mp4", ".webm")

    def lint(self) -> Iterator[Problem]:
        """Captions besides, unless nobody speaks."""
        yield from super().lint()
        if not self.captions and "silent" not in self.attrs:
            message = _("name a file with captions: captions=film.vtt; or write silent where nobody speaks (WCAG 1.2)")
            yield Problem(code="no-captions", line=self.line, message=message, severity="warning")


@dataclass(frozen=True, kw_only=True)
class Audio(Media):
    """A recording of sound."""

    kind: ClassVar[str] = "audio"
    endings: ClassVar[tuple[str, ...]] = (".mp3", ".m4a", ".ogg", ".opus")


def _checkpoint(held: Held, report: Report) -> Checkpoint:
    match = _TIME.fullmatch(held.title)
    if match is None:
        report("no-time", held.line, _("begin the heading with a time: '### 01:20 Before she sits down'"))
    return Checkpoint(
        at=match["at"] if match else "00:00",
        title=(match["title"] or "").strip() if match else held.title,
        text=held.text,
        key=held.key,
        holds=sum(isinstance(node, Activity) for node in held.inside),
        attrs=held.attrs,
        line=held.line,
    )
