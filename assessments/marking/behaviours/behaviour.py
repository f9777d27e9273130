"""What all behaviours share: their form, the terms they are under, and the fold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.marking.steps import Response, Standing, State, Step


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How often a question may be tried, and what a wrong try costs."""

    tries: int = 1
    """For behaviours with hints: one more than there are hints."""
    penalty: Fraction = Fraction(0)
    """A share of the mark."""


Behaviour = Callable[[Standing, Step, Terms], Standing]
"""Where a question stands after one more step that it accepts."""

Adjust = Callable[[tuple[Response, ...], Terms], Fraction]
"""What the tries earn together, the last of them being the one that counts."""


def fold(behaviour: Behaviour, steps: Iterable[Step], terms: Terms) -> Standing:
    """Where a question stands after its steps, oldest first. Steps it does not accept are passed over."""
    standing = Standing()
    for step in steps:
        if standing.accepts(step.act):
            standing = behaviour(standing, step, terms)
    return standing


def saved(standing: Standing, response: Response | None) -> Standing:
    """An answer kept in the form; what was said about an incomplete one is over."""
    state = State.OPEN if standing.state is State.INCOMPLETE else standing.state
    return replace(standing, state=state, response=response)


def incomplete(standing: Standing, response: Response | None) -> Standing:
    """An answer that was submitted too early."""
    return replace(standing, state=State.INCOMPLETE, response=response)


def given_up(standing: Standing, mark: Fraction | None = None) -> Standing:
    """Handed in with nothing to mark."""
    return replace(standing, state=State.GIVEN_UP, mark=mark, hint=0)


def marked(standing: Standing, response: Response, mark: Fraction) -> Standing:
    """The last try, and what everything is worth."""
    return replace(
        standing, state=State.MARKED, response=response, tries=(*standing.tries, response), mark=mark, hint=0
    )


def last_score(tries: tuple[Response, ...]) -> Fraction:
    """How right the last try is."""
    return tries[-1].score or Fraction(0)
