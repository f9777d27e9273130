"""H5P packages are read by their content type; what stays in the package is named."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import h5p
from assessments.interop.codecs.into_dialect import Became, convert

CHOICE = {
    "question": "<p>What <strong>first</strong>?</p>",
    "answers": [
        {"text": "<div>Safety</div>", "correct": True, "tipsAndFeedback": {"chosenFeedback": "Yes."}},
        {"text": "<div>Speed</div>", "correct": False},
    ],
}


def package(library: str, content: object, *, title: str = "") -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("h5p.json", json.dumps({"mainLibrary": library, "title": title}))
        archive.writestr("content/content.json", content if isinstance(content, str) else json.dumps(content))
    return packed.getvalue()


def became(library: str, content: object) -> list[Became]:
    """What a package becomes, without a mistake."""
    reading = h5p.read(package(library, content))
    assert not reading.findings
    return list(convert(reading.items))


def test_a_choice_keeps_its_emphasis_and_its_feedback() -> None:
    (one,) = became("H5P.MultiChoice", CHOICE)

    assert one.kind == "choice"
    assert "What **first**?" in one.markdown
    assert "- (x) Safety" in one.markdown
    assert "  > Yes." in one.markdown
    assert one.lost == ()


Row = tuple[str, dict[str, Any], str, str, tuple[str, ...]]
ROWS: list[Row] = [
    ("H5P.TrueFalse", {"question": "Sky is blue.", "correct": "true"}, "truefalse", "- [x] Sky is blue.", ()),
    (
        "H5P.Blanks",
        {"text": "Fill.", "questions": ["<p>We *listen/hear:ears* first.</p>"], "behaviour": {"caseSensitive": False}},
        "blanks",
        "We [[listen|hear]]{hint=ears} first.",
        (),
    ),
    (
        "H5P.DragText",
        {"taskDescription": "Drag.", "textField": "We *listen:ears\\+Good\\-No* first.", "distractors": "*judge*"},
        "blanks",
        "- judge",
        ("feedback at the words to drag",),
    ),
    (
        "H5P.MarkTheWords",
        {"taskDescription": "Mark.", "textField": "A *lazy* mother."},
        "text",
        "A lazy mother.",
        ("the words to mark: lazy", "there is no activity for 'mark' yet: only its text is kept"),
    ),
    ("H5P.SortParagraphs", {"paragraphs": ["<p>one</p>", "<p>two</p>"]}, "order", "2. two", ()),
    (
        "H5P.Dialogcards",
        {"dialogs": [{"text": "genogram", "answer": "a map", "image": {"path": "images/a.png"}}]},
        "cards",
        "  > a map",
        ("the file images/a.png",),
    ),
    (
        "H5P.Flashcards",
        {"cards": [{"text": "2+2", "answer": "4"}]},
        "cards",
        "  > 4",
        ("answers that are typed: the cards are turned instead",),
    ),
    (
        "H5P.Accordion",
        {"panels": [{"title": "Law", "content": {"params": {"text": "<p>Text</p>"}}}]},
        "accordion",
        "### Law",
        (),
    ),
    (
        "H5P.Essay",
        {"taskDescription": "Write.", "keywords": [{"keyword": "a"}], "solution": {"sample": "So."}},
        "reflect",
        "> [!SAMPLE]\n> So.",
        ("the keywords that earn points", "an essay is not marked here: it becomes a reflection"),
    ),
    (
        "H5P.ImageHotspots",
        {"image": {"path": "a.jpg"}, "hotspots": [{"header": "Stove", "content": [{"params": {"text": "<p>Hot</p>"}}]}]},
        "accordion",
        "### Stove",
        ("the picture, and the places on it: what they say opens below headings", "the file a.jpg"),
    ),
    ("H5P.Crossword", {"taskDescription": "Guess."}, "text", "Guess.", ("the content type 'H5P.Crossword'", "there is no activity for 'unknown' yet: only its text is kept")),
]  # fmt: skip


@pytest.mark.parametrize(("library", "content", "kind", "piece", "lost"), ROWS, ids=[row[0] for row in ROWS])
def test_every_content_type_finds_its_activity(
    library: str, content: dict[str, Any], kind: str, piece: str, lost: tuple[str, ...]
) -> None:
    (one,) = became(library, content)

    assert (one.kind, one.lost, one.is_whole) == (kind, lost, True)
    assert piece in one.markdown


def test_sets_summaries_and_films_give_each_of_their_questions() -> None:
    inner = {"library": "H5P.MultiChoice 1.16", "params": CHOICE, "metadata": {"title": "First"}}
    chosen = {"question": "Q", "answers": ["right", "wrong"]}
    film = {"interactiveVideo": {"assets": {"interactions": [{"duration": {"from": 80.5}, "action": inner}]}}}

    questions = became("H5P.QuestionSet", {"questions": [inner, inner]})
    singles = became("H5P.SingleChoiceSet", {"choices": [chosen, chosen]})
    summary = became(
        "H5P.Summary", {"intro": "Choose.", "summaries": [{"summary": ["true", "false"], "tip": "Think."}]}
    )
    asked = became("H5P.InteractiveVideo", film)

    assert [one.key for one in questions] == ["first", "q02"]
    assert ["- (x) right" in one.markdown for one in singles] == [True, True]
    assert [str(one.item.place) for one in singles] == [f"content/content.json choices[{at}]" for at in (0, 1)]
    assert "> [!HINT]\n> Think." in summary[0].markdown
    assert asked[0].lost == ("the film, and that this is asked at 1:20",)


def test_a_branching_scenario_keeps_its_texts_and_says_that_the_branches_are_lost() -> None:
    question = {"branchingQuestion": {"question": "<p>Go in?</p>", "alternatives": [{"text": "Yes"}, {"text": "No"}]}}
    scene = {"type": {"library": "H5P.BranchingQuestion 1.0", "params": question}}

    (one,) = became("H5P.BranchingScenario", {"branchingScenario": {"content": [scene]}})

    assert one.markdown == "Go in?\n\n-  Yes\n-  No\n"
    assert "the branches: which decision leads where" in one.lost


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('{\n"a": }', "bad-json", 2),
        ('{"a": NaN}', "bad-json", 1),
        ("[" * 100_000, "bad-json", 1),
        ('"' + "9" * 2_000_001, "too-large", 1),
        ("1" * 5_000, "bad-json", 1),
    ],
    ids=["no JSON", "no number", "nested", "too large", "a number without end"],
)
def test_content_that_cannot_be_read_is_refused(content: str, code: str, line: int) -> None:
    finding = h5p.read(package("H5P.MultiChoice", content)).findings[0]

    assert (finding.code, finding.place.line, finding.place.path) == (code, line, "content/content.json")


def test_content_inside_content_without_end_stops() -> None:
    content: dict[str, Any] = CHOICE
    for _ in range(50):
        content = {"questions": [{"library": "H5P.QuestionSet 1.0", "params": content}]}

    (one,) = became("H5P.QuestionSet", content)

    assert "the content type 'H5P.QuestionSet'" in one.lost


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=5), st.just("*a*")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(
                ["questions", "params", "library", "answers", "text", "textField", "choices", "summaries", "summary", "dialogs", "panels", "interactiveVideo", "assets", "interactions", "duration", "from", "action", "branchingScenario", "content", "type", "hotspots"]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(library=st.sampled_from([*h5p.READERS, *h5p.HOLDERS, ""]), content=values)
def test_content_of_any_shape_becomes_something_or_is_refused(library: str, content: object) -> None:
    reading = h5p.read(package(library, content))

    for one in convert(reading.items):
        assert one.markdown or one.lost or one.findings


def test_stars_around_nothing_are_no_blanks_and_content_in_another_encoding_is_refused() -> None:
    (blanks,) = became("H5P.Blanks", {"questions": ["* * and *word*"]})
    (drag,) = became("H5P.DragText", {"textField": "*:* and *word*"})
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("h5p.json", b"\xff")

    assert "and [[word]]" in blanks.markdown
    assert "and [[word]]" in drag.markdown
    assert [finding.code for finding in h5p.read(packed.getvalue()).findings] == ["not-utf-8"]
