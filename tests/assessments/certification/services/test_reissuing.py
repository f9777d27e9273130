"""Signing anew what a key signed that was given up: once, with everything that is on it and all that had become of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from assessments.certification.badges.verdict import Result
from assessments.certification.badges.verifying import verify, verify_token
from assessments.certification.laws.standing import status
from assessments.certification.models import Change, Credential, Measure
from assessments.certification.selectors import issuers, verifying
from assessments.certification.selectors.given_up import to_sign_anew
from assessments.certification.services import issuing, keys, measures, reissuing, removing
from assessments.certification.services.checking import mend, problems
from assessments.certification.services.status_lists import at_hand
from tests.assessments.certification.services.test_checking import past_the_triggers
from tests.factories import certification as make
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(days=30)
AFTERWARDS = LATER + timedelta(days=1)
SAME = ("serial", "year", "name", "language", "valid_from", "valid_until", "zone", "snapshot", "sha256", "cycle_id")


def given_up(**dates: object) -> Credential:
    """A certificate whose key somebody else knows."""
    row = make.credential(**dates)
    keys.give_up(issuer=row.issuer, now=LATER)
    return Credential.objects.get(pk=row.pk)


def all_of(row: Credential, *, most: int = 0) -> list[Credential]:
    return list(reissuing.reissue_all(issuer=row.issuer, now=LATER, most=most))


def found(row: Credential) -> set[Result]:
    """What a stranger finds out from keys and lists as they are published a day later."""
    keyring, lists = issuers.keyring(row.issuer_id), at_hand(now=AFTERWARDS).lists
    badge, token = (
        verify(row.badge or {}, keyring, lists, AFTERWARDS),
        verify_token(row.token, keyring, lists, AFTERWARDS),
    )
    return {badge.result, token.result}


def kinds(row: Credential) -> list[str]:
    return list(row.changes.order_by("number").values_list("kind", flat=True))


def test_the_new_one_says_the_same_and_its_signature_counts() -> None:
    old = given_up()

    (new,) = all_of(old)

    assert [getattr(new, name) for name in SAME] == [getattr(old, name) for name in SAME]
    assert found(new) == {Result.GENUINE}
    assert found(old) == {Result.KEY_COMPROMISED}
    assert (new.supersedes_id, new.key.name, new.reissued) == (old.pk, "key-2", True)
    assert new.code != old.code
    assert kinds(old) == ["issued", "reissued"]
    assert kinds(new) == ["issued"]


def test_whoever_asks_by_the_old_code_is_led_to_the_new_one() -> None:
    old = given_up()
    (new,) = all_of(old)

    with time_machine.travel(AFTERWARDS, tick=False):
        page = Client().get(f"/verify/{old.code}/").content.decode()
        other = Client().get(f"/verify/{new.code}/").content.decode()

    assert "<h1>Signed anew</h1>" in page
    assert "What it says has not changed." in page
    assert f"/verify/{new.code}/" in page
    assert "<h1>Valid</h1>" in other


def test_the_holder_reads_on_the_old_one_that_there_is_a_new_one() -> None:
    old = given_up(language="en")
    (new,) = all_of(old)
    client = Client()
    client.force_login(old.holder)

    with time_machine.travel(AFTERWARDS, tick=False):
        page = client.get(f"/certificates/held/{old.pk}/").content.decode()
        printed = client.get(f"/certificates/held/{new.pk}/").content.decode()

    assert f"/certificates/held/{new.pk}/" in page
    assert "Signed anew on Nov. 4, 2026" in page
    assert f"/certificates/held/{new.pk}/correct/" in printed


def test_it_is_done_once_however_often_it_is_asked_for() -> None:
    old = given_up()
    (new,) = all_of(old)

    assert all_of(old) == []
    assert reissuing.reissue(credential=old, now=AFTERWARDS) == new
    assert Credential.objects.count() == 2


def test_stopped_half_way_it_goes_on_where_it_was() -> None:
    first = make.credential()
    others = [make.credential(cycle=make.certified(version=first.cycle.version)) for _ in range(2)]
    keys.give_up(issuer=first.issuer, now=LATER)

    assert len(all_of(first, most=2)) == 2
    assert to_sign_anew(first.issuer_id, now=LATER).count() == 1
    assert len(all_of(first)) == 1
    assert {row.supersedes_id for row in Credential.objects.filter(reissued=True)} == {
        first.pk,
        *(row.pk for row in others),
    }


def test_a_second_key_that_is_given_up_is_followed_by_a_third() -> None:
    old = given_up()
    (second,) = all_of(old)
    keys.give_up(issuer=old.issuer, now=LATER + timedelta(hours=1))

    (third,) = list(reissuing.reissue_all(issuer=old.issuer, now=LATER + timedelta(hours=2)))

    assert (third.supersedes_id, third.serial, third.key.name) == (second.pk, old.serial, "key-3")
    answer = verifying.found(old.code, now=AFTERWARDS)
    assert answer is not None
    assert answer.next_code == second.code


def test_what_another_key_signed_stays_as_it_is() -> None:
    row = make.credential()
    keys.rotate(issuer=row.issuer, now=LATER)
    other = make.credential(cycle=make.certified(version=row.cycle.version), now=LATER)
    keys.give_up(issuer=row.issuer, now=LATER + timedelta(hours=1))

    done = list(reissuing.reissue_all(issuer=row.issuer, now=LATER + timedelta(hours=2)))

    assert [new.supersedes_id for new in done] == [other.pk]
    with pytest.raises(reissuing.NothingToSign):
        reissuing.reissue(credential=row, now=AFTERWARDS)


@pytest.mark.parametrize(
    ("happened", "result"),
    [
        pytest.param([("suspended", 0)], "suspended", id="suspended"),
        pytest.param([("suspended", 0), ("reinstated", 0)], "valid", id="suspended and reinstated"),
        pytest.param([("superseded", 0)], "superseded", id="renewed"),
        pytest.param([("suspended", 40)], "valid", id="to be suspended later"),
        pytest.param([("revoked", 40)], "valid", id="to be withdrawn later"),
    ],
)
def test_what_had_become_of_it_holds_for_the_new_one(happened: list[tuple[str, int]], result: str) -> None:
    row = make.credential()
    for kind, days in happened:
        make.changed(row, kind, on=make.TODAY + timedelta(days=days))
    keys.give_up(issuer=row.issuer, now=LATER)
    (new,) = all_of(row)
    before = Change.objects.filter(credential=row).exclude(kind="reissued").order_by("number")

    told = ("kind", "effective_on", "reason", "by", "second")
    assert list(new.changes.values_list(*told)) == list(before.values_list(*told))
    assert (
        status(new.changes.all(), valid_from=new.valid_from, valid_until=new.valid_until, on=LATER.date()).result
        == result
    )
    assert [problem.kind.code for problem in problems(now=AFTERWARDS, families=["credentials"])] == []


NOTHING: dict[str, Callable[[Credential], object]] = {
    "withdrawn": lambda row: make.changed(row, "revoked", on=make.TODAY),
    "corrected": lambda row: issuing.correct(credential=row, name="Марія Правильна", by=row.holder, now=make.NOW),
    "holder removed": lambda row: removing.remove(holder=row.holder, by=None, reason="erasure", now=make.NOW),
}


@pytest.mark.parametrize("why", NOTHING)
def test_what_stands_for_nothing_any_more_is_not_signed_anew(why: str) -> None:
    row = make.credential()
    NOTHING[why](row)
    keys.give_up(issuer=row.issuer, now=LATER)

    assert row.pk not in {new.supersedes_id for new in all_of(row)}
    with pytest.raises(reissuing.NothingToSign):
        reissuing.reissue(credential=row, now=LATER)


def test_an_expired_one_is_signed_anew_too_as_proof_of_what_was() -> None:
    row = given_up(on=make.TODAY - timedelta(days=400), until=make.TODAY - timedelta(days=30))

    (new,) = all_of(row)

    assert verifying.found(new.code, now=AFTERWARDS).answer == "expired"  # type: ignore[union-attr]


def test_a_holder_is_told_once_for_all_their_certificates() -> None:
    row = make.credential()
    other = make.certification(code="second", issuer=row.issuer)
    make.credential(cycle=make.certified(version=other, learner=row.holder))
    keys.give_up(issuer=row.issuer, now=LATER)

    assert len(all_of(row)) == 2

    assert Notice.objects.filter(person=row.holder, kind="certification.signed_anew").count() == 1


def test_a_proposal_waits_for_its_second_person_about_the_new_one() -> None:
    row = make.credential()
    first, second = (CoordinatorFactory(in_organisation=row.issuer) for _ in range(2))
    said = {"kind": "revoke", "reason": "fraud", "note": "Seen twice.", "effective_on": LATER.date()}
    measures.propose(credential=row, by=first, now=make.NOW, **said)
    keys.give_up(issuer=row.issuer, now=LATER)
    (new,) = all_of(row)

    waiting = Measure.objects.get(state="proposed")
    assert (waiting.credential, waiting.proposed_by, waiting.note.opened()) == (new, first, "Seen twice.")
    measures.confirm(measure=waiting, by=second, now=AFTERWARDS)

    assert kinds(new) == ["issued", "revoked"]


def test_the_old_one_is_suspended_no_more_but_can_be_withdrawn() -> None:
    row = given_up()
    all_of(row)

    assert measures.possible_kinds(credential=row, effective_on=LATER.date()) == ["revoke"]


def test_the_name_is_corrected_on_the_new_one() -> None:
    row = given_up()
    (new,) = all_of(row)

    corrected = issuing.correct(credential=new, name="Марія Правильна", by=row.holder, now=AFTERWARDS)

    assert (corrected.supersedes, corrected.reissued) == (new, False)
    assert corrected.serial != row.serial


def test_checking_names_what_waits_and_mends_it() -> None:
    old = given_up()
    assert [problem.kind.code for problem in problems(now=LATER)] == ["not_signed_anew"]

    assert mend(codes=["not_signed_anew"], now=LATER) == 1

    assert [problem.kind.code for problem in problems(now=LATER)] == []
    assert Credential.objects.get(supersedes=old).reissued


def test_checking_names_a_new_one_that_says_another() -> None:
    old = given_up()
    (new,) = all_of(old)
    past_the_triggers("certification_credential", "year = 1999", new.pk)

    assert [problem.kind.code for problem in problems(now=LATER)] == ["signed_anew_says_another"]


def test_the_database_refuses_a_serial_twice_but_for_a_new_signature() -> None:
    row = make.credential()
    other = make.credential(cycle=make.certified(version=row.cycle.version))
    for changes in ({"supersedes": None, "reissued": False}, {"supersedes": None, "reissued": True}):
        twin = Credential.objects.get(pk=other.pk)
        twin.pk, twin.code, twin.status_index, twin.serial = None, "X", 9, row.serial
        twin.cycle = make.certified(version=row.cycle.version)
        for name, value in changes.items():
            setattr(twin, name, value)
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            twin.save(force_insert=True)


def test_only_whoever_answers_for_the_issuer_does_it_from_a_page() -> None:
    row = given_up()
    for stranger in (CoordinatorFactory(), LearnerFactory(in_organisation=row.issuer), row.holder):
        with pytest.raises(reissuing.NotAllowed):
            reissuing.reissue_for(issuer=row.issuer, by=stranger, now=LATER)

    person = CoordinatorFactory(in_organisation=row.issuer)
    assert reissuing.reissue_for(issuer=row.issuer, by=person, now=LATER) == reissuing.Done(signed=1, left=0)
    assert Change.objects.get(kind="reissued").by == person
