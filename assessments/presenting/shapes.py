"""The values a template of an activity is given. Texts are translated, HTML is safe, URLs are built."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.presenting.choosing import DifferingView


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many people were counted in a poll, and how many of them chose each option, by key."""

    people: int
    chosen: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way on."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Handed:
    """Where a text stands that somebody else marks."""

    state_text: str
    url: str
    marked: bool


@dataclass(frozen=True, kw_only=True)
class OptionView:
    """One thing that can be chosen."""

    key: str
    field_id: str
    label: str
    """Safe HTML."""
    text: str
    """The same without markup, for `<option>`."""
    selected: bool = False
    mark: str = ""
    """"right", "wrong", "noted" where something is said without a judgement, or nothing."""
    mark_text: str = ""
    said: tuple[str, ...] = ()
    solution: bool = False
    """Whether to point out that this would have been right."""


@dataclass(frozen=True, kw_only=True)
class PartView:
    """One thing to answer."""

    key: str
    name: str
    """Name of the form field."""
    field_id: str
    widget: str
    label: str = ""
    """Safe HTML."""
    options: tuple[OptionView, ...] = ()
    value: str = ""
    hint: str = ""
    unit: str = ""
    size: int = 0
    mark: str = ""
    mark_text: str = ""
    said: tuple[str, ...] = ()
    described_by: str = ""
    position_text: str = ""
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class FlowPiece:
    """A stretch of running text and what stands after it, if there is something: a gap, or a word that can be ticked."""

    html: str
    part: PartView | None = None
    option: OptionView | None = None


@dataclass(frozen=True, kw_only=True)
class PanelView:
    """A titled piece that opens."""

    title: str
    html: str
    lang: str = ""
    field_id: str = ""
    """Its name in the page; empty where nothing leads to it."""


@dataclass(frozen=True, kw_only=True)
class PlaceView:
    """A number in a picture, and where it leads."""

    number: int
    x: str
    y: str
    r: str
    field_id: str
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class StopView:
    """A checkpoint of a recording with its activities."""

    at: str
    seconds: int
    title: str
    """Safe HTML, as is the next."""
    html: str
    pause: bool
    field_id: str
    items: tuple["ActivityView", ...]


@dataclass(frozen=True, kw_only=True)
class RecordingView:
    """A film or a recording of sound."""

    src: str
    captions: str
    transcript_url: str
    transcript: tuple[str, ...]
    """Safe HTML."""
    stops: tuple[StopView, ...]


@dataclass(frozen=True, kw_only=True)
class BarView:
    """How many chose an option of a poll."""

    label: str
    """Safe HTML."""
    percent: int
    percent_text: str


@dataclass(frozen=True, kw_only=True)
class SceneView:
    """Where somebody stands in a scenario."""

    title: str
    html: str


@dataclass(frozen=True, kw_only=True)
class MeterView:
    """Something that decisions raise and lower, and where it stands."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class StepView:
    """A choice made in a scenario and what it led to."""

    scene_title: str
    move_text: str
    said: tuple[str, ...]
    rating: str
    rating_text: str
    retry_url: str
    changes: tuple[str, ...] = ()
    """`Trust +1`."""


@dataclass(frozen=True, kw_only=True)
class ActivityView:
    """An activity, and where a person stands in it."""

    key: str
    kind: str
    kind_label: str
    title: str = ""
    prompt: str = ""
    parts: tuple[PartView, ...] = ()
    flow: tuple[FlowPiece, ...] = ()
    panels: tuple[PanelView, ...] = ()
    action: str = ""
    version: str = ""
    client_id: str = ""
    status: str = ""
    """"right", "partly", "wrong", "noted", "error" or nothing."""
    status_text: str = ""
    said: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    """Those earned so far."""
    explanation: tuple[str, ...] = ()
    """Once settled."""
    sample: tuple[str, ...] = ()
    """The same."""
    tries_text: str = ""
    can_answer: bool = True
    button_text: str = ""
    settled: bool = False
    recorded: bool = False
    trying: bool = False
    """Whether somebody tries a draft, so that nothing is ever recorded."""
    error: str = ""
    lang: str = ""
    points_text: str = ""
    critical: bool = False
    again_url: str = ""
    """A fresh form, once a round is settled."""
    draft_text: str = ""
    """That the form holds what is not sent yet, and when it was typed."""
    draft_age: int = 0
    """How many milliseconds ago that was."""

    recording: RecordingView | None = None
    picture: str = ""
    """Safe HTML."""
    places: tuple[PlaceView, ...] = ()
    length_text: str = ""
    """How long a text is asked to be, and how long it is."""
    measure_text: str = ""
    """Who measures it, or how it was measured."""
    handed: Handed | None = None
    """Where it stands, once it was handed in for somebody else to mark."""
    bars: tuple[BarView, ...] = ()
    bars_text: str = ""
    """How many were counted, or why nobody is counted yet."""

    scene: SceneView | None = None
    moves: tuple[OptionView, ...] = ()
    path: tuple[str, ...] = ()
    steps: tuple[StepView, ...] = ()
    meters: tuple[MeterView, ...] = ()
    ended: bool = False
    restart_url: str = ""

    items: tuple["ActivityView", ...] = ()
    """The questions of a quiz inside a lesson, each with a form of its own."""
    together: tuple["ItemView", ...] = ()
    """The same where one form holds them all."""


@dataclass(frozen=True, kw_only=True)
class CertaintyView:
    """One way to say how certain one is."""

    value: int
    label: str
    checked: bool


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """A question of a sitting, or of a quiz in a lesson whose questions are checked together."""

    key: str
    number_text: str
    critical_text: str
    activity: ActivityView
    can_answer: bool = True
    check_text: str = ""
    """What the button says that has it marked now; empty where there is none."""
    again_text: str = ""
    """What the button says that leaves the hint; empty where there is none."""
    note: str = ""
    """How it is with tries and marks."""
    error: str = ""
    certainty_name: str = ""
    certainties: tuple[CertaintyView, ...] = ()
    differing: DifferingView | None = None
    """Where two answers to it wait for a decision."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where an activity stands: what its form, its links and its shuffling need to know."""

    action: str = ""
    page_url: str = ""
    client_id: str = ""
    seed: str = ""
    shuffle: bool | None = None
    """None: where the author says so."""
    prefix: str = ""
    """Before the name of every field, where several activities share one form."""
    path: tuple[str, ...] | None = None
    """The scenario's path asked for by the URL; None when the URL asks for none."""
    trying: bool = False
    """Whether somebody tries a draft."""
    tally: Tally | None = None
    """What others chose in a poll; None where that is not told."""
    handed: Handed | None = None
    """Where a text stands that somebody else marks; None where none was handed in."""
