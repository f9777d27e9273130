"""When two spellings are one word: case, accents, apostrophes, and the endings a name takes in a sentence.

Ukrainian declines names, so a name on the list has to be found in all its cases. The endings are those of the school grammar
(declensions I, II and IV, surnames in -ський and -енко, places in -ів); too many forms do little harm, a missing one does.
"""

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"\u0131": "i", "\u0142": "l", "\u00f8": "o", "\u0111": "d", "'": ""})
_CYRILLIC = re.compile("[\u0400-\u04ff]")

_ENDINGS: tuple[tuple[str, str, str], ...] = (
    # (the word ends in, what is cut off, what can stand there instead)
    ("ький", "ий", "ий ого ому им ім а ої ій у ою і их ими"),
    ("ий", "ий", "ий ого ому им ім а ої ій у ою"),
    ("ія", "я", "я ї ю єю є"),
    ("'я", "я", "я ї ю єю"),
    ("ка", "ка", "ка ки ці ку кою ко"),
    ("га", "га", "га ги зі гу гою го"),
    ("ха", "ха", "ха хи сі ху хою хо"),
    ("а", "а", "а и і у ою о ої ій"),
    ("я", "я", "я і ю ею єю є ї ьо"),
    ("о", "о", "о а у ові ом е і ою"),
    ("ій", "й", "й я ю єві єм ї є"),
    ("ай", "й", "й ю я єві єм ї"),
    ("їв", "їв", "їв єва єву євом єві"),
    ("ів", "ів", "ів ова ову овом ові"),
    ("ець", "ець", "ець ця цю цем цеві ці"),
    ("ь", "ь", "ь я ю еві ем і"),
    ("ці", "і", "і ів ям ях ями"),
    ("и", "и", "и ам ах ами"),
)
_AFTER_CONSONANT = "а у ові ом і е ем ів ам ами"


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """The form of `word` that is compared: lower case, without accents and apostrophes."""
    if word.isascii():
        return word.lower().replace("'", "")
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word.casefold())).translate(_LETTERS)


def forms(word: str) -> frozenset[str]:
    """The folded forms in which `word`, given as on the list, may stand in a sentence; itself among them."""
    word = word.casefold()
    if not _CYRILLIC.search(word):
        return frozenset({fold(word), fold(word) + "s"})  # Dutch writes "Daans moeder" without an apostrophe
    for ending, cut, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(cut) + 1:
            stem = word[: len(word) - len(cut)]
            return frozenset(fold(stem + each) for each in instead.split()) | {fold(word)}
    if re.search("[бвгґджзйклмнпрстфхцчшщ]$", word):
        return frozenset(fold(word + each) for each in _AFTER_CONSONANT.split()) | {fold(word)}
    return frozenset({fold(word)})


def stem(word: str) -> str:
    """What two forms of one name have in common, roughly: for counting persons, not for finding them."""
    folded = fold(word)
    if not _CYRILLIC.search(folded):
        return folded
    stripped = re.sub("(?:ові|еві|єві|ою|ею|єю|ого|ому|ом|ем|єм|а|я|у|ю|и|і|о|е|є|ь)$", "", folded)
    return stripped if len(stripped) > 2 else folded
