"""What blind guessing brings at a question, and which options it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.marking.responses import IN_PARTS
from modules.dialect.document import Activity
from modules.dialect.shown import Part, Widget

ONE_OF = frozenset({Widget.RADIO, Widget.SELECT})
TYPED = frozenset({Widget.TEXT, Widget.NUMBER, Widget.LONG_TEXT})


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A part of a question at which something is chosen."""

    part: str
    text: str
    """A Markdown leaf; empty where the prompt says it all."""
    options: Sequence[tuple[str, str]]
    """Key as it is counted, and the option's text as a Markdown leaf."""
    right: frozenset[str]
    one_of: bool
    """Whether exactly one is chosen, so that the numbers of the options make up everybody who answered."""


def choices(activity: Activity) -> tuple[Choice, ...]:
    """The parts at which something is chosen; what is typed is nobody's business here."""
    solution = activity.solution() or {}
    return tuple(
        Choice(
            part=part.key,
            text=part.text,
            options=[(counted(part.key, option.key), option.text) for option in part.options],
            right=frozenset(counted(part.key, value) for value in solution.get(part.key, ())),
            one_of=part.widget in ONE_OF,
        )
        for part in activity.parts()
        if part.options
    )


def counted(part: str, option: str) -> str:
    """The key under which an option is counted."""
    return f"{part}:{option}"


def guess(activity: Activity) -> Fraction | None:
    """The mean score of whoever chooses blindly, nothing for what is typed; None where parts depend on each other."""
    parts = activity.parts()
    if not parts:
        return None
    if activity.kind in IN_PARTS:
        return sum((_chance(part) for part in parts), Fraction(0)) / len(parts)
    if len(parts) > 1 or parts[0].widget is Widget.CHECKBOX:
        return None
    if parts[0].widget in TYPED:
        return Fraction(0)
    scores = [activity.grade({parts[0].key: (option.key,)}).score or Fraction(0) for option in parts[0].options]
    return sum(scores, Fraction(0)) / len(scores)


def _chance(part: Part) -> Fraction:
    return Fraction(1, len(part.options)) if part.options else Fraction(0)
