"""What is told of a text while it is written."""

import pytest
from django.utils import translation

from modules import editing_words, report_words
from modules.dialect.activities import KINDS
from modules.dialect.examples import example, sources
from modules.services.text_reports import TextReport, report
from tests.factories.curriculum import QUESTION, UNCLOSED

SHORT = "We go. We see. We ask."
PLAIN = " ".join(["The child sees the house and wants to go home."] * 10)
LONG = " ".join(["institutionalisation"] * 60) + "."


def about(source: str, language: str = "en", *, is_lesson: bool = False, weight: int | None = None) -> list[str]:
    """The figures, those outside the promise with an exclamation mark."""
    found = report_words.facts(report(source=source, language=language), is_lesson=is_lesson, weight=weight)
    return [f"{fact.text}!" if fact.is_over else fact.text for fact in found]


def test_words_are_those_outside_activities_and_minutes_are_for_all() -> None:
    found = report(source="word " * 700 + "\n\n" + QUESTION, language="en")

    assert found.words == 700
    assert found.minutes == 20
    assert report(source="", language="en").minutes == 0


@pytest.mark.parametrize(
    ("language", "age", "sentence"),
    [("en", True, True), ("uk", False, True), ("km", False, False)],
    ids=["English", "Ukrainian", "Khmer parts no words"],
)
def test_how_hard_a_text_is_to_read_is_said_as_far_as_it_can_be_counted(
    language: str, age: bool, sentence: bool
) -> None:
    found = report(source=PLAIN, language=language)

    assert report(source=SHORT, language=language).reading_age is None
    assert (found.reading_age is not None, found.sentence is not None) == (age, sentence)
    assert report(source="## Title", language=language).sentence is None


def test_a_figure_outside_the_promise_says_what_was_promised() -> None:
    assert about(SHORT) == ["6 words", "2 words in a sentence"]
    assert about(SHORT, is_lesson=True)[0] == "6 words; a lesson has 700 to 1000 outside its activities!"
    assert "easy to read from the age of 109; write for 15!" in about(LONG)
    assert "60 words in a sentence; write 16 at most!" in about(LONG)
    assert about(SHORT, weight=9_000)[-1] == "9.0 kB with its styles"
    assert about(SHORT, weight=20_000)[-1] == "20.0 kB with its styles; 14.6 kB fit into one go!"


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        (QUESTION, "No errors."),
        (UNCLOSED, "1 error stops it from being published."),
        (UNCLOSED + "\n![](a.png)", "3 errors stop it from being published."),
        ("A \ue000 mark.", "1 thing to look at."),
    ],
    ids=["nothing", "an error", "several", "a warning"],
)
def test_the_summary_says_whether_it_can_be_published(source: str, summary: str) -> None:
    assert report_words.summary(report(source=source, language="en")) == summary


def test_a_problem_has_its_line_its_code_and_its_remedy() -> None:
    first = report_words.problems(report(source="One.\n\n" + UNCLOSED, language="en"))[0]

    assert (first.code, first.line, first.severity_text) == ("unclosed", 3, "Error")
    assert first.text == "line 3: ':::choice' is never closed; add a line ':::'"


def test_only_the_first_problems_are_shown() -> None:
    many = TextReport(
        problems=report(source="![](a.png)\n\n" * 60, language="en").problems,
        words=0,
        minutes=0,
        reading_age=None,
        sentence=None,
    )

    assert len(many.problems) == 60
    assert len(report_words.problems(many)) == report_words.MOST_SHOWN


def test_every_kind_of_activity_has_an_example_under_its_own_title() -> None:
    shown = editing_words.examples()

    assert [each.kind for each in shown] == [kind.kind for kind in KINDS]
    assert {each.kind: each.title for each in shown} == {kind.kind: example(kind.kind).title for kind in KINDS}


@pytest.mark.parametrize("language", ["nl", "uk", "km"])
def test_the_examples_are_in_the_language_of_the_trainer(language: str) -> None:
    with translation.override(language):
        shown = editing_words.examples()

    assert {each.kind: each.source for each in shown} == sources(language)
    assert all(each.title != example(each.kind).title for each in shown)
