"""A sentence for the one who writes: in English here, and ready to be said in another language by whoever shows it.

`_("…")` marks it for the translators as everywhere on this site. Nothing in this package knows of languages: what says a sentence in
another one is handed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """The words with places for values, `%(name)s`, and the values."""

    words: str
    values: "Mapping[str, str | int | Sentence]" = field(default_factory=dict)

    def filled(self, **values: "str | int | Sentence") -> "Sentence":
        """The same sentence with these values besides, or instead."""
        return replace(self, values={**self.values, **values})

    def said(self, translated: Callable[[str], str]) -> str:
        """As it reads in the language that `translated` puts words into."""
        values = {
            name: value.said(translated) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        return translated(self.words) % values

    def __str__(self) -> str:
        """In English."""
        return self.said(str)


def say(words: str, **values: str | int | Sentence) -> Sentence:
    """A sentence; import it as `_`."""
    return Sentence(words=words, values=values)
