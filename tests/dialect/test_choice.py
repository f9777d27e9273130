"""Choosing: what the ticks are worth and what is said about them."""

from fractions import Fraction

import pytest

from modules.dialect.outcome import Mark, Verdict
from modules.dialect.shown import Widget
from tests.dialect.reading import activity, problems

SINGLE = """:::choice{#a}

Q?

- (x) right {#r}
  > Yes.
- ( ) near {#n credit=50%}
- ( ) wrong {#w}
  > No.

> [!CORRECT]
> all

> [!PARTIAL]
> some

> [!WRONG]
> none

> [!SCORE 50-100]
> half or more

:::"""


def several(policy: str) -> str:
    credit = f" credit={policy}" if policy else ""
    return f":::choice{{#a{credit}}}\n\n- [x] r1 {{#r1}}\n- [x] r2 {{#r2}}\n- [ ] w1 {{#w1}}\n- [ ] w2 {{#w2}}\n\n:::"


@pytest.mark.parametrize(
    ("chosen", "score", "verdict", "said"),
    [
        ("r", "1", Verdict.RIGHT, ("all", "half or more")),
        ("n", "1/2", Verdict.PARTLY, ("some", "half or more")),
        ("w", "0", Verdict.WRONG, ("none",)),
    ],
)
def test_one_choice_earns_the_credit_of_its_option(chosen: str, score: str, verdict: Verdict, said: tuple[str]) -> None:
    outcome = activity(SINGLE).grade({"answer": (chosen,)})
    assert (outcome.score, outcome.verdict, outcome.said) == (Fraction(score), verdict, said)


def test_feedback_stands_at_the_chosen_option_only() -> None:
    assert activity(SINGLE).grade({"answer": ("w",)}).marks == (
        Mark(part="answer", option="w", right=False, said=("No.",)),
    )
    assert activity(SINGLE).grade({}).marks == ()
    assert activity(SINGLE).grade({}).score == 0


@pytest.mark.parametrize(
    ("policy", "ticked", "score"),
    [
        ("", "r1 r2", "1"),
        ("", "r1", "1/2"),
        ("", "r1 w1", "0"),
        ("net", "r1 r2 w1", "1/2"),
        ("all", "r1", "0"),
        ("each", "r1", "3/4"),
        ("each", "", "0"),
        ("halves", "r1", "1/2"),
        ("weights", "r1", "1/2"),
        ("weights", "r1 r2 w1", "1"),
    ],
)
def test_several_choices_are_credited_as_the_policy_says(policy: str, ticked: str, score: str) -> None:
    assert activity(several(policy)).grade({"answer": tuple(ticked.split())}).score == Fraction(score)


def test_weights_may_stand_at_wrong_options() -> None:
    source = several("weights").replace("{#r1}", "{#r1 credit=75%}").replace("{#w1}", "{#w1 credit=-50%}")
    found = activity(source.replace("{#w2}", "{#w2 credit=25%}"))
    assert found.solution() == {"answer": ("r1", "r2", "w2")}
    assert found.grade({"answer": ("r1", "w1")}).score == Fraction(1, 4)
    marks = found.grade({"answer": ("w1", "w2")}).marks
    assert [mark.right for mark in marks] == [False, True]


def test_the_widget_follows_the_boxes() -> None:
    assert activity(SINGLE).shown().parts[0].widget is Widget.RADIO
    assert activity(several("")).shown().parts[0].widget is Widget.CHECKBOX


def order(source: str, seed: str = "", *, shuffle: bool | None = None) -> str:
    return " ".join(option.key for option in activity(source).shown(seed, shuffle=shuffle).parts[0].options)


def test_options_are_shuffled_by_the_seed_where_the_author_or_the_quiz_says_so() -> None:
    asked = several("").replace("{#a}", "{#a shuffle}")
    assert order(several(""), "seed") == "r1 r2 w1 w2"
    assert order(asked, "") == "r1 r2 w1 w2"
    assert order(asked, "seed", shuffle=False) == "r1 r2 w1 w2"
    assert order(asked, "seed") == order(several(""), "seed", shuffle=True)
    orders = {order(asked, str(seed)) for seed in range(60)}
    assert len(orders) > 10
    assert {" ".join(sorted(each.split())) for each in orders} == {"r1 r2 w1 w2"}


def test_a_fixed_option_keeps_its_place() -> None:
    source = several("").replace("{#w2}", "{#w2 fixed}")
    assert {order(source, str(seed), shuffle=True).split()[3] for seed in range(20)} == {"w2"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- ( ) a\n- ( ) b", ["1 no-right-option"]),
        ("- (x) a\n- (x) b", ["3 two-right"]),
        ("- (x) a", ["1 one-option"]),
        ("- (x) a {credit=50%}\n- ( ) b", ["1 no-full-mark"]),
    ],
)
def test_a_choice_must_be_fair(body: str, expected: list[str]) -> None:
    assert problems(f":::choice{{#a}}\n{body}\n:::") == expected
