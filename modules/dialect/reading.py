"""Reading what a form sent for one part, and refusing what a form of ours cannot send."""

from collections.abc import Sequence

from modules.dialect.shown import Part, Widget

MAX_ANSWER_LENGTH = 10_000

_TYPED = frozenset({Widget.TEXT, Widget.NUMBER, Widget.LONG_TEXT})


class UnreadableAnswer(ValueError):
    """The form holds something no form of ours can send.

    `reason` is a code: `unknown-option`, `too-many-values`, `too-long`, `not-text`, `illegal-move`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_part(part: Part, values: Sequence[str]) -> tuple[str, ...]:
    """The values of one part in the order of its options, without empty ones; raises UnreadableAnswer."""
    given = [value for value in values if value]
    if part.widget is not Widget.CHECKBOX and len(values) > 1:
        raise UnreadableAnswer("too-many-values")
    if part.widget in _TYPED:
        return tuple(_typed(value) for value in given if value.strip())
    known = [option.key for option in part.options]
    if not set(given) <= set(known):
        raise UnreadableAnswer("unknown-option")
    return tuple(key for key in known if key in given)


def _typed(value: str) -> str:
    text = value.replace("\r\n", "\n")
    if len(text) > MAX_ANSWER_LENGTH:
        raise UnreadableAnswer("too-long")
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableAnswer("not-text")
    return text
