"""How pieces of an activity are written in the canonical form."""

import re
from collections.abc import Iterable

from modules.dialect.attributes import NO_ATTRS, Attrs, with_attrs
from modules.dialect.blocks import blocks
from modules.dialect.leaves import Item, Reply, Section

_LIST = re.compile(r"- |1\. ")
_DASH = re.compile(r"^-(?= )", re.MULTILINE)
_POINT = re.compile(r"^([0-9]+)\.(?= )", re.MULTILINE)


def quote(text: str) -> str:
    """The text as a quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def labelled(reply: Reply) -> str:
    """A reply of the whole activity: `> [!LABEL]` and its text."""
    return quote(f"[!{reply.label}]\n{reply.text}")


def indent(text: str, columns: int) -> str:
    """Every line but the first moved to the right; blank lines stay blank."""
    first, *others = text.split("\n")
    return "\n".join([first, *(" " * columns + line if line else "" for line in others)])


def bullet(
    text: str,
    *,
    marker: str = "-",
    box: str = "",
    key: str = "",
    attrs: Attrs = NO_ATTRS,
    replies: Iterable[Reply] = (),
    inner: str = "",
) -> str:
    """One bullet. Attributes end its first paragraph; feedback, then an inner list, are indented below it."""
    head, rest = split_head(text)
    first = " ".join(part for part in (box, with_attrs(head, key, attrs)) if part)
    quotes = "\n\n".join(quote(reply.text) for reply in replies)
    return f"{marker} " + indent("\n".join(part for part in (first + rest, quotes, inner) if part), len(marker) + 1)


def split_head(text: str) -> tuple[str, str]:
    """The first paragraph of a text and what follows it, with the line ends between them."""
    found = blocks(text)
    if len(found) < 2:
        return text, ""
    lines = text.split("\n")
    head = "\n".join(lines[: found[0].end])
    return head, text[len(head) :]


def bullets(items: Iterable[Item], *, ordered: bool = False) -> str:
    """Items as a list, one bullet each."""
    return "\n".join(
        bullet(
            item.text,
            marker=f"{number}." if ordered else "-",
            box=item.box,
            key=item.key,
            attrs=item.attrs,
            replies=item.replies,
            inner=bullets(item.children),
        )
        for number, item in enumerate(items, start=1)
    )


def below(text: str, written: str) -> str:
    """The list as it must be written below the text: with other marks where the text ends in a list, lest the two be one."""
    found = blocks(text) if _LIST.match(written) else []
    if not found or not found[-1].is_list:
        return written
    line = text.split("\n")[found[-1].start].lstrip()
    if line.startswith("-") and written.startswith("-"):
        return _DASH.sub("*", written)
    return _POINT.sub(r"\1)", written) if _POINT.match(line) and _POINT.match(written) else written


def heading(section: Section, level: int) -> str:
    """A heading with its attributes, and the text under it."""
    line = "#" * level + " " + with_attrs(section.title, section.key, section.attrs)
    line += " #" if line.endswith("#") else ""  # or the last signs would be read as the end of the heading
    return f"{line}\n\n{section.text}" if section.text else line
