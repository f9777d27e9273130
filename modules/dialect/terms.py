"""Words of a glossary in rendered text: the first time a text uses one, it leads to its meaning."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from unicodedata import name

_TAG = re.compile(r"(<[^>]*>)")
_CLOSED = re.compile(r"<(/?)(?:a|code|pre|h[1-6]|sup)\b")
"""Where no link may begin: inside another, in code, in a heading, at a footnote."""
_UNSPACED = ("KHMER", "LAO", "THAI", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA")
"""Scripts that put no spaces between words."""


def link_terms(pieces: Sequence[str], anchors: Mapping[str, str]) -> Iterator[str]:
    """The pieces of cleaned HTML of one text, in which the first use of each anchor's word is a link to it.

    `anchors` says for every form of a word, as plain text, to which anchor it leads. What is inside a tag is never touched.
    """
    forms = {escape(form, quote=False).casefold(): anchor for form, anchor in anchors.items()}
    if not forms:
        yield from pieces
        return
    search = re.compile("|".join(_pattern(form) for form in sorted(forms, key=len, reverse=True)), re.IGNORECASE)
    linked: set[str] = set()
    for piece in pieces:
        yield "".join(_linked(piece, search, forms, linked))


def _linked(html: str, search: re.Pattern[str], forms: Mapping[str, str], linked: set[str]) -> Iterator[str]:
    def link(found: re.Match[str]) -> str:
        anchor = forms.get(found[0].casefold(), "")
        if not anchor or anchor in linked:
            return found[0]
        linked.add(anchor)
        return f'<a class="term" href="#{escape(anchor)}">{found[0]}</a>'

    closed = 0
    for text in _TAG.split(html):
        if tag := _CLOSED.match(text):
            closed += -1 if tag[1] else 1
        yield text if closed or text[:1] == "<" or len(linked) == len(set(forms.values())) else search.sub(link, text)


def _pattern(form: str) -> str:
    """A whole word, where the script of the word has a way to tell."""
    before = "" if is_unspaced(form[:1]) else r"(?<!\w)"
    after = "" if is_unspaced(form[-1:]) else r"(?!\w)"
    return before + re.escape(form) + after


def is_unspaced(character: str) -> bool:
    """Whether the character is of a script that puts no spaces between words."""
    return name(character, "").startswith(_UNSPACED)


def anchors_of(key: str, words: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Form → anchor for the words of the activity `key`, given as their keys and forms."""
    return {form: f"{key}-{word}" for word, forms in words for form in forms}
