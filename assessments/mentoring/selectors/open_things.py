"""Everything in some pairs that is not finished, in one query: facts only, no text is opened."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from assessments.mentoring.models import (
    Action,
    Agreement,
    Entry,
    Event,
    Observation,
    Review,
    Session,
    SessionRecord,
    Signature,
)


class Thing(NamedTuple):
    """Something that is not finished, in the order of the columns."""

    what: str
    """record, agreement, entry, observation, review, action or session."""
    pk: UUID
    pair: UUID | None
    state: str
    actor: int
    """Who wrote, signed first, observes or owns it; 0 for nobody."""
    day: date | None
    at: datetime | None
    """When a session is planned."""
    mine: bool
    """Whether the one who asks has signed it as it stands now."""


def open_things(person_id: int, pairs: Collection[UUID]) -> list[Thing]:
    """What is open in these pairs, and what somebody observes or keeps for themself (one query)."""
    signed = Exists(Signature.objects.filter(subject=OuterRef("pk"), digest=OuterRef("digest"), signer_id=person_id))
    signed_first = Event.objects.filter(subject=OuterRef("pk"), kind="signed_first").order_by("-number")
    rows = [
        _rows("record", SessionRecord, pair="session__relationship", actor="writer", day="session__occurred_on")
        .filter(session__relationship__in=pairs, state__in=["draft", "shared", "returned", "frozen", "part_signed"])
        .annotate(mine_of_it=signed),
        _rows("agreement", Agreement, day="review_on")
        .filter(relationship__in=pairs, state__in=["draft", "awaiting_other", "active", "due_review"])
        .annotate(actor_of_it=Subquery(signed_first.values("by")[:1])),
        _rows("entry", Entry, actor="author", day="occurred_on").filter(
            relationship__in=pairs, state__in=["shared", "returned"]
        ),
        _rows("observation", Observation, actor="observer", day="scheduled_on").filter(
            Q(relationship__in=pairs) | Q(observer=person_id),
            state__in=["requested", "scheduled", "observer_draft", "submitted"],
        ),
        _rows("review", Review, day="occurred_on")
        .filter(relationship__in=pairs, state__in=["draft", "frozen", "part_signed"])
        .annotate(mine_of_it=signed),
        _rows("action", Action, actor="owner", day="due_on").filter(relationship__in=pairs, state="open"),
        _rows("session", Session, at="planned_at").filter(relationship__in=pairs, state="planned"),
    ]
    columns = ("what_it_is", "pk", "pair_of_it", "state", "actor_of_it", "day_of_it", "at_of_it", "mine_of_it")
    found = [row.values_list(*columns) for row in rows]
    return [
        Thing(what, pk, pair, state, actor or 0, day, at, bool(mine))
        for what, pk, pair, state, actor, day, at, mine in found[0].union(*found[1:], all=True)
    ]


def _rows(
    what: str, model: type[Model], *, pair: str = "relationship", actor: str = "", day: str = "", at: str = ""
) -> QuerySet[Model]:
    """The rows of one table in the shape of all."""
    return model._default_manager.order_by().annotate(
        what_it_is=Value(what, output_field=CharField()),
        pair_of_it=F(pair),
        # Each nothing says of which type it is, or PostgreSQL takes it for a text.
        actor_of_it=F(actor) if actor else Cast(Value(None), IntegerField()),
        day_of_it=F(day) if day else Cast(Value(None), DateField()),
        at_of_it=F(at) if at else Cast(Value(None), DateTimeField()),
        mine_of_it=Value(value=False, output_field=BooleanField()),
    )
