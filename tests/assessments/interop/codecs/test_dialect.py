"""Activities become items and items activities, and what was right stays right."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import gift
from assessments.interop.codecs.into_dialect import MARKUP, convert
from assessments.interop.codecs.items import Answer, Item, Kind, Note, Text
from assessments.interop.codecs.out_of_dialect import items_of
from modules.dialect.activities.match import Match
from modules.dialect.document import Activity, Document
from modules.dialect.parser import parse
from tests.dialect.strategies import KINDS

ESSAYS = {"reflect", "essay"}
UNKNOWN = {
    *("scenario", "checklist", "accordion", "tabs", "hotspots"),
    *("timeline", "glossary", "poll", "audio", "video", "draw"),
}
"""What the other systems do not have; the writers name it."""
ACCEPTED = {"escapes", "category_traversal", "xss"}


def right(match: Activity) -> set[tuple[str, str]]:
    """Its pairs by their texts; the keys are new ones."""
    assert isinstance(match, Match)
    return {(pair.left, pair.right) for pair in match.pairs}


@pytest.mark.parametrize("kind", ["choice", "match", "order", "sort", "number", "short"])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_was_right_stays_right_on_the_way_through_an_item(kind: str, data: st.DataObject) -> None:
    activity = data.draw(KINDS[kind])
    items = list(items_of(Document(nodes=(activity,))))
    (one,) = convert(items)
    (again,) = parse(one.markdown).activities

    assert again.kind == kind
    if MARKUP not in one.lost and not any(
        "credit=" in what or "'yo'" in what or "'fuzzy'" in what for what in items[0].lost
    ):
        assert right(again) == right(activity) if kind == "match" else again.grade(activity.solution() or {}).score == 1


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"quiz"}))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_activity_becomes_items_of_its_own_kind_or_is_named(kind: str, data: st.DataObject) -> None:
    items = list(items_of(Document(nodes=(data.draw(KINDS[kind]),))))
    expected = Kind.ESSAY if kind in ESSAYS else Kind.UNKNOWN if kind in UNKNOWN else Kind(kind)
    assert items
    if kind in {"audio", "video"}:
        items = items[:1]  # its questions come after it
    assert {item.kind for item in items} == {expected}
    assert all(item.name == kind for item in items if expected is Kind.UNKNOWN)


def test_the_questions_of_a_quiz_stand_in_its_place_and_an_activity_with_errors_is_named() -> None:
    text = "::::quiz{#q}\n\n:::truefalse{#a}\n\n- [x] True\n\n:::\n\n::::\n\nProse.\n\n:::choice{#b}\n- (x) a\n:::\n"

    assert [(item.kind, item.place.line) for item in items_of(parse(text))] == [
        (Kind.TRUE_FALSE, 3),
        (Kind.TEXT, 11),
        (Kind.UNKNOWN, 13),
    ]


def test_every_question_of_the_grammar_and_of_moodle_becomes_a_part_of_a_lesson(corpora: Path) -> None:
    files = [*sorted((corpora / "gift").glob("*.gift")), corpora / "moodle" / "gift" / "examples.txt"]
    became = [one for file in files for one in convert(gift.read(file.read_bytes()).items)]

    assert len(became) == 57 + 43
    assert [str(one.item.place) for one in became if not one.is_whole] == []
    assert [one.item.kind for one in became if not one.markdown] == [Kind.CATEGORY]


def test_every_bad_file_in_gift_is_told_by_line_or_harmless(corpora: Path) -> None:
    accepted = set()
    files = sorted((corpora / "bad-gift").glob("*.gift"))
    for file in files:
        reading = gift.read(file.read_bytes())
        became = list(convert(reading.items))
        findings = [*reading.findings, *(finding for one in became for finding in one.findings)]
        assert all(finding.place.line >= 1 for finding in findings)
        if became and not findings:
            accepted.add(file.stem)

    assert len(files) == 18
    assert accepted == ACCEPTED


def test_text_of_a_stranger_opens_no_activity() -> None:
    stem = Text(text="Read.\n\n:::choice{#a}\n\n- (x) a\n- ( ) b\n\n:::", format="markdown")

    (one,) = convert([Item(kind=Kind.TEXT, stem=stem)])

    assert parse(one.markdown).activities == ()
    assert MARKUP in one.lost


def test_what_an_item_is_worth_and_what_it_costs_comes_along() -> None:
    answers = (Answer(text=Text(text="a")), Answer(text=Text(text="b"), right=False, share=Fraction(-1, 4)))
    item = Item(
        kind=Kind.CHOICE,
        stem=Text(text="Q"),
        answers=answers,
        points=Fraction(5, 2),
        penalty=Fraction(1, 10),
        tags=("x",),
        notes=(Note(label="HINT", text=Text(text="Think.")),),
    )

    (one,) = convert([item], taken=["q01"])

    assert one.markdown.startswith(":::choice{#q01-1 penalty=10% points=2.5}\n")
    assert "{#zvr credit=-25%}" in one.markdown
    assert "> [!HINT]\n> Think." in one.markdown
    assert one.lost == ("tags: x",)


def test_a_single_choice_without_a_full_answer_says_that_the_best_one_is_it_now() -> None:
    (one,) = convert(gift.read(b"Q {=%50%a ~b}").items)

    assert "- (x) a" in one.markdown
    assert one.lost == ("the best answer was worth 50%; now it is worth the full mark",)
