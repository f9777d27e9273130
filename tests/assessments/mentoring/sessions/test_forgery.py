"""Whatever a stranger sends to the address of a session or a record finds nothing there, and changes nothing."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import Action, Addendum, Comment, Relationship, SessionRecord
from assessments.mentoring.services import addenda, circulation, ledger, pins
from tests.factories.mentoring import NOW, TODAY, pair, session
from tests.factories.mentoring_sessions import agreed, at, learner_of, mentor_of, seen
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    SuperuserFactory,
    TrainerFactory,
)
from training_site.people.models import User

pytestmark = pytest.mark.django_db
PIN = "804153"
Made = tuple[str, dict[str, Any]]


def _signing(record: SessionRecord) -> dict[str, str]:
    return {"digest": seen(record), "outcome": "agree", "comment": "", "pin": PIN}


def _remark(record: SessionRecord) -> Comment:
    return circulation.remark(record=record, by=learner_of(record), body="And the aunt?", now=NOW)


def _added(record: SessionRecord) -> Addendum:
    return addenda.write(record=record, by=mentor_of(record), reason="omission", body="She came too.", now=NOW)


WITH_ACTION = {"reflection_summary": "x", "actions": [{"text": "Call", "owner": "learner", "due_on": ""}]}
DOORS: dict[str, tuple[str, Callable[[SessionRecord], Made]]] = {
    "plan": ("draft", lambda row: (url("plan", row.session.relationship_id), {"held": "1"})),
    "move": (
        "draft",
        lambda row: (
            url("session_change", session(of=row.session.relationship).pk),
            {"act": "move", "move-day": "2026-04-01", "move-hour": "10:00", "move-mode": "phone"},
        ),
    ),
    "cancel": (
        "draft",
        lambda row: (
            url("session_change", session(of=row.session.relationship).pk),
            {"act": "cancel", "cancel-code": "other"},
        ),
    ),
    "note": ("draft", lambda row: (url("note", row.session_id), {"text": "Mine.", "revision": 0})),
    "annex": ("draft", lambda row: (url("annex", row.session_id), {"body": "Unwell.", "key": str(uuid4())})),
    "attestation": ("lapsed", lambda row: (url("ask_attestation", row.session_id), {})),
    "write": ("returned", lambda row: (url("write", row.session_id), typed(row))),
    "save": ("returned", lambda row: (url("record_save", row.session_id), typed(row))),
    "share": ("returned", lambda row: (url("write", row.session_id), typed(row) | {"share": "1"})),
    "send back": ("shared", lambda row: (url("record_step", row.pk), {"step": "send_back", "send-back-words": "No."})),
    "take back": ("shared", lambda row: (url("record_step", row.pk), {"step": "take_back"})),
    "freeze": ("shared", lambda row: (url("record_step", row.pk), {"step": "freeze"})),
    "reopen": ("frozen", lambda row: (url("record_step", row.pk), {"step": "reopen", "reopen-reason": "other"})),
    "void": ("shared", lambda row: (url("record_step", row.pk), {"step": "void", "void-reason": "other"})),
    "remark": ("shared", lambda row: (url("remark", row.pk), {"remark-words": "Hm."})),
    "settle": ("shared", lambda row: (url("settle", _remark(row).pk), {})),
    "sign": ("part_signed", lambda row: (url("sign_record", row.pk), _signing(row))),
    "hand over": ("part_signed", lambda row: (url("handover", row.pk), _signing(row))),
    "add": ("signed", lambda row: (url("addendum", row.pk), {"addendum-reason": "omission", "addendum-words": "Too."})),
    "sign what was added": (
        "signed",
        lambda row: (
            url("sign_addendum", (added := _added(row)).pk),
            {"digest": added.digest, "outcome": "agree", "comment": ""},
        ),
    ),
    "close an action": ("signed", lambda row: (url("action", Action.objects.get(record=row).pk), {"event": "done"})),
}


def url(name: str, *args: object) -> str:
    return reverse(f"mentoring:{name}", args=args)


def typed(record: SessionRecord) -> dict[str, Any]:
    return {
        "client_id": str(record.client_id),
        "revision": record.revision,
        "held_on": TODAY.isoformat(),
        "minutes": 5,
        "mode": "phone",
        "filing": "none_made",
        "reflection_summary": "Forged.",
    }


def _around(record: SessionRecord, **changes: Any) -> User:
    row = record.session.relationship
    mentor: User = pair(learner=row.learner, place=row.organisation, **changes).mentor
    return mentor


def _own_mentor_of_the_mentor(record: SessionRecord) -> User:
    mentor: User = pair(learner=mentor_of(record), place=record.organisation).mentor
    return mentor


def _safeguarding(record: SessionRecord) -> User:
    person = LearnerFactory()
    MembershipFactory(user=person, role="safeguarding", organisation=record.organisation)
    return person


STRANGERS: dict[str, Callable[[SessionRecord], User]] = {
    "another learner": lambda row: LearnerFactory(in_organisation=row.organisation),
    "the mentor of another": lambda _row: pair().mentor,
    "the line manager": lambda row: _around(row, kind=Relationship.Kind.LINE_MANAGEMENT),
    "an assessor": lambda row: _around(row, kind=Relationship.Kind.ASSESSOR),
    "a moderator": lambda row: _around(row, kind=Relationship.Kind.MODERATOR),
    "the mentor of the mentor": _own_mentor_of_the_mentor,
    "the coordinator": lambda row: CoordinatorFactory(in_organisation=row.organisation),
    "the safeguarding lead": _safeguarding,
    "a trainer": lambda row: TrainerFactory(in_organisation=row.organisation),
    "the administrator": lambda row: AdministratorFactory(in_organisation=row.organisation),
    "a superuser": lambda _row: SuperuserFactory(),
}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of mentoring, and the notices."""
    models = [*apps.get_app_config("mentoring").get_models(), apps.get_model("notices", "Notice")]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("door", DOORS)
def test_strangers_change_nothing(client: Client, door: str) -> None:
    state, made = DOORS[door]
    record = at(state, words=WITH_ACTION)
    for person in (learner_of(record), mentor_of(record)):
        pins.set_pin(person=person, pin=PIN, now=NOW)
    address, form = made(record)
    people = {who: find(record) for who, find in STRANGERS.items()}
    before = everything()
    answers = {}
    for who, person in people.items():
        client.force_login(person)
        answers[who] = client.post(address, form).status_code
    assert answers == dict.fromkeys(STRANGERS, 404)
    assert everything() == before


@pytest.mark.parametrize("door", DOORS)
def test_a_mentor_whose_time_has_ended_changes_nothing(client: Client, door: str) -> None:
    state, made = DOORS[door]
    record = at(state, words=WITH_ACTION)
    for person in (learner_of(record), mentor_of(record)):
        pins.set_pin(person=person, pin=PIN, now=NOW)
    address, form = made(record)
    ledger.append(record.session.relationship, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    before = everything()
    client.force_login(mentor_of(record))
    answer = client.post(address, form)
    after = everything()
    assert answer.status_code in (404, 302)
    assert after == before


@pytest.mark.parametrize("door", DOORS)
def test_a_visitor_is_led_to_the_door(client: Client, door: str) -> None:
    state, made = DOORS[door]
    address, form = made(at(state, words=WITH_ACTION))
    before = everything()
    assert "login" in client.post(address, form)["Location"]
    assert everything() == before


@pytest.mark.parametrize("name", ["session", "annex", "write", "plan", "record", "handover"])
def test_strangers_see_nothing(client: Client, name: str) -> None:
    record = at("part_signed")
    agreed(record.session.relationship)
    of = {"record": record.pk, "handover": record.pk, "plan": record.session.relationship_id}
    address = url(name, of.get(name, record.session_id))
    for who, find in STRANGERS.items():
        client.force_login(find(record))
        assert client.get(address).status_code == 404, who
