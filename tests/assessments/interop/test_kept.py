"""What is kept of an item says its sentences in the language of whoever reads them."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from django.utils.translation import override

import modules.dialect
from assessments.interop import kept
from assessments.interop.codecs import gift, gift_writing
from assessments.interop.codecs.into_dialect import ABOVE, convert
from assessments.interop.codecs.out_of_dialect import items_of
from assessments.interop.models import QuestionImport
from assessments.interop.pages import import_page, loss_texts
from modules.dialect.activities import KINDS
from modules.dialect.examples import example
from modules.dialect.parser import parse
from modules.models import MarkdownPage


def test_an_item_is_told_in_the_language_of_its_reader() -> None:
    (became,) = convert(gift.read(b"// [tag:notes]\nQ {=%50%a ~b}").items)
    row = kept.dump(became)

    with override("nl"):
        dutch = kept.load(row)
    with override("km"):
        khmer = kept.load(row)

    assert dutch.place == "regel 2"
    assert dutch.lost == ("labels: notes", "het beste antwoord was 50% waard; nu is het alles waard")
    assert khmer.place == "បន្ទាត់ 2"
    assert kept.load(row).lost == ("tags: notes", "the best answer was worth 50%; now it is worth the full mark")


def test_a_sentence_inside_a_sentence_is_told_in_the_same_language() -> None:
    written = gift_writing.write(items_of(parse(":::order{#steps}\n\n1. one\n2. two\n\n:::\n")))

    with override("nl"):
        told = loss_texts(written.losses)

    assert told == ["regel 1: steps: weggelaten, want GIFT kent geen vraag zoals 'order'"]


def test_what_the_dialect_says_of_an_item_is_told_in_the_same_language() -> None:
    (became,) = convert(gift.read(b"Q {~a ~b}").items)

    with override("nl"):
        told = kept.load(kept.dump(became)).errors

    assert told == ("markeer het juiste antwoord met (x) of [x]",)


@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS])
def test_every_kind_of_activity_is_shown_as_a_learner_meets_it(kind: str) -> None:
    row = {"place": {"line": 1, "path": ""}, "was": kind, "kind": kind, "key": kind, "lost": [], "findings": []}
    looked = QuestionImport(file_format="h5p", items=[{**row, "markdown": example(kind).source}])

    page = import_page(looked, cast("MarkdownPage", SimpleNamespace(pk=1, content_key="practice/m01-l1")))

    assert "</" in page.lines[0].html
    assert hasattr(page.lines[0].html, "__html__")  # markup, not its characters
    assert page.has_possible


def test_what_was_kept_plainly_is_told_plainly() -> None:
    row = {"place": {"line": 2, "path": ""}, "severity": "error", "message": ["a name with 50% in it"]}

    with override("nl"):
        assert kept.finding_text(row) == "regel 2: a name with 50% in it"


def test_two_things_of_one_item_that_are_the_same_are_told_without_a_line_nobody_has_seen() -> None:
    (became,) = convert(gift.read(b"Q {=a ~b ~b}").items)

    with override("nl"):
        told = kept.load(kept.dump(became)).errors

    assert told == ("dezelfde optie als een erboven",)


def test_whatever_the_dialect_says_of_two_lines_of_an_item_has_its_sentence_without_them() -> None:
    """Not of two activities of one name: each item gets a name of its own; nor of what no other system has."""
    known = {
        words
        for file in Path(modules.dialect.__file__).parent.rglob("*.py")
        for words in re.findall(r'"([^"\n]*%\(other_line\)d[^"\n]*)"', file.read_text(encoding="utf-8"))
    }

    assert known - set(ABOVE) == {
        "give the activity another name: '#%(id)s' is taken by the one on line %(other_line)d",
        "same meter as line %(other_line)d",
        "same word as line %(other_line)d",
    }
    assert set(ABOVE) < known
