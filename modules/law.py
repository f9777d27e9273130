"""The box with law and local procedure in a lesson: what somebody's country has written there, or, for editors, that it is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from modules.models import LawText, LessonPage
from training_site.people.models import User
from training_site.people.selectors import countries_of


@dataclass(frozen=True, kw_only=True)
class LawNote:
    """The text of one country."""

    country: str
    html: str
    """Safe HTML."""
    language: str
    when_text: str
    overdue_text: str
    """For editors, when nobody has reviewed it in time; otherwise empty."""


@dataclass(frozen=True, kw_only=True)
class LawBox:
    """What stands in the lesson."""

    notes: tuple[LawNote, ...]
    asks: str
    """For editors, what is still to be written; otherwise empty."""


def law_box(page: LessonPage, *, person: User | None, today: date) -> LawBox | None:
    """The box for one person (one query), or None: no box belongs here, nobody is signed in, or nothing is written for them."""
    if not page.law or person is None:
        return None
    rows = LawText.objects.filter(lesson_key=page.content_key, country__in=countries_of(person, today=today))
    notes = tuple(_notes(rows, is_editor=person.is_staff, today=today))
    asks = page.law if person.is_staff and not notes else ""
    return LawBox(notes=notes, asks=asks) if notes or asks else None


def _notes(rows: Iterable[LawText], *, is_editor: bool, today: date) -> Iterable[LawNote]:
    for row in rows:
        overdue = _("To be reviewed since %(day)s.") % {"day": date_format(row.review_by)}
        when = _("As of %(day)s. Kept by: %(owner)s.") % {"day": date_format(row.dated), "owner": row.owner}
        yield LawNote(
            country=row.country,
            html=row.html,
            language=row.language,
            when_text=when,
            overdue_text=overdue if is_editor and row.review_by < today else "",
        )
