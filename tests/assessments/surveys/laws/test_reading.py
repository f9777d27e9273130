"""An instrument is read as it is written, and what is wrong is said by line."""

from pathlib import Path

import pytest
from django.conf import settings

from assessments.surveys.laws.instruments import Asks
from assessments.surveys.laws.reading import parse
from tests.factories.surveys import SATISFACTION

SHIPPED = sorted(Path(settings.CONTENT_DIR).glob("*/*/instruments/*.md"))


def test_every_bullet_of_a_scale_is_a_question_with_its_steps() -> None:
    asked, problems = parse(SATISFACTION)
    fits, clear, barriers, change = asked.questions

    assert problems == []
    assert (fits.key, fits.text, fits.asks) == ("fits", "It fits.", Asks.ONE)
    assert [option.key for option in clear.options] == ["1", "2", "3", "4", "5", "does-not-apply"]
    assert fits.is_scale
    assert (barriers.asks, [option.text for option in barriers.options]) == (Asks.MANY, ["Cases", "Money"])
    assert (change.asks, change.longest) == (Asks.TEXT, 200)
    assert (asked.intro, asked.parts[2].text) == (("A word before.",), ("Name nobody.",))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_instrument_that_ships_has_no_mistakes(path: Path) -> None:
    assert parse(path.read_text(encoding="utf-8"))[1] == []


def test_five_instruments_ship() -> None:
    assert sorted(parse(path.read_text(encoding="utf-8"))[0].code for path in SHIPPED) == [
        "E01",
        "E02",
        "E03",
        "E04",
        "E05",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("kind: anonymous", "kind: secret", "5 bad-kind"),
        ("minutes: 5", "minutes: some", "6 bad-minutes"),
        ("minutes: 5\n", "", "1 missing-key"),
        ("code: E03", "code: E03\ncolour: red", "4 unknown-key"),
        ("{scale=agree}", "{scale=other}", "12 no-scale"),
        ("- It fits. {#fits}", "- It fits.", "14 no-key"),
        ("{#clear}", "{#fits}", "15 duplicate-key"),
        ("- [ ] Money {#money}", "- [ ] Money", "20 bad-option"),
        ("{#change text=200}", "{#change text=9000}", "22 bad-length"),
        ("A word before.", "- A bullet.", "10 no-heading"),
        ("kind: anonymous", "kind: test", "1 two-forms"),
    ],
)
def test_a_mistake_names_its_line(before: str, after: str, expected: str) -> None:
    assert before in SATISFACTION
    _asked, problems = parse(SATISFACTION.replace(before, after))

    assert expected in [f"{problem.line} {problem.code}" for problem in problems]


def test_a_file_without_a_heading_asks_nothing() -> None:
    head, _body = SATISFACTION.split("\nA word before.")

    assert [problem.code for problem in parse(head + "\nA word.\n")[1]] == ["no-parts"]
