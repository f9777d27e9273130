"""The rare ways through the pages of a session: after the end of a pair, with half a form, for a reader outside the pair."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import Addendum, Annex, Signature
from assessments.mentoring.services import addenda, ledger
from tests.factories.mentoring import NOW, TODAY, pair, session
from tests.factories.mentoring_sessions import at, learner_of, mentor_of, seen

pytestmark = pytest.mark.django_db


def test_an_annex_written_after_the_end_comes_back_with_its_words(client: Client) -> None:
    of = session(of=pair(ended_on=TODAY))
    client.force_login(of.relationship.learner)
    form = {"body": "I was unwell in March.", "key": str(uuid4())}
    answer = client.post(reverse("mentoring:annex", args=[of.pk]), form)
    assert answer.status_code == 409
    assert not Annex.objects.exists()


def test_half_a_form_on_a_phone_that_was_handed_over_signs_nothing(client: Client) -> None:
    record = at("frozen")
    client.force_login(mentor_of(record))
    form = {"digest": seen(record), "outcome": "disagree", "comment": "", "pin": "804153"}
    answer = client.post(reverse("mentoring:handover", args=[record.pk]), form)
    assert answer.status_code == 400
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "ended", "status"),
    [("disagree", False, 400), ("agree", True, 409)],
    ids=["without words", "after the end"],
)
def test_what_was_added_is_not_signed(client: Client, outcome: str, ended: bool, status: int) -> None:
    record = at("signed")
    added = addenda.write(record=record, by=mentor_of(record), reason="omission", body="She came too.", now=NOW)
    if ended:
        ledger.append(record.session.relationship, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    client.force_login(learner_of(record))
    form = {"digest": added.digest, "outcome": outcome, "comment": ""}
    answer = client.post(reverse("mentoring:sign_addendum", args=[added.pk]), form)
    assert answer.status_code == status
    assert Addendum.objects.get().state == "awaiting_other"


def test_only_the_learner_finds_the_door_to_attestation(client: Client) -> None:
    record = at("lapsed")
    client.force_login(mentor_of(record))
    assert client.post(reverse("mentoring:ask_attestation", args=[record.session_id])).status_code == 404
