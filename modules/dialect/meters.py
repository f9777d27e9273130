"""What decisions in a scenario raise and lower, and the decisions that are open only where it stands high or low enough.

`meters="trust safety=2"` names them, each with where it begins; `meters="trust: Trust of the family, safety=2"` says what a
learner reads. `trust=+1` at a decision moves one, `if="trust>=2 safety<1"` opens a decision.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from modules.dialect.attributes import Attrs
from modules.dialect.checks import error, same_texts
from modules.dialect.problems import Problem, did_you_mean
from modules.dialect.sentences import say as _

CONDITION = "if"

_METER = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9_-]{0,63})(?:=(?P<start>[+-]?[0-9]{1,3}))?(?:[ \t]*:[ \t]*(?P<label>[^,]+))?"
)
_STEP = re.compile(r"[+-]?[0-9]{1,3}")
_TEST = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9_-]{0,63})(?P<sign>>=|<=|>|<|=)(?P<value>[+-]?[0-9]{1,3})")
_SIGNS: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}

Levels = Mapping[str, int]
"""Where each meter stands, by name."""


@dataclass(frozen=True, kw_only=True)
class Meter:
    """Something that decisions move."""

    name: str
    label: str
    """What a learner reads: plain text."""
    start: int = 0


def read_meters(written: str) -> tuple[Meter, ...]:
    """The meters in the attribute; what cannot be read is left out, and told by `check_meters`."""
    found = (_METER.fullmatch(one) for one in _split(written))
    return tuple(
        Meter(
            name=match["name"],
            label=(match["label"] or match["name"].replace("-", " ").replace("_", " ").capitalize()).strip(),
            start=int(match["start"] or 0),
        )
        for match in found
        if match
    )


def without_labels(written: str) -> str:
    """What of the attribute is the same in every language."""
    return " ".join(f"{meter.name}={meter.start}" for meter in read_meters(written))


def moved(levels: Levels, attrs: Attrs) -> dict[str, int]:
    """The levels after a decision with these attributes."""
    return {name: level + change(attrs, name) for name, level in levels.items()}


def change(attrs: Attrs, name: str) -> int:
    """How far a decision moves a meter."""
    written = attrs.get(name, "0")
    return int(written) if _STEP.fullmatch(written) else 0


def is_open(attrs: Attrs, levels: Levels) -> bool:
    """Whether a decision with these attributes can be taken at these levels."""
    tests = (_TEST.fullmatch(one) for one in attrs.get(CONDITION, "").split())
    return all(match and _SIGNS[match["sign"]](levels.get(match["name"], 0), int(match["value"])) for match in tests)


def check_meters(written: str, line: int) -> Iterator[Problem]:
    """What is wrong with the attribute that names the meters."""
    for one in _split(written):
        if not _METER.fullmatch(one):
            message = _(
                'cannot read the meter \'%(one)s\'; write meters="trust safety=2" or meters="trust: Trust, safety: Safety"',
                one=one,
            )
            yield error("bad-value", line, message)
    yield from same_texts(
        ((meter.name, line) for meter in read_meters(written)),
        code="duplicate-key",
        message=_("same meter as line %(other_line)d"),
    )


def check_decision(attrs: Attrs, names: Sequence[str], line: int) -> Iterator[Problem]:
    """What is wrong with how a decision moves meters, and with what opens it."""
    for name in names:
        if not _STEP.fullmatch(attrs.get(name, "0")):
            yield error(
                "bad-value", line, _("%(name)s=%(value)s is not a step such as +1 or -2", name=name, value=attrs[name])
            )
    if CONDITION in attrs and not attrs[CONDITION].strip():
        yield error("bad-condition", line, _('say when the decision is open: if="trust>=2"'))
    for one in attrs.get(CONDITION, "").split():
        match = _TEST.fullmatch(one)
        if match is None:
            yield error(
                "bad-condition",
                line,
                _("cannot read the condition '%(one)s'; write it as if=\"trust>=2 safety<1\"", one=one),
            )
        elif match["name"] not in names:
            near = did_you_mean(match["name"], names) or _("; name it in meters=")
            yield error("bad-condition", line, _("there is no meter '%(name)s'%(near)s", name=match["name"], near=near))


def _split(written: str) -> list[str]:
    separated = written.split(",") if set(written) & {",", ":"} else written.split()
    return [one.strip() for one in separated if one.strip()]
