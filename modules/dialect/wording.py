"""Whether a typed text is one of the answers an author accepts, under what the author waives: `case`, `yo`, `fuzzy`."""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from modules.dialect.attributes import Attrs
from modules.dialect.checks import error
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.similarity import distance, is_close, slips_allowed
from modules.dialect.text import has_wildcard, matches, normalise

WAIVERS = frozenset({"case", "yo", "fuzzy"})
"""`case`: capitals count; `yo`: Cyrillic yo may be typed as ie; `fuzzy`: slips of the pen are forgiven."""

MAX_FUZZY = 120
"""Answers that are compared with each other, each with each."""


def waived(*attrs: Attrs) -> frozenset[str]:
    """What is waived for an answer: at itself or at its activity."""
    return frozenset(name for name in WAIVERS if any(name in each for each in attrs))


def is_one_of(answers: Iterable[str], given: str, waivers: Collection[str], *, wildcards: bool = False) -> bool:
    """Whether `given` is one of `answers`; `*` in an answer stands for any text where `wildcards` are on."""
    return any(_is(answer, given, waivers, wildcards=wildcards) for answer in answers)


def too_near(rows: Iterable[tuple[Iterable[str], Collection[str], int]]) -> Iterator[Problem]:
    """An error where slips of the pen turn an answer of one row (answers, waivers, line) into one of another."""
    found = [(tuple(answers), waivers, line) for answers, waivers, line in rows]
    if not any("fuzzy" in waivers for _answers, waivers, _line in found):
        return
    if sum(len(answers) for answers, _waivers, _line in found) > MAX_FUZZY:
        yield error(
            "too-many-options",
            found[0][2],
            _("more than %(most)d answers with 'fuzzy'; divide the activity", most=MAX_FUZZY),
        )
        return
    for (these, waivers, _line), (those, others, line) in combinations(found, 2):
        near = [(a, b) for a in these for b in those if _slip_apart(a, b, waivers) or _slip_apart(b, a, others)]
        if near:
            one, other = near[0]
            message = _(
                "'%(one)s' and '%(other)s' are a slip of the pen apart; remove 'fuzzy' or change one of them",
                one=one,
                other=other,
            )
            yield error("fuzzy-too-near", line, message)


def rounded_length(texts: Iterable[str]) -> int:
    """The length of the longest text, rounded up so that it does not give the answer away."""
    return 10 * max((-(-len(text) // 10) for text in texts), default=1)


def _is(answer: str, given: str, waivers: Collection[str], *, wildcards: bool) -> bool:
    case, yo = "case" in waivers, "yo" in waivers
    if wildcards and has_wildcard(answer):
        return matches(answer, given, case=case, yo=yo)
    literal = answer.replace(r"\*", "*") if wildcards else answer
    here, there = normalise(literal, case=case, yo=yo), normalise(given, case=case, yo=yo)
    return here == there or ("fuzzy" in waivers and is_close(here, there))


def _slip_apart(answer: str, other: str, waivers: Collection[str]) -> bool:
    if "fuzzy" not in waivers:
        return False
    case, yo = "case" in waivers, "yo" in waivers
    here, there = normalise(answer, case=case, yo=yo), normalise(other, case=case, yo=yo)
    return 0 < distance(here, there, limit=slips_allowed(here)) <= slips_allowed(here)
