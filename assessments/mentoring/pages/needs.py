"""What waits for somebody: each thing in one sentence, with the page on which it is done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.models import Relationship
from assessments.mentoring.selectors.home import Pair, Surroundings
from assessments.mentoring.selectors.open_things import Thing
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something this person can do now."""

    text: str
    url: str
    button: str
    rank: int
    """The most urgent first."""


Waits = Callable[[Thing, int], bool]
"""Whether a thing waits for the person with this number."""

SIGN, READ, WRITE, ANSWER = (
    gettext_lazy("Sign it"),
    gettext_lazy("Read it"),
    gettext_lazy("Write it"),
    gettext_lazy("Answer"),
)


def _theirs(*states: str) -> Waits:
    return lambda thing, person: thing.state in states and thing.actor != person


def _own(*states: str) -> Waits:
    return lambda thing, person: thing.state in states and thing.actor == person


def _unsigned(*states: str) -> Waits:
    return lambda thing, _person: thing.state in states and not thing.mine


def _in(state: str) -> Waits:
    return lambda thing, _person: thing.state == state


RULES: tuple[tuple[str, Waits, Promise, str, Promise], ...] = (
    (
        "record",
        _unsigned("part_signed", "frozen"),
        gettext_lazy("Sign the record of %(day)s with %(name)s"),
        "record",
        SIGN,
    ),
    ("agreement", _theirs("awaiting_other"), gettext_lazy("Sign the agreement with %(name)s"), "agreement", SIGN),
    (
        "review",
        _unsigned("part_signed", "frozen"),
        gettext_lazy("Sign the progress review with %(name)s"),
        "review",
        SIGN,
    ),
    ("observation", _theirs("submitted"), gettext_lazy("Answer the observation by %(name)s"), "observation", ANSWER),
    ("record", _own("returned"), gettext_lazy("Change the record of %(day)s; %(name)s asks for it"), "record", READ),
    ("record", _theirs("shared"), gettext_lazy("Read the record of %(day)s with %(name)s"), "record", READ),
    ("entry", _own("returned"), gettext_lazy("Look at your entry of %(day)s again"), "entry", READ),
    ("entry", _theirs("shared"), gettext_lazy("Read an entry of %(day)s by %(name)s"), "entry", READ),
    ("record", _own("draft"), gettext_lazy("Finish the record of %(day)s with %(name)s"), "record", WRITE),
    (
        "observation",
        _own("requested", "scheduled", "observer_draft"),
        gettext_lazy("Observe %(name)s on %(day)s"),
        "observation",
        gettext_lazy("Open it"),
    ),
    ("agreement", _in("draft"), gettext_lazy("Finish the agreement with %(name)s"), "agreement", WRITE),
    (
        "agreement",
        _in("due_review"),
        gettext_lazy("Look at the agreement with %(name)s again; it was due on %(day)s"),
        "agreement",
        READ,
    ),
)
"""Kind of thing, whether it waits for this person, the sentence, the page, the button; the most urgent first."""
OBSERVED = ("observation", "submitted")


def needs(person: User, around: Surroundings, *, now: datetime) -> list[Need]:
    """Everything that waits for this person, the most urgent first."""
    found = [*_proposals(person, around.rows), *_of_nobody(person, around)]
    for pair in around.pairs.values():
        if pair.row.state == "active":
            found += _of_pair(person, pair, now=now)
    return sorted(found, key=lambda need: need.rank)


def of_pair(person: User, pair: Pair, *, now: datetime) -> list[Need]:
    """What waits for this person in one pair, the most urgent first."""
    return sorted(_of_pair(person, pair, now=now), key=lambda need: need.rank) if pair.row.state == "active" else []


def _proposals(person: User, rows: Iterable[Relationship]) -> Iterator[Need]:
    for row in rows:
        is_learner = row.learner_id == person.pk
        if row.state in ("proposed", "awaiting_learner" if is_learner else "awaiting_mentor"):
            other = row.mentor if is_learner else row.learner
            yield Need(
                text=_("Do you want to work with %(name)s? You are asked.") % {"name": other},
                url=reverse("mentoring:answer", args=[row.pk]),
                button=str(ANSWER),
                rank=0,
            )


def _of_pair(person: User, pair: Pair, *, now: datetime) -> Iterator[Need]:
    other = pair.row.mentor if pair.row.learner_id == person.pk else pair.row.learner
    for thing in pair.things:
        need = _need(thing, person, str(other), pair.row)
        if need:
            yield need
    if all(thing.what != "agreement" for thing in pair.things):
        yield Need(
            text=_("Agree with %(name)s how you will work") % {"name": other},
            url=reverse("mentoring:agreement", args=[pair.row.pk]),
            button=_("Begin"),
            rank=len(RULES) + 1,
        )
    for thing in pair.things:
        if thing.what == "session" and thing.at and thing.at < now:
            yield Need(
                text=_("Did you meet %(name)s on %(day)s?")
                % {"name": other, "day": _day(timezone.localdate(thing.at))},
                url=reverse("mentoring:session", args=[thing.pk]),
                button=_("Say so"),
                rank=len(RULES),
            )


def _of_nobody(person: User, around: Surroundings) -> Iterator[Need]:
    """What this person observes in pairs that are not theirs."""
    for thing in around.elsewhere:
        if thing.what == "observation" and thing.actor == person.pk and thing.state != "submitted":
            yield Need(
                text=_("An observation waits for you, %(day)s") % {"day": _day(thing.day)},
                url=reverse("mentoring:observation", args=[thing.pk]),
                button=_("Open it"),
                rank=len(RULES),
            )


def _need(thing: Thing, person: User, name: str, row: Relationship) -> Need | None:
    for rank, (what, waits, text, page, button) in enumerate(RULES, start=1):
        if thing.what == what and waits(thing, person.pk) and _concerns(thing, person, row):
            number = row.pk if page == "agreement" else thing.pk
            return Need(
                text=str(text) % {"name": name, "day": _day(thing.day)},
                url=reverse(f"mentoring:{page}", args=[number]),
                button=str(button),
                rank=rank,
            )
    return None


def _concerns(thing: Thing, person: User, row: Relationship) -> bool:
    """An observation is answered by the learner alone; a review is begun by the mentor."""
    return (thing.what, thing.state) != OBSERVED or person.pk == row.learner_id


def _day(day: date | None) -> str:
    return date_format(day) if day else _("a day to be agreed")
