"""The note about the practice task of a module, as its page shows it to the learner: whether it is written, and whether the mentor has read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.mentoring.models import Entry
from assessments.mentoring.selectors.entries import has_mentor, notes_about
from assessments.presenting.shapes import Link

DRAFT = "draft"
FURTHEST = ("read", "validated", "shared", "returned", "private", DRAFT)
"""States of a note, those first that count more."""


@dataclass(frozen=True, kw_only=True)
class PracticeNote:
    """What components/mentoring/practice_note.html is given."""

    text: str
    links: tuple[Link, ...]


def practice_note(module_key: str, *, learner_id: int) -> PracticeNote | None:
    """For the learner alone; None for somebody who has written nothing and has no mentor who would read it (two queries)."""
    note = _furthest(notes_about(learner_id, module_key))
    mentored = has_mentor(learner_id)
    if note is None:
        text = _("You have not written the note about this task yet. Your mentor reads it.")
        return (
            PracticeNote(text=text, links=(_write(module_key, _("Write the note about this task")),))
            if mentored
            else None
        )
    return PracticeNote(text=_text(note), links=tuple(_links(note, module_key, mentored=mentored)))


def _furthest(notes: Sequence[Entry]) -> Entry | None:
    """Of several notes the one that counts most; of those the newest, which comes first."""
    return min(notes, key=lambda note: FURTHEST.index(_state(note)), default=None)


def _state(note: Entry) -> str:
    return DRAFT if note.state == "private" and note.finished_at is None else note.state


def _text(note: Entry) -> str:
    mentor = str(note.relationship.mentor) if note.relationship else ""
    read = _("Your note about this task is written, and %(mentor)s has read it.")
    return {
        DRAFT: _("You have begun the note about this task. Only you can see it."),
        "private": _("Your note about this task is written. Only you can see it, until you share it with your mentor."),
        "shared": _("Your note about this task is written. %(mentor)s has not read it yet."),
        "returned": _("%(mentor)s gave your note about this task back to you."),
        "read": read,
        "validated": read,
    }[_state(note)] % {"mentor": mentor}


def _links(note: Entry, module_key: str, *, mentored: bool) -> Iterator[Link]:
    state = _state(note)
    if state in (DRAFT, "returned"):
        yield Link(title=_("Go on writing"), url=reverse("mentoring:entry_edit", args=[note.pk]))
    else:
        yield Link(title=_("Open your note"), url=reverse("mentoring:entry", args=[note.pk]))
    if mentored and state in ("read", "validated"):
        yield _write(module_key, _("Write another note"))


def _write(module_key: str, title: str) -> Link:
    return Link(title=title, url=f"{reverse('mentoring:entry_write')}?{urlencode({'lesson': module_key})}")
