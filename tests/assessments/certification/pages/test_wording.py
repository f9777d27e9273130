"""Every code a requirement can find has its sentence, every value of it is said or left out on purpose, and nothing else has one."""

import re

import pytest
from django.utils import translation

from assessments.certification.laws.findings import OTHERS, PEOPLE
from assessments.certification.laws.requirements.registry import CODES
from assessments.certification.laws.requirements.review_outcome import JUDGEMENTS
from assessments.certification.pages import words
from assessments.certification.pages.wording import SENTENCES, sentence
from assessments.certification.pages.words import Words

TEXTS = {
    "module": "practice/m03",
    "subject": "practice/m03",
    "step": "practice/m03-l1",
    "quiz": "practice/m03-quiz",
    "instrument": "evaluation/knowledge",
    "indicators": "D1.1, D1.2",
    "certification": "other-certificate",
    "declaration": "code-of-conduct",
    "role": "assessor",
    "field": "identity",
    "kind": "practice_task",
    "judgement": "concerns",
    "max_age": "P1Y6M",
    "passed_on": "2026-03-02",
    "ended_on": "2026-03-02",
    "reviewed_on": "2026-03-02",
}
SAID = {
    "module": "m03",
    "subject": "m03",
    "step": "m03-l1",
    "quiz": "m03-quiz",
    "instrument": "knowledge",
    "indicators": "D1.1 “Explains why”, D1.2",
    "certification": "“Trainer of trainers”",
    "declaration": "“Code of conduct and safeguarding”",
    "role": "an assessor",
    "field": "who you are",
    "kind": "note about a practice task",
    "judgement": "On track with more support",
    "max_age": "1 year and 6 months",
    "passed_on": "March 2, 2026",
    "ended_on": "March 2, 2026",
    "reviewed_on": "March 2, 2026",
}
NAMES = Words(indicators={"D1.1": "Explains why."}, certifications={"other-certificate": "Trainer of trainers"})
REVIEW_NEEDS = "review_outcome.other"
VARIANTS = [
    pytest.param(code, number, id=f"{code}, {number}") for code in sorted(CODES) for number in (0, 1, 2, 17, 21)
]


def values(code: str, number: int) -> dict[str, str | int]:
    """Texts of their own, and numbers that all differ: the `number`-th hundred, so that each can be found in the sentence."""
    given: dict[str, str | int] = {}
    for place, name in enumerate(CODES[code]):
        if code == REVIEW_NEEDS and name == "needed":
            given[name] = "on_track"
        else:
            given[name] = TEXTS.get(name, number + 1000 * place)
    return given


def test_every_code_is_worded_and_no_other() -> None:
    assert {code.partition(":")[0] for code in SENTENCES} == set(CODES)


@pytest.mark.parametrize(("code", "number"), VARIANTS)
def test_every_value_is_said(code: str, number: int) -> None:
    given = values(code, number)
    said = sentence(code, given, NAMES)

    for name, value in given.items():
        if code == REVIEW_NEEDS and name == "needed":
            expected = "On track"
        elif name in ("needed", "missed") and value == 0 and code.startswith("quiz_passed."):
            continue  # the quiz's own pass mark; no miss of safety
        else:
            expected = SAID.get(name, str(value))
        assert expected in said, (name, said)
    assert "%(" not in said
    assert said[-1] == "."


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_names_the_values_of_its_code_and_no_other(key: str) -> None:
    code, *endings = key.split(":")
    unsaid = {"own_mark": "needed", "no_misses": "missed", "bare": "subject"}
    expected = set(CODES[code]) - {unsaid[ending] for ending in endings}

    assert all(forms_named(key, number) == expected for number in (1, 5))


def forms_named(key: str, number: int) -> set[str]:
    """The values that a form of the sentence asks for: it is filled in with a mapping that writes down what it was asked."""
    asked: set[str] = set()

    class Asked(dict[str, int]):
        def __getitem__(self, name: str) -> int:
            asked.add(name)
            return number

    # The number that chooses the form is asked for as well; it is always said.
    str(SENTENCES[key] % Asked())
    return asked


def test_one_is_told_from_many() -> None:
    one = sentence("practice_hours.none", {"needed": 1}, NAMES)
    many = sentence("practice_hours.none", {"needed": 40}, NAMES)

    assert "1 hour is" in one
    assert "40 hours are" in many


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_who_is_waited_for_has_a_name(who: str) -> None:
    assert words.who_text(who)
    assert words.waits_text(who)
    assert set(words.WHO) == set(words.WAITS) == set(PEOPLE)


def test_nobody_is_waited_for_in_no_words() -> None:
    assert words.waits_text("") == ""


def test_every_role_that_vouches_and_every_judgement_has_a_word() -> None:
    assert set(OTHERS) < set(words.WHO)
    assert set(words.JUDGEMENTS) >= set(JUDGEMENTS)


def test_what_is_not_known_is_called_by_its_key() -> None:
    nothing = Words()

    assert nothing.value("certification", "gone") == "gone"
    assert nothing.value("indicators", "D9.9") == "D9.9"
    assert nothing.value("declaration", "lost-text") == "“lost text”"
    assert nothing.value("field", "shoe_size") == "shoe size"
    assert nothing.value("max_age", "soon") == "soon"
    assert nothing.value("passed_on", "then") == "then"


def test_many_indicators_are_counted() -> None:
    codes = ", ".join(f"D{number}.1" for number in range(1, 10))

    assert NAMES.several(codes) == "D1.1 “Explains why”, D2.1, D3.1 and 6 more"


def test_a_long_indicator_is_cut() -> None:
    long = Words(indicators={"D1.1": "word " * 60})

    assert len(long.indicator("D1.1")) <= words.LETTERS_OF_AN_INDICATOR + len("D1.1 “”")


@pytest.mark.parametrize("language", ["en", "uk", "km", "nl"])
def test_no_sentence_breaks_in_a_language(language: str) -> None:
    with translation.override(language):
        for code in CODES:
            for number in (0, 1, 3, 5):
                assert not re.search(r"%\(|%\s*$", sentence(code, values(code, number), NAMES))
