"""Names are written into a text once, and change nothing of what it means."""

import pytest
from hypothesis import HealthCheck, given, settings

from modules.dialect.document import Activity
from modules.dialect.lint import lint
from modules.dialect.naming import named
from modules.dialect.parser import parse
from modules.dialect.writer import write
from tests.dialect.strategies import activities

QUESTION = ":::choice[Keeping secrets]\n\nWho?\n\n* ( ) one\n* (x) two\n\n:::"


def test_ids_and_keys_are_written_where_they_are_missing() -> None:
    text = named(f"Before.\n\n{QUESTION}\n\nAfter.\n")
    _before, question, _after = parse(text).nodes
    assert isinstance(question, Activity)
    assert question.id == "keeping-secrets"
    assert all(f"{{#{item.key}}}" in text for item in question.bullets())
    assert text.startswith("Before.\n\n:::choice[Keeping secrets]{#keeping-secrets}\n")
    assert text.endswith(":::\n\nAfter.\n")
    assert lint(text, publishing=True) == ()


def test_a_key_that_was_written_survives_a_change_of_its_text() -> None:
    text = named(QUESTION)
    (before,), (after,) = parse(text).activities, parse(text.replace("two", "three")).activities
    assert [item.key for item in before.bullets()] == [item.key for item in after.bullets()]


def test_names_are_not_given_twice() -> None:
    text = named(
        f":::reflect{{#choice}}\n- Who? {{#w}}\n:::\n\n{QUESTION.replace('[Keeping secrets]', '')}\n\n{QUESTION.replace('Keeping', 'ទុក')}"
    )
    assert [activity.id for activity in parse(text).activities] == ["choice", "choice-2", "choice-3"]


def test_questions_inside_get_names_too() -> None:
    text = named(f"::::quiz[Check]\n\n{QUESTION}\n\n::::")
    assert [activity.id for activity in parse(text).activities] == ["check", "keeping-secrets"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Only prose.\r\n", id="prose"),
        pytest.param(":::cards\n* a\n  > b\n:::\n", id="nothing-is-recorded"),
        pytest.param(":::choice\n- ( ) a\n- [x] b\n:::\n", id="an-error"),
        pytest.param(":::choice{#q}\n*  ( ) a {#a}\n*  (x) b {#b}\n:::\n", id="everything-is-named"),
        pytest.param(":::short{#s}\n*  = a\n:::\n", id="typed"),
    ],
)
def test_a_text_that_lacks_nothing_is_left_as_it_is_typed(text: str) -> None:
    assert named(text) == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(activity=activities)
def test_naming_twice_is_naming_once_and_means_the_same(activity: Activity) -> None:
    text = "Before.\n\n" + write(activity).replace(f"{{#{activity.id} ", "{").replace(f"{{#{activity.id}}}", "")
    once = named(text)
    assert named(once) == once
    if not [problem for problem in parse(text).problems if problem.severity == "error"]:
        assert "missing-id" not in {problem.code for problem in parse(once).problems}


def test_what_stands_inside_a_quiz_is_named_and_a_line_of_a_key_needs_no_name() -> None:
    source = "::::quiz{#q}\n\n:::number\n\n- = 4\n\n:::\n\n:::truefalse{#t}\n\n- [x] One {#one}\n\n:::\n\n::::\n"

    assert named(source) == source.replace(":::number", ":::number{#number}")
    assert named(named(source)) == named(source)
