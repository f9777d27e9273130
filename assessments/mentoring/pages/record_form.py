"""What the form of a record begins with, and how its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.record_rows import Offered, Rows
from assessments.mentoring.forms.records import USUAL_MINUTES, RecordForm
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Action, Relationship, Session, SessionRecord
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.record_reading import agenda_text
from assessments.mentoring.pages.sessions import saved_text
from assessments.mentoring.selectors.frameworks import indicators
from assessments.mentoring.selectors.records import LISTS, TEXTS
from assessments.mentoring.selectors.sessions import Before, Item, agenda_of, open_actions
from assessments.mentoring.services import pairs
from training_site.people.models import User

AGENDA = {
    "commitment": gettext_lazy("From a lesson"),
    "preparation": gettext_lazy("Prepared by the learner"),
    "review": gettext_lazy("Due"),
    "learner": gettext_lazy("From the learner"),
    "mentor": gettext_lazy("From the mentor"),
}
ACTION_DUE = timedelta(weeks=2)
"""The day that stands beside a new action."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What a form is made of, besides what was sent."""

    initial: Mapping[str, Any]
    rows: Rows
    previous: Sequence[Mapping[str, str]]
    offered: Offered
    kept: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of one kind."""

    kind: str
    count: int
    rows: list[dict[str, Any]]
    is_used: bool
    """Something stands in it, so it is not folded."""


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """The page around the form."""

    title: str
    action: str
    autosave: str
    saved_text: str
    other: str
    back_url: str
    returned_words: tuple[tuple[str, str], ...]
    """Who sent it back, and what they said, where it is open."""
    notice: readers.Notice
    readers: readers.Readers
    tables: Mapping[str, Table]


def begun(
    session: Session,
    record: SessionRecord | None,
    behind: Before | None,
    *,
    viewer: User,
    policy: Policy,
    now: datetime,
) -> Begun:
    """The words of the draft, or for a new one: today, an hour, the agenda as the learner keeps it, what is open from last time."""
    pair = session.relationship
    actions = open_actions(pair)
    words = record.shared.opened() if record else None
    words = words or _new_words(agenda_of(session, behind) if behind else [])
    previous = _previous(words, actions)
    words = {**words, "previous": previous}
    initial = {**_facts(session, record, now), **{name: words.get(name, "") for name in TEXTS}}
    for kind in LISTS:
        for index, row in enumerate(words.get(kind, ())):
            initial |= {f"{kind}-{index}-{name}": value for name, value in row.items()}
    rows = Rows.of(words)
    empty = rows.numbers["actions"] - 1
    initial[f"actions-{empty}-due_on"] = timezone.localdate(now) + ACTION_DUE
    return Begun(
        initial=initial,
        rows=rows,
        previous=previous,
        offered=Offered(
            indicators=indicators(pair.programme_key),
            learner=str(pair.learner),
            mentor=str(pair.mentor),
            with_cases=policy.case_refs_allowed != "none",
            writer=pairs.role_in(pair, viewer),
        ),
        kept=words.get("kept", ()),
    )


def form_page(
    form: RecordForm,
    session: Session,
    record: SessionRecord | None,
    *,
    viewer: User,
    policy: Policy,
    remarks: Sequence[Any],
) -> FormPage:
    """The page of a form."""
    pair = session.relationship
    for row in form.table("agenda"):
        row["text"].label = _source(row["source"].value())
    return FormPage(
        title=_title(session, form),
        action=reverse("mentoring:write", args=[session.pk]),
        autosave=reverse("mentoring:record_save", args=[session.pk]),
        saved_text=saved_text(record.saved_at) if record else "",
        other=str(pairs.other(pair, viewer)),
        back_url=reverse("mentoring:session", args=[session.pk]),
        returned_words=tuple(
            (str(one.author), one.body.opened()) for one in remarks if not one.settled_at and one.body
        ),
        notice=readers.notice(policy.confidentiality_notice),
        readers=_readers(record, pair, viewer),
        tables={
            kind: Table(kind=kind, count=number, rows=form.table(kind), is_used=_is_used(form, kind))
            for kind, number in form.rows.numbers.items()
        },
    )


def _title(session: Session, form: RecordForm) -> str:
    """By the day that stands in the form: two who meet earlier than they planned record that day."""
    day = session.occurred_on or form.initial.get("held_on")
    return _("Record of %(day)s") % {"day": date_format(day)} if day else _("Record")


def _facts(session: Session, record: SessionRecord | None, now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    planned = timezone.localdate(session.planned_at) if session.planned_at else today
    return {
        **(record.facts if record else {}),
        "client_id": record.client_id if record else uuid4(),
        "revision": record.revision if record else 0,
        "page": uuid4().hex,
        "held_on": session.occurred_on or min(planned, today),
        "minutes": session.minutes or USUAL_MINUTES,
        "mode": session.mode or Session.Mode.IN_PERSON,
    }


def _new_words(agenda: Sequence[Item]) -> dict[str, Any]:
    rows = [{"text": item.text, "source": item.source, "key": item.key} for item in agenda]
    return {"agenda": [{**row, "text": agenda_text(row)} for row in rows]}


def _previous(words: Mapping[str, Any], actions: Sequence[Action]) -> list[dict[str, str]]:
    """What is open from last time, with what was said of it so far."""
    said = {row["key"]: row for row in words.get("previous", ())}
    return [
        {
            "outcome": "open",
            "due_on": "",
            **said.get(str(one.pk), {}),
            "key": str(one.pk),
            "text": one.body.opened(),
        }
        for one in actions
    ]


def _readers(record: SessionRecord | None, pair: Relationship, viewer: User) -> readers.Readers:
    """A draft has one reader; what was sent back has been read by both."""
    other = pair.mentor if record and record.state != "draft" else None
    return readers.of(DataClass.RECORD, viewer=viewer, learner=pair.learner, mentor=other)


def _source(code: str) -> str:
    """The label of a line of the agenda: where it comes from."""
    return str(AGENDA.get(code, _("Something else")))


def _is_used(form: RecordForm, kind: str) -> bool:
    names = {"indicators": "code", "cases": "pseudonym"}
    return kind in names and any(row[names[kind]].value() or row[names[kind]].errors for row in form.table(kind))
