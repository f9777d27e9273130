"""All families together, and mending what can be mended."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime

from django.db import transaction

from assessments.certification.services.checking import decided, issued, rounds
from assessments.certification.services.checking.problem import Problem

FAMILIES: Mapping[str, Callable[[datetime], Iterator[Problem]]] = {
    "rounds": rounds.check,
    "decisions": decided.check,
    "credentials": issued.check,
}


def problems(*, now: datetime, families: Collection[str] = tuple(FAMILIES)) -> Iterator[Problem]:
    """Everything that does not hold; nothing when all is well."""
    for family in families:
        yield from FAMILIES[family](now)


def mend(*, codes: Collection[str], now: datetime) -> int:
    """Mend the problems with these codes that can be mended, each in a transaction of its own; how many were tried."""
    tried = 0
    for problem in list(problems(now=now)):
        if problem.fix is not None and problem.kind.code in codes:
            with transaction.atomic():
                problem.fix(now)
            tried += 1
    return tried
