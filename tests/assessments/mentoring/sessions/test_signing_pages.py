"""Signing on a page: one's own signature, the other's on the same phone, an addendum, one's own PIN."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import AccessEvent, Addendum, Pin, SessionRecord, Signature
from assessments.mentoring.selectors.records import feedback_to_organisation
from assessments.mentoring.services import addenda, circulation, ledger, pins, records, signing
from tests.factories.mentoring import NOW, TODAY
from tests.factories.mentoring_sessions import at, learner_of, mentor_of, seen, writing
from tests.factories.people import PASSWORD, CoordinatorFactory, UserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
PIN = "804153"


@pytest.fixture(autouse=True)
def _now(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def said(record: SessionRecord, **changes: str) -> dict[str, str]:
    return {"digest": seen(record), "outcome": "agree", "comment": "", **changes}


def sign(client: Client, record: SessionRecord, person: User, **changes: str) -> HttpResponse:
    client.force_login(person)
    return client.post(reverse("mentoring:sign_record", args=[record.pk]), said(record, **changes))


def test_both_sign_and_the_record_is_complete(client: Client) -> None:
    record = at("shared")
    sign(client, record, learner_of(record))
    answer = sign(client, record, mentor_of(record))
    record.refresh_from_db()
    assert (answer.status_code, record.state) == (302, "signed")
    assert {(one.signer, one.method) for one in Signature.objects.all()} == {
        (learner_of(record), "login"),
        (mentor_of(record), "login"),
    }
    kinds = [notice.kind for notice in learner_of(record).notices.filter(withdrawn_at=None)]
    assert kinds == ["mentoring.record_signed"]


def test_a_disagreement_needs_words_and_its_fact_reaches_the_coordinator(client: Client) -> None:
    record = at("part_signed")
    coordinator = CoordinatorFactory(in_organisation=record.organisation)
    empty = sign(client, record, mentor_of(record), outcome="disagree")
    assert empty.status_code == 400
    words = "I remember the visit otherwise."
    sign(client, record, mentor_of(record), outcome="disagree", comment=words)
    record.refresh_from_db()
    assert record.state == "signed_with_disagreement"
    notice = coordinator.notices.get()
    assert notice.kind == "mentoring.record_disagreed"
    assert words not in str(vars(notice))


def test_signing_over_changed_words_is_refused_and_the_remark_is_still_there(client: Client) -> None:
    record = at("shared")
    read = said(record, outcome="agree_with_comment", comment="Well put.")
    circulation.take_back(record=record, by=record.writer, now=NOW)
    records.save(
        session=record.session,
        by=record.writer,
        writing=writing(revision=1, words={"reflection_summary": "Something else."}),
        now=NOW,
    )
    circulation.share(record=record, by=record.writer, now=NOW)
    client.force_login(learner_of(record))
    address = reverse("mentoring:sign_record", args=[record.pk])
    answer = client.post(address, read)
    page = answer.content.decode()
    assert answer.status_code == 409
    for shown in ("The text has changed since you opened this page.", "Something else.", "Well put."):
        assert shown in page
    assert not Signature.objects.exists()
    again = answer.context["sign"].form
    client.post(address, {name: again[name].value() for name in ("digest", "outcome", "comment")})
    assert Signature.objects.get().comment.opened() == "Well put."


def test_a_remark_is_looked_through_before_it_is_signed(client: Client) -> None:
    record = at("frozen")
    answer = sign(client, record, learner_of(record), outcome="agree_with_comment", comment="Ask Darko Petrov.")
    assert answer.status_code == 422
    assert not Signature.objects.exists()


def test_an_open_remark_comes_first(client: Client) -> None:
    record = at("shared")
    circulation.remark(record=record, by=learner_of(record), body="And the aunt?", now=NOW)
    assert sign(client, record, learner_of(record)).status_code == 409
    assert not Signature.objects.exists()


@pytest.mark.parametrize("state", ["signed", "lapsed", "void", "returned", "amended"])
def test_nothing_is_signed_that_does_not_wait_for_it(client: Client, state: str) -> None:
    record = at(state)
    number = Signature.objects.count()
    answer = sign(client, record, mentor_of(record))
    assert answer.status_code == 409
    assert Signature.objects.count() == number


def test_after_the_last_day_nobody_signs(client: Client, time_machine: Any) -> None:
    record = at("part_signed")
    time_machine.move_to(NOW + timedelta(days=15))
    answer = sign(client, record, mentor_of(record))
    assert answer.status_code == 409
    assert "The days for the second signature are over." in answer.content.decode()


class TestFeedbackToTheOrganisation:
    """It goes there when the learner agrees by signing, and not otherwise."""

    WORDS = {"reflection_summary": "x", "to_organisation": "Transport money for evening visits."}

    @pytest.mark.parametrize("first", ["learner", "mentor"])
    @pytest.mark.parametrize("release", [True, False], ids=["agreed", "not agreed"])
    def test_the_learner_decides(self, client: Client, first: str, release: bool) -> None:
        record = at("shared", words=self.WORDS)
        people = {"learner": learner_of(record), "mentor": mentor_of(record)}
        for who in sorted(people, key=lambda who: who != first):
            ticked = {"release": "on"} if release and who == "learner" else {}
            sign(client, record, people[who], **ticked)
        record.refresh_from_db()
        assert record.state == "signed"
        assert feedback_to_organisation(record) == (self.WORDS["to_organisation"] if release else "")

    def test_the_mentor_cannot_decide_it(self, client: Client) -> None:
        record = at("shared", words=self.WORDS)
        sign(client, record, mentor_of(record), release="on")
        assert feedback_to_organisation(record) == ""


def hand_over(client: Client, record: SessionRecord, owner: User, **changes: str) -> HttpResponse:
    client.force_login(owner)
    return client.post(reverse("mentoring:handover", args=[record.pk]), said(record, **({"pin": PIN} | changes)))


class TestHandingThePhoneOver:
    """The other signs with a PIN of their own."""

    @pytest.fixture
    def record(self) -> SessionRecord:
        record = at("frozen")
        for person in (learner_of(record), mentor_of(record)):
            pins.set_pin(person=person, pin=PIN if person == learner_of(record) else "391746", now=NOW)
        return record

    def test_the_other_reads_everything_and_signs(self, client: Client, record: SessionRecord) -> None:
        sign(client, record, mentor_of(record))
        page = client.get(reverse("mentoring:handover", args=[record.pk])).content.decode()
        assert "We looked at how the first visit began." in page
        assert f"Sign as {learner_of(record)}" in page
        answer = hand_over(client, record, mentor_of(record))
        record.refresh_from_db()
        assert (answer.status_code, record.state) == (302, "signed")
        signature = Signature.objects.get(signer=learner_of(record))
        assert (signature.method, signature.role) == ("pin_same_device", "learner")

    def test_whoever_is_signed_in_stays_who_they_are(self, client: Client, record: SessionRecord) -> None:
        hand_over(client, record, mentor_of(record))
        assert client.session["_auth_user_id"] == str(mentor_of(record).pk)
        assert client.get(reverse("mentoring:record", args=[record.pk])).wsgi_request.user == mentor_of(record)

    def test_the_owner_of_the_phone_cannot_sign_with_their_own_pin(self, client: Client, record: SessionRecord) -> None:
        answer = hand_over(client, record, mentor_of(record), pin="391746")
        assert answer.status_code == 409
        assert "This PIN is not right. 4 tries are left." in answer.content.decode()
        assert not Signature.objects.exists()

    def test_wrong_tries_close_it_and_the_words_stay(self, client: Client, record: SessionRecord) -> None:
        wrong = {"pin": "111222", "outcome": "agree_with_comment", "comment": "Well put."}
        answers = [hand_over(client, record, mentor_of(record), **wrong) for _ in range(5)]
        assert "Too many wrong tries." in answers[-1].content.decode()
        assert "Well put." in answers[-1].content.decode()
        assert hand_over(client, record, mentor_of(record)).status_code == 409
        assert not Signature.objects.exists()
        assert Pin.objects.get(person=learner_of(record)).locked_until == NOW + pins.LOCKED_FOR

    def test_a_pin_never_comes_back_in_a_page(self, client: Client, record: SessionRecord) -> None:
        assert "111222" not in hand_over(client, record, mentor_of(record), pin="111222").content.decode()

    def test_without_a_pin_there_is_no_signing_here(self, client: Client, record: SessionRecord) -> None:
        Pin.objects.all().delete()
        answer = hand_over(client, record, mentor_of(record))
        assert "There is no PIN yet." in answer.content.decode()

    def test_a_wrong_try_counts_although_nothing_is_signed(self, client: Client, record: SessionRecord) -> None:
        hand_over(client, record, mentor_of(record), pin="111222")
        assert Pin.objects.get(person=learner_of(record)).failures == 1

    def test_who_has_signed_is_not_asked_again(self, client: Client, record: SessionRecord) -> None:
        hand_over(client, record, mentor_of(record))
        answer = client.get(reverse("mentoring:handover", args=[record.pk]))
        assert answer.status_code == 302

    def test_that_the_mentor_showed_it_stands_in_the_ledger(self, client: Client, record: SessionRecord) -> None:
        client.force_login(mentor_of(record))
        client.get(reverse("mentoring:handover", args=[record.pk]))
        assert AccessEvent.objects.get().data_class == "record"


class TestAddendum:
    """What is signed stays; a correction is added and signed by both."""

    def add(self, client: Client, record: SessionRecord, person: User) -> HttpResponse:
        client.force_login(person)
        form = {"addendum-reason": "correction", "addendum-words": "It was the second visit."}
        return client.post(reverse("mentoring:addendum", args=[record.pk]), form)

    @pytest.mark.parametrize("who", ["learner", "mentor"])
    @pytest.mark.parametrize("state", ["signed", "signed_with_disagreement", "amended", "in_review"])
    def test_either_adds_and_the_other_signs(self, client: Client, state: str, who: str) -> None:
        record = at(state)
        by, other = learner_of(record), mentor_of(record)
        if who == "mentor":
            by, other = other, by
        before = (seen(record), record.digest, record.facts)
        self.add(client, record, by)
        added = Addendum.objects.get()
        assert (added.state, Signature.objects.filter(subject=added.pk).count()) == ("awaiting_other", 1)
        client.force_login(other)
        form = {"digest": added.digest, "outcome": "agree", "comment": ""}
        client.post(reverse("mentoring:sign_addendum", args=[added.pk]), form)
        added.refresh_from_db()
        record.refresh_from_db()
        assert added.state == "agreed"
        assert record.state == ("in_review" if state == "in_review" else "amended")
        assert (seen(record), record.digest, record.facts) == before

    def test_the_other_may_see_it_differently(self, client: Client) -> None:
        record = at("signed")
        self.add(client, record, learner_of(record))
        added = Addendum.objects.get()
        client.force_login(mentor_of(record))
        form = {"digest": added.digest, "outcome": "disagree", "comment": "It was the third."}
        client.post(reverse("mentoring:sign_addendum", args=[added.pk]), form)
        added.refresh_from_db()
        assert added.state == "disagreed"
        page = client.get(reverse("mentoring:record", args=[record.pk])).content.decode()
        assert "It was the second visit." in page
        assert "It was the third." in page

    def test_nobody_signs_what_they_added(self, client: Client) -> None:
        record = at("signed")
        self.add(client, record, learner_of(record))
        added = Addendum.objects.get()
        with pytest.raises(signing.SignedAlready):
            addenda.sign(
                addendum=added,
                by=learner_of(record),
                seen_digest=added.digest,
                outcome="agree",
                comment="",
                now=NOW,
            )

    def test_added_twice_while_it_waits_it_is_one(self, client: Client) -> None:
        record = at("signed")
        for _ in range(2):
            self.add(client, record, learner_of(record))
        assert Addendum.objects.count() == 1

    @pytest.mark.parametrize("state", ["shared", "frozen", "part_signed", "lapsed", "void"])
    def test_nothing_is_added_before_both_have_signed(self, client: Client, state: str) -> None:
        record = at(state)
        self.add(client, record, mentor_of(record))
        assert not Addendum.objects.exists()

    def test_a_forged_digest_signs_nothing(self, client: Client) -> None:
        record = at("signed")
        self.add(client, record, learner_of(record))
        added = Addendum.objects.get()
        client.force_login(mentor_of(record))
        form = {"digest": "0" * 64, "outcome": "agree", "comment": ""}
        answer = client.post(reverse("mentoring:sign_addendum", args=[added.pk]), form)
        added.refresh_from_db()
        assert (answer.status_code, added.state) == (409, "awaiting_other")

    @pytest.mark.parametrize(("reason", "words"), [("because", "x"), ("correction", " ")])
    def test_an_addendum_has_a_reason_and_words(self, reason: str, words: str) -> None:
        record = at("signed")
        with pytest.raises((addenda.NoReason, signing.WordsMissing)):
            addenda.write(record=record, by=learner_of(record), reason=reason, body=words, now=NOW)


class TestOwnPin:
    """Set on one's own account, with the password."""

    def set(self, client: Client, **changes: str) -> HttpResponse:
        form = {"pin": PIN, "again": PIN, "password": PASSWORD, **changes}
        return client.post(reverse("mentoring:pin"), form)

    def test_it_is_set_with_the_password(self, client: Client) -> None:
        person = UserFactory()
        client.force_login(person)
        assert self.set(client).status_code == 302
        pins.check_pin(person=person, pin=PIN, now=NOW)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"password": "wrong"}, "password"), ({"again": "391746"}, "again"), ({"pin": "123456"}, "pin")],
        ids=["a phone that was handed over", "mistyped", "a run"],
    )
    def test_it_is_not_set_otherwise(self, client: Client, changes: dict[str, str], field: str) -> None:
        person = UserFactory()
        client.force_login(person)
        answer = self.set(client, **changes)
        assert answer.status_code == 400
        assert field in answer.context["form"].errors
        assert not pins.has_pin(person)

    def test_the_password_is_not_guessed_here(self, client: Client) -> None:
        client.force_login(UserFactory())
        answers = [self.set(client, password="wrong").status_code for _ in range(6)]
        assert answers == [400] * 5 + [429]


def test_what_both_see_of_a_record_that_is_being_changed(client: Client) -> None:
    record = at("returned")
    records.save(
        session=record.session,
        by=record.writer,
        writing=writing(revision=1, words={"reflection_summary": "Half a sen"}),
        now=NOW,
    )
    address = reverse("mentoring:record", args=[record.pk])
    client.force_login(learner_of(record))
    page = client.get(address).content.decode()
    assert "We looked at how the first visit began." in page
    assert "Half a sen" not in page


def test_a_former_mentor_reads_what_they_signed_for_a_time_and_can_do_nothing(
    client: Client, time_machine: Any
) -> None:
    record = at("signed")
    row = record.session.relationship
    ledger.append(row, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    client.force_login(row.mentor)
    address = reverse("mentoring:record", args=[record.pk])
    answer = client.get(address)
    assert answer.status_code == 200
    assert b'<form method="post" action="/mentoring/' not in answer.content
    time_machine.move_to(NOW + timedelta(days=31))
    client.force_login(row.mentor)
    assert client.get(address).status_code == 404


def test_a_record_entered_late_says_so_and_judges_nobody(client: Client) -> None:
    record = at("shared", held_on=TODAY - timedelta(days=23))
    client.force_login(learner_of(record))
    page = client.get(reverse("mentoring:record", args=[record.pk])).content.decode()
    assert "Entered 23 days later" in page
