"""What the pages of planning and of a session show to one of the pair."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import Action, Annex, PrivateNote, Relationship, Session, SessionRecord
from assessments.mentoring.pages import readers
from assessments.mentoring.selectors.records import EDITABLE
from assessments.mentoring.selectors.sessions import Writer, before, writer_of
from assessments.mentoring.services import pairs
from training_site.people.models import User

WORKING_HOURS = range(7, 19)
NOTE_CLASS = {pairs.LEARNER: DataClass.PREPARATION, pairs.MENTOR: DataClass.AIDE_MEMOIRE}
NOTE_TITLE = {pairs.LEARNER: gettext_lazy("Prepare"), pairs.MENTOR: gettext_lazy("Aide-memoire")}
STATES = {
    "planned": gettext_lazy("Planned"),
    "held": gettext_lazy("Held"),
    "cancelled": gettext_lazy("Called off"),
    "no_show": gettext_lazy("Did not take place: somebody did not come"),
    "rescheduled": gettext_lazy("Moved to another time"),
}


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """Something agreed and not finished."""

    text: str
    owner_text: str
    due_text: str
    close_url: str
    """Empty for whoever may not close it."""


@dataclass(frozen=True, kw_only=True)
class SessionPage:
    """A session as one of the pair sees it."""

    title: str
    kind_text: str
    when_text: str
    mode_text: str
    state_text: str
    next_text: str
    record_url: str
    record_button: str
    change_url: str
    can_miss: bool
    annex_url: str
    annex_text: str
    pair_url: str
    agreement_url: str
    note_url: str
    note_title: str
    note_readers: readers.Readers
    saved_text: str
    actions: tuple[OpenAction, ...]


def session_page(
    session: Session,
    *,
    viewer: User,
    record: SessionRecord | None,
    note: PrivateNote | None,
    actions: list[Action],
    annexes: list[Annex],
    now: datetime,
) -> SessionPage:
    """The page of a session; one query more where nobody has begun its record."""
    pair = session.relationship
    role = pairs.role_in(pair, viewer)
    other = pairs.other(pair, viewer)
    is_open = session.state in ("planned", "held") and pair.state == "active"
    writer = writer_of(session, before(session)) if is_open and record is None else None
    begins = writer is not None and writer.is_now(viewer.pk)
    url, button = _record_link(session, record, viewer, begins=begins)
    return SessionPage(
        title=_("Session with %(name)s") % {"name": other},
        kind_text=session.get_kind_display(),
        when_text=when_text(session),
        mode_text=session.get_mode_display(),
        state_text=state_text(session),
        next_text=_next(session, record, viewer, writer=writer, is_open=is_open),
        record_url=url,
        record_button=button,
        change_url=_url("session_change", session) if is_open and session.state == "planned" else "",
        can_miss=session.planned_at is not None and session.planned_at <= now,
        annex_url=_url("annex", session) if is_open or annexes else "",
        annex_text=_annexes(len(annexes)),
        pair_url=reverse("mentoring:pair", args=[pair.pk]),
        agreement_url=reverse("mentoring:agreement", args=[pair.pk]),
        note_url=_url("note", session) if is_open else "",
        note_title=str(NOTE_TITLE[role]),
        note_readers=readers.of(NOTE_CLASS[role], viewer=viewer, learner=pair.learner, mentor=pair.mentor),
        saved_text=saved_text(note.saved_at) if note else "",
        actions=tuple(open_action(one, viewer=viewer, pair=pair) for one in actions),
    )


def when_text(session: Session) -> str:
    """The day and hour, or the day and the minutes."""
    if session.occurred_on:
        minutes = ngettext("%(n)d minute", "%(n)d minutes", session.minutes or 0) % {"n": session.minutes or 0}
        return f"{date_format(session.occurred_on)} · {minutes}"
    return date_format(timezone.localtime(session.planned_at), "DATETIME_FORMAT") if session.planned_at else ""


def state_text(session: Session) -> str:
    """The state in words; a session that was called off says why."""
    text = str(STATES[session.state])
    return f"{text}: {session.get_cancel_code_display()}" if session.cancel_code else text


def saved_text(at: datetime) -> str:
    """Such as "Saved 14:02"."""
    return _("Saved %(time)s") % {"time": date_format(timezone.localtime(at), "TIME_FORMAT")}


def open_action(action: Action, *, viewer: User, pair: Relationship) -> OpenAction:
    """An action, with its words."""
    may_close = pair.state == "active" and viewer.pk in (action.owner_id, pair.mentor_id)
    times = action.carry_count
    return OpenAction(
        text=action.body.opened(),
        owner_text=_("You") if action.owner_id == viewer.pk else str(pairs.other(pair, viewer)),
        due_text=" · ".join(
            text
            for text in (
                _("until %(day)s") % {"day": date_format(action.due_on)} if action.due_on else "",
                ngettext("carried on %(n)d time", "carried on %(n)d times", times) % {"n": times} if times else "",
            )
            if text
        ),
        close_url=reverse("mentoring:action", args=[action.pk]) if may_close else "",
    )


def usual_moment(now: datetime) -> dict[str, object]:
    """What the form of a plan begins with: in two weeks, at this hour; at ten when nobody is at work at this hour."""
    then = timezone.localtime(now) + timedelta(weeks=2)
    hour = then.hour if then.hour in WORKING_HOURS else 10
    return {"day": then.date(), "hour": time(hour), "kind": Session.Kind.INDIVIDUAL}


def _record_link(session: Session, record: SessionRecord | None, viewer: User, *, begins: bool) -> tuple[str, str]:
    if record is None:
        return (_url("write", session), _("Record this session")) if begins else ("", "")
    if record.writer_id == viewer.pk and record.state in EDITABLE:
        return _url("write", session), _("Go on writing the record")
    return (
        ("", "") if record.state == "draft" else (reverse("mentoring:record", args=[record.pk]), _("Open the record"))
    )


def _next(session: Session, record: SessionRecord | None, viewer: User, *, writer: Writer | None, is_open: bool) -> str:
    pair = session.relationship
    if not is_open:
        return "" if pair.state == "active" else _("This relationship is not active, so nothing can be changed here.")
    if writer and not writer.has_agreement:
        return _("Before a second session is recorded, sign an agreement.")
    if writer and writer.is_now(viewer.pk):
        return _("When you have met, you write the record. It takes about three minutes.")
    if record is None or record.state == "draft":
        return _("%(name)s writes the record, and shares it with you.") % {"name": pairs.other(pair, viewer)}
    return ""


def _annexes(number: int) -> str:
    if not number:
        return _("Write down a confidential matter")
    return ngettext("A confidential matter was discussed", "%(n)d confidential matters were discussed", number) % {
        "n": number
    }


def _url(name: str, session: Session) -> str:
    return reverse(f"mentoring:{name}", args=[session.pk])
