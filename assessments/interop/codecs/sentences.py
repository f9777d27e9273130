"""Sentences of the codecs: English, and able to be said in another language by whoever shows them."""

from collections.abc import Mapping

from modules.dialect.sentences import Sentence

Value = str | int


class Said(str):
    """An English sentence that knows what it was made of."""

    template: str
    values: Mapping[str, Value]


def say(template: str, **values: Value) -> Said:
    """The sentence: `%(name)s` stands for a value, `%%` for a sign for per cent. Templates are entries of the catalogues."""
    said = Said(template % values)
    said.template, said.values = template, values
    return said


def as_said(sentence: Sentence) -> Said:
    """A sentence of the dialect among those of the codecs."""
    values = {name: as_said(value) if isinstance(value, Sentence) else value for name, value in sentence.values.items()}
    return say(sentence.words, **values)
