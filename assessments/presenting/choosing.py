"""What is said where two answers to one question of a sitting wait for a decision."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ChoiceView:
    """One of two answers to a question that were given in two windows."""

    value: int
    """Number of the save."""
    button_text: str


@dataclass(frozen=True, kw_only=True)
class DifferingView:
    """What is said at the question until one of them is chosen."""

    text: str
    choices: tuple[ChoiceView, ...]
