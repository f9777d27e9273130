"""`:::blanks`: gaps to type in, to choose in, to count in, and words to put in their places."""

from fractions import Fraction

import pytest

from modules.dialect.shown import Widget, gap_mark
from modules.dialect.writer import write
from tests.dialect.reading import activity, answer, problems

STRENGTHS = """\
:::blanks{#b-strengths}

Complete the sentences.

A [[strengths-based|strength based]] interview starts with what the family
[[can do]]{hint="not problems"} and uses [[(x) open | ( ) closed | ( ) leading]] questions.
A child should be seen alone within [[= 24..48]]{unit=hours} hours.

:::
"""

BANK = """\
:::blanks{#b-bank bank}

Drag each word to its place.

We [[listen]] first, then we [[ask|question]], and only then we [[advise]].

- judge
- promise

:::
"""


def test_prompt_and_running_text_part_where_the_first_gap_stands() -> None:
    shown = activity(STRENGTHS).shown()
    assert shown.prompt == "Complete the sentences."
    assert shown.flow == (
        f"A {gap_mark(0)} interview starts with what the family\n{gap_mark(1)} and uses {gap_mark(2)} questions.\n"
        f"A child should be seen alone within {gap_mark(3)} hours."
    )


def test_every_gap_has_the_control_it_needs() -> None:
    typed, hinted, chosen, number = activity(STRENGTHS).shown().parts
    assert [part.key for part in (typed, hinted, chosen, number)] == ["gap-1", "gap-2", "gap-3", "gap-4"]
    assert [part.widget for part in (typed, hinted, chosen, number)] == [
        Widget.TEXT,
        Widget.TEXT,
        Widget.SELECT,
        Widget.NUMBER,
    ]
    assert hinted.hint == "not problems"
    assert number.unit == "hours"
    assert [option.text for option in chosen.options] == ["open", "closed", "leading"]
    assert typed.size == hinted.size == 20


@pytest.mark.parametrize("source", [STRENGTHS, BANK], ids=["gaps", "bank"])
def test_the_canonical_form_keeps_every_gap(source: str) -> None:
    assert write(activity(source)) in {
        source,
        source.replace("- judge", "- judge {#rdb}").replace("- promise", "- promise {#rkc}"),
    }


def test_a_bank_below_a_list_is_written_with_other_marks() -> None:
    source = ":::blanks{#b bank}\n\nWe [[listen]].\n\n- a list\n\n* judge {#j}\n\n:::\n"
    blanks = activity(source)
    assert blanks.flow().endswith("- a list")
    assert write(blanks) == source


def test_every_right_gap_counts_the_same() -> None:
    blanks = activity(STRENGTHS)
    open_key = next(option.key for option in blanks.shown().parts[2].options if option.text == "open")
    given = answer(gap_1="Strength  based", gap_2="cannot", gap_3=open_key, gap_4="72")
    outcome = blanks.grade(given)
    assert outcome.score == Fraction(1, 2)
    assert [mark.right for mark in outcome.marks] == [True, False, True, False]
    assert blanks.grade(answer(gap_4="36 hours")).score == Fraction(1, 4)
    assert blanks.grade({}).score == 0


@pytest.mark.parametrize(
    ("options", "accepted", "given", "right"),
    [
        pytest.param("", "court", "Court", True, id="capitals do not count"),
        pytest.param(" case", "Court", "court", False, id="capitals count where the author says so"),
        pytest.param("", "приём", "прием", False, id="yo counts"),
        pytest.param(" yo", "приём", "прием", True, id="yo is waived"),
        pytest.param("", "genogram", "genogrem", False, id="a slip is wrong"),
        pytest.param(" fuzzy", "genogram", "genogrem", True, id="a slip is forgiven"),
        pytest.param(" fuzzy", "genogram", "ecomap", False, id="another word is not"),
        pytest.param(
            " lang=km",
            "\u179f\u17b7\u1791\u17d2\u1792\u17b7",
            "\u179f\u17b7\u1791\u17b7\u17d2\u1792",
            True,
            id="Khmer typed in another order",
        ),
    ],
)
def test_what_the_author_waives_is_waived(options: str, accepted: str, given: str, right: bool) -> None:
    at_activity = activity(f":::blanks{{#b{options}}}\n\nIt is [[{accepted}]].\n\n:::\n")
    assert (at_activity.grade(answer(gap_1=given)).score == 1) is right
    if "lang" not in options:
        at_gap = activity(f":::blanks{{#b}}\n\nIt is [[{accepted}]]{{{options.strip()}}}.\n\n:::\n")
        assert (at_gap.grade(answer(gap_1=given)).score == 1) is right


def test_a_bank_offers_every_word_in_every_gap() -> None:
    shown = activity(BANK).shown()
    words = {option.text for option in shown.parts[0].options}
    assert words == {"listen", "ask", "advise", "judge", "promise"}
    assert len({part.options for part in shown.parts}) == 1
    assert all(part.widget is Widget.SELECT for part in shown.parts)
    assert "judge" not in shown.flow


def test_a_word_of_the_bank_is_right_where_it_belongs() -> None:
    blanks = activity(BANK)
    keys = {option.text: option.key for option in blanks.shown().parts[0].options}
    outcome = blanks.grade(answer(gap_1=keys["listen"], gap_2=keys["advise"], gap_3=keys["judge"]))
    assert outcome.score == Fraction(1, 3)
    assert blanks.grade(answer(gap_1="listen")).score == 0


def test_two_gaps_may_want_the_same_word_of_the_bank() -> None:
    blanks = activity(":::blanks{#b bank}\n\n[[who]] asks [[who]], [[(x) when | ( ) why]] and [[= 5]]?\n\n:::\n")
    first, second, *_ = blanks.shown().parts
    assert [option.text for option in first.options] == ["who"] == [option.text for option in second.options]
    assert blanks.grade(blanks.solution()).score == 1


def test_the_order_of_the_bank_depends_on_the_seed_and_not_on_the_text() -> None:
    blanks = activity(BANK)
    orders = {tuple(o.text for o in blanks.shown(str(seed), shuffle=True).parts[0].options) for seed in range(20)}
    assert len(orders) > 5
    assert blanks.shown() == blanks.shown()


def test_a_gap_with_a_key_of_its_own_keeps_it_wherever_it_stands() -> None:
    one = activity(":::blanks{#b}\n\n[[a]]{#first} and [[b]]{#second}\n\n:::\n")
    other = activity(":::blanks{#b}\n\n[[b]]{#second} and [[a]]{#first}\n\n:::\n")
    given = answer(gap_first="a", gap_second="b")
    assert one.grade(given).score == other.grade(given).score == 1


def test_code_and_escaped_brackets_hold_no_gaps() -> None:
    source = ":::blanks{#b}\n\nWrite `[[x]]` or \\[[y]] but [[fill]] this.\n\n    [[code]]\n\n```\n[[fenced]]\n\n[[more]]\n```\n\n:::\n"
    blanks = activity(source)
    assert len(blanks.parts()) == 1
    assert write(blanks) == source


def test_a_bar_inside_a_table_is_written_with_a_backslash() -> None:
    source = ":::blanks{#b}\n\n| who | what |\n| --- | --- |\n| court | [[decides\\|rules]] |\n\nThe [[court|judge]].\n\n:::\n"
    blanks = activity(source)
    assert blanks.grade(answer(gap_1="rules", gap_2="judge")).score == 1
    assert write(blanks) == source


def test_an_answer_may_end_with_a_backslash() -> None:
    source = ":::blanks{#b}\n\nThe folder [[C:\\ |D:]].\n\n:::\n"
    blanks = activity(source)
    assert blanks.solution() == answer(gap_1="C:\\")
    assert write(blanks) == source


def test_braces_after_a_gap_can_be_plain_text() -> None:
    source = ":::blanks{#b}\n\n[[a]]{}{b} and [[c]] {d}\n\n:::\n"
    blanks = activity(source)
    assert blanks.shown().flow == f"{gap_mark(0)}{{b}} and {gap_mark(1)} {{d}}"
    assert write(blanks) == source


def test_a_gap_may_run_over_the_end_of_a_line() -> None:
    blanks = activity(":::blanks{#b}\n\nThe [[best interests of\nthe child]] come first.\n\n:::\n")
    assert blanks.grade(answer(gap_1="best interests of the child")).score == 1
    assert "[[best interests of the child]]" in write(blanks)


def test_a_last_list_with_gaps_is_text_and_no_bank() -> None:
    blanks = activity(":::blanks{#b bank}\n\nPut them in.\n\n- First [[listen]]\n- Then [[ask]]\n\n:::\n")
    assert blanks.shown().prompt == "Put them in."
    assert {option.text for option in blanks.shown().parts[0].options} == {"listen", "ask"}


def test_words_of_the_bank_may_be_followed_by_a_tip() -> None:
    blanks = activity(":::blanks{#b bank}\n\nWe [[listen]].\n\n- judge\n\n> [!TIP]\n> Think.\n\n:::\n")
    assert blanks.hints == ("Think.",)
    assert {option.text for option in blanks.shown().parts[0].options} == {"listen", "judge"}


def test_replies_stand_at_the_score() -> None:
    blanks = activity(":::blanks{#b}\n\n[[a]] [[b]]\n\n> [!PARTIAL]\n> Nearly.\n\n:::\n")
    assert blanks.grade(answer(gap_1="a")).said == ("Nearly.",)
    assert blanks.grade(blanks.solution()).said == ()


def _with(text: str, options: str = "") -> str:
    return f":::blanks{{#b{options}}}\n\n{text}\n\n:::\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(_with("No gaps here."), ["1 no-gaps"], id="no gaps"),
        pytest.param(_with("", " bank"), ["1 no-gaps"], id="nothing at all"),
        pytest.param(_with("A [[ ]] gap."), ["3 empty-gap"], id="an empty gap"),
        pytest.param(_with("A [[word|]] gap."), ["3 empty-gap"], id="an empty alternative"),
        pytest.param(_with("Fine [[a]].\n\nNot [[b."), ["5 bad-gap"], id="a gap that is not closed"),
        pytest.param(_with("Wrong [[-word]]."), ["3 bad-gap"], id="a wrong candidate"),
        pytest.param(_with("[[a]]{hint=x =y}"), ["3 bad-attrs"], id="options that cannot be read"),
        pytest.param(_with("[[a]]{hnit=x}"), ["3 unknown-attribute"], id="an option nobody knows"),
        pytest.param(_with("[[= 5..3]] [[= ten]]"), ["3 bad-number", "3 bad-number"], id="no numbers"),
        pytest.param(_with("[[= 1,500]]"), ["3 unclear-number"], id="a number that may be read in two ways"),
        pytest.param(_with("[[( ) a | ( ) b]]"), ["3 no-right-option"], id="no right option"),
        pytest.param(_with("[[(x) a]]"), ["3 one-option"], id="one option only"),
        pytest.param(_with("[[(x) a | b]]"), ["3 no-box"], id="an option without a box"),
        pytest.param(_with("[[(x) a | ( ) a]]"), ["3 duplicate-option"], id="the same option twice"),
        pytest.param(_with("[[a]]{#k} [[b]]{#k}"), ["3 duplicate-key"], id="the same key twice"),
        pytest.param(_with("[[affect]] [[effect]]", " fuzzy"), ["3 fuzzy-too-near"], id="answers a slip apart"),
        pytest.param(
            _with("[[affect]]\n[[effect]]{fuzzy}"), ["4 fuzzy-too-near"], id="answers a slip apart, one fuzzy"
        ),
        pytest.param(
            _with("[[a]]\n\n- a", " bank"), ["5 duplicate-option"], id="an extra word that belongs into a gap"
        ),
        pytest.param(_with(" ".join(["[[a]]"] * 41)), ["3 too-many-gaps"], id="more gaps than anybody fills"),
        pytest.param(":::blanks\n\n[[a]]\n\n:::\n", ["1 missing-id"], id="no name"),
    ],
)
def test_a_mistake_is_named_with_its_line(source: str, expected: list[str]) -> None:
    assert sorted(problems(source)) == sorted(expected)


def test_answers_that_are_equal_are_not_too_near() -> None:
    assert problems(_with("[[who]] asks [[who]]", " fuzzy")) == []


def test_extra_words_need_a_bank() -> None:
    blanks = activity(BANK)
    typed = type(blanks)(id="b", text=blanks.flow(), gaps=blanks.gaps, extra=blanks.extra)
    assert [problem.code for problem in typed.lint()] == ["no-bank"]
