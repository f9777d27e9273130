"""What is done with one question, and where that leads."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Act(StrEnum):
    """What somebody does with a question."""

    SAVE = "save"
    """Keeps an answer without asking for a mark."""
    SUBMIT = "submit"
    """Asks for the answer to be marked."""
    TRY_AGAIN = "try-again"
    """Leaves the hint and answers anew."""
    FINISH = "finish"
    """Hands in the whole sitting; what was saved last counts."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """An answer and how right it is."""

    given: str
    """A text that is the same for the same answer."""
    parts: tuple[Fraction, ...]
    """The score of each part, 0 to 1."""
    score: Fraction | None
    """Of the whole answer, 0 to 1; None while there is too little of it to be marked."""
    certainty: int | None = None
    """1, 2 or 3 where that was asked and said."""
    complete: bool = True
    """Whether every part is answered: only then can it be submitted by itself."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One act. The response is missing where nothing was sent along."""

    act: Act
    response: Response | None = None


class State(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    INCOMPLETE = "incomplete"
    """Something was submitted that cannot be marked as it is."""
    HINTED = "hinted"
    """A wrong try was marked; the next one waits until the hint is left."""
    SETTLED = "settled"
    """The answer is right and can still be changed."""
    MARKED = "marked"
    """Nothing follows."""
    GIVEN_UP = "given-up"
    """Handed in with nothing to mark."""

    @property
    def is_final(self) -> bool:
        """Whether nothing can be done any more."""
        return self in {State.MARKED, State.GIVEN_UP}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a question stands after its steps."""

    state: State = State.OPEN
    response: Response | None = None
    """The answer that is in the form."""
    mark: Fraction | None = None
    """A share of the points; None while no mark is due."""
    tries: tuple[Response, ...] = ()
    """The answers that were marked, oldest first."""
    hint: int = 0
    """Which hint is shown, from 1; 0 for none."""

    def accepts(self, act: Act) -> bool:
        """Whether the act does anything here: what does not is passed over, as a packet that comes late or twice."""
        if self.state.is_final:
            return False
        if self.state is State.HINTED:
            return act in {Act.TRY_AGAIN, Act.FINISH}
        return act is not Act.TRY_AGAIN


def latest(standing: Standing, step: Step) -> Response | None:
    """The answer in the form once the step has brought its own."""
    return step.response or standing.response
