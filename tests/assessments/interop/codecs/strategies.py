"""Items as other systems could hold them, with texts that look like signs of one format or another."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from assessments.interop.codecs.items import Answer, Gap, Item, Kind, Note, Text
from modules.dialect.shown import gap_mark

WORDS = [
    "Who", "a child", "ក្មេង", "Ребёнок", "**first**", "*", "**", "_____", "a_b", "`code`", "[x]", "(x)", "[[", "]]", "->", "=", "~", "#", "{",
    "}", "{#a}", "\\", "\\n", ":::", ":::choice", "::", "1.", "-", ">", "|", "50%", "%50%", "<b>", "</b>", "<br>", "<p>", "<li>", "&amp;", "&",
    "T", "TRUE", "//", "[html]", "$CATEGORY:", "!", "![a](b.png)", "http://a.org", "\n", "\n\n", "\u00a0", "\t",
]  # fmt: skip

formats = st.sampled_from(["plain", "moodle", "html", "markdown"])
words = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
texts = st.builds(
    lambda first, more, form: Text(text=f"{first} {more}".strip(), format=form), st.sampled_from(WORDS), words, formats
)
maybe = st.one_of(st.none(), texts)
plain_texts = st.builds(lambda first, more: Text(text=f"{first} {more}"), st.sampled_from(WORDS), words)
lines = plain_texts.map(lambda text: Text(text=" ".join(text.text.split())))
shares = st.sampled_from(
    [None, Fraction(0), Fraction(1, 2), Fraction(1), Fraction(-1), Fraction(-1, 3), Fraction(1, 3)]
)
numbers = st.sampled_from(["1", "-2.5", "3 ± 1", "4 ± 0", "5..6", "-1..1", "*"]).map(lambda number: Text(text=number))


def answers(
    text: st.SearchStrategy[Text], feedback: st.SearchStrategy[Text | None] = maybe, **fields: st.SearchStrategy[object]
) -> st.SearchStrategy[tuple[Answer, ...]]:
    one = st.builds(Answer, text=text, feedback=feedback, **fields)
    return st.lists(one, min_size=1, max_size=4).map(tuple)


def items(kind: Kind, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[Item]:
    general = maybe.map(lambda text: (Note(label="EXPLAIN", text=text),) if text else ())
    return st.builds(Item, kind=st.just(kind), stem=texts, notes=general, name=words, **fields)


@st.composite
def statements(draw: st.DrawFn) -> tuple[Answer, ...]:
    truth = draw(st.booleans())
    return tuple(
        Answer(text=Text(text=word), right=value is truth, feedback=draw(maybe))
        for word, value in (("true", True), ("false", False))
    )


GIFT_ITEMS = {
    Kind.CHOICE: items(Kind.CHOICE, answers=answers(texts, right=st.booleans(), share=shares), single=st.booleans()),
    Kind.TRUE_FALSE: items(Kind.TRUE_FALSE, answers=statements()),
    Kind.SHORT: items(Kind.SHORT, answers=answers(plain_texts, share=shares)),
    Kind.NUMBER: items(Kind.NUMBER, answers=answers(numbers, share=shares)),
    Kind.MATCH: items(Kind.MATCH, answers=answers(texts, st.none(), partner=lines)),
    Kind.ESSAY: items(Kind.ESSAY),
    Kind.TEXT: items(Kind.TEXT),
}

ROUND_TRIPS = {
    **GIFT_ITEMS,
    Kind.ORDER: items(Kind.ORDER, answers=answers(texts, st.none())),
    Kind.MARK: items(
        Kind.MARK,
        gaps=st.lists(
            st.builds(
                Gap,
                kind=st.sampled_from(["right", "wrong"]),
                answers=st.sampled_from(["lazy", "dirty", "ខ្ជិល", "a-b"]).map(
                    lambda word: (Answer(text=Text(text=word)),)
                ),
            ),
            min_size=1,
            max_size=3,
        ).map(tuple),
    ).map(
        lambda item: replace(item, stem=Text(text=f"Who is it? {' and '.join(map(gap_mark, range(len(item.gaps))))}"))
    ),
}
"""Questions that Moodle XML and QTI can say, too."""
