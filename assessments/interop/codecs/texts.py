"""Texts of items into Markdown leaves of the dialect."""

import re
from dataclasses import dataclass
from html import unescape

from assessments.interop.codecs.escaping import escape
from assessments.interop.codecs.html_texts import read_html
from assessments.interop.codecs.items import Text
from assessments.interop.codecs.sentences import Said, say
from modules.dialect.markup import render_inline
from modules.dialect.source import trim

_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#[0-9]+|[A-Za-z]+);")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(([^()\s]{1,200})")


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A Markdown leaf, and what of its text did not come along."""

    text: str
    lost: tuple[Said, ...] = ()


def leaf(text: Text | None) -> Leaf:
    """The text as Markdown."""
    if text is None:
        return Leaf(text="")
    if text.format == "markdown":
        pictures = tuple(say("the picture %(name)s", name=name) for name in _PICTURE.findall(text.text))
        return Leaf(text=trim(text.text), lost=pictures)
    if text.format == "html" or (text.format == "moodle" and _TAGS.search(text.text)):
        html = text.text if text.format == "html" else text.text.replace("\n", "<br>")
        read = read_html(html)
        return Leaf(text=read.markdown, lost=read.lost)
    return Leaf(text=escape(text.text))


def plain(text: Text) -> str:
    """The text on one line without any markup, as it is for accepted answers."""
    bare = text.text
    if text.format == "html":
        bare = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", read_html(bare).markdown.replace("**", ""))
    return " ".join(bare.split())


def shown(markdown: str) -> str:
    """The characters that a leaf shows, for places that know no markup."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", render_inline(markdown))).split())
