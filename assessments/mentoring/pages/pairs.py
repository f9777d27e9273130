"""The page of one pair: what is next and what is open, the agreement, what was, and the ways to everything the two have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import Action, Session, SessionRecord
from assessments.mentoring.pages import readers, record_states, sessions
from assessments.mentoring.pages.cards import Card, agreement_state, card
from assessments.mentoring.pages.needs import Need, of_pair
from assessments.mentoring.pages.readers import Readers
from assessments.mentoring.selectors.home import Pair
from training_site.people.models import User

AGREEMENT: dict[str, Promise] = {
    "none": gettext_lazy("Not written yet"),
    "draft": gettext_lazy("A draft"),
    "awaiting_other": gettext_lazy("Signed by one of you"),
    "active": gettext_lazy("In force"),
    "due_review": gettext_lazy("In force, to be looked at again"),
}


@dataclass(frozen=True, kw_only=True)
class Held:
    """A session that was, and where its record stands."""

    when: str
    state: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way on, with what is there."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class PairPage:
    """The page."""

    name: str
    what: str
    card: Card
    first: Need | None
    others: tuple[Need, ...]
    plan_url: str
    actions: tuple[sessions.OpenAction, ...]
    latest: tuple[Held, ...]
    ways: tuple[Way, ...]
    readers: Readers
    change_url: str
    """Where a learner changes to another mentor without reasons."""
    is_over: bool
    conflict: tuple[str, ...]
    """What the two declared when they said yes, one paragraph each."""


def pair_page(
    pair: Pair, *, viewer: User, actions: Sequence[Action], latest: Sequence[Session], now: datetime
) -> PairPage:
    """One pair as one of the two sees it; no query, but the words of open actions are opened."""
    row = pair.row
    waiting = of_pair(viewer, pair, now=now)
    shown = card(pair, viewer=viewer, now=now)
    is_learner, is_active = row.learner_id == viewer.pk, row.state == "active"
    return PairPage(
        name=shown.name,
        what=shown.what or _("You are the mentor"),
        card=shown,
        first=waiting[0] if waiting else None,
        others=tuple(waiting[1:]),
        plan_url=reverse("mentoring:plan", args=[row.pk]) if is_active else "",
        actions=tuple(sessions.open_action(one, viewer=viewer, pair=row) for one in actions),
        latest=tuple(_held(session, viewer) for session in latest),
        ways=tuple(_ways(pair, is_learner=is_learner)),
        readers=readers.of(DataClass.RECORD, viewer=viewer, learner=row.learner, mentor=row.mentor),
        change_url=reverse("mentoring:change", args=[row.pk]) if is_learner and is_active else "",
        is_over=row.state == "ended",
        conflict=tuple(filter(None, row.conflict.opened().split("\n\n"))),
    )


def _held(session: Session, viewer: User) -> Held:
    record: SessionRecord | None = getattr(session, "record", None)
    hidden = record is not None and record.state == "draft" and record.writer_id != viewer.pk
    if record is None or hidden:
        url = reverse("mentoring:session", args=[session.pk])
        return Held(when=sessions.when_text(session), state=sessions.state_text(session), url=url)
    url = reverse("mentoring:record", args=[record.pk])
    return Held(when=sessions.when_text(session), state=record_states.state_text(record), url=url)


def _ways(pair: Pair, *, is_learner: bool) -> Iterator[Way]:
    row = pair.row

    def way(name: str, title: str, text: str, number: UUID | int = row.pk) -> Way:
        return Way(title=title, text=text, url=reverse(f"mentoring:{name}", args=[number]))

    yield way("agreement", _("Agreement"), str(AGREEMENT[agreement_state(pair)]) if row.state != "ended" else "")
    if is_learner:
        yield Way(
            title=_("My log"),
            text=_entries(pair) or _("Yours alone until you share an entry"),
            url=reverse("mentoring:log"),
        )
        yield Way(title=_("My map"), text=_levels(pair), url=reverse("mentoring:my_map"))
    else:
        yield way("shared_log", _("Shared log"), _entries(pair) or _("Nothing new to read"))
        yield way("map", _("Map"), _levels(pair), row.learner_id)
        yield way("seen_of", _("Who looked"), _("Everybody else who opened what you wrote together"), row.learner_id)
    yield way("observations", _("Observations"), _observations(pair))
    yield way("reviews", _("Progress reviews"), _("Months 3, 6, 9 and 12, then yearly"))
    yield way("escalation", _("A concern was raised"), _("Note that it reached the right person, and nothing else"))
    if row.organisation_id:
        yield way("policy", _("How we mentor"), _("The rhythm and the rules here"), row.organisation_id)


def _entries(pair: Pair) -> str:
    number = sum(thing.what == "entry" and thing.state == "shared" for thing in pair.things)
    text = ngettext("%(number)d entry not read yet", "%(number)d entries not read yet", number) % {"number": number}
    return text if number else ""


def _observations(pair: Pair) -> str:
    number = pair.tally.observations
    text = ngettext("%(number)d observation signed", "%(number)d observations signed", number) % {"number": number}
    return text if number else _("None signed yet")


def _levels(pair: Pair) -> str:
    number = pair.tally.levels_reached
    text = ngettext("%(number)d indicator at level 3 or higher", "%(number)d indicators at level 3 or higher", number)
    return text % {"number": number} if number else _("Where evidence is, and where it is thin")
