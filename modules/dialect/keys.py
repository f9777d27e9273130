"""Keys for what the author gave none: letters made from the text, so that moving a line keeps its key."""

from collections import Counter
from collections.abc import Collection, Sequence
from hashlib import sha256
from itertools import count

_LETTERS = "bcdfghjkmnpqrstvwxz"  # no vowels: no words


def derive(text: str, taken: Collection[str], *, earlier: int = 0) -> str:
    """A key for the text that is not taken yet: three letters, more when many are taken. `earlier` texts were the same."""
    plain = " ".join(text.split())
    return next(
        key for attempt in count(earlier) if (key := _letters(f"{attempt} {plain}", 3 + attempt // 8)) not in taken
    )


def _letters(seed: str, length: int) -> str:
    digest = sha256(seed.encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:length])


def complete(keys: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """The keys, with derived ones where they are empty; what the author wrote is never given a second time."""
    taken = {key for key in keys if key}
    done: list[str] = []
    same: Counter[str] = Counter()
    for key, text in zip(keys, texts, strict=True):
        done.append(key or derive(text, taken, earlier=same[text]))
        same[text] += 1
        taken.add(done[-1])
    return tuple(done)
