"""The examples a trainer begins with, in the trainer's language: all of them, without a problem, and marked as the English ones are."""

from pathlib import Path

import pytest
from django.conf import settings

from modules.dialect import examples
from modules.dialect.activities import BY_NAME
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.dialect.skeleton import differences
from modules.dialect.writer import write

LANGUAGES = tuple(language for language, _name in settings.LANGUAGES if language != settings.LANGUAGE_CODE)
EVERY = [(language, kind) for language in LANGUAGES for kind in sorted(BY_NAME)]
WITHOUT_SPACES = {("km", "mark")}
"""Where a script parts no words, what is to be left is marked, too."""
of_every_kind_and_language = pytest.mark.parametrize(
    ("language", "kind"), EVERY, ids=[" ".join(each) for each in EVERY]
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_an_example_of_every_kind_in_the_order_of_the_menu(language: str) -> None:
    assert list(examples.sources(language)) == list(BY_NAME)


def test_another_language_gets_the_english_ones() -> None:
    assert examples.sources("fr") == {kind: examples.example(kind).source for kind in BY_NAME}


@of_every_kind_and_language
def test_an_example_of_a_language_can_be_published_as_it_stands(language: str, kind: str) -> None:
    source = examples.sources(language)[kind]

    (activity,) = [found for found in parse(source).nodes if isinstance(found, BY_NAME[kind])]
    assert lint(source, publishing=True) == ()
    assert parse(write(activity)).nodes == (activity,)


@of_every_kind_and_language
def test_an_example_of_a_language_has_the_keys_and_marks_of_the_english_one_and_other_words(
    language: str, kind: str
) -> None:
    english, source = examples.example(kind).source, examples.sources(language)[kind]

    found = list(differences(parse(english), parse(source)))
    assert found == [] or (language, kind) in WITHOUT_SPACES
    assert {*parse(english).activities[0].leaves()} - {*parse(source).activities[0].leaves()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_an_example_has_to_be_scrolled_for(language: str) -> None:
    text = (Path(examples.__file__).parent / "languages" / f"{language}.md").read_text(encoding="utf-8")

    assert max(map(len, text.splitlines())) <= 160
