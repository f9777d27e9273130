"""The anchor that Markdown viewers give a heading."""

import re
from collections.abc import Collection
from itertools import count
from unicodedata import category

MAX_SLUG = 60
_SPACE = re.compile(r"\s")


def slug(title: str) -> str:
    """Lower case, letters with their signs, digits, `-` and `_`; spaces become `-`. May be empty."""
    kept = "".join(character for character in title.lower() if _belongs(character)).strip()
    return _SPACE.sub("-", kept).strip("-_")[:MAX_SLUG]


def free_slug(stem: str, taken: Collection[str], *, earlier: int = 0) -> str:
    """The stem, or the stem with the first number that makes it free. `earlier` names had the same stem."""
    choices = (f"{stem}-{number}" if number else stem for number in count(earlier))
    return next(choice for choice in choices if choice not in taken)


def _belongs(character: str) -> bool:
    return character.isalnum() or character in "-_" or character.isspace() or category(character).startswith("M")
