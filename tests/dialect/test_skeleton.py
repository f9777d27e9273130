"""A translation has the same bones: what would grade people wrongly is found, with both lines; words may differ."""

import pytest

from modules.dialect.parser import parse
from modules.dialect.skeleton import differences

TEXT = """\
Words.

:::choice{#tea shuffle}

What do you offer?

- ( ) Advice {#a}
  > Too early.
- (x) Time {#b credit=100%}

:::

:::blanks{#gaps}

We [[listen]]{hint="not talk"} and [[(x) ask | ( ) tell]] within [[= 24]]{unit=hours} hours.

:::

:::blanks{#bank bank}

We [[wait]].

- run {#run}

:::

:::match{#pairs}

- one -> eins {#one}
- -> left over {#two}

:::

:::order{#steps}

1. First {#fst}
2. Second {#snd}

:::

:::sort{#groups}

- Seen {#seen}
  - A wet floor {#wet}
- Thought {#thought}
  - Lazy {#lazy}

:::

:::number{#age}

- = 10
- != 9

:::

:::short{#word}

- = tree | bush
- != *

:::

:::cards

- Front
  > Back

:::

:::accordion

### Title

Text.

:::

::::scenario{#story start=n1}

## Door {#n1}

- [Go in](#n2) {#m1 rating=best}
- [Go home](#n3) {#m2 rating=weak}

## Inside {#n2}

The end.

## Outside {#n3}

Another end.

::::

::::quiz{#check}

:::truefalse{#true}

- [x] Yes {#y}
- [ ] No {#n}

:::

::::
"""


def found(other: str) -> list[tuple[int, int, str, str]]:
    document, translated = parse(TEXT), parse(other)
    assert not [each for each in translated.problems if each.severity == "error"]
    return [(each.line, each.other_line, each.what, each.other_what) for each in differences(document, translated)]


def line(words: str) -> int:
    return TEXT[: TEXT.index(words)].count("\n") + 1


def test_a_text_does_not_differ_from_itself() -> None:
    assert found(TEXT) == []


def test_words_may_differ() -> None:
    other = TEXT
    for words, instead in [
        ("Words.", "Woorden.\n\nMeer woorden."), ("Advice", "Raad"), ("Too early.", "Te vroeg."), ("listen", "luisteren | horen"),
        ("not talk", "niet praten"), ("unit=hours", "unit=uur"), ("ask |", "vragen |"), ("one -> eins", "een -> uno"),
        ("First", "Eerst"), ("Seen", "Gezien"), ("tree | bush", "boom"), ("Front", "Voor"), ("Title", "Titel"), ("Go in", "Naar binnen"),
        ("## Door", "## Deur"), ("{#word}", "{#word fuzzy}"),
    ]:  # fmt: skip
        assert words in other
        other = other.replace(words, instead, 1)

    assert found(other) == []


CHANGED = {
    "the right option moved": (
        "- ( ) Advice {#a}\n  > Too early.\n- (x) Time",
        "- (x) Advice {#a}\n  > Too early.\n- ( ) Time",
        "- ( ) {#a}",
        "- (x) {#a}",
    ),
    "a key was translated": ("Time {#b", "Time {#z", "- (x) {#b credit=100%}", "- (x) {#z credit=100%}"),
    "a credit changed": ("credit=100%", "credit=100", "- (x) {#b credit=100%}", "- (x) {#b credit=100}"),
    "an attribute of the activity": (
        "{#tea shuffle}",
        "{#tea critical shuffle}",
        ":::choice{#tea shuffle}",
        ":::choice{#tea critical shuffle}",
    ),
    "another kind of gap": ("[[listen]]", "[[= 3]]", "a text gap", "a number gap 3"),
    "the right choice in a gap": (
        "(x) ask | ( ) tell",
        "( ) ask | (x) tell",
        "a select gap (x)( )",
        "a select gap ( )(x)",
    ),
    "a number in a gap": ("[[= 24]]", "[[= 42]]", "a number gap 24", "a number gap 42"),
    "a gap more": ("[[listen]]", "[[listen]] [[hear]]", "a select gap (x)( )", "a text gap"),
    "a word left over": ("- run {#run}", "- run {#go}", "- an item {#run}", "- an item {#go}"),
    "a pair": ("{#one}", "{#eins}", "a left side -> a right side {#one}", "a left side -> a right side {#eins}"),
    "the order of steps": (
        "1. First {#fst}\n2. Second {#snd}",
        "1. Second {#snd}\n2. First {#fst}",
        "- an item {#fst}",
        "- an item {#snd}",
    ),
    "a group": ("Seen {#seen}", "Seen {#gezien}", "a group {#seen}", "a group {#gezien}"),
    "an item of a group": ("{#lazy}", "{#lui}", "- an item {#lazy}", "- an item {#lui}"),
    "a number": ("- = 10", "- = 11", "= 10", "= 11"),
    "a mistake that is expected": ("- != *", "- = other", "!= *", "="),
    "a card more": ("- Front\n", "- Front\n  > Back\n- New\n", "nothing more", "- an item"),
    "a panel more": ("Text.\n", "Text.\n\n### More\n\nText.\n", "nothing more", "a panel"),
    "where a move leads": ("(#n2) {#m1 rating=best}", "(#n3) {#m1 rating=best}", "a move to #n2 {#m1 rating=best}", "a move to #n3 {#m1 rating=best}"),
    "how good a move is": ("rating=best", "rating=unsafe", "a move to #n2 {#m1 rating=best}", "a move to #n2 {#m1 rating=unsafe}"),
    "inside a quiz": ("- [ ] No {#n}", "- [x] No {#n}", "- [ ] {#n}", "- [x] {#n}"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "instead", "what", "other_what"), CHANGED.values(), ids=CHANGED.keys())
def test_what_would_grade_wrongly_is_found(words: str, instead: str, what: str, other_what: str) -> None:
    differs = found(TEXT.replace(words, instead))

    assert differs, "nothing was found"
    assert differs[0][2] == what
    assert differs[0][3] == other_what


def test_both_lines_are_named() -> None:
    other = TEXT.replace("Words.", "Woorden.\n\nMeer.", 1).replace("{#lazy}", "{#lui}")

    assert found(other) == [(line("Lazy"), line("Lazy") + 2, "- an item {#lazy}", "- an item {#lui}")]


def test_an_activity_that_is_missing_is_found_and_one_too_many() -> None:
    cards = ":::cards\n\n- Front\n  > Back\n\n:::\n"

    assert found(TEXT.replace(cards, "")) == [(line(":::cards"), 0, ":::cards", "nothing")]
    assert found(TEXT.replace(cards, cards + "\n" + cards)) == [(0, line(":::cards") + 7, "nothing", ":::cards again")]


def test_another_order_of_activities_is_found() -> None:
    number = ":::number{#age}\n\n- = 10\n- != 9\n\n:::\n"

    assert found(number + "\n" + TEXT.replace(number, "")) == [(3, 1, ":::choice{#tea}", ":::number{#age}")]
