"""Checks that are the same for every kind of activity: names, attributes, sizes, bullets."""

import re
from collections.abc import Collection, Iterable, Iterator

from modules.dialect.attributes import Attrs
from modules.dialect.credit import parse_share
from modules.dialect.document import Activity
from modules.dialect.leaves import Item
from modules.dialect.problems import Problem, did_you_mean

MAX_OPTIONS = 60

COMMON_ATTRIBUTES = frozenset(
    {"points", "tries", "penalty", "shuffle", "required", "lang", "critical", "outcome", "thinking"}
)
THINKING = ("recall", "application", "analysis")
"""What a question asks of somebody."""
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def check(activity: Activity) -> list[Problem]:
    """Everything that is wrong with the meaning of an activity whose form is right."""
    return [*_name(activity), *_attributes(activity), *_bullets(activity), *activity.lint()]


def error(code: str, line: int, message: str) -> Problem:
    """A problem that stops publishing."""
    return Problem(code=code, line=line, message=message)


def same_texts(
    texts: Iterable[tuple[str, int]], *, code: str = "duplicate-option", what: str = "option"
) -> Iterator[Problem]:
    """An error for every text, given with its line, that stood on an earlier line."""
    seen: dict[str, int] = {}
    for text, line in texts:
        plain = " ".join(text.split())
        if plain in seen:
            message = f"same {what} as line {seen[plain]}"
            yield Problem(code=code, line=line, message=message, other_line=seen[plain])
        seen.setdefault(plain, line)


def unknown_attributes(attrs: Attrs, known: Collection[str], line: int, *, of: str) -> Iterator[Problem]:
    """A warning for every attribute nobody reads."""
    for name in attrs:
        if name not in known and not name.startswith("."):
            message = f"{of} has no option '{name}'{did_you_mean(name, known)}"
            yield Problem(code="unknown-attribute", line=line, message=message, severity="warning")


def _name(activity: Activity) -> Iterator[Problem]:
    if activity.records and not activity.id:
        message = f"give the activity a name of its own, so that answers can be kept: :::{activity.kind}{{#name}}"
        yield Problem(code="missing-id", line=activity.line, message=message, severity="warning")


def _attributes(activity: Activity) -> Iterator[Problem]:
    attrs, line = activity.attrs, activity.line
    yield from unknown_attributes(attrs, COMMON_ATTRIBUTES | activity.attributes, line, of=f"':::{activity.kind}'")
    points = parse_share(attrs.get("points", "1"))
    if points is None or not 0 < points <= 1000:
        yield error("bad-value", line, f"points={attrs['points']} is not a number above 0")
    tries = attrs.get("tries", "1")
    if not tries.isascii() or not tries.isdecimal() or not 1 <= int(tries[:4]) <= 99:
        yield error("bad-value", line, f"tries={tries} is not a whole number from 1 to 99")
    penalty = parse_share(attrs.get("penalty", "1/3"))
    if penalty is None or not 0 <= penalty <= 1:
        yield error("bad-value", line, f"penalty={attrs['penalty']} is not a share such as 1/3 or 25%")
    if "thinking" in attrs and attrs["thinking"] not in THINKING:
        yield error("bad-value", line, f"thinking={attrs['thinking']} is none of {', '.join(THINKING)}")
    yield from bad_language(attrs, line)


def bad_language(attrs: Attrs, line: int) -> Iterator[Problem]:
    """An error for a `lang` that is no language tag."""
    if "lang" in attrs and not _LANG.fullmatch(attrs["lang"]):
        yield error("bad-value", line, f"lang={attrs['lang']} is not a language tag such as km or pt-BR")


def _bullets(activity: Activity) -> Iterator[Problem]:
    items = activity.bullets()
    if len(items) > MAX_OPTIONS:
        yield error(
            "too-many-options", items[MAX_OPTIONS].line, f"more than {MAX_OPTIONS} bullets; divide the activity"
        )
    yield from same_texts((item.text, item.line) for item in items if item.text)
    for item in items:
        yield from _bullet(item, activity)
    keys = ((item.key, item.line) for item in items if item.key)
    yield from same_texts(keys, code="duplicate-key", what="key")


def _bullet(item: Item, activity: Activity) -> Iterator[Problem]:
    if not item.text:
        yield error("empty-option", item.line, "write a text after the bullet, or delete the line")
    known = activity.item_attributes | {"lang"}
    yield from unknown_attributes(item.attrs, known, item.line, of=f"a bullet of ':::{activity.kind}'")
    yield from bad_language(item.attrs, item.line)
    credit = item.attrs.get("credit")
    if credit is not None and "credit" in known and parse_share(credit) is None:
        yield error("bad-value", item.line, f"credit={credit} is not a share such as 50% or 1/2")
