"""Tests of knowledge before and after, told by whatever app keeps them above this one."""

from collections.abc import Callable, Collection, Iterable

from assessments.certification.laws.facts import KnowledgeTest
from assessments.certification.selectors.sources.found import Found, together

Provider = Callable[[Collection[int]], Found[KnowledgeTest]]
"""Numbers of learners → their tests."""
Instruments = Callable[[], Iterable[str]]
"""The keys that a certificate may ask for."""

_providers: list[tuple[Provider, Instruments]] = []


def register(provider: Provider, instruments: Instruments) -> None:
    """Make tests known; once is enough."""
    if (provider, instruments) not in _providers:
        _providers.append((provider, instruments))


def knowledge_tests(people: Collection[int]) -> Found[KnowledgeTest]:
    """Of everybody who keeps tests."""
    return together(*(provider(people) for provider, _instruments in _providers))


def instruments() -> tuple[str, ...]:
    """Every key, once."""
    return tuple(sorted({key for _provider, keys in _providers for key in keys()}))
