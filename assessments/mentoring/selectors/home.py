"""What the home of mentoring is made of, for somebody with one person around them or with fifty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, Value

from assessments.mentoring.framework.schedule import Step
from assessments.mentoring.models import Group, Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES, OPEN_STATES
from assessments.mentoring.selectors.board_facts import facts_of
from assessments.mentoring.selectors.open_things import Thing, open_things
from assessments.mentoring.selectors.policies import policies_at
from assessments.mentoring.tallies import Material, Tally, meetings, tally
from training_site.people.models import Membership, User

Kind = Relationship.Kind
FACILITATOR = "facilitator"
"""Beside the roles of an organisation: somebody who leads a group."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A mentor and a learner, with everything known of the learner that is not text."""

    row: Relationship
    tally: Tally
    steps: tuple[Step, ...]
    things: tuple[Thing, ...]
    """What is open between the two."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The people around somebody."""

    rows: Sequence[Relationship]
    """Every open relationship of theirs, of any kind, on either side."""
    pairs: Mapping[UUID, Pair]
    """Those of a mentor and a learner that have begun."""
    elsewhere: tuple[Thing, ...]
    """What they do in other people's pairs, such as observing."""
    roles: frozenset[str]


def surroundings(person: User, *, today: date) -> Surroundings:
    """Everything the home of mentoring is made of (seven queries, whatever the number of people)."""
    rows = list(relationships_of(person))
    paired = [row for row in rows if row.kind == Kind.REFLECTIVE and row.state in CURRENT_STATES]
    things = open_things(person.pk, [row.pk for row in paired])
    pairs = _pairs(paired, things, today=today)
    return Surroundings(
        rows=rows,
        pairs=pairs,
        elsewhere=tuple(thing for thing in things if thing.pair not in pairs),
        roles=_roles(person, today=today),
    )


def one_pair(row: Relationship, person: User, *, today: date) -> Pair:
    """One pair in the same way (five queries)."""
    return _pairs([row], open_things(person.pk, [row.pk]), today=today)[row.pk]


def _pairs(rows: Sequence[Relationship], things: Sequence[Thing], *, today: date) -> dict[UUID, Pair]:
    """These relationships with everything known of their learners (four queries)."""
    known = facts_of([row.learner_id for row in rows], pairs=[row.pk for row in rows])
    policy_at = policies_at({row.organisation for row in rows if row.organisation})
    pairs = {}
    for row in rows:
        policy = policy_at(row.organisation, row.programme_key)
        material = Material(
            mentor=str(row.mentor),
            since=row.starts_on,
            paused=row.state == "paused",
            pauses=known.pauses.get(row.pk, ()),
            sessions=known.sessions.get(row.learner_id, ()),
            facts=known.facts.get(row.learner_id, {}),
        )
        pairs[row.pk] = Pair(
            row=row,
            tally=tally(material, policy=policy, today=today),
            steps=meetings(material, policy=policy, today=today),
            things=tuple(thing for thing in things if thing.pair == row.pk),
        )
    return pairs


def relationships_of(person: User) -> Sequence[Relationship]:
    """The open relationships of somebody, on either side; `is_mentor` says whether the learner mentors somebody (one query)."""
    mentors = Relationship.objects.filter(mentor=OuterRef("learner"), kind=Kind.REFLECTIVE, state__in=CURRENT_STATES)
    rows = Relationship.objects.filter(Q(learner=person) | Q(mentor=person), state__in=OPEN_STATES)
    return list(
        rows.annotate(is_mentor=Exists(mentors))
        .select_related("learner", "mentor", "organisation")
        .order_by("-is_primary", "starts_on", "pk")
    )


def _roles(person: User, *, today: date) -> frozenset[str]:
    """What somebody is in organisations today, and whether they lead a group (one query)."""
    held = Membership.objects.active_on(today).filter(user=person).order_by().values_list("role")
    led = Group.objects.filter(Q(until=None) | Q(until__gt=today), facilitator=person).order_by()
    leads = led.annotate(role=Value(FACILITATOR, output_field=CharField())).values_list("role")
    return frozenset(role for (role,) in held.union(leads))
