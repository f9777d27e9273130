"""Plain text shows itself in Markdown, sign by sign."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs.escaping import escape
from assessments.interop.codecs.html_texts import read_html
from assessments.interop.codecs.texts import shown
from tests.assessments.interop.codecs.strategies import WORDS

SIGNS = "*_~`[]()<>&;#{}\\|!-+=.:1aé \n"
hostile = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=30), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
)


@settings(max_examples=300, deadline=None)
@given(text=hostile.map(lambda text: " ".join(text.split())))
def test_a_line_of_plain_text_shows_itself(text: str) -> None:
    assert shown(escape(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Grant is _____ in his tomb.",
        "snake_case",
        "2 * 3 = 6",
        "50% of (all)",
        "a ~ b",
        "“Yes”, she said: no!",
        "{x}",
        "C:\\path",
    ],
)
def test_signs_that_mean_nothing_stay_as_they_are(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<br>b", "a\\\nb"),
        ("<b>bold</b> and <em>slanted </em>!", "**bold** and *slanted* !"),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>after", "-  a\n-  b\n   1. c\n\nafter"),
        ('<a href="https://a.org/b">here</a> <a href="javascript:x()">not</a>', "[here](https://a.org/b) not"),
        ("<script>alert(1)</script><style>p{}</style>x", "x"),
        ("1 &lt; 2 &amp; 3&nbsp;*", "1 < 2 & 3 \\*"),
        ("# no heading", "\\# no heading"),
        ("<td>a</td><td>b</td>", "a b"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert read_html(html).markdown == markdown


def test_what_html_held_besides_text_is_named() -> None:
    read = read_html('<table><tr><td>x</table><img src="a/b.png" alt="A map"><img src="c.png"><video src="d"></video>')

    assert read.markdown == "x\n\n(A map)"
    assert read.lost == ("the form of a table", "the picture b.png", "the picture c.png", "the element <video>")
