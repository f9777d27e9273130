"""Where activities begin and end, and how their opening lines and bullets are read."""

import pytest

from modules.dialect.activities.choice import Choice
from modules.dialect.activities.quiz import Quiz
from modules.dialect.attributes import Attrs, leading_attrs, split_attrs, with_attrs
from modules.dialect.blocks import dedent, unquote
from modules.dialect.document import Broken, Prose
from modules.dialect.keys import complete, derive
from modules.dialect.layout import below
from modules.dialect.parser import parse
from modules.dialect.writer import write
from tests.dialect.reading import activity, problems

ANSWERS = "- ( ) no\n- (x) yes\n"


def kinds(source: str) -> list[str]:
    return [getattr(node, "kind", type(node).__name__) for node in parse(source).nodes]


def test_text_and_activities_stand_in_reading_order() -> None:
    document = parse(f"# Title\n\n:::choice{{#a}}\n{ANSWERS}:::\n\nBetween\n\n:::choice{{#b}}\n{ANSWERS}:::\n")
    assert [type(node) for node in document.nodes] == [Prose, Choice, Prose, Choice]
    assert [node.line for node in document.nodes] == [1, 3, 8, 10]
    assert document.problems == ()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"A paragraph\n:::choice{{#a}}\n{ANSWERS}:::", id="after a paragraph"),
        pytest.param(f"- a list\n:::choice{{#a}}\n{ANSWERS}:::", id="after a list"),
        pytest.param(f"> a quote\n:::choice{{#a}}\n{ANSWERS}:::", id="after a quote"),
        pytest.param(f"A [a]\n\n[a]: b\n:::choice{{#a}}\n{ANSWERS}:::", id="after a definition"),
        pytest.param(f"Text\n\n::: choice {{#a}}  \n{ANSWERS}:::  ", id="with spaces"),
        pytest.param(f"Text\n\n   :::choice{{#a}}\n{ANSWERS}   :::", id="moved by three spaces"),
        pytest.param(f"Text\n\n:::::choice{{#a}}\n{ANSWERS}:::", id="closed by fewer colons"),
        pytest.param(f"Text\r\n\r\n:::choice{{#a}}\r{ANSWERS}:::", id="with foreign line ends"),
    ],
)
def test_an_activity_opens_at_the_margin(source: str) -> None:
    assert kinds(source) == ["Prose", "choice"]
    assert parse(source).problems == ()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("    :::choice\n", id="indented like code"),
        pytest.param("```\n:::choice\n:::\n```", id="in a fence"),
        pytest.param("A :::choice in a sentence", id="in a sentence"),
        pytest.param("::choice", id="two colons"),
        pytest.param(":::Choice", id="a capital"),
        pytest.param(":::choice!", id="more than a name"),
        pytest.param("> :::note\n> x", id="an unknown name in a quote"),
        pytest.param("- :::note", id="an unknown name in a list"),
        pytest.param("- a\n\n  :::", id="colons in a list"),
    ],
)
def test_what_only_looks_like_an_activity_is_prose(source: str) -> None:
    assert kinds(source) == ["Prose"]
    assert parse(source).problems == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("- a\n\n  :::choice{#a}", ["3 misplaced"], id="in a list"),
        pytest.param("> :::choice{#a}", ["1 misplaced"], id="in a quote"),
        pytest.param("Text\n\n:::\n\nText", ["3 stray-close"], id="a close without an opening"),
        pytest.param(f":::choice{{#a}}\n{ANSWERS}", ["1 unclosed"], id="never closed"),
        pytest.param(":::choice{#a}", ["1 no-answers", "1 unclosed"], id="only an opening"),
        pytest.param(
            f"::::choice{{#a}}\n{ANSWERS}\n:::cards\n- a\n  > b\n:::\n::::",
            ["5 not-here"],
            id="another activity inside",
        ),
        pytest.param(f"::::quiz{{#q}}\n:::choice{{#a}}\n{ANSWERS}::::", ["2 unclosed"], id="an inner one left open"),
    ],
)
def test_what_is_wrong_with_the_frame_is_told_with_its_own_line(source: str, expected: list[str]) -> None:
    assert sorted(problems(source)) == sorted(expected)


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_colons_in_fenced_code_close_nothing(fence: str) -> None:
    found = activity(f":::choice{{#a}}\n{fence}\n:::\n:::choice\n{fence}\n\n{ANSWERS}\n:::")
    assert found.prompt == f"{fence}\n:::\n:::choice\n{fence}"


def test_a_fence_that_begins_in_a_bullet_is_a_fence() -> None:
    source = f":::choice{{#a}}\n- ```\n  :::\n  ```\n\nSo?\n\n{ANSWERS}:::"
    assert "So?" in activity(source).prompt


def test_equal_widths_close_the_innermost() -> None:
    (found,) = parse(f":::quiz{{#q}}\n:::choice{{#a}}\n{ANSWERS}:::\n:::choice{{#b}}\n{ANSWERS}:::\n:::").nodes
    assert isinstance(found, Quiz)
    assert [question.id for question in found.questions] == ["a", "b"]
    assert write(found).startswith("::::quiz")


def test_nesting_ends_at_four() -> None:
    source = "\n".join([":::quiz{#q}"] * 6 + [":::"] * 6)
    assert problems(source).count("5 too-nested") == 1
    assert kinds(source) == ["Broken", "Prose"]


def test_an_unclosed_inner_activity_takes_nothing_from_the_outer() -> None:
    source = f"::::quiz{{#q}}\n\nAsk.\n\n:::choice{{#a}}\n\n{ANSWERS}\n::::\n\nAfter."
    document = parse(source)
    assert [problem.code for problem in document.problems] == ["unclosed"]
    assert kinds(source) == ["Broken", "Prose"]


def test_an_activity_with_errors_shows_its_prompt_and_keeps_its_source() -> None:
    source = ":::choice{#a}\n\nAsk **this**.\n\n> Someone said.\n\n- ( ) secret\n\n:::"
    (broken,) = parse(source).nodes
    assert isinstance(broken, Broken)
    assert broken.text == "Ask **this**.\n\n> Someone said."
    assert write(broken) == source + "\n"


@pytest.mark.parametrize(
    "body",
    ["[[secret]]", "## secret", "- secret", "> [!HINT]\n> secret", ":::choice\nsecret\n:::"],
    ids=["gap", "heading", "list", "reply", "activity"],
)
def test_an_unknown_activity_shows_nothing_that_could_be_a_key(body: str) -> None:
    (broken,) = parse(f"::::mark{{#a}}\n\nPrompt\n\n{body}\n\n::::").nodes
    assert isinstance(broken, Broken)
    assert broken.text == "Prompt"


@pytest.mark.parametrize(
    ("opening", "title", "key", "attrs"),
    [
        (":::choice{#a}", "", "a", {}),
        (":::choice[T]{#a}", "T", "a", {}),
        (":::choice [A [small] one] {#a}", "A [small] one", "a", {}),
        (":::choice[x \\] y]{#a}", "x \\] y", "a", {}),
        (":::choice[]{}", "", "", {}),
        (":::choice{points=2 #a shuffle}", "", "a", {"points": "2", "shuffle": ""}),
        (""":::choice{#a outcome="two words" lang='km'}""", "", "a", {"outcome": "two words", "lang": "km"}),
        (":::choice{#a .wide}", "", "a", {".wide": ""}),
    ],
)
def test_the_opening_line_is_read(opening: str, title: str, key: str, attrs: dict[str, str]) -> None:
    found = activity(f"{opening}\n{ANSWERS}:::")
    assert (found.title, found.id, found.attrs) == (title, key, Attrs(attrs))


@pytest.mark.parametrize(
    "rest",
    ["{#b =bad}", "{#b points=}", "{a=b=c}", "{#}", "{", "[a", "{#a}{#b}", "{#a} text", " and more", "{a='b\"}", "{#" + "x" * 80 + "}"],
)  # fmt: skip
def test_an_opening_line_that_cannot_be_read_is_told(rest: str) -> None:
    assert "1 bad-attrs" in problems(f":::choice{rest}\n{ANSWERS}:::")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {#k}", ("a", "k", {})),
        ("a {x=1 y}", ("a", "", {"x": "1", "y": ""})),
        ("a {x='}'}", ("a", "", {"x": "}"})),
        ('a {x="{" y}', ("a", "", {"x": "{", "y": ""})),
        ("a {}", ("a", "", {})),
        ("{#k}", ("", "k", {})),
        ("a {b} {#k}", ("a {b}", "k", {})),
        ("a{#k}", ("a{#k}", "", {})),
        ("a {not, ours}", ("a {not, ours}", "", {})),
        ("a {#k} b", ("a {#k} b", "", {})),
        ("a }", ("a }", "", {})),
    ],
)
def test_braces_at_the_end_of_a_text_are_attributes_when_they_can_be_read(
    text: str, expected: tuple[str, str, dict[str, str]]
) -> None:
    rest, key, attrs = split_attrs(text)
    assert (rest, key, dict(attrs)) == expected


def test_attributes_are_found_where_they_begin() -> None:
    assert leading_attrs("[[a]]{hint=b} c", 5) == (13, "", Attrs({"hint": "b"}))
    assert leading_attrs("[[a]] {hint=b}", 5) is None
    assert leading_attrs("[[a]]{hint==}", 5) is None


def test_attributes_are_written_so_that_they_are_read_again() -> None:
    attrs = Attrs({"z": "a b", "y": 'say "x"', "x": "+1", "w": ""})
    assert with_attrs("t", "k", attrs) == """t {#k w x=+1 y='say "x"' z="a b"}"""
    assert split_attrs(with_attrs("t", "k", attrs)) == ("t", "k", attrs)
    assert with_attrs("t {x}", "", Attrs()) == "t {x} {}"
    assert repr(attrs) == "Attrs({'w': '', 'x': '+1', 'y': 'say \"x\"', 'z': 'a b'})"
    assert hash(attrs) == hash(Attrs(dict(attrs)))
    assert len(attrs) == 4


@pytest.mark.parametrize(
    ("line", "columns", "expected"),
    [("    a", 2, "  a"), (" a", 4, "a"), ("\ta", 2, "  a"), ("  \ta", 4, "a"), ("   ", 2, " "), ("  ", 2, ""), ("a", 2, "a")],
)  # fmt: skip
def test_indentation_is_taken_off_by_columns(line: str, columns: int, expected: str) -> None:
    assert dedent(line, columns) == expected


def test_quotes_lose_their_mark_and_one_space() -> None:
    assert unquote(["> a", ">b", ">", ">  c", ">\td", "lazy"]) == ["a", "b", "", " c", "  d", "lazy"]


def test_keys_depend_on_the_text_and_not_on_its_place() -> None:
    assert complete(["", ""], ["a", "b"]) == complete(["", ""], ["b", "a"])[::-1]
    assert derive("a", ()) == derive(" a ", ())
    assert derive("a", {derive("a", ())}) != derive("a", ())
    first = derive("a", ())
    assert complete(["", first], ["a", "b"])[0] != first
    assert len(set(complete([""] * 500, ["same"] * 500))) == 500


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("p", "- a", "- a"),
        ("- p", "- a\n- b", "* a\n* b"),
        ("* p", "- a", "- a"),
        ("1. p", "1. a\n2. b", "1) a\n2) b"),
        ("1) p", "1. a", "1. a"),
        ("- p", "text", "text"),
        ("- p\n\nq", "- a", "- a"),
    ],
)
def test_a_list_below_a_list_gets_other_marks(text: str, written: str, expected: str) -> None:
    assert below(text, written) == expected


@pytest.mark.parametrize("above", ["Write this:\n\n", "> Somebody said\n"], ids=["code", "a quote that goes on"])
def test_what_is_indented_as_code_is_no_activity(above: str) -> None:
    document = parse(f"{above}    :::choice{{#a}}\n")

    assert document.activities == ()
    assert document.problems == ()
