"""The values that templates of progress are given: texts translated, numbers written out, addresses built."""

from dataclasses import dataclass

from assessments.presenting.shapes import Link


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How much of a whole is done."""

    done: int
    total: int
    percent: int
    text: str


@dataclass(frozen=True, kw_only=True)
class StepView:
    """A step on the path of a module."""

    title: str
    url: str
    note: str
    state: str = ""
    """"done", "now" or nothing."""
    state_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Path:
    """The way through a module."""

    title: str = ""
    url: str = ""
    now_text: str = ""
    steps: tuple[StepView, ...] = ()
    progress: Progress | None = None


@dataclass(frozen=True, kw_only=True)
class Next:
    """What to do now."""

    title: str
    url: str
    kind_text: str
    module_text: str
    minutes_text: str
    phase: str
    phase_name: str
    button_text: str


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Something that opens once a condition is met, and why it is still closed."""

    title: str
    text: str
    open: bool
    reasons: tuple[str, ...]
    link: Link | None = None


@dataclass(frozen=True, kw_only=True)
class LessonState:
    """Where a person is with a lesson."""

    mark_url: str = ""
    client_id: str = ""
    done: bool = False
    next: Link | None = None
    resume: Link | None = None
    place_url: str = ""
    content_key: str = ""
    commits: bool = False
    """Whether the person is asked what they will try with the next family."""


@dataclass(frozen=True, kw_only=True)
class ModuleState:
    """Where a person is with a module."""

    primary: Link | None = None
    progress: Progress | None = None
    missing_text: str = ""
    gate: Gate | None = None
    done: bool = False
    state_text: str = ""


@dataclass(frozen=True, kw_only=True)
class ModuleCard:
    """A module in a list."""

    number: int
    title: str
    url: str
    phase: str
    phase_name: str
    minutes_text: str
    note: str
    state: str = ""
    """"started", "done" or nothing."""
    state_text: str = ""
    missing_text: str = ""
    draft_text: str = ""
    language: str = ""
    """Of a module that does not exist in the reader's language."""
    language_text: str = ""
    progress: Progress | None = None
    required: bool = False
    required_text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeState:
    """Where a person is with a programme."""

    primary: Link | None = None
    cards: tuple[ModuleCard, ...] = ()
    next: Next | None = None


@dataclass(frozen=True, kw_only=True)
class Learning:
    """My learning."""

    name: str
    programme: Link
    pathway_name: str
    change_url: str
    next: Next | None
    done_text: str
    progress: Progress
    contact: Gate | None
    modules: tuple[ModuleCard, ...]
    optional: tuple[ModuleCard, ...]


@dataclass(frozen=True, kw_only=True)
class PathwayChoice:
    """A pathway to choose."""

    key: str
    name: str
    text: str
    facts: tuple[str, ...]
    selected: bool


@dataclass(frozen=True, kw_only=True)
class Join:
    """Choosing a pathway."""

    programme_title: str
    action: str
    error: str
    pathways: tuple[PathwayChoice, ...]
