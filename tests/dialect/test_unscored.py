"""Statements, lists to tick, questions to think about, and what only opens."""

from fractions import Fraction

import pytest

from modules.dialect.activities.panels import Panels
from modules.dialect.outcome import Mark, Verdict
from modules.dialect.shown import Panel, Widget
from tests.dialect.reading import activity, problems

STATEMENTS = ":::truefalse{#a}\n\n- [x] yes {#y lang=km}\n  > Y.\n- [ ] no {#n}\n\n> [!PARTIAL]\n> some\n\n:::"


def test_each_statement_is_a_part_with_two_options_without_text() -> None:
    first, second = activity(STATEMENTS).shown().parts
    assert (first.key, first.text, first.widget, first.lang) == ("statement-y", "yes", Widget.RADIO, "km")
    assert [(option.key, option.text) for option in second.options] == [("true", ""), ("false", "")]


def test_statements_are_shuffled_but_not_their_options() -> None:
    found = {
        tuple(part.key for part in activity(STATEMENTS).shown(str(seed), shuffle=True).parts) for seed in range(20)
    }
    assert found == {("statement-y", "statement-n"), ("statement-n", "statement-y")}


def test_the_score_is_the_share_of_statements_judged_rightly() -> None:
    outcome = activity(STATEMENTS).grade({"statement-y": ("true",), "statement-n": ("true",)})
    assert (outcome.score, outcome.said) == (Fraction(1, 2), ("some",))
    assert outcome.marks == (
        Mark(part="statement-y", right=True, said=("Y.",)),
        Mark(part="statement-n", right=False),
    )


def test_nothing_is_said_where_nothing_was_answered() -> None:
    outcome = activity(STATEMENTS).grade({})
    assert outcome.score == 0
    assert outcome.marks[0] == Mark(part="statement-y", right=False)


def test_a_checklist_notes_what_is_ticked() -> None:
    found = activity(":::checklist{#a}\n\nBefore:\n\n- [ ] phone {#p}\n  > Good.\n- [ ] card {#c}\n\n:::")
    outcome = found.grade({"answer": ("p",)})
    assert (outcome.score, outcome.verdict) == (None, Verdict.NOTED)
    assert outcome.marks == (Mark(part="answer", option="p", right=None, said=("Good.",)),)
    assert found.shown().parts[0].widget is Widget.CHECKBOX


def test_a_reflection_notes_what_was_written() -> None:
    found = activity(":::reflect{#a private}\n\n- Who? {#w}\n  > Think on.\n- Why? {#y}\n\n:::")
    assert [(part.key, part.widget) for part in found.shown().parts] == [
        ("prompt-w", Widget.LONG_TEXT),
        ("prompt-y", Widget.LONG_TEXT),
    ]
    assert found.grade({"prompt-w": ("I did",)}).marks == (Mark(part="prompt-w", right=None, said=("Think on.",)),)


def test_a_card_has_a_front_and_a_back() -> None:
    found = activity(":::cards\n\n- front\n  > back\n\n  > more\n- ក {lang=km}\n  > ខ\n\n:::")
    assert found.shown().panels == (
        Panel(title="front", text="back\n\nmore"),
        Panel(title="ក", text="ខ", lang="km"),
    )
    assert "back\n\nmore" in found.leaves()
    assert found.read({"answer": ["x"]}) == {}
    assert found.grade({}).verdict is Verdict.NOTED


def test_panels_hold_what_stands_below_their_headings() -> None:
    found = activity(
        ":::tabs\n\nPrompt\n\n## Khmer {lang=km}\n\nក\n\n### deeper\n\n- list\n\n> [!HINT]\n> h\n\n## Other ##\n\ntext\n\nUnder\n-----\n\n:::"
    )
    assert found.prompt == "Prompt"
    assert found.hints == ("h",)
    assert found.shown().panels == (
        Panel(title="Khmer", text="ក\n\n### deeper\n\n- list", lang="km"),
        Panel(title="Other", text="text\n\nUnder\n-----"),
    )
    assert isinstance(found, Panels)
    assert found.level == 2
    assert found.grade({}).verdict is Verdict.NOTED


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::truefalse{#a}\nQ\n:::", ["1 no-answers"]),
        (":::truefalse{#a}\n- (x) a\n- ( ) b\n:::", ["2 wrong-box"]),
        (":::checklist{#a}\nQ\n:::", ["1 no-answers"]),
        (":::checklist{#a}\n- [x] a\n- b\n:::", ["2 wrong-box", "3 wrong-box"]),
        (":::reflect{#a}\nQ\n:::", ["1 no-answers"]),
        (":::cards\nQ\n:::", ["1 no-answers"]),
        (":::cards\n- a\n:::", ["2 no-back"]),
        (":::accordion\nQ\n:::", ["1 no-panels"]),
        (":::accordion\n### a\n:::", ["2 empty-panel"]),
        (":::accordion\n###\n\ntext\n:::", ["2 empty-panel"]),
        (":::tabs\n### a {lang=? x}\n\nb\n:::", ["2 unknown-attribute", "2 bad-value"]),
        (":::accordion\n" + "### a\n\nb\n\n" * 61 + ":::", ["242 too-many-options"]),
        ("::::accordion\n### a\n\n:::choice\n:::\n\n::::", ["4 not-here"]),
    ],
)
def test_what_is_wrong_is_told(source: str, expected: list[str]) -> None:
    assert [each for each in problems(source) if "missing-id" not in each] == expected
