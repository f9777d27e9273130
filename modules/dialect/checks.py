"""Checks that are the same for every kind of activity: names, attributes, sizes, bullets."""

import re
from collections.abc import Collection, Iterable, Iterator

from modules.dialect.attributes import Attrs
from modules.dialect.credit import parse_share
from modules.dialect.document import Activity
from modules.dialect.leaves import Item
from modules.dialect.problems import OTHER_LINE, Problem, did_you_mean
from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _

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


def error(code: str, line: int, message: Sentence) -> Problem:
    """A problem that stops publishing."""
    return Problem(code=code, line=line, message=message)


SAME_OPTION = _("same option as line %(other_line)d")
SAME_KEY = _("same key as line %(other_line)d")


def none_of(name: str, value: str, known: Collection[str], line: int) -> Problem:
    """An error for the value of an attribute that is none of those it may have."""
    message = _("%(name)s=%(value)s is none of %(known)s%(near)s", name=name, value=value, known=", ".join(known))
    return error("bad-value", line, message.filled(near=did_you_mean(value, known)))


def same_keys(keys: Iterable[tuple[str, int]]) -> Iterator[Problem]:
    """An error for every key, given with its line, that stood on an earlier line."""
    return same_texts(keys, code="duplicate-key", message=SAME_KEY)


def same_texts(
    texts: Iterable[tuple[str, int]], *, code: str = "duplicate-option", message: Sentence = SAME_OPTION
) -> Iterator[Problem]:
    """An error for every text, given with its line, that stood on an earlier line, whose number goes into the message."""
    seen: dict[str, int] = {}
    for text, line in texts:
        plain = " ".join(text.split())
        if plain in seen:
            yield error(code, line, message.filled(**{OTHER_LINE: seen[plain]}))
        seen.setdefault(plain, line)


def unknown_attributes(attrs: Attrs, known: Collection[str], line: int, message: Sentence) -> Iterator[Problem]:
    """A warning for every attribute nobody reads; its name goes into the message, and one that is near."""
    for name in attrs:
        if name not in known and not name.startswith("."):
            found = message.filled(name=name, near=did_you_mean(name, known))
            yield Problem(code="unknown-attribute", line=line, message=found, severity="warning")


def _name(activity: Activity) -> Iterator[Problem]:
    if activity.records and not activity.id:
        message = _(
            "give the activity a name of its own, so that answers can be kept: :::%(kind)s{#name}", kind=activity.kind
        )
        yield Problem(code="missing-id", line=activity.line, message=message, severity="warning")


def _attributes(activity: Activity) -> Iterator[Problem]:
    attrs, line = activity.attrs, activity.line
    unknown = _("':::%(kind)s' has no option '%(name)s'%(near)s", kind=activity.kind)
    yield from unknown_attributes(attrs, COMMON_ATTRIBUTES | activity.attributes, line, unknown)
    points = parse_share(attrs.get("points", "1"))
    if points is None or not 0 < points <= 1000:
        yield error("bad-value", line, _("points=%(value)s is not a number above 0", value=attrs["points"]))
    tries = attrs.get("tries", "1")
    if not tries.isascii() or not tries.isdecimal() or not 1 <= int(tries[:4]) <= 99:
        yield error("bad-value", line, _("tries=%(value)s is not a whole number from 1 to 99", value=tries))
    penalty = parse_share(attrs.get("penalty", "1/3"))
    if penalty is None or not 0 <= penalty <= 1:
        yield error(
            "bad-value", line, _("penalty=%(value)s is not a share such as 1/3 or 25%%", value=attrs["penalty"])
        )
    if "thinking" in attrs and attrs["thinking"] not in THINKING:
        yield none_of("thinking", attrs["thinking"], THINKING, line)
    yield from bad_language(attrs, line)


def bad_language(attrs: Attrs, line: int) -> Iterator[Problem]:
    """An error for a `lang` that is no language tag."""
    if "lang" in attrs and not _LANG.fullmatch(attrs["lang"]):
        yield error(
            "bad-value", line, _("lang=%(value)s is not a language tag such as km or pt-BR", value=attrs["lang"])
        )


def _bullets(activity: Activity) -> Iterator[Problem]:
    items = activity.bullets()
    if len(items) > MAX_OPTIONS:
        yield error(
            "too-many-options",
            items[MAX_OPTIONS].line,
            _("more than %(most)d bullets; divide the activity", most=MAX_OPTIONS),
        )
    yield from same_texts((item.text, item.line) for item in items if item.text)
    for item in items:
        yield from _bullet(item, activity)
    yield from same_keys((item.key, item.line) for item in items if item.key)


def _bullet(item: Item, activity: Activity) -> Iterator[Problem]:
    if not item.text:
        yield error("empty-option", item.line, _("write a text after the bullet, or delete the line"))
    known = activity.item_attributes | {"lang"}
    unknown = _("a bullet of ':::%(kind)s' has no option '%(name)s'%(near)s", kind=activity.kind)
    yield from unknown_attributes(item.attrs, known, item.line, unknown)
    yield from bad_language(item.attrs, item.line)
    credit = item.attrs.get("credit")
    if credit is not None and "credit" in known and parse_share(credit) is None:
        yield error("bad-value", item.line, _("credit=%(value)s is not a share such as 50%% or 1/2", value=credit))
