"""Whether a text holds words that often stand for danger, so that the page can say whom to call now.

Only yes or no: nothing is marked, counted or kept. The words are in vocabulary/danger.toml.
"""

import re
from functools import cache

from training_site.identifiers.reading import Reading
from training_site.identifiers.vocabulary import phrases, table

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def danger_words(text: str) -> bool:
    """Whether the text holds likely words of danger to a child, in English, Dutch, Ukrainian or Khmer."""
    plain = " ".join(Reading(_INVISIBLE.sub("", text)).plain.casefold().split())
    return _pattern().search(plain) is not None


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern of all languages, over a text in lower case with single spaces."""
    parts = []
    for language in table("danger").values():
        whole = "|".join(re.escape(word) for word in language.get("words", "").split())
        begun = "|".join(re.escape(stem) for stem in language.get("stems", "").split())
        spelt = "|".join(re.escape(phrase) for phrase in phrases(language.get("phrases", "")))
        harmless = "|".join(re.escape(phrase) for phrase in phrases(language.get("except", "")))
        if whole:
            parts.append(rf"(?<!\w)(?:(?:{whole}|{spelt})(?!\w)|(?:{begun}))")
        else:
            parts.append(f"(?!{harmless})(?:{spelt})")
    return re.compile("|".join(parts))
