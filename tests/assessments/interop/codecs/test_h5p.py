"""H5P packages are read by their content type; what stays in the package is named."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import h5p
from assessments.interop.codecs.into_dialect import Became, convert, renamed
from assessments.interop.codecs.items import NO_TEXT, Item, Kind, Stop, Text
from modules.dialect.activities.media import Video
from modules.dialect.activities.quiz import Quiz
from modules.dialect.activities.scenario import Scenario
from modules.dialect.parser import parse

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
        {"taskDescription": "Mark.", "textField": "A *lazy,* mother in a *dirty room*. 2**3"},
        "mark",
        "A [[lazy]], mother in a [[dirty]] [[room]]. 2\\*3",
        (),
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
        {"taskDescription": "Write.", "keywords": [{"keyword": "safety", "options": {"points": 2}}], "solution": {"sample": "So."}},
        "essay",
        "- [ ] safety {#pvm points=2}\n\n> [!SAMPLE]\n> So.",
        ("that keywords earn points by themselves: they are lines to tick",),
    ),
    (
        "H5P.ImageHotspots",
        {"hotspots": [{"header": "Stove", "content": [{"library": "H5P.Text 1.1", "params": {"text": "<p>Hot</p>"}}]}]},
        "accordion",
        "### Stove",
        ("the picture, and the places on it: what they say opens below headings",),
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


def test_sets_and_summaries_give_each_of_their_questions() -> None:
    chosen = {"question": "Q", "answers": ["right", "wrong"]}

    singles = became("H5P.SingleChoiceSet", {"choices": [chosen, chosen]})
    summary = became(
        "H5P.Summary", {"intro": "Choose.", "summaries": [{"summary": ["true", "false"], "tip": "Think."}]}
    )

    assert ["- (x) right" in one.markdown for one in singles] == [True, True]
    assert [str(one.item.place) for one in singles] == [f"content/content.json choices[{at}]" for at in (0, 1)]
    assert "> [!HINT]\n> Think." in summary[0].markdown


INNER = {"library": "H5P.MultiChoice 1.16", "params": CHOICE, "metadata": {"title": "First"}}
READ = {"library": "H5P.AdvancedText 1.1", "params": {"text": "<p>Read this.</p>"}}
FILM = {
    "library": "H5P.InteractiveVideo 1.26",
    "params": {"interactiveVideo": {"video": {"files": [{"path": "a.mp4"}]}}},
}


def test_a_set_becomes_one_quiz_with_its_pass_mark_its_pool_and_its_bands() -> None:
    bands = [{"from": 0, "to": 49, "feedback": "Read again."}, {"from": 50, "to": 100, "feedback": "Well done."}]
    content = {
        "questions": [INNER, INNER, INNER],
        "passPercentage": 60,
        "poolSize": 2,
        "endGame": {"overallFeedback": bands},
    }

    (one,) = became("H5P.QuestionSet", content)

    (quiz,) = (node for node in parse(one.markdown).nodes if isinstance(node, Quiz))
    assert (one.kind, one.is_whole, one.lost) == ("quiz", True, ())
    assert (len(quiz.questions), quiz.pick, quiz.attrs["pass"]) == (3, 2, "60%")
    assert [(note.label, note.text) for note in quiz.notes] == [
        ("SCORE 0-49", "Read again."),
        ("SCORE 50-100", "Well done."),
    ]


def test_a_set_that_says_nothing_is_passed_at_half_and_asks_everything() -> None:
    (one,) = became("H5P.QuestionSet", {"questions": [INNER], "poolSize": 4})
    assert "pass=50%" in one.markdown
    assert "pick" not in one.markdown


def test_texts_of_a_set_stand_above_its_questions() -> None:
    first, between = (became("H5P.QuestionSet", {"questions": order})[0] for order in ([READ, INNER], [INNER, READ]))
    assert (first.kind, first.lost) == ("quiz", ())
    assert "Read this.\n\n:::choice" in first.markdown
    assert between.lost == ("where texts stood between the questions: they stand above them",)


def test_what_no_quiz_can_hold_comes_one_by_one() -> None:
    film, question = became("H5P.QuestionSet", {"questions": [FILM, INNER], "passPercentage": 60})
    assert (film.kind, question.kind) == ("video", "choice")
    assert "that the set is passed at 60%" in film.lost


def decision(question: str, *ways: tuple[str, int]) -> dict[str, Any]:
    alternatives = [
        {"text": text, "nextContentId": to, "feedback": {"title": f"<p>So: {text}</p>"}} for text, to in ways
    ]
    params = {"branchingQuestion": {"question": f"<p>{question}</p>", "alternatives": alternatives}}
    return {"type": {"library": "H5P.BranchingQuestion 1.0", "params": params, "metadata": {"title": question}}}


def reading(text: str, to: int) -> dict[str, Any]:
    inner = {"library": "H5P.AdvancedText 1.1", "params": {"text": f"<p>{text}</p>"}, "metadata": {"title": text}}
    return {"type": inner, "nextContentId": to}


def test_a_branching_scenario_keeps_its_branches_its_feedback_and_its_endings() -> None:
    story = {
        "startScreen": {"startScreenTitle": "<p>A visit</p>"},
        "content": [
            decision("Go in?", ("Yes", 1), ("No", -2)),
            reading("Inside", 2),
            decision("Ask?", ("Ask", -1), ("Leave", 99)),
        ],
        "endScreens": [
            {"contentId": -1, "endScreenTitle": "<p>Safe</p>", "endScreenScore": 3},
            {"contentId": -2, "endScreenTitle": "<p>Over</p>", "endScreenSubtitle": "<p>Nobody came.</p>"},
        ],
        "scoringOptionGroup": {"scoringOption": "static-end-score"},
        "l10n": {"proceedButtonText": "On"},
    }

    (one,) = became("H5P.BranchingScenario", {"branchingScenario": story})
    (scenario,) = parse(one.markdown).activities
    assert isinstance(scenario, Scenario)
    walk = scenario.walk(
        [
            next(move.key for move in scene.moves if move.text == text)
            for scene, text in zip(scenario.scenes, ("Yes", "On", "Ask"), strict=False)
        ]
    )

    assert (one.kind, one.lost, one.findings) == ("scenario", (), ())
    assert scenario.prompt == "A visit"
    assert [scene.title for scene in scenario.scenes] == ["Go in?", "Inside", "Ask?", "Safe", "Over"]
    assert (walk.scene.title, walk.ended) == ("Safe", True)
    assert walk.steps[0].said == ("So: Yes",)
    assert {move.text: move.target for scene in scenario.scenes for move in scene.moves}["Leave"] == "end-1"
    assert scenario.scenes[3].attrs["score"] == "3"


def test_what_a_scenario_cannot_keep_is_said() -> None:
    film = {"type": {"library": "H5P.Video 1.5", "params": {}}, "nextContentId": -1}
    story = {"content": [film], "scoringOptionGroup": {"scoringOption": "dynamic-score"}}

    (one,) = became("H5P.BranchingScenario", {"branchingScenario": story})

    assert "- [Go on](#end-1)" in one.markdown
    assert one.lost == ("in scene 1: the content type 'H5P.Video'", "the points of the decisions")
    assert one.is_whole


def test_places_in_a_picture_keep_where_they_are() -> None:
    stove = {"header": "Stove", "position": {"x": 22.456, "y": 61}, "content": [{"library": "H5P.Text 1.1", "params": {"text": "<p>Hot</p>"}}]}  # fmt: skip
    old = {"x": 120, "y": 30, "action": {"library": "H5P.Image 1.1", "params": {}}, "content": [{"library": "H5P.Image 1.1"}]}  # fmt: skip

    (one,) = became(
        "H5P.ImageHotspots",
        {"image": {"path": "images/room.jpg"}, "backgroundImageAltText": "A room", "hotspots": [stove, old]},
    )

    assert one.kind == "hotspots"
    assert "![A room](room.jpg)\n\n- (22.46%, 61%) Stove" in one.markdown
    assert "  > Hot\n- (0%, 30%) 2" in one.markdown
    assert one.lost == (
        "the picture room.jpg: put it on the site under this name",
        "the content type 'H5P.Image' at a place",
    )
    assert one.is_whole


def test_a_film_stops_where_something_is_asked_and_keeps_its_words() -> None:
    choice = {"library": "H5P.MultiChoice 1.16", "params": CHOICE, "metadata": {"title": "First"}}
    text = {"library": "H5P.Text 1.1", "params": {"text": "<p>Look at her hands.</p>"}}
    film = {
        "video": {
            "files": [{"path": "videos/visit.mp4#tmp"}],
            "startScreenOptions": {"title": "A first visit", "shortStartDescription": "Watch."},
            "textTracks": {"videoTrack": [{"track": {"path": "tracks/visit.vtt"}}]},
        },
        "assets": {
            "interactions": [
                {"duration": {"from": 3700.2}, "action": text},
                {"duration": {"from": 80.5}, "action": choice, "pause": True, "label": "<p>Before</p>", "adaptivity": {"wrong": {"seekTo": 3}}},
                {"duration": {"from": 80}, "action": text},
            ]
        },
        "summary": {"task": {"params": {"summaries": [{}]}}},
    }  # fmt: skip

    (one,) = became("H5P.InteractiveVideo", {"interactiveVideo": film})
    video, question = parse(one.markdown).activities
    assert isinstance(video, Video)

    assert (video.src, video.captions, question.kind) == ("visit.mp4", "visit.vtt", "choice")
    assert [(stop.at, stop.title, stop.text, stop.holds, "pause" in stop.attrs) for stop in video.checkpoints] == [
        ("01:20", "Before", "Look at her hands.", 1, True),
        ("1:01:40", "", "Look at her hands.", 0, False),
    ]
    assert one.lost == (
        "the film visit.mp4: put it on the site under this name",
        "that an answer leads to another moment of the film",
        "the summary at the end of the film",
    )
    assert [finding.code for finding in one.findings] == ["no-transcript"]


def test_what_a_picture_or_a_decision_cannot_keep_is_said() -> None:
    shown = decision("Go in?", ("Yes", -1), ("No", -1))
    shown["type"]["params"]["branchingQuestion"]["alternatives"][0]["feedback"]["image"] = {"path": "images/a.png"}

    (picture,) = became("H5P.ImageHotspots", {"image": {"path": "room.jpg"}, "hotspots": [{"header": "Stove"}]})
    (story,) = became("H5P.BranchingScenario", {"branchingScenario": {"content": [shown] * 81}})

    assert picture.lost[1:] == ("what the picture shows was not said: describe it between the brackets",)
    assert "pictures in what is said about a decision" in story.lost
    assert "what comes after 80 scenes" in story.lost


def test_a_film_holds_so_many_moments_and_no_more() -> None:
    text = {"library": "H5P.Text 1.1", "params": {"text": "<p>Look.</p>"}}
    moments = [{"duration": {"from": at}, "action": text} for at in range(41)]

    (one,) = became("H5P.InteractiveVideo", {"interactiveVideo": {"assets": {"interactions": moments}}})

    assert one.lost[-1] == "what comes after 40 moments of the film"
    assert one.is_whole


def test_names_of_questions_inside_a_film_are_given_once() -> None:
    film = Item(
        kind=Kind.VIDEO,
        file="a.mp4",
        stops=(Stop(seconds=1, title=NO_TEXT, items=(Item(kind=Kind.ESSAY, stem=Text(text="Why?")),)),),
    )
    essay = Item(kind=Kind.ESSAY, stem=Text(text="Why?"), ident="q01-1")

    first, second = convert([film, essay])

    assert [activity.id for activity in parse(first.markdown).activities] == ["q01", "q01-1"]
    assert second.key == "q02"
    assert renamed([first.markdown], taken=["q01", "q01-1"])[0].count("{#q01-2") == 1
    assert "{#q01-1-2}" in renamed([first.markdown], taken=["q01", "q01-1"])[0]


def test_a_film_of_another_site_is_to_be_replaced() -> None:
    film = {"video": {"files": [{"path": "https://example.org/watch?v=1"}]}}

    (one,) = became("H5P.InteractiveVideo", {"interactiveVideo": film})

    assert ":::video{#q01 src=film.mp4}" in one.markdown
    assert one.lost == ("the film is on another site: name a file of this site after 'src='",)


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
                ["questions", "params", "library", "answers", "text", "textField", "choices", "summaries", "summary", "dialogs", "panels", "interactiveVideo", "assets", "interactions", "duration", "from", "action", "branchingScenario", "content", "type", "hotspots", "nextContentId", "alternatives", "branchingQuestion", "question", "video", "files", "path", "image", "position", "x", "keywords", "keyword", "endScreens"]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(library=st.sampled_from([*h5p.READERS, *h5p.HOLDERS, "H5P.InteractiveVideo", ""]), content=values)
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
