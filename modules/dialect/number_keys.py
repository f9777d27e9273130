"""Numbers in the key of a question or a blank."""

from collections.abc import Collection, Iterable, Iterator

from modules.dialect.checks import error
from modules.dialect.numbers import is_ambiguous, parse_target, readings
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _

ANYTHING = "*"


def accepts_number(keys: Collection[str], given: str, *, unit: str = "") -> bool:
    """Whether the typed text is one of the numbers; `*` accepts whatever was typed."""
    values = readings(given, unit=unit)
    targets = [parse_target(key) for key in keys if key != ANYTHING]
    return ANYTHING in keys or any(target.accepts(value) for target in targets if target for value in values)


def example_of(key: str) -> str:
    """A number the key accepts, as the author wrote it."""
    target = parse_target(key)
    return target.example if target else "0"


def number_problems(keys: Iterable[str], line: int) -> Iterator[Problem]:
    """An error for what is no number, a warning for a comma that may be read in two ways."""
    for key in keys:
        if parse_target(key) is None:
            yield error("bad-number", line, _("'%(key)s' is not a number, 'a ± b', 'a ± b%%' or 'a..b'", key=key))
        elif is_ambiguous(example_of(key)):
            message = _("'%(key)s' is read with a decimal comma; write thousands without a comma", key=key)
            yield Problem(code="unclear-number", line=line, message=message, severity="warning")
