"""What rules of QTI say in their own words and a question here can say as well: numbers between two ends, and the correct response."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessments.interop.codecs.numbers import decimal
from assessments.interop.codecs.xml_tree import Element
from modules.dialect.numbers import parse_number

_BRANCHES = frozenset({"responseIf", "responseElseIf"})


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the conditions of an item say."""

    ranges: dict[str, tuple[tuple[str, Fraction], ...]]
    """By response: numbers in the dialect's notation, the first that fits counts, and what each is worth."""
    understood: bool
    """Whether there is nothing else in them."""


def read_rules(processing: Element | None) -> Rules:
    """The rules of an item."""
    ranges: dict[str, tuple[tuple[str, Fraction], ...]] = {}
    understood = True
    for condition in _conditions(processing):
        found = [_branch(branch) for branch in condition.elements]
        named = {each[0] for each in found if each}
        if all(found) and len(named) == 1:
            name = named.pop()
            ranges[name] = (*ranges.get(name, ()), *((each[1], each[2]) for each in found if each))
        elif not _is_correct(condition):
            understood = False
    return Rules(ranges=ranges, understood=understood)


def _conditions(processing: Element | None) -> Iterator[Element]:
    if processing is not None:
        yield from (each for each in processing.walk() if each.name == "responseCondition")


def _branch(branch: Element) -> tuple[str, str, Fraction] | None:
    """The response, the number and the worth of a branch that is nothing but that."""
    if branch.name not in _BRANCHES or len(branch.elements) != 2:
        return None
    test, outcome = branch.elements
    worth = _worth(outcome)
    found = _between(test) or _any(test)
    return (*found, worth) if found and worth is not None else None


def _between(test: Element) -> tuple[str, str] | None:
    low, high = test.first("gte"), test.first("lte")
    if test.name != "and" or low is None or high is None or len(test.elements) != 2:
        return None
    ends = _compared(low), _compared(high)
    if ends[0] is None or ends[1] is None or ends[0][0] != ends[1][0]:
        return None
    name, least, most = *ends[0], ends[1][1]
    return name, decimal(least) if least == most else f"{decimal(least)}..{decimal(most)}"


def _compared(test: Element) -> tuple[str, Fraction] | None:
    variable, value = test.first("variable"), test.first("baseValue")
    number = parse_number(value.text.strip()) if value else None
    return (variable.get("identifier"), number) if variable and number is not None else None


def _any(test: Element) -> tuple[str, str] | None:
    """Whatever is answered."""
    null = test.first("isNull")
    variable = null.first("variable") if null is not None and test.name == "not" else None
    return (variable.get("identifier"), "*") if variable else None


def _worth(outcome: Element) -> Fraction | None:
    """What is added to the score."""
    total = outcome.first("sum")
    value = total.first("baseValue") if total is not None and outcome.get("identifier") == "SCORE" else None
    return parse_number(value.text.strip()) if value else None


def _is_correct(condition: Element) -> bool:
    """Whether it is the rule that the correct response is right and every other is not."""
    test = condition.elements[0].first("match") if condition.elements else None
    return test is not None and {each.name for each in test.elements} == {"variable", "correct"}
