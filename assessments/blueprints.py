"""What a quiz asks for, counted: how many questions and points of each learning outcome, by what they ask of somebody. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.drawing import Candidate
from assessments.papers import Layout, wanted
from modules.dialect.activities.draw import Draw
from modules.dialect.checks import THINKING

KINDS = (*THINKING, "")
"""Recall, application, analysis, and what does not say."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Questions that are counted together."""

    number: int
    points: Fraction
    """Of all of them together, where each draw says what its questions are worth or they are worth one."""
    outcome: str
    thinking: str


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """What is asked, by outcome and by what it asks of somebody."""

    numbers: Mapping[str, Mapping[str, int]]
    """Outcome → thinking → how many; the empty outcome last, for what names none or leaves it to chance."""
    points: Fraction
    uncovered: tuple[str, ...]
    """Outcomes of the module that no question is sure to test."""

    @property
    def totals(self) -> Mapping[str, int]:
        """Thinking → how many."""
        return {kind: sum(row[kind] for row in self.numbers.values()) for kind in KINDS}

    @property
    def number(self) -> int:
        """How many in all."""
        return sum(self.totals.values())


def blueprint(asked: Iterable[Asked], *, outcomes: Sequence[str]) -> Blueprint:
    """The questions, counted. `outcomes` are those of the module, in its order."""
    rows = list(asked)
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for outcome in [*outcomes, *sorted({row.outcome for row in rows} - {""} - set(outcomes))]:
        numbers[outcome] = dict.fromkeys(KINDS, 0)
    for row in sorted(rows, key=lambda row: row.outcome == ""):
        numbers[row.outcome][row.thinking] += row.number
    return Blueprint(
        numbers=dict(numbers),
        points=sum((row.points for row in rows), Fraction(0)),
        uncovered=tuple(outcome for outcome in outcomes if not sum(numbers[outcome].values())),
    )


def asked_in(layout: Layout, pool: Collection[Candidate]) -> Iterable[Asked]:
    """What each row of a quiz asks for. A draw stands for what all that it could bring have in common."""
    for section in layout.sections:
        for row in section.rows:
            activity = row.activity
            if not isinstance(activity, Draw):
                yield Asked(number=1, points=activity.points, outcome=activity.outcome, thinking=activity.thinking)
                continue
            wants = wanted(row)
            fitting = [candidate for candidate in pool if wants.wants(candidate)]
            yield Asked(
                number=wants.number,
                points=activity.points * wants.number,
                outcome=activity.outcome or _common({one.outcome for one in fitting}),
                thinking=activity.thinking or _common({one.thinking for one in fitting}),
            )


def _common(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else ""
