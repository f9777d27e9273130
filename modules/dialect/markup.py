"""Markdown to safe HTML: markdown-it without raw HTML, then nh3 with a list of what is allowed."""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from modules.dialect.blocks import PARSER_DEPTH
from modules.dialect.brackets import bracket_guard_plugin
from modules.dialect.references import References
from modules.dialect.slugs import free_slug, slug
from modules.dialect.source import UNSTORABLE, clean
from modules.dialect.tables import table_guard_plugin

_SEPARATOR = "\ue00f"
"""Stands between the pieces of `render_prose`; it cannot come from an author, whose private-use characters are taken out."""

_EXTERNAL = re.compile(r"(?:https?:)?//|[\\/]{2}", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align:(left|center|right)")
_ALERTS = frozenset(
    {"markdown-alert", *(f"markdown-alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution"))}
)

_TAGS = frozenset(
    {"a", "br", "code", "del", "em", "img", "s", "span", "strong", "sub", "sup"}
    | {"blockquote", "div", "hr", "li", "ol", "p", "pre", "section", "ul"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes={
        "*": {"lang", "dir"},
        "a": {"href", "title", "rel", "id"},
        "img": {"src", "alt", "title", "loading"},
        "li": {"id"},
        "ol": {"start"},
        **{f"h{level}": {"id"} for level in range(1, 7)},
    },
    allowed_classes={
        "a": {"footnote-backref"},
        "div": _ALERTS,
        "p": {"markdown-alert-title"},
        "li": {"footnote-item", "task-list-item"},
        "ol": {"footnotes-list"},
        "section": {"footnotes"},
        "span": {"box"},
        "sup": {"footnote-ref"},
        "td": {"left", "center", "right"},
        "th": {"left", "center", "right"},
        "ul": {"contains-task-list"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def render(markdown: str) -> str:
    """One leaf, or one piece of prose, as safe HTML blocks. Gap marks survive unchanged; headings carry no ids."""
    text = storable(markdown)
    return _CLEANER.clean(_MARKDOWN.render(text, _environment(text)))


def render_inline(markdown: str) -> str:
    """A leaf that stands inside a label, as safe HTML without blocks."""
    text = storable(markdown)
    return _CLEANER.clean(_MARKDOWN.renderInline(text, _environment(text))).strip()


def render_prose(texts: Sequence[str]) -> tuple[str, ...]:
    """The pieces of prose of one lesson, rendered as one text.

    References and footnotes work from one piece to another (the notes stand at the end of the last), headings carry the
    ids `s-…`, each once, and links to a heading's anchor find it.
    """
    pieces = [clean(text) for text in texts]
    text = f"\n\n{_SEPARATOR}\n\n".join(pieces)
    html = _CLEANER.clean(_MARKDOWN.render(text, {**_environment(text), "anchors": {}}))
    found = tuple(html.split(f"<p>{_SEPARATOR}</p>\n"))
    # A piece that ends inside an open code fence swallows the separator: then every piece stands for itself.
    return found if len(found) == len(pieces) else tuple(render(piece) for piece in pieces)


def storable(text: str) -> str:
    """The text without characters that HTML cannot carry; our own marks stay."""
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _environment(text: str) -> dict[str, Any]:
    """Footnotes get ids from the text, so that two leaves on one page do not share them; references have a budget."""
    return {"docId": sha256(text.encode()).hexdigest()[:6], "references": References(text)}


def _name_headings(state: StateCore) -> None:
    """Give headings ids, where the environment asks for anchors."""
    anchors: dict[str, str] | None = state.env.get("anchors")
    if anchors is None:
        return
    same: Counter[str] = Counter()
    for token, inline in pairwise(state.tokens):
        if token.type == "heading_open":
            stem = slug("".join(child.content for child in inline.children or ())) or "part"
            name = free_slug(stem, anchors, earlier=same[stem])
            same[stem] += 1
            anchors[name] = f"s-{name}"
            token.attrSet("id", anchors[name])


def _mend(state: StateCore) -> None:
    """What no style sheet or policy of ours should have to allow: inline styles, bare external links."""
    anchors: dict[str, str] = state.env.get("anchors") or {}
    for token in state.tokens:
        if match := _ALIGNED.fullmatch(str(token.attrs.pop("style", ""))):
            token.attrSet("class", match[1])
        for child in token.children or ():
            _mend_inline(child, anchors)


def _mend_inline(token: Token, anchors: dict[str, str]) -> None:
    if token.type == "image":
        token.attrSet("loading", "lazy")
    if token.type != "link_open":
        return
    href = str(token.attrs.get("href", ""))
    if _EXTERNAL.match(href):
        token.attrSet("rel", "noopener nofollow")
    elif href.removeprefix("#") in anchors and href.startswith("#"):
        token.attrSet("href", "#" + anchors[href[1:]])


def _list_item(renderer: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    """A task in prose is text to read: its box is a character, not a control."""
    token = tokens[at]
    checked = token.meta.pop("checked", None)
    opened = str(renderer.renderToken(tokens, at, options, env))
    if checked is None:
        return opened
    return f'{opened.rstrip()}<span class="box">{"☑" if checked else "☐"}</span> '


_MARKDOWN = MarkdownIt("gfm-like2", {"html": False, "maxNesting": PARSER_DEPTH, "linkify": False}).disable("linkify")
_MARKDOWN.use(table_guard_plugin).use(bracket_guard_plugin).use(footnote_plugin)
_MARKDOWN.core.ruler.push("name_headings", _name_headings)
_MARKDOWN.core.ruler.push("mend", _mend)
_MARKDOWN.add_render_rule("list_item_open", _list_item)
