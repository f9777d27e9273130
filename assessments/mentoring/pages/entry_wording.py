"""An entry of the log in words: its state, what happens next, its answers, what was said about it and what happened to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.forms.entries import PAPER
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.lateness import LATE_AFTER_DAYS
from assessments.mentoring.models import Comment, Entry, Event
from assessments.mentoring.selectors.lessons import goes_back_to
from assessments.mentoring.services.sharing import ReturnReason
from modules.outline import Module
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question of the paper and what was written."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """A comment."""

    who: str
    when: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Happened:
    """A line of the history."""

    text: str
    when: str


def state_text(row: Entry, *, to_mentor: bool = False) -> str:
    """The state in words, for the author or for the mentor it is shared with."""
    if to_mentor:
        return {
            "shared": _("Shared with you, not read yet"),
            "read": _("You have read it"),
            "validated": _("You have read it, and it counts as evidence"),
            "returned": _("You gave it back"),
        }[row.state]
    if row.state == "private" and row.finished_at is None:
        return _("Not finished yet")
    names = {"mentor": str(row.relationship.mentor) if row.relationship else ""}
    return {
        "private": _("Only yours"),
        "shared": _("Shared with %(mentor)s, not read yet"),
        "read": _("Read by %(mentor)s"),
        "validated": _("Read by %(mentor)s, and it counts as evidence"),
        "returned": _("%(mentor)s gave it back"),
        "deleted": _("Deleted by you"),
        "erased": _("Words deleted after the end of the programme"),
    }[row.state] % names


def lag_text(happened_on: date, entered_at: datetime) -> str:
    """How late something was entered, where that is worth saying; said, never punished."""
    days = (timezone.localdate(entered_at) - happened_on).days
    if days <= LATE_AFTER_DAYS:
        return ""
    return ngettext("Entered %(days)d day later", "Entered %(days)d days later", days) % {"days": days}


def day_and_time(moment: datetime) -> str:
    """A moment as the site writes it."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def next_text(row: Entry, *, mine: bool, can_share: bool) -> str:
    """What happens next, and who acts."""
    if not mine:
        return {
            "shared": _("Its author can still take it back. When you mark it as read it no longer changes."),
            "read": _("You can comment, give it back, or say which indicators it is evidence for."),
            "returned": _("Its author is working on it."),
        }.get(row.state, "")
    if row.state == "private" and row.finished_at is None:
        return _("It was saved while you typed. Finish it when you like.")
    if row.state == "private" and not can_share:
        return _("You can share it once you have a mentor.")
    return {
        "private": _("It stays yours until you share it."),
        "shared": _("You can change it or take it back until it is marked as read."),
        "read": _("It no longer changes. You can still delete it."),
        "returned": _("Change what needs changing and share it again, or leave it."),
    }.get(row.state, "")


def answers(row: Entry, words: dict[str, object]) -> Iterator[Answered]:
    for field in PAPER.fields:
        value = row.indicators if field.key == "indicators" else words.get(field.key)
        if value not in (None, "", []):
            yield Answered(label=_(field.label), text=_shown(field, value))
    if row.lesson_key:
        about = goes_back_to(row.lesson_key)
        label = _("Practice task") if isinstance(about, Module) else _("Lesson")
        yield Answered(label=label, text=about.title if about else row.lesson_key)


def _shown(field: Field, value: object) -> str:
    labels = {choice.key: _(choice.label) for choice in field.choices}
    if isinstance(value, list):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    if field.kind == "date":
        return date_format(date.fromisoformat(str(value)))
    return labels.get(str(value), str(value))


def said(comment: Comment, viewer: User) -> Said:
    who = _("You") if comment.author == viewer else str(comment.author)
    return Said(who=who, when=day_and_time(comment.at), text=comment.body.opened())


def happened(event: Event) -> Happened:
    texts = {
        "written": _("Begun"),
        "shared": _("Shared"),
        "withdrawn": _("Taken back"),
        "read": _("Marked as read"),
        "validated": _("Taken as evidence"),
        "returned": _("Given back: %(reason)s"),
        "deleted": _("Deleted"),
        "erased": _("Words deleted"),
    }
    reason = ReturnReason(event.reason).label if event.reason in ReturnReason.values else ""
    return Happened(text=texts[event.kind] % {"reason": reason}, when=day_and_time(event.at))
