"""System checks hold what apps register."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import translation

from training_site.notices import checks, kinds, ticking
from training_site.notices.kinds import Kind
from training_site.notices.registry import Registry
from training_site.notices.ticking import Job, Report


def _ids(messages: object) -> list[str]:
    return [message.id for message in messages]


def test_the_kinds_of_these_tests_pass() -> None:
    assert [message for message in run_checks() if str(message.id).startswith("notices.")] == []


def test_two_kinds_of_one_key_are_named_and_the_first_stays() -> None:
    first, second = Kind("tests.twice", "One", "One."), Kind("tests.twice", "Two", "Two.")
    for kind in (first, second, first):
        kinds.register(kind)

    (message,) = checks.every_name_is_registered_once()
    assert (message.id, "tests.twice" in message.msg) == ("notices.E001", True)
    assert kinds.registered.get("tests.twice") is first


def test_two_jobs_of_one_name_are_named(known_jobs: Registry[Job]) -> None:
    for _number in range(2):
        ticking.register(Job("tests.twice", lambda _now: Report(), timedelta(hours=1)))

    (message,) = checks.every_name_is_registered_once()
    assert (message.id, "tests.twice" in message.msg) == ("notices.E002", True)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("%(name)s asks you.", id="a gap that no fact fills"),
        pytest.param("100 % done.", id="a percent sign alone"),
        pytest.param("%(days)", id="a gap without an end"),
    ],
)
def test_a_sentence_is_named_that_cannot_be_said(sentence: str, known_kinds: Registry[Kind]) -> None:
    known_kinds.add(Kind("tests.wrong", "Wrong", sentence, ("days",)))

    messages = checks.every_sentence_can_be_said()

    assert set(_ids(messages)) == {"notices.E003"}
    assert "'tests.wrong'" in messages[0].msg


def test_a_translation_is_named_that_cannot_be_said(
    known_kinds: Registry[Kind], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Translated(str):
        def __mod__(self, facts: object) -> str:
            return str.__mod__("%(dagen)s" if translation.get_language() == "nl" else str(self), facts)

    known_kinds.add(Kind("tests.wrong", "Wrong", Translated("%(days)s"), ("days",)))

    (message,) = checks.every_sentence_can_be_said()
    assert "in the language 'nl'" in message.msg
