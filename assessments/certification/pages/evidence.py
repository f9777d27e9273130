"""Hours of practice and declarations, as their learner sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.certification.declarations.reader import Declaration
from assessments.certification.models import Evidence
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import Line, hours_state, hours_text, tone_of
from assessments.presenting.shapes import Link

VERIFIED, SUBMITTED = "verified", "submitted"


@dataclass(frozen=True, kw_only=True)
class HoursPage:
    """Hours of practice."""

    verified: str
    waiting: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class DeclarationPage:
    """A text to sign."""

    title: str
    version: str
    html: str
    lang: str
    """The language of the text, where it is another one than the reader's."""
    signed: str
    """Since when this version is signed; "" while it is not."""
    older: tuple[str, ...]
    """Versions that were signed before."""
    back: Link


def hours_page(rows: Sequence[Evidence]) -> HoursPage:
    """What was entered, and how much of it counts."""
    return HoursPage(
        verified=_("%(hours)s verified") % {"hours": hours_text(_sum(rows, VERIFIED))},
        waiting=_("%(hours)s waiting") % {"hours": hours_text(_sum(rows, SUBMITTED))} if _sum(rows, SUBMITTED) else "",
        lines=tuple(
            Line(
                title=_("%(hours)s · %(place)s") % {"hours": hours_text(row.amount or 0), "place": row.reference},
                state=hours_state(row),
                tone=tone_of(row.state),
                day=day_text(row.occurred_on),
                url=reverse("certification:evidence", args=[row.pk]),
            )
            for row in rows
        ),
    )


def declaration_page(text: Declaration, rows: Iterable[Evidence], *, language: str) -> DeclarationPage:
    """A text in its newest version, with what was signed of it."""
    signed = [(row.version, day_text(row.occurred_on)) for row in rows]
    mine = next((day for version, day in signed if version == str(text.version)), "")
    return DeclarationPage(
        title=text.title,
        version=_("Version %(number)d") % {"number": text.version},
        html=text.html,
        lang=language if (get_language() or "")[:2] != language else "",
        signed=_("You signed this version on %(day)s.") % {"day": mine} if mine else "",
        older=tuple(
            _("Version %(number)s, signed on %(day)s") % {"number": version, "day": day}
            for version, day in signed
            if version != str(text.version)
        ),
        back=Link(title=_("Certificates"), url=reverse("certification:home")),
    )


def _sum(rows: Iterable[Evidence], state: str) -> int:
    return sum(row.amount or 0 for row in rows if row.state == state)
