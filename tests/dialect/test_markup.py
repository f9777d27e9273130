"""Safe HTML."""

import json
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.dialect.markup import render, render_inline, render_prose
from modules.dialect.shown import gap_mark


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("a **b** *c* ~~d~~ `e`", "<p>a <strong>b</strong> <em>c</em> <s>d</s> <code>e</code></p>", id="inline"),
        pytest.param("## A {#b}", "<h2>A {#b}</h2>", id="a heading"),
        pytest.param("[a](/b)", '<p><a href="/b">a</a></p>', id="a link inside"),
        pytest.param("[a](#b)", '<p><a href="#b">a</a></p>', id="a link to an anchor"),
        pytest.param("[a](https://b.org)", '<p><a href="https://b.org" rel="noopener nofollow">a</a></p>', id="a link outside"),
        pytest.param("[a](//b.org)", '<p><a href="//b.org" rel="noopener nofollow">a</a></p>', id="a link without a scheme"),
        pytest.param("<https://b.org>", '<p><a href="https://b.org" rel="noopener nofollow">https://b.org</a></p>', id="an address"),
        pytest.param("[a](tel:123)", '<p><a href="tel:123">a</a></p>', id="a telephone number"),
        pytest.param("[a](ftp://b)", "<p><a>a</a></p>", id="another scheme"),
        pytest.param("[a](javascript:x)", "<p>[a](javascript:x)</p>", id="a script address"),
        pytest.param("![a](b.png)", '<p><img src="b.png" alt="a" loading="lazy"></p>', id="a picture"),
        pytest.param("![a](data:image/png;base64,aa)", '<p><img alt="a" loading="lazy"></p>', id="a picture in the text"),
        pytest.param("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>", id="raw HTML"),
        pytest.param("3. a", '<ol start="3">\n<li>a</li>\n</ol>', id="a list from three"),
        pytest.param(
            "- [ ] a\n- [x] b\n- c",
            '<ul class="contains-task-list">\n<li class="task-list-item"><span class="box">☐</span> a</li>\n'
            '<li class="task-list-item"><span class="box">☑</span> b</li>\n<li>c</li>\n</ul>',
            id="tasks",
        ),
        pytest.param(
            "> [!WARNING]\n> a",
            '<div class="markdown-alert markdown-alert-warning">\n<p class="markdown-alert-title">Warning</p>\n<p>a</p>\n</div>',
            id="a callout",
        ),
        pytest.param(
            "|a|b|\n|:-:|-|\n|1|2|",
            '<table>\n<thead>\n<tr>\n<th class="center">a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n'
            '<tr>\n<td class="center">1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>',
            id="a table without inline styles",
        ),
    ],
)  # fmt: skip
def test_markdown_becomes_safe_html(markdown: str, html: str) -> None:
    assert render(markdown) == html + "\n"


@given(st.lists(st.sampled_from(["a", "*b*", "`", "[", "](", "|", "\n", "- ", "> ", "<i>", "&"]), max_size=12))
@settings(deadline=None)
def test_gap_marks_survive_rendering(pieces: list[str]) -> None:
    text = "x " + "".join(f"{piece} {gap_mark(number)} " for number, piece in enumerate(pieces))
    html = render(text)
    assert all(html.count(gap_mark(number)) == 1 for number in range(len(pieces)))


def test_a_leaf_inside_a_label_has_no_blocks() -> None:
    assert render_inline("**a** ![b](c.png)") == '<strong>a</strong> <img src="c.png" alt="b" loading="lazy">'
    assert render_inline("a\n\n- b") == "a\n\n- b"


def test_prose_shares_notes_and_definitions() -> None:
    first, second = render_prose(["One[^1] and [two].\n\n[two]: /two", "Three [two].\n\n[^1]: The source."])
    assert 'href="/two"' in first
    assert 'href="/two"' in second
    assert "The source." in second
    assert first.count('class="footnote-ref"') == 1


def test_headings_of_prose_have_ids_that_links_find() -> None:
    first, second = render_prose(["# A ក្មេង\n\n[down](#b) [up](#nothing)\n\n## ?", "## B\n\n## B\n\nText"])
    assert '<h1 id="s-a-ក្មេង">' in first
    assert '<h2 id="s-part">' in first
    assert '<a href="#s-b">down</a> <a href="#nothing">up</a>' in first
    assert second.startswith('<h2 id="s-b">B</h2>\n<h2 id="s-b-1">B</h2>')


def test_an_open_fence_in_prose_takes_nothing_from_the_next_piece() -> None:
    assert render_prose(["```\na", "*b*"]) == ("<pre><code>a</code></pre>\n", "<p><em>b</em></p>\n")
    assert render_prose([]) == ()


def test_two_texts_with_footnotes_do_not_share_ids() -> None:
    first, second = (render(f"{word}[^1]\n\n[^1]: note").split('id="')[1].split('"')[0] for word in "ab")
    assert first != second


class Acting(HTMLParser):
    """Collects what could act: elements, attributes and addresses we never make."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "input",
            "button",
            "base",
            "meta",
        }:
            self.found.append(tag)
        for name, value in attrs:
            scheme = (
                (value or "").partition(":")[0].strip().lower()
                if name in {"href", "src"} and ":" in (value or "")
                else ""
            )
            if (
                name.startswith("on")
                or name in {"style", "srcset", "target"}
                or scheme in {"javascript", "data", "vbscript"}
            ):
                self.found.append(f"{tag} {name}={value}")


def test_no_known_payload_leaves_anything_that_acts(corpora: Path) -> None:
    rows = (corpora / "xss" / "payloads.jsonl").read_bytes().decode().split("\n")
    payloads = []
    for row in rows:
        with suppress(json.JSONDecodeError):  # a few rows are torn at a line end
            payloads.append(json.loads(row)["payload"])
    assert len(payloads) > len(rows) - 15
    for payload in payloads:
        reader = Acting()
        reader.feed(render(payload) + render_inline(payload))
        assert reader.found == []
