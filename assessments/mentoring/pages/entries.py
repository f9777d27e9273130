"""What the page of an entry shows to its author, to the mentor it is shared with, and to whoever else may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring import anonymity
from assessments.mentoring.confidentiality import DataClass, Standing, Viewpoint
from assessments.mentoring.models import Comment, Entry, Event
from assessments.mentoring.models.entries import WITH_THE_MENTOR
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.entry_wording import (
    Answered,
    Happened,
    Said,
    answers,
    happened,
    lag_text,
    next_text,
    said,
    state_text,
)
from assessments.mentoring.services.entries import EDITABLE, texts_of
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Where the acts of the viewer go; empty for what they cannot do now."""

    edit: str = ""
    share: str = ""
    take_back: str = ""
    delete: str = ""
    read: str = ""
    give_back: str = ""
    validate: str = ""
    danger: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """Everything on the page. Its forms come beside it, also where an act is no longer possible: words that were typed are shown."""

    key: str
    title: str
    kind_text: str
    state: str
    state_text: str
    next_text: str
    lag_text: str
    answers: tuple[Answered, ...]
    comments: tuple[Said, ...]
    history: tuple[Happened, ...]
    readers: readers.Readers
    acts: Acts
    danger: bool
    is_mine: bool


def entry_page(
    row: Entry, *, view: Viewpoint, viewer: User, history: Sequence[Event], comments: Sequence[Comment], can_share: bool
) -> EntryPage:
    """The page of an entry that the viewer may read. `comments` are those that are theirs to see."""
    words = row.words.opened() or {}
    mine = view.has(Standing.LEARNER)
    mentor = row.relationship.mentor if row.relationship else None
    shared = row.state in WITH_THE_MENTOR
    return EntryPage(
        key=str(row.pk),
        title=_("Entry of %(day)s") % {"day": date_format(row.occurred_on)},
        kind_text=row.get_kind_display(),
        state=row.state,
        state_text=state_text(row, to_mentor=row.relationship_id in view.pairs),
        next_text=next_text(row, mine=mine, can_share=can_share),
        lag_text=lag_text(row.occurred_on, row.created_at),
        answers=tuple(answers(row, words)),
        comments=tuple(said(one, viewer) for one in comments if one.body),
        history=tuple(happened(one) for one in history),
        readers=readers.of(
            DataClass.SHARED_ENTRY if shared else DataClass.PRIVATE_ENTRY,
            viewer=viewer,
            learner=row.author,
            mentor=mentor if shared else None,
        ),
        acts=_acts_of_author(row, can_share=can_share) if mine else _acts_of_reader(row, view),
        danger=anonymity.speaks_of_danger(list(texts_of(words).values())),
        is_mine=mine,
    )


def _acts_of_author(row: Entry, *, can_share: bool) -> Acts:
    shareable = can_share and row.finished_at is not None and row.state in ("private", "returned")
    return Acts(
        edit=_to("entry_edit", row) if row.state in EDITABLE else "",
        share=_to("entry_share", row) if shareable else "",
        take_back=_to("entry_take_back", row) if row.state == "shared" else "",
        delete=_to("entry_delete", row),
        comment=_to("entry_comment", row) if row.state in WITH_THE_MENTOR else "",
    )


def _acts_of_reader(row: Entry, view: Viewpoint) -> Acts:
    if row.relationship_id not in view.pairs:
        return Acts()
    return Acts(
        read=_to("entry_read", row) if row.state == "shared" else "",
        give_back=_to("entry_return", row) if row.state == "read" else "",
        validate=_to("validate_entry", row) if row.state in ("read", "validated") else "",
        danger=_to("entry_danger", row),
        comment=_to("entry_comment", row),
    )


def _to(name: str, row: Entry) -> str:
    return reverse(f"mentoring:{name}", args=[row.pk])
