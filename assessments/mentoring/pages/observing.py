"""The page on which an observer writes, with an account or by a link; and the page on which they read it through before they submit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.forms.observation_papers import ITEM, NOTE, observer_paper, request_paper
from assessments.mentoring.forms.observations import ObserverFields
from assessments.mentoring.framework.forms.form import ObservationForm
from assessments.mentoring.models import Invitation, Observation
from assessments.mentoring.pages import observation_words as words
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.observation_reading import Fact, Part, Rated, parts, rated
from assessments.mentoring.selectors import observations
from training_site.people.danger import Callee, Place
from training_site.people.models import Organisation
from training_site.people.phones import numbers_in

Answers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """One item: its buttons, and a box for a word on it that is folded while it is empty."""

    text: str
    indicator: str
    is_critical: bool
    rating: BoundField
    note: BoundField
    has_note: bool


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """The page around the form."""

    title: str
    purpose: str
    learner: str
    minutes_text: str
    agreed: tuple[str, ...]
    request: tuple[Part, ...]
    indicators_text: str
    scale: tuple[Fact, ...]
    trust: tuple[Fact, ...]
    before: tuple[BoundField, ...]
    items: tuple[ItemRow, ...]
    after: tuple[BoundField, ...]
    action: str
    autosave: str
    saved_text: str
    back_url: str
    readers_text: str
    notice: readers.Notice


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """Everything once more, before it is locked."""

    title: str
    learner: str
    facts: tuple[Fact, ...]
    rated: tuple[Rated, ...]
    parts: tuple[Part, ...]
    action: str
    back_url: str


@dataclass(frozen=True, kw_only=True)
class IntroPage:
    """The first page behind a link."""

    heading: str
    name: str
    purpose: str
    facts: tuple[Fact, ...]
    agreed: tuple[str, ...]
    readers_text: str
    not_me_url: str
    notice: readers.Notice


def initial_of(row: Observation) -> dict[str, Any]:
    """What the form begins with: what was written so far; for a replacement what it replaces; else the planned day."""
    part = row.observer_part.opened() or {}
    given = observations.answers(part)
    if not part and row.replaces is not None:
        given = observations.answers(row.replaces.observer_part.opened())
    return {
        **({"acted_on": row.scheduled_on} if not part else {}),
        **given,
        "revision": row.revision,
        "page": uuid4().hex,
    }


def kept_in(row: Observation) -> tuple[str, ...]:
    """The wordings the observer has decided to keep."""
    return tuple((row.observer_part.opened() or {}).get("kept", ()))


def form_page(
    row: Observation,
    form: ObserverFields,
    *,
    url: Callable[[str], str],
    back_url: str,
    saved: str = "",
) -> FormPage:
    """The page of a form. `url` makes the address of "" (the form itself) and of "save"."""
    of = form.of
    fields = observer_paper(of).fields
    first_item = next(number for number, one in enumerate(fields) if one.key.startswith(ITEM))
    around = [one.key for one in fields if not one.key.startswith((ITEM, NOTE))]
    begins = {one.key for one in fields[:first_item]}
    return FormPage(
        title=words.title(row),
        purpose=_(of.purpose),
        learner=str(row.relationship.learner),
        minutes_text=_("About 15 minutes"),
        agreed=tuple(_(one) for one in of.agree),
        request=parts(request_paper().fields, observations.request_of(row)),
        indicators_text=", ".join(row.indicators),
        scale=_helps(of.scale),
        trust=_helps(of.entrustment),
        before=tuple(form[key] for key in around if key in begins),
        items=tuple(_item(form, of, number) for number in range(len(of.items))),
        after=tuple(form[key] for key in around if key not in begins),
        action=url(""),
        autosave=url("save"),
        saved_text=saved,
        back_url=back_url,
        readers_text=_("Until you submit it only you can read this. Then %(learner)s and %(mentor)s can.")
        % {"learner": row.relationship.learner, "mentor": row.relationship.mentor},
        notice=readers.notice(),
    )


def check_page(row: Observation, of: ObservationForm, given: Answers, *, action: str, back_url: str) -> CheckPage:
    """What was written, to be read through."""
    fields = observer_paper(of).fields
    choices = [
        Fact(note=_(one.label), text=label)
        for one in fields
        if not one.key.startswith(ITEM) and (label := _in_words(one.kind, given.get(one.key), one.choices))
    ]
    return CheckPage(
        title=words.title(row),
        learner=str(row.relationship.learner),
        facts=tuple(choices),
        rated=rated(of, given),
        parts=parts(fields, given),
        action=action,
        back_url=back_url,
    )


def saved_text(now: datetime) -> str:
    """Saved 14:02, for example."""
    return _("Saved %(time)s") % {"time": date_format(timezone.localtime(now), "TIME_FORMAT")}


def intro_page(invitation: Invitation, *, not_me_url: str) -> IntroPage:
    """What somebody from outside reads first: who asks, about whom, what for, how long it takes, who reads it."""
    row = invitation.observation
    pair = row.relationship
    of = observations.form_of(row)
    people = {"learner": pair.learner, "mentor": pair.mentor, "inviter": invitation.invited_by}
    return IntroPage(
        heading=_("%(inviter)s asks you to observe") % people,
        name=str((invitation.person.opened() or {}).get("name", "")),
        purpose=_(of.purpose),
        facts=(
            Fact(note=_("Who is observed"), text=str(pair.learner)),
            Fact(note=_("What"), text=_(of.title)),
            Fact(
                note=_("Time"),
                text=_("About 15 minutes, best on the same day. What you write is saved while you type."),
            ),
            Fact(note=_("Open until"), text=date_format(timezone.localdate(invitation.expires_at))),
        ),
        agreed=tuple(_(one) for one in of.agree),
        readers_text=_(
            "%(learner)s and %(mentor)s read what you write, and whoever mentors the mentor. A coordinator sees the overall judgement alone."
        )
        % people,
        not_me_url=not_me_url,
        notice=readers.notice(),
    )


def receipt_of(invitation: Invitation) -> str:
    """A short code of what was signed, which the observer can write down; it tells nothing of its words."""
    signature = invitation.signatures.first()
    code = signature.digest[:8].upper() if signature else ""
    return f"{code[:4]}-{code[4:]}" if code else ""


def callees(organisations: Sequence[Organisation]) -> tuple[Place, ...]:
    """Whom to call about a child in danger, for somebody who is not signed in."""
    return tuple(
        Place(
            name=one.name,
            callees=tuple(
                Callee(name=contact.name, phones=numbers_in(contact.phone), note="") for contact in one.contacts
            ),
            checked_text="",
            overdue=False,
            confirm_url="",
            mark="",
        )
        for one in organisations
        if one.contacts
    )


def _item(form: ObserverFields, of: ObservationForm, number: int) -> ItemRow:
    item = of.items[number]
    note = form[NOTE + item.key]
    return ItemRow(
        text=_(item.text),
        indicator=item.indicator,
        is_critical=item.safety_critical,
        rating=form[ITEM + item.key],
        note=note,
        has_note=bool(note.value() or note.errors),
    )


def _helps(steps: Sequence[Any]) -> tuple[Fact, ...]:
    return tuple(Fact(note=_(step.help), text=_(step.label)) for step in steps)


def _in_words(kind: str, value: Any, choices: Sequence[Any]) -> str:
    if kind == "choice":
        return next((_(one.label) for one in choices if one.key == value), "")
    if kind == "yes_no":
        return {True: _("Yes"), False: _("No")}.get(value, "")
    if kind == "indicators":
        return ", ".join(value or [])
    if kind == "date":
        return date_format(date.fromisoformat(value)) if value else ""
    return ""
