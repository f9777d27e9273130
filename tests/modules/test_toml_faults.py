"""A text that is no TOML is told what to do, at its line, in the language of who writes it."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from modules import toml_faults
from modules.fields import TomlFormField

LANGUAGES = tuple(language for language, _name in settings.LANGUAGES if language != settings.LANGUAGE_CODE)
BAD = {
    "no value": ("a = 1\nb =\n", 2, "write a value after the '='"),
    "a text without quotes": ("a = word\n", 1, "write a value after the '='"),
    "two values": ("a = 1 2\n", 1, "end the line after the value"),
    "quotes inside quotes": ('a = "say "no""\n', 1, "end the line after the value"),
    "no sign": ("a\n", 1, "write the line as 'key = \"text\"'"),
    "a name of two words": ("first name = 1\n", 1, "write the line as 'key = \"text\"'"),
    "a sentence": ("\n\n!\n", 3, "write the line as 'key = \"text\"'"),
    "a heading that stays open": ("[[outcome]\n", 1, "close the heading of the table"),
    "a list that stays open": ('a = ["b"\nc = 1\n', 2, "close the list with ']'"),
    "a table that stays open": ("a = {b = 1\n", 1, "close the table with '}'"),
    "a text that stays open": ('a = "b', 1, "close the text with the quotes it begins with"),
    "a long text that stays open": ('a = """b\nc\n', 2, "close the text with the quotes it begins with"),
    "a text over two lines": ('a = "b\nc"\n', 1, "close the text on the line on which it begins"),
    "a plain text that stays open": ("a = 'b", 1, "close the text with the quotes it begins with"),
    "a backslash": ('a = "C:\\files"\nb = "\\q"\n', 2, "write \\\\ for a backslash"),
    "a sign that is none": ('a = "\\uZZZZ"\n', 1, "write \\\\ for a backslash"),
    "half a sign": ('a = "\\ud800"\n', 1, "write \\\\ for a backslash"),
    "what cannot be seen": ("# a\x01\n", 1, "take out the character"),
    "a day that is none": ("a = 2026-02-31\n", 1, "there is no such day"),
    "a name twice": ("a = 1\na = 2\n", 2, "this name stands twice"),
    "a table twice": ("[a]\n[a]\n", 2, "this name stands twice"),
    "a name twice in a table": ("a = {b = 1, b = 2}\n", 1, "this name stands twice"),
}


def _fault(text: str) -> toml_faults.TomlFault:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    return toml_faults.fault(refused.value, text)


@pytest.mark.parametrize(("text", "line", "said"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(text: str, line: int, said: str) -> None:
    fault = _fault(text)

    assert fault.line == line
    assert str(fault.message).startswith(said)


def test_nothing_that_python_says_is_left_in_english() -> None:
    """Each of its messages begins as one of ours expects, or is told as a line that is none."""
    source = Path(tomllib.__path__[0], "_parser.py").read_text(encoding="utf-8")
    said = re.findall(r'suffixed_err\(\s*src,\s*\w+(?: - 1)?,\s*f?"((?:[^"\\]|\\.)*)"', source)

    told = {each: toml_faults.fault(tomllib.TOMLDecodeError(each), "").message for each in said}
    assert len(told) > 15
    assert {each for each, message in told.items() if message is toml_faults.ANYTHING_ELSE} == {
        "Invalid statement",
        "Invalid initial character for a key part",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [text for text, _line, _said in BAD.values()], ids=BAD.keys())
def test_what_is_wrong_is_told_in_the_language_of_who_writes_it(language: str, text: str) -> None:
    english = str(_fault(text).message)

    with override(language):
        assert gettext(english) != english
        with pytest.raises(ValidationError) as refused:
            TomlFormField(table="outcome").to_python(text)

        assert refused.value.messages[0].endswith(gettext(english))


def test_lists_without_end_are_refused_like_any_other_mistake() -> None:
    with pytest.raises(ValidationError, match="nested too deep"):
        TomlFormField().to_python("a = " + "[" * 3000)
