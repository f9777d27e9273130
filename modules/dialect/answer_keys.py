"""The key of a question that is answered by typing: `=` accepts, `!=` expects a wrong answer, the first line that fits wins."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from modules.dialect.checks import error
from modules.dialect.credit import parse_share
from modules.dialect.frame import Frame
from modules.dialect.items import SIGNS
from modules.dialect.layout import bullet
from modules.dialect.leaves import Item, Key
from modules.dialect.number_keys import ANYTHING
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer

_BAR = re.compile(r"\\?\|")


def read_keys(frame: Frame) -> tuple[str, tuple[Key, ...]]:
    """The prompt and the lines of the key."""
    listed = frame.listed(boxes=SIGNS)
    if not listed.items:
        frame.report("no-answers", frame.line, _("list what is accepted: '- = answer'"))
    return listed.prompt, tuple(_key(item, frame) for item in listed.items)


def write_keys(keys: Iterable[Key]) -> str:
    """The lines of the key as bullets."""
    return "\n".join(
        bullet(" | ".join(key.accept), box="=" if key.right else "!=", attrs=key.attrs, replies=key.replies)
        for key in keys
    )


def as_items(keys: Iterable[Key]) -> tuple[Item, ...]:
    """The lines as bullets, for the checks that are the same for all."""
    return tuple(Item(text=" | ".join(key.accept), attrs=key.attrs, replies=key.replies, line=key.line) for key in keys)


def key_leaves(keys: Iterable[Key]) -> Iterator[str]:
    """The feedback of every line."""
    return (reply.text for key in keys for reply in key.replies)


def worth(key: Key) -> Fraction:
    """What an answer that fits this line scores: `credit` where it is named, else everything or nothing."""
    share = parse_share(key.attrs.get("credit", ""))
    return Fraction(int(key.right)) if share is None else min(Fraction(1), max(Fraction(0), share))


def grade_by(keys: Iterable[Key], fits: Callable[[Key], bool]) -> tuple[Fraction, Mark]:
    """The score of the first line that fits, and the mark that stands at the answer."""
    key = next((key for key in keys if fits(key)), None)
    if key is None:
        return Fraction(0), Mark(part="answer", right=False)
    score = worth(key)
    return score, Mark(part="answer", right=score >= 1, said=tuple(reply.text for reply in key.replies))


def first_solution(candidates: Iterable[str], grade: Callable[[Answer], Outcome]) -> Answer | None:
    """The first of the candidates that gets the full mark."""
    answers: Iterator[Answer] = ({"answer": (text,)} for text in candidates)
    return next((answer for answer in answers if grade(answer).score == 1), None)


def check_keys(keys: tuple[Key, ...], line: int, solution: Answer | None) -> Iterator[Problem]:
    """What any key can get wrong: no answer that gets the full mark, and lines no answer can reach."""
    full = [key for key in keys if worth(key) == 1]
    if not full:
        yield error("no-right-answer", line, _("no answer gets the full mark; add a line '- = answer'"))
    elif solution is None:
        message = _(
            "no answer reaches this line, because the lines above take it; put the exact answer before the wide one"
        )
        yield error("hidden-answer", full[0].line, message)
    for above, key in pairwise(keys):
        if ANYTHING in above.accept:
            message = _("this line is never reached: '*' above it fits every answer")
            yield Problem(code="unreachable", line=key.line, message=message, severity="warning")


def _key(item: Item, frame: Frame) -> Key:
    accept = tuple(" ".join(word.split()) for word in _BAR.split(item.text))
    if not item.box:
        frame.report(
            "no-sign", item.line, _("begin the line with '=' for what is right or '!=' for what is expected and wrong")
        )
    if item.text and not all(accept):
        frame.report("empty-answer", item.line, _("write something on both sides of '|'"))
    if item.key:
        frame.report("no-key-here", item.line, _("a line of the key has no name; remove #%(key)s", key=item.key))
    return Key(accept=accept, right=item.box != "!=", attrs=item.attrs, replies=item.replies, line=item.line)
