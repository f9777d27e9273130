"""The published curriculum in outline: what there is, in which order, at which address. Nothing here depends on a learner."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Node:
    """A published page."""

    page_id: int
    path: str
    """Its place in the tree: that of a page below it begins with it."""
    content_key: str
    title: str
    url: str
    language: str = ""
    """Of a page that does not exist in the reader's language: the one it is in. Empty for all others."""

    @property
    def key(self) -> str:
        """Its key within the programme, such as `m01-l1`."""
        return self.content_key.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Step(Node):
    """A lesson, a scenario or a quiz: one step of the way through a module."""

    kind: str
    """`lesson`, `scenario` or `quiz`."""
    minutes: int = 0


@dataclass(frozen=True, kw_only=True)
class Module(Node):
    """A module and the steps through it, in order."""

    number: int
    phase: str
    minutes: int
    summary: str
    status: str
    review: str
    """`machine-assisted`, or empty."""
    audiences: tuple[str, ...]
    requires_m03: bool
    steps: tuple[Step, ...]
    has_practice_task: bool = False
    """Whether something is to be done at work, and a note written about it."""

    def step(self, content_key: str) -> Step | None:
        """The step with this content key, or None."""
        return next((step for step in self.steps if step.content_key == content_key), None)

    def of_kind(self, kind: str) -> tuple[Step, ...]:
        """The lessons, the scenarios or the quizzes."""
        return tuple(step for step in self.steps if step.kind == kind)


@dataclass(frozen=True, kw_only=True)
class Tool(Node):
    """A practice tool."""

    summary: str
    used_in: tuple[str, ...]
    is_form: bool


@dataclass(frozen=True, kw_only=True)
class Shelf(Node):
    """The tools, the framework, the glossary, the sources."""

    kind: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One competency of the framework."""

    code: str
    html: str
    safety_critical: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class Pathway:
    """Who the programme is for, and which modules they need. Modules are named by key, such as `m01`."""

    key: str
    title: str
    description: str
    hours: int
    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Programme(Node):
    """A programme with everything in it."""

    summary: str
    review: str
    """`machine-assisted`, or empty."""
    pathways: tuple[Pathway, ...]
    completion: dict[str, Any]
    """The rules of the programme's file: `quiz_pass_mark`, `direct_contact_module`, …"""
    modules: tuple[Module, ...]
    tools: tuple[Tool, ...]
    shelves: tuple[Shelf, ...]
    indicators: tuple[Indicator, ...]

    def module(self, key: str) -> Module | None:
        """The module with this key (`m01`) or content key, or None."""
        return next((module for module in self.modules if key in (module.key, module.content_key)), None)

    def pathway(self, key: str) -> Pathway | None:
        """The pathway with this key, or None."""
        return next((pathway for pathway in self.pathways if pathway.key == key), None)

    def shelf(self, kind: str) -> Shelf | None:
        """The shelf of this kind, or None."""
        return next((shelf for shelf in self.shelves if shelf.kind == kind), None)

    def steps(self) -> Iterator[Step]:
        """Every step of every module in order."""
        for module in self.modules:
            yield from module.steps
