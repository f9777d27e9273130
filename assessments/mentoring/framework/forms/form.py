"""An ObservationForm, made of what is its own (items) and of the frame all forms share (scale, entrustment, consent, closing)."""

from dataclasses import asdict, dataclass
from functools import cached_property

from assessments.mentoring.canonical import digest
from assessments.mentoring.framework.definitions import without_empty
from assessments.mentoring.framework.fields import Field

EVIDENCE = ("observation", "work_product", "simulation")
"""What a filled form is a piece of: seen with people, seen in the office, seen in a role-play among adults."""
COMMENT_WORDS = 60
"""Words an observer may add to one item."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing an observer can see or not see. Its text is a msgid."""

    key: str
    text: str
    indicator: str
    """Code in the competency framework, such as D2.1."""
    safety_critical: bool = False
    """As the framework says, and checked against it."""


@dataclass(frozen=True, kw_only=True)
class Rating:
    """One step of the scale by which every item is rated. Label and help are msgids."""

    key: str
    label: str
    help: str
    level: int | None = None
    """Level of the framework, 1 to 4; None for what was not seen."""


@dataclass(frozen=True, kw_only=True)
class Entrustment:
    """How far the observer would entrust this task to the learner from now on. Label and help are msgids."""

    number: int
    """1 observe only, 2 direct supervision, 3 indirect supervision, 4 independent, 5 can supervise others."""
    label: str
    help: str


@dataclass(frozen=True, kw_only=True)
class ObservationForm:
    """Everything an observation asks."""

    key: str
    version: int
    title: str
    purpose: str
    evidence: str
    """One of EVIDENCE."""
    with_children: bool
    """Whether a child takes part in what is observed."""
    agree: tuple[str, ...]
    """What learner and observer agree beforehand, in sentences."""
    before: tuple[Field, ...]
    """Asked when the observation is prepared, `consent` among them."""
    items: tuple[Item, ...]
    scale: tuple[Rating, ...]
    entrustment: tuple[Entrustment, ...]
    after: tuple[Field, ...]
    """Asked at the end: strengths, one thing to change, a safety-critical lapse, the debrief."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what it says, in hexadecimal: a signed observation names it. The layout of the file does not matter."""
        return digest(asdict(self, dict_factory=without_empty))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Codes its items point to, each once, in the order of the items."""
        return tuple(dict.fromkeys(item.indicator for item in self.items))

    @property
    def safety_critical(self) -> tuple[str, ...]:
        """Those of its indicators that are safety-critical."""
        return tuple(dict.fromkeys(item.indicator for item in self.items if item.safety_critical))
