"""Hypothesis strategies for the pieces activities are made of: texts as authors type them, bullets, attributes."""

from string import ascii_lowercase
from typing import Any

from hypothesis import strategies as st

from modules.dialect.attributes import Attrs
from modules.dialect.items import with_keys
from modules.dialect.leaves import Item, Reply

# What authors type in the middle of a line, including what looks like our own signs.
FIRST_WORDS = [
    "Who",
    "A",
    "child",
    "ក្មេង",
    "Ребёнок",
    "**first**",
    "*maybe*",
    "`code`",
    "![map](map.png)",
    "“Yes”",
    "[link](https://example.org)",
]
WORDS = [
    *FIRST_WORDS,
    "->",
    "=",
    "!=",
    "( )",
    "(x)",
    "[ ]",
    "[x]",
    "{a}",
    "{#b c=d}",
    "{}",
    "{",
    "}",
    "|",
    "::: ",
    ":::choice",
    "1.",
    "#",
    "-",
    ">",
    "\\[x\\]",
    "<b>",
    "&amp;",
    "50%",
    "សិទ្ធិ",
]

keys = st.text(ascii_lowercase, min_size=1, max_size=6)
words = st.lists(st.sampled_from(WORDS), max_size=5)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """One line of text that begins like text."""
    return " ".join([draw(st.sampled_from(FIRST_WORDS)), *draw(words)]).rstrip()


BLOCKS = [
    "Second paragraph.",
    "Two\nlines",
    "```\n:::\n:::choice{#no}\n- (x) no\n```",
    "~~~ text\n> [!HINT]\n\ncode\n~~~",
    "> Someone said this.",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "![map](map.png)",
    "> [!NOTE]\n> Mind this.",
]
LISTS = ["- one\n- two", "* one\n  * two", "1. one\n2. two", "1) one", "+ one\n\n  more"]

# A paragraph, then blocks: what may stand in a prompt, a scene, a reply.
texts = st.builds(
    lambda first, more: "\n\n".join([first, *more]), lines(), st.lists(st.sampled_from(BLOCKS + LISTS), max_size=2)
)
# A bullet cannot hold a list or a quote: they have a meaning there.
bullet_texts = st.builds(
    lambda first, more: "\n\n".join([first, *more]),
    lines(),
    st.lists(st.sampled_from([BLOCKS[0], BLOCKS[1], BLOCKS[2], BLOCKS[5]]), max_size=1),
)
titles = st.one_of(st.just(""), st.sampled_from(["Keeping secrets", "A [small] thing", "ក្មេង", "1 {x}", "a \\] b"]))
replies = st.lists(st.builds(Reply, text=texts), max_size=2).map(tuple)
notes = st.lists(
    st.builds(
        Reply, text=texts, label=st.sampled_from(["EXPLAIN", "CORRECT", "PARTIAL", "WRONG", "SCORE 20-80", "SAMPLE"])
    ),
    max_size=2,
).map(tuple)


@st.composite
def attributes(draw: st.DrawFn, **values: list[str]) -> Attrs:
    """Some of the common attributes, and some of those given with the values they may have."""
    common = {
        "points": ["2", "1/2", "0.5"],
        "tries": ["1", "3"],
        "penalty": ["0", "25%"],
        "shuffle": [""],
        "lang": ["km", "pt-BR"],
        "critical": [""],
        "outcome": ["m01-lo1"],
        "required": [""],
        "thinking": ["recall", "application", "analysis"],
        ".narrow": [""],
    }
    known = {**common, **values}
    chosen = draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=6))
    return Attrs({name: draw(st.sampled_from(known[name])) for name in chosen})


@st.composite
def items(
    draw: st.DrawFn, *, boxes: list[str] | None = None, minimum: int = 1, keyed: bool = True, **values: list[str]
) -> tuple[Item, ...]:
    """Bullets with different texts, each with its key."""
    values = {"lang": ["km"], **values}
    different = draw(
        st.lists(bullet_texts, min_size=minimum, max_size=4, unique_by=lambda text: " ".join(text.split()))
    )
    made = []
    for text in different:
        attrs = {name: draw(st.sampled_from(values[name])) for name in values if draw(st.booleans())}
        box = draw(st.sampled_from(boxes or [""]))
        made.append(Item(text=text, box=box, attrs=Attrs(attrs), replies=draw(replies)))
    named = with_keys(tuple(made))
    return named if keyed else tuple(made)


def common(**values: list[str]) -> dict[str, Any]:
    """The fields every activity has."""
    return {
        "id": keys,
        "title": titles,
        "attrs": attributes(**values),
        "prompt": st.one_of(st.just(""), texts),
        "hints": st.lists(texts, max_size=2).map(tuple),
        "notes": notes,
    }
