"""A pair as a card: who, what is next, how the rhythm is kept. Facts only, no text is opened."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.pages.people_around import state_text
from assessments.mentoring.pages.rhythm import Rhythm, due_text, rhythm
from assessments.mentoring.selectors.agreements import IN_FORCE
from assessments.mentoring.selectors.home import Pair
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Card:
    """The card."""

    name: str
    url: str
    """Empty where the other side may not look now, as while it pauses."""
    what: str
    """ "Your mentor, who decides about levels"; empty for what is usual."""
    state: str
    """Why nothing happens; empty while it is active."""
    next: str
    next_url: str
    due: str
    is_overdue: bool
    facts: tuple[str, ...]
    rhythm: Rhythm | None


def card(pair: Pair, *, viewer: User, now: datetime) -> Card:
    """A pair as one of the two sees it."""
    row, today = pair.row, timezone.localdate(now)
    is_learner = row.learner_id == viewer.pk
    is_active = row.state == "active" and row.starts_on <= today
    may_look = is_learner or is_active
    text, is_overdue = due_text(pair.tally.rhythm.get("individual"), today=today) if is_active else ("", False)
    following = next_session(pair, now=now)
    return Card(
        name=str(row.mentor if is_learner else row.learner),
        url=reverse("mentoring:pair", args=[row.pk]) if may_look else "",
        what=_what(pair, is_learner=is_learner),
        state="" if is_active else state_text(row, today=today),
        next=_("Next session: %(when)s") % {"when": following[0]} if following and is_active else "",
        next_url=following[1] if following and is_active else "",
        due="" if following and not is_overdue else text,
        is_overdue=is_overdue,
        facts=tuple(_facts(pair, viewer)) if is_active else (),
        rhythm=rhythm(pair.steps, pair.tally.rhythm.get("individual")) if may_look else None,
    )


def next_session(pair: Pair, *, now: datetime) -> tuple[str, str] | None:
    """When the next session is planned, and its page."""
    planned = [thing for thing in pair.things if thing.what == "session" and thing.at and thing.at >= now]
    soonest = min(planned, key=lambda thing: thing.at or now, default=None)
    if soonest is None or soonest.at is None:
        return None
    when = date_format(timezone.localtime(soonest.at), "DATETIME_FORMAT")
    return when, reverse("mentoring:session", args=[soonest.pk])


def agreement_state(pair: Pair) -> str:
    """Where the pair's agreement stands: the one in force, else the one that is being made, else "none"."""
    states = {thing.state for thing in pair.things if thing.what == "agreement"}
    return next((state for state in ("active", "due_review", "awaiting_other", "draft") if state in states), "none")


def _what(pair: Pair, *, is_learner: bool) -> str:
    if is_learner:
        return _("Your mentor, who decides about levels") if pair.row.is_primary else _("Your mentor")
    return _("You mentor this mentor") if getattr(pair.row, "is_mentor", False) else ""


def _facts(pair: Pair, viewer: User) -> list[str]:
    """Short facts: actions, entries, agreement."""
    actions = [thing for thing in pair.things if thing.what == "action"]
    own = sum(thing.actor == viewer.pk for thing in actions)
    entries = sum(thing.what == "entry" and thing.state == "shared" for thing in pair.things)
    found = []
    if actions:
        text = ngettext("%(number)d action open", "%(number)d actions open", len(actions)) % {"number": len(actions)}
        found.append(f"{text}, {_('%(number)d yours') % {'number': own}}" if own else text)
    if entries and pair.row.mentor_id == viewer.pk:
        found.append(ngettext("%(number)d entry to read", "%(number)d entries to read", entries) % {"number": entries})
    if agreement_state(pair) not in IN_FORCE:
        found.append(_("no agreement yet"))
    if pair.tally.review_due_on:
        found.append(_("review due by %(day)s") % {"day": date_format(pair.tally.review_due_on)})
    return [f"{one[:1].upper()}{one[1:]}" if not at else one for at, one in enumerate(found)]
