"""What the curriculum of this repository promises, counted in its own files, in the language it was written in."""

from collections import Counter

import pytest
from django.conf import settings

from modules.dialect.activities.choice import Choice
from modules.dialect.activities.scenario import Scenario
from modules.dialect.document import Activity
from modules.dialect.parser import parse
from modules.services import content_tree
from modules.services.content_files import ContentFile

LESSONS = (4, 4, 4, 4, 5, 6, 6, 6, 5, 5, 5, 6, 5, 6, 5)
"""How many each module has, from the first to the fifteenth."""


@pytest.fixture(scope="module")
def files() -> tuple[ContentFile, ...]:
    everything = content_tree.read(settings.CONTENT_DIR).files
    return tuple(file for file in everything if file.place.language == "en")


def of_kind(files: tuple[ContentFile, ...], name: str) -> list[ContentFile]:
    return [file for file in files if file.kind.name == name]


def of_tests(files: tuple[ContentFile, ...]) -> list[ContentFile]:
    """The two forms of the test before and after, which belong to no module."""
    return [file for file in of_kind(files, "quiz") if file.path.split("/")[2] == "tests"]


def questions(files: tuple[ContentFile, ...]) -> list[Activity]:
    forms = of_tests(files)
    quizzes = [file for file in of_kind(files, "quiz") if file not in forms]
    return [question for file in quizzes for question in parse(file.body).activities]


def test_everything_that_was_drafted_is_there(files: tuple[ContentFile, ...]) -> None:
    counts = Counter(file.kind.name for file in files)

    assert {name: counts[name] for name in ("programme", "module", "lesson", "quiz", "scenario", "tool")} == {
        "programme": 1,
        "module": 15,
        "lesson": 76,
        "quiz": 17,
        "scenario": 16,
        "tool": 49,
    }
    assert counts["framework"] == counts["glossary"] == 1


def test_two_forms_of_one_test_ask_fifteen_other_questions_each_and_explain_nothing(
    files: tuple[ContentFile, ...],
) -> None:
    first, second = (parse(file.body).activities for file in of_tests(files))

    assert (len(first), len(second)) == (15, 15)
    for question in (*first, *second):
        assert isinstance(question, Choice)
        assert sum(option.right for option in question.options) == 1
        assert not any(option.replies for option in question.options)
    assert not {question.id for question in first} & {question.id for question in second}


def test_a_quiz_asks_126_questions_about_outcomes_and_answers_each_choice(files: tuple[ContentFile, ...]) -> None:
    asked = questions(files)

    assert len(asked) == 126
    for question in asked:
        assert isinstance(question, Choice)
        assert question.id
        assert question.outcome
        assert all(option.replies for option in question.options), question.id


def test_every_outcome_of_a_module_is_asked_about(files: tuple[ContentFile, ...]) -> None:
    promised = {row["key"] for file in of_kind(files, "module") for row in file.values["outcome"]}

    assert {question.outcome for question in questions(files)} == promised


def test_the_questions_that_must_be_right_are_marked(files: tuple[ContentFile, ...]) -> None:
    marked = Counter(question.id.partition("-")[0] for question in questions(files) if question.critical)

    assert sum(marked.values()) == 23
    assert marked["m03"] == 4


def test_every_module_is_written_out_with_activities(files: tuple[ContentFile, ...]) -> None:
    lessons = of_kind(files, "lesson")
    in_order = Counter(file.path.split("/")[2] for file in lessons)

    assert {file.values["status"] for file in of_kind(files, "module")} == {"full"}
    assert tuple(in_order[name] for name in sorted(in_order)) == LESSONS
    for file in lessons:
        assert len(parse(file.body).activities) >= 3, file.path
        assert len(file.body.split()) >= 1000, file.path


def test_every_scenario_can_be_walked(files: tuple[ContentFile, ...]) -> None:
    for file in of_kind(files, "scenario"):
        assert [type(activity) for activity in parse(file.body).activities] == [Scenario], file.path
