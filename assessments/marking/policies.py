"""How a sitting is marked, as a short text that is stored with it: the behaviour, its version, and its terms.

What `modules.dialect.tries` writes for practice in a lesson is such a text too, and means the same here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.marking.behaviours import BEHAVIOURS, Terms, follow
from assessments.marking.steps import Standing, Step

VERSION = 1
_SPELLING = re.compile(
    r"(?P<behaviour>[a-z]{1,16})-(?P<version>\d{1,4})"
    r"(?: tries=(?P<tries>[1-9]\d{0,2}))?(?: penalty=(?P<penalty>\d{1,9}(?:/[1-9]\d{0,8})?))?"
)
HINTED = frozenset({"interactive", "countback"})
PENALISED = HINTED | {"adaptive"}


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A behaviour and what it is told."""

    behaviour: str
    terms: Terms = field(default=Terms())
    version: int = VERSION

    def __str__(self) -> str:
        tries = f" tries={self.terms.tries}" if self.behaviour in HINTED else ""
        penalty = f" penalty={self.terms.penalty}" if self.behaviour in PENALISED else ""
        return f"{self.behaviour}-{self.version}{tries}{penalty}"

    def standing(self, steps: Iterable[Step]) -> Standing:
        """Where a question stands under this policy."""
        return follow(self.behaviour, steps, self.terms)


def read_policy(text: str) -> Policy:
    """The policy that `str()` wrote; ValueError for any other text."""
    match = _SPELLING.fullmatch(text)
    if match is None or match["behaviour"] not in BEHAVIOURS:
        raise ValueError(text)
    terms = Terms(tries=int(match["tries"] or 1), penalty=Fraction(match["penalty"] or 0))
    found = Policy(behaviour=match["behaviour"], terms=terms, version=int(match["version"]))
    if str(found) != text:
        raise ValueError(text)
    return found
