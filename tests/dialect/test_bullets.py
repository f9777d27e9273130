"""How bullets, feedback and replies are read."""

import pytest

from modules.dialect.activities.choice import Choice
from modules.dialect.leaves import Item, Reply
from tests.dialect.reading import activity, problems


def choice(body: str) -> Choice:
    found = activity(f":::choice{{#a}}\n{body}\n:::")
    assert isinstance(found, Choice)
    return found


def codes(body: str, kind: str = "choice") -> list[str]:
    return problems(f":::{kind}{{#a}}\n{body}\n:::")


def test_an_option_has_text_key_box_attributes_and_feedback() -> None:
    first, second = choice("- (x) Yes,\n  **really** {#y credit=100%}\n  > Good.\n\n  > Very.\n- ( ) No").options
    assert first == Item(
        text="Yes,\n**really**",
        key="y",
        box="(x)",
        attrs=first.attrs,
        replies=(Reply(text="Good."), Reply(text="Very.")),
    )
    assert dict(first.attrs) == {"credit": "100%"}
    assert (first.line, first.replies[0].line, second.line) == (2, 4, 7)


@pytest.mark.parametrize("mark", ["*", "+", "-", "1.", "1)"])
def test_any_bullet_will_do(mark: str) -> None:
    assert [option.text for option in choice(f"{mark} (X) a\n{mark} ( ) b").options] == ["a", "b"]


def test_an_option_may_have_more_than_one_paragraph() -> None:
    first, _ = choice("- (x) a {#k}\n\n  ```\n  b {c}\n  ```\n- ( ) b").options
    assert first.text == "a\n\n```\nb {c}\n```"
    assert first.key == "k"


def test_an_option_may_be_indented_by_a_tab_or_be_lazy() -> None:
    first, second = choice("-\t(x) a\n\n\tb\n-\t( ) c\nd").options
    assert first.text == "a\n\nb"
    assert second.text == "c\nd"


def test_the_last_list_holds_the_answers_and_the_others_belong_to_the_prompt() -> None:
    found = choice("Look:\n\n- one\n- two\n\nSo?\n\n- (x) a\n- ( ) b")
    assert found.prompt == "Look:\n\n- one\n- two\n\nSo?"
    assert len(found.options) == 2


def test_a_list_of_another_kind_directly_above_belongs_to_the_prompt() -> None:
    found = choice("* one\n* two\n\n- (x) a\n- ( ) b")
    assert found.prompt == "* one\n* two"


def test_feedback_at_the_margin_belongs_to_the_option_above() -> None:
    found = choice("Q\n\n- (x) a\n\n> A.\n\n- ( ) b\n\n> B.\n\n> BB.")
    assert [option.said for option in found.options] == [("A.",), ("B.", "BB.")]
    assert found.prompt == "Q"
    assert codes("- (x) a\n\n> A.\n\n- ( ) b") == ["4 unindented-feedback"]


def test_options_with_different_bullets_are_one_list() -> None:
    assert len(choice("- (x) a\n* ( ) b\n+ ( ) c").options) == 3


def test_a_quote_above_the_answers_is_part_of_the_prompt() -> None:
    assert choice("> Someone said.\n\n- (x) a\n- ( ) b").prompt == "> Someone said."
    assert choice("- fact\n\n> Someone said.\n\n* (x) a\n* ( ) b").prompt == "- fact\n\n> Someone said."


def test_replies_of_the_whole_activity_are_taken_from_anywhere() -> None:
    found = choice(
        "> [!HINT]\n> one\n\nQ\n\n- (x) a\n- ( ) b\n\n> [!explain] why\n> so\n\n> [!TIP]\n> two\n\n> [!SCORE 20-80]\n> half"
    )
    assert found.hints == ("one", "two")
    assert found.notes == (Reply(text="why\nso", label="EXPLAIN"), Reply(text="half", label="SCORE 20-80"))
    assert found.explanation == ("why\nso",)
    assert found.prompt == "Q"


def test_callouts_in_the_prompt_stay_there() -> None:
    assert choice("> [!TIP]\n> look\n\n> [!NOTE]\n> see\n\n- (x) a\n- ( ) b").prompt.count("[!") == 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("- (x) a\n- [ ] b", ["2 mixed-boxes"], id="circles and boxes"),
        pytest.param("- (x) a\n- b", ["3 no-box"], id="a bullet without a box"),
        pytest.param("- (x)\n- ( ) b", ["2 empty-option"], id="a box without a text"),
        pytest.param("- (x) a\n- ( ) a", ["3 duplicate-option"], id="the same text"),
        pytest.param("- (x) a {#k}\n- ( ) b {#k}", ["3 duplicate-key"], id="the same key"),
        pytest.param("- (x) a {colour=red}\n- ( ) b", ["2 unknown-attribute"], id="an unknown attribute"),
        pytest.param("- (x) a\n- ( ) b {credit=many}", ["3 bad-value"], id="a credit that is no share"),
        pytest.param("- (x) a {lang=english!}\n- ( ) b", ["2 bad-value"], id="a language that is none"),
        pytest.param("- (x) a\n  - b\n- ( ) c", ["3 nested-list"], id="a list in an option"),
        pytest.param("- (x) a\n  > b\n\n  c\n- ( ) d", ["5 text-after-feedback"], id="text below feedback"),
        pytest.param("- (x) a\n  > [!HINT]\n  > b\n- ( ) c", ["3 misplaced-reply"], id="a hint below an option"),
        pytest.param("- (x) a\n  >\n- ( ) c", ["3 empty-reply"], id="empty feedback"),
        pytest.param("-\n- ( ) c", ["2 no-box"], id="an empty bullet"),
        pytest.param("- # a\n- ( ) c", ["2 no-text", "2 no-box"], id="a heading in a bullet"),
        pytest.param("- (x) a\n- ( ) b\n\ntext\n\nmore", ["5 text-after-list"], id="text below the answers"),
        pytest.param("- (x) a\n- ( ) b\n\n> [!HINT]\n>", ["5 empty-reply"], id="an empty hint"),
        pytest.param("- (x) a\n- ( ) b\n\n> [!HNT]\n> x", ["5 unknown-label", "5 unindented-feedback"], id="an unknown label"),
        pytest.param("- (x) a\n- ( ) b\n\n> [!SCORE 80-20]\n> x", ["5 bad-score", "5 unindented-feedback"], id="a range turned round"),
        pytest.param("Only text", ["1 no-answers"], id="no list"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_bullets_is_told(body: str, expected: list[str]) -> None:
    assert sorted(codes(body)) == sorted(expected)


def test_more_than_sixty_bullets_are_too_many() -> None:
    assert codes("".join(f"- [x] {number}\n" for number in range(61))) == ["62 too-many-options"]


@pytest.mark.parametrize(
    ("attrs", "code"),
    [
        ("points=0", "bad-value"),
        ("points=two", "bad-value"),
        ("tries=0", "bad-value"),
        ("tries=100", "bad-value"),
        ("tries=many", "bad-value"),
        ("penalty=2", "bad-value"),
        ("penalty=x", "bad-value"),
        ("lang=_", "bad-value"),
        ("credit=nett", "bad-value"),
        ("point=2", "unknown-attribute"),
    ],
)
def test_attributes_of_the_activity_are_checked(attrs: str, code: str) -> None:
    assert problems(f":::choice{{#a {attrs}}}\n- [x] a\n- [ ] b\n:::") == [f"1 {code}"]


def test_common_attributes_can_be_read_as_properties() -> None:
    found = activity(
        ":::choice{#a points=1/2 tries=3 penalty=25% lang=km critical outcome=m01-lo1}\n- (x) a\n- ( ) b\n:::"
    )
    assert (str(found.points), found.tries, str(found.penalty)) == ("1/2", 3, "1/4")
    assert (found.lang, found.critical, found.outcome) == ("km", True, "m01-lo1")
    plain = activity(":::choice{#a}\n- (x) a\n- ( ) b\n\n> [!SAMPLE]\n> s\n:::")
    assert (str(plain.points), plain.tries, str(plain.penalty)) == ("1", 2, "1/3")
    assert (plain.lang, plain.critical, plain.outcome, plain.sample) == ("", False, "", ("s",))
    assert activity(":::checklist{#a}\n- [ ] a\n:::").tries == 1
