"""`:::scenario`: scenes are headings, decisions are links; the learner walks from the start to an ending."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.activities.scenes import MAX_SCENES, check_scenes, read_scenes
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.layout import below, bullet, heading
from modules.dialect.leaves import Move, Scene, Section
from modules.dialect.meters import Meter, change, check_meters, is_open, moved, read_meters
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.reading import UnreadableAnswer
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option

MAX_STEPS = 200


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A meter by the name a learner reads, and a number."""

    label: str
    value: int


@dataclass(frozen=True, kw_only=True)
class Step:
    """One decision taken: where, which, what it led to."""

    scene: str
    scene_title: str
    move_key: str
    move_text: str
    said: tuple[str, ...]
    rating: str
    """best, acceptable, weak, unsafe, or empty."""
    changes: tuple[Reading, ...] = ()
    """How far it moved what it moved."""


@dataclass(frozen=True, kw_only=True)
class Here:
    """The scene the learner stands in."""

    key: str
    title: str
    text: str
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """A path through a scenario: the steps so far, where they led, and what can be done there."""

    steps: tuple[Step, ...]
    scene: Here
    moves: tuple[Option, ...]
    """The decisions that are open."""
    ended: bool
    meters: tuple[Reading, ...] = ()
    """Where each meter stands."""


@dataclass(frozen=True, kw_only=True)
class Scenario(Activity):
    """Scenes tied by moves. The answer is `{"path": (move key, …)}`; EXPLAIN is the debrief at an ending."""

    scenes: tuple[Scene, ...]
    level: int = 2
    """The level of the headings."""

    kind: ClassVar[str] = "scenario"
    scored: ClassVar[bool] = False
    attributes: ClassVar[frozenset[str]] = frozenset({"start", "meters", "back"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then scenes."""
        prompt, level, heads = frame.sections()
        if not heads:
            frame.report("no-scenes", frame.line, _("give every scene a heading: '## At the door {#door}'"))
        # One scene more than allowed is enough to be told so.
        return cls(scenes=read_scenes(heads[: MAX_SCENES + 1], frame.report), level=level, **frame.common(prompt))

    def body(self) -> Iterator[str]:
        """Scenes with headings; moves as links."""
        for scene in self.scenes:
            key = scene.key if scene.key.isascii() else ""
            yield heading(Section(title=scene.title, text=scene.text, key=key, attrs=scene.attrs), self.level)
            if scene.moves:
                moves = (
                    bullet(f"[{move.text}](#{move.target})", key=move.key, attrs=move.attrs, replies=move.replies)
                    for move in scene.moves
                )
                yield below(scene.text, "\n".join(moves))

    def lint(self) -> Iterator[Problem]:
        """Every link leads to a scene, every scene can be reached, and so can an ending."""
        yield from check_meters(self.attrs.get("meters", ""), self.line)
        yield from check_scenes(self.scenes, self.start, [meter.name for meter in self.meters], self.line)

    @property
    def start(self) -> str:
        """The key of the first scene: the attribute `start`, or the one that is written first."""
        return self.attrs.get("start", "") or (self.scenes[0].key if self.scenes else "")

    @property
    def meters(self) -> tuple[Meter, ...]:
        """What moves may raise and lower."""
        return read_meters(self.attrs.get("meters", ""))

    def walk(self, path: Sequence[str]) -> Walk:
        """Follow the moves from the start; raises UnreadableAnswer for one that the scene does not offer then and there."""
        if len(path) > MAX_STEPS:
            raise UnreadableAnswer("too-long")
        scenes = {scene.key: scene for scene in self.scenes}
        scene = scenes[self.start]
        levels = {meter.name: meter.start for meter in self.meters}
        steps = []
        for key in path:
            move = next((move for move in scene.moves if move.key == key and is_open(move.attrs, levels)), None)
            if move is None:
                raise UnreadableAnswer("illegal-move")
            steps.append(self._step(scene, move))
            levels = moved(levels, move.attrs)
            scene = scenes[move.target]
        return Walk(
            steps=tuple(steps),
            scene=Here(key=scene.key, title=scene.title, text=scene.text, lang=scene.attrs.get("lang", "")),
            moves=tuple(Option(key=move.key, text=move.text) for move in scene.moves if is_open(move.attrs, levels)),
            ended=not scene.moves,
            meters=tuple(Reading(label=meter.label, value=levels[meter.name]) for meter in self.meters),
        )

    def _step(self, scene: Scene, move: Move) -> Step:
        changes = (Reading(label=meter.label, value=change(move.attrs, meter.name)) for meter in self.meters)
        return Step(
            scene=scene.key,
            scene_title=scene.title,
            move_key=move.key,
            move_text=move.text,
            said=tuple(reply.text for reply in move.replies),
            rating=move.attrs.get("rating", ""),
            changes=tuple(reading for reading in changes if reading.value),
        )

    def read(self, form: Mapping[str, Sequence[str]]) -> Answer:
        """The moves so far (`path`) and the next one (`move`), proved by walking them."""
        following = [key for key in form.get("move", ()) if key]
        if len(following) > 1:
            raise UnreadableAnswer("too-many-values")
        path = tuple([key for key in form.get("path", ()) if key] + following)
        self.walk(path)
        return {"path": path} if path else {}

    def inner_leaves(self) -> Iterator[str]:
        """Scenes, moves and what they lead to."""
        for scene in self.scenes:
            yield from (scene.title, scene.text)
            for move in scene.moves:
                yield move.text
                yield from (reply.text for reply in move.replies)

    def grade(self, answer: Answer) -> Outcome:
        """Noted, with what each move led to."""
        walk = self.walk(answer.get("path", ()))
        marks = (Mark(part="path", option=step.move_key, right=None, said=step.said) for step in walk.steps)
        return Outcome.noted(marks=tuple(marks))

    def solution(self) -> None:
        """There is none: paths are discussed, not graded."""
