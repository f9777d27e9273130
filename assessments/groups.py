"""Groups that learn together, as quizzes know them: keys alone, told by whatever app keeps groups above this one."""

from collections.abc import Callable
from datetime import datetime

Provider = Callable[[int, datetime], frozenset[str]]
"""Person's id, moment → the keys of the groups that the person is in."""

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Make a kind of group known; once is enough."""
    if provider not in _providers:
        _providers.append(provider)


def groups_of(learner_id: int, *, now: datetime) -> frozenset[str]:
    """The keys of a person's groups."""
    return frozenset().union(*(provider(learner_id, now) for provider in _providers))
