"""Sentences of the codecs: those of the dialect, which are also the English words that they say.

So a codec can put one together, compare and print it, and whoever shows it says it in another language.
"""

from modules.dialect import sentences
from modules.dialect.sentences import Sentence

Value = str | int


class Said(str):
    """The English words of a sentence, and the sentence."""

    sentence: Sentence


def say(words: str, **values: Value) -> Said:
    """The sentence: `%(name)s` stands for a value, `%%` for a sign for per cent. The words are entries of the catalogues."""
    inside = {name: value.sentence if isinstance(value, Said) else value for name, value in values.items()}
    return as_said(sentences.say(words, **inside))


def as_said(sentence: Sentence) -> Said:
    """A sentence of the dialect among those of the codecs."""
    said = Said(sentence)
    said.sentence = sentence
    return said
