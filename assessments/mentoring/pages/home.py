"""The home of mentoring: what needs me first, then the people around me, then the ways on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.models import Relationship
from assessments.mentoring.pages.cards import Card, card
from assessments.mentoring.pages.needs import Need, needs
from assessments.mentoring.pages.people_around import state_text
from assessments.mentoring.selectors.home import FACILITATOR, Pair, Surroundings
from training_site.people.models import User
from training_site.people.roles import Permission, Role, roles_with

Kind = Relationship.Kind
AT_ONCE = 5
"""So many things that wait are shown; the others unfold."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody around me, or around whom I am."""

    name: str
    what: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Door:
    """A way on."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Home:
    """The page."""

    lead: str
    first: Need | None
    soon: tuple[Need, ...]
    later: tuple[Need, ...]
    mine: tuple[Card, ...]
    """As a learner: my mentors."""
    people: tuple[Card, ...]
    """As a mentor: my learners, the most urgent first."""
    count: str
    around: tuple[Person, ...]
    others: tuple[Person, ...]
    """Whom I manage or judge, and who waits for an answer."""
    doors: tuple[Door, ...]
    empty: str


def home(person: User, around: Surroundings, *, now: datetime) -> Home:
    """The page of somebody; no query."""
    today = timezone.localdate(now)
    waiting = needs(person, around, now=now)
    mine = [pair for pair in around.pairs.values() if pair.row.learner_id == person.pk]
    people = sorted((pair for pair in around.pairs.values() if pair.row.mentor_id == person.pk), key=_urgency)
    return Home(
        lead=_lead(len(waiting)) if around.rows else "",
        first=waiting[0] if waiting else None,
        soon=tuple(waiting[1:AT_ONCE]),
        later=tuple(waiting[AT_ONCE:]),
        mine=tuple(card(pair, viewer=person, now=now) for pair in mine),
        people=tuple(card(pair, viewer=person, now=now) for pair in people),
        count=_count(people),
        around=tuple(_around(person, around, today=today)),
        others=tuple(_others(person, around, today=today)),
        doors=tuple(_doors(person, around)),
        empty="" if around.rows else _empty(around.roles),
    )


def seen_learners(person: User, around: Surroundings) -> list[int]:
    """Whose facts the page shows to somebody else."""
    return [pair.row.learner_id for pair in around.pairs.values() if pair.row.mentor_id == person.pk]


def _lead(waiting: int) -> str:
    if not waiting:
        return _("Nothing waits for you now.")
    return ngettext("One thing waits for you.", "%(number)d things wait for you.", waiting) % {"number": waiting}


def _urgency(pair: Pair) -> tuple[bool, int, date, str]:
    """Whoever pauses last; then by days overdue, by the next day, by name."""
    due = pair.tally.rhythm.get("individual")
    overdue = due.overdue_days if due else 0
    return (
        pair.row.state != "active",
        -overdue,
        (due.next_due if due else None) or date.max,
        str(pair.row.learner).casefold(),
    )


def _count(people: list[Pair]) -> str:
    if not people:
        return ""
    overdue = sum(bool(due and due.overdue_days) for pair in people for due in [pair.tally.rhythm.get("individual")])
    number = ngettext("%(number)d person", "%(number)d people", len(people)) % {"number": len(people)}
    late = ngettext("%(number)d session overdue", "%(number)d sessions overdue", overdue) % {"number": overdue}
    return f"{number} · {late}" if overdue else f"{number} · {_('no session overdue')}"


def _around(person: User, around: Surroundings, *, today: date) -> Iterator[Person]:
    """Who else is around me as a learner."""
    for row in around.rows:
        if row.learner_id == person.pk and row.kind != Kind.REFLECTIVE:
            what = f"{row.get_kind_display()} · {state_text(row, today=today)}"
            yield Person(name=str(row.mentor), what=what, url="")


def _others(person: User, around: Surroundings, *, today: date) -> Iterator[Person]:
    """Whom I manage, judge or learn with, and those who have not answered yet."""
    for row in around.rows:
        if row.mentor_id == person.pk and row.kind != Kind.REFLECTIVE:
            facts = row.kind != Kind.PEER and row.state == "active"
            url = reverse("mentoring:facts", args=[row.learner_id]) if facts else ""
            yield Person(name=str(row.learner), what=_you_are(row), url=url)
        elif row.pk not in around.pairs and row.kind == Kind.REFLECTIVE:
            other = row.mentor if row.learner_id == person.pk else row.learner
            url = reverse("mentoring:answer", args=[row.pk])
            yield Person(name=str(other), what=state_text(row, today=today), url=url)


def _you_are(row: Relationship) -> str:
    texts = {
        Kind.LINE_MANAGEMENT: _("You are the line manager"),
        Kind.ASSESSOR: _("You are an assessor"),
        Kind.MODERATOR: _("You are a moderator"),
        Kind.PEER: _("You are a peer"),
    }
    return texts[Kind(row.kind)]


LEARNS, JUDGES, MENTORS_MENTORS, IS_PAIRED = "learns", "judges", "mentors mentors", "is paired"
DOORS: tuple[tuple[frozenset[str], str, Promise, Promise], ...] = (
    (
        frozenset({LEARNS}),
        "log",
        gettext_lazy("My log"),
        gettext_lazy("Yours alone until you share an entry"),
    ),
    (
        frozenset({LEARNS}),
        "my_map",
        gettext_lazy("My map"),
        gettext_lazy("Where evidence is, where it is thin, where it has aged"),
    ),
    (
        frozenset({LEARNS}),
        "seen",
        gettext_lazy("Who looked"),
        gettext_lazy("Everybody who opened something of yours, and when"),
    ),
    (
        frozenset({LEARNS, FACILITATOR}) | roles_with(Permission.ASSIGN_MENTORS),
        "groups",
        gettext_lazy("Groups"),
        gettext_lazy("Tutorials, attendance and learning notes"),
    ),
    (
        roles_with(Permission.VIEW_MENTORING),
        "board",
        gettext_lazy("Board"),
        gettext_lazy("What is kept and what is due, in dates and numbers"),
    ),
    (
        roles_with(Permission.APPROVE_EMERGENCY_ACCESS),
        "emergencies",
        gettext_lazy("Emergency access"),
        gettext_lazy("For a reason, by two people, for three days at most"),
    ),
    (
        roles_with(Permission.VIEW_CONCERNS),
        "escalations",
        gettext_lazy("Concerns that were raised"),
        gettext_lazy("That they reached somebody, and how fast; never what they were about"),
    ),
    (
        frozenset({JUDGES}),
        "submitted",
        gettext_lazy("Shown to you"),
        gettext_lazy("What learners let you read as assessor or moderator"),
    ),
    (
        frozenset({LEARNS, JUDGES}) | roles_with(Permission.ASSIGN_MENTORS),
        "disputes",
        gettext_lazy("Disagreements"),
        gettext_lazy("Where a learner sees a judgement differently, and is heard"),
    ),
    (
        frozenset({MENTORS_MENTORS}),
        "audits",
        gettext_lazy("Announced audits"),
        gettext_lazy("Records of the mentors you accompany"),
    ),
    (
        frozenset({IS_PAIRED}),
        "pin",
        gettext_lazy("Signing PIN"),
        gettext_lazy("To sign on the phone of the other one"),
    ),
)
"""For whom, which page, its name and what is there."""


def _doors(person: User, around: Surroundings) -> Iterator[Door]:
    parts = {*around.roles, *_parts(person, around)}
    for wanted, name, title, text in DOORS:
        if not parts.isdisjoint(wanted):
            yield Door(title=str(title), text=str(text), url=reverse(f"mentoring:{name}"))


def _parts(person: User, around: Surroundings) -> Iterator[str]:
    """What somebody is here, beside their roles."""
    if Role.LEARNER in around.roles or any(row.learner_id == person.pk for row in around.rows):
        yield LEARNS
    if around.pairs:
        yield IS_PAIRED
    for row in around.rows:
        if row.mentor_id == person.pk and row.kind in (Kind.ASSESSOR, Kind.MODERATOR):
            yield JUDGES
        if row.mentor_id == person.pk and getattr(row, "is_mentor", False):
            yield MENTORS_MENTORS


def _empty(roles: frozenset[str]) -> str:
    if Role.LEARNER in roles:
        return _(
            "You have no mentor yet. Your coordinator proposes one, and both of you are asked. Until then you can begin your log: "
            "it is yours alone."
        )
    if Role.MENTOR in roles:
        return _("Nobody has been proposed to you yet. When a coordinator does, you are asked here.")
    if Role.COORDINATOR in roles:
        return _("Nobody accompanies you here. On the board you see your learners, and who has no mentor yet.")
    if Role.SAFEGUARDING in roles:
        return _("What people write here stays between two. You see that a concern reached somebody, and who looked.")
    return _("Mentoring begins when a coordinator brings two people together. You are asked here when it is you.")
