"""Many certificates checked at once, in words: the same as the public page says about each, as a table and as a file."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.laws import codes
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.verification_words import BAD, GOOD, SOON, WORDS
from assessments.certification.selectors.verifying import NOT_FOUND, Found
from assessments.mentoring.board_export import as_csv

TONES = {GOOD: "good", SOON: "wait", BAD: "bad"}


@dataclass(frozen=True, kw_only=True)
class CheckedLine:
    """One code."""

    typed: str
    url: str
    """Of the public page; "" where there is none."""
    tone: str
    answer: str
    name: str
    title: str
    issuer: str
    valid_from: str
    valid_until: str
    newer: str
    """The code of the one that took its place."""


@dataclass(frozen=True, kw_only=True)
class CheckedPage:
    """All of them."""

    sums: tuple[tuple[str, int], ...]
    """Answer → how many, the most frequent first."""
    lines: tuple[CheckedLine, ...]
    text: str
    """The codes, one on a line, to be asked about once more for the file."""


def checked_page(typed: Sequence[str], found: Sequence[Found | None]) -> CheckedPage:
    """The table."""
    lines = tuple(_line(text, each, day_text) for text, each in zip(typed, found, strict=True))
    return CheckedPage(
        sums=tuple(Counter(line.answer for line in lines).most_common()), lines=lines, text="\n".join(typed)
    )


def checked_file(typed: Sequence[str], found: Sequence[Found | None], *, on: str) -> str:
    """The same as CSV, with days that every spreadsheet can sort; nothing in it is a formula."""
    heading = (
        *("code", "status", "name", "certification", "issuer", "valid_from", "valid_until", "replaced_by"),
        "checked_at",
    )
    lines = (_line(text, each, date.isoformat) for text, each in zip(typed, found, strict=True))
    rows = (
        (one.typed, one.answer, one.name, one.title, one.issuer, one.valid_from, one.valid_until, one.newer, on)
        for one in lines
    )
    return as_csv([heading, *rows])


def _line(typed: str, found: Found | None, written: Callable[[date], str]) -> CheckedLine:
    words = WORDS[found.answer if found else NOT_FOUND]
    if found is None:
        empty = dict.fromkeys(("url", "name", "title", "issuer", "valid_from", "valid_until", "newer"), "")
        return CheckedLine(typed=typed, tone="", answer=str(words.headline), **empty)
    row = found.credential
    return CheckedLine(
        typed=codes.grouped(row.code),
        url=reverse("certification:verified", args=[row.code]),
        tone=TONES.get(words.mood, ""),
        answer=str(words.headline),
        name=row.name,
        title=row.snapshot.get("title") or row.certification.title,
        issuer=row.snapshot.get("issuer") or row.issuer.name,
        valid_from=written(row.valid_from),
        valid_until=written(row.valid_until) if row.valid_until else _("no last day"),
        newer=codes.grouped(found.next_code) if found.next_code else "",
    )
