"""Sentences that another room translates: English with named values, and a plural where a number decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A msgid with its values, such as `"%(number)d days"` with `{"number": 5}`."""

    text: str
    plural: str = ""
    """The same for many; empty where no number decides."""
    number: int = 1
    values: Mapping[str, int | str] = field(default_factory=dict)

    def put(self, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> str:
        """The sentence in the language of these two functions of gettext."""
        words = ngettext(self.text, self.plural, self.number) if self.plural else gettext(self.text)
        return words % self.values

    def __str__(self) -> str:
        return self.put(str, lambda one, many, number: one if number == 1 else many)


def counted(one: str, many: str, number: int, **values: int | str) -> Sentence:
    """A sentence about a number of things; the number is its value `number`."""
    return Sentence(text=one, plural=many, number=number, values={"number": number, **values})
