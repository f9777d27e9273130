"""Every finding is told apart from every other, for the credential and for the token alike."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessments.certification.badges import documents, proofs, verdict, verifying
from assessments.certification.badges.keyring import IssuerKey, Keyring
from assessments.certification.badges.keys import SigningKey
from assessments.certification.badges.lists_at_hand import ListsAtHand
from assessments.certification.badges.verdict import Result, Verdict
from tests.assessments.certification.badges import samples

NOW, INDEX = samples.NOW, samples.INDEX
RETIRED = datetime(2026, 10, 20, tzinfo=UTC)
EARLIER = datetime(2026, 10, 1, tzinfo=UTC)
LATER = datetime(2027, 10, 5, 0, 0, tzinfo=UTC)

Check = Callable[..., Verdict]


def _credential(award: samples.Award | None = None, *, key: SigningKey = samples.KEY, **given: Any) -> Verdict:
    return verifying.verify(documents.written(samples.signed(award, key=key)), *_asked(given))


def _token(award: samples.Award | None = None, *, key: SigningKey = samples.KEY, **given: Any) -> Verdict:
    return verifying.verify_token(samples.signed_token(award, key=key), *_asked(given))


def _asked(given: dict[str, Any]) -> tuple[Keyring, Any, datetime]:
    now = given.get("now", NOW)
    return given.get("keys", samples.keyring()), given.get("lists", samples.lists(made=now)), now


@pytest.fixture(params=[_credential, _token], ids=["credential", "token"])
def check(request: pytest.FixtureRequest) -> Check:
    return request.param


def _changed_list() -> list[dict[str, Any]]:
    withdrawn, suspended = samples.lists(withdrawn=(INDEX,))
    clean = samples.lists()[0]["credentialSubject"]
    return [{**withdrawn, "credentialSubject": clean}, suspended]


def _rotated() -> Keyring:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    return Keyring(
        [
            IssuerKey(key=samples.KEY.public, not_before=since, retired_at=RETIRED),
            IssuerKey(key=samples.OTHER_KEY.public, not_before=RETIRED),
        ]
    )


@pytest.mark.parametrize(
    ("given", "result"),
    [
        pytest.param({}, Result.GENUINE, id="in order"),
        pytest.param(
            {"keys": _rotated(), "lists": samples.lists(key=samples.OTHER_KEY)},
            Result.GENUINE_KEY_RETIRED_SINCE,
            id="the key was replaced since",
        ),
        pytest.param({"keys": samples.keyring(samples.OTHER_KEY)}, Result.UNKNOWN_KEY, id="a key nobody knows"),
        pytest.param({"keys": samples.keyring(retired_at=EARLIER)}, Result.SIGNED_AFTER_RETIREMENT, id="a retired key"),
        pytest.param(
            {"keys": samples.keyring(not_before=RETIRED)}, Result.SIGNED_BEFORE_KEY, id="a key not yet in force"
        ),
        pytest.param({"keys": samples.keyring(compromised_at=RETIRED)}, Result.KEY_COMPROMISED, id="a compromised key"),
        pytest.param({"lists": samples.lists(withdrawn=(INDEX,))}, Result.WITHDRAWN, id="withdrawn"),
        pytest.param({"lists": samples.lists(suspended=(INDEX,))}, Result.SUSPENDED, id="suspended"),
        pytest.param(
            {"lists": samples.lists(withdrawn=(INDEX,), suspended=(INDEX,))}, Result.WITHDRAWN, id="withdrawn meanwhile"
        ),
        pytest.param({"lists": samples.lists(withdrawn=(INDEX - 1, INDEX + 1))}, Result.GENUINE, id="neighbours"),
        pytest.param({"now": EARLIER}, Result.NOT_YET_VALID, id="not yet"),
        pytest.param({"now": LATER}, Result.EXPIRED, id="expired"),
        pytest.param(
            {"now": LATER, "lists": samples.lists(withdrawn=(INDEX,), made=LATER)},
            Result.WITHDRAWN,
            id="withdrawn, then over",
        ),
        pytest.param({"lists": samples.lists(made=EARLIER)}, Result.STATUS_LIST_TOO_OLD, id="an old list"),
        pytest.param(
            {"lists": samples.lists(withdrawn=(INDEX,), made=EARLIER)},
            Result.WITHDRAWN,
            id="an old list knew it already",
        ),
        pytest.param(
            {"lists": samples.lists(suspended=(INDEX,), made=EARLIER)}, Result.SUSPENDED, id="suspended, by an old list"
        ),
        pytest.param({"lists": _changed_list()}, Result.STATUS_LIST_TAMPERED, id="a changed list"),
        pytest.param(
            {"lists": samples.lists(key=samples.STRANGER)}, Result.STATUS_LIST_TAMPERED, id="a list of somebody unknown"
        ),
        pytest.param({"lists": [b"nonsense"]}, Result.STATUS_LIST_TAMPERED, id="nonsense for a list"),
        pytest.param({"lists": [samples.signed()]}, Result.STATUS_LIST_TAMPERED, id="a certificate for a list"),
        pytest.param({"lists": []}, Result.STATUS_UNKNOWN, id="no list"),
        pytest.param({"lists": samples.lists()[:1]}, Result.STATUS_UNKNOWN, id="one list of two"),
        pytest.param({"now": LATER, "lists": []}, Result.EXPIRED, id="expired, and no list"),
    ],
)
def test_each_finding_is_told_apart(check: Check, given: dict[str, Any], result: Result) -> None:
    assert check(**given).result is result


def test_it_is_valid_through_the_last_second_of_its_last_day(check: Check) -> None:
    last = datetime(2027, 10, 4, 20, 59, 59, 999_999, tzinfo=UTC)
    first = datetime(2026, 10, 4, 21, 0, tzinfo=UTC)

    assert check(now=last).result is Result.GENUINE
    assert check(now=last + timedelta(microseconds=1)).result is Result.EXPIRED
    assert check(now=first).result is Result.GENUINE
    assert check(now=first - timedelta(microseconds=1)).result is Result.NOT_YET_VALID


def test_a_certificate_without_status_or_end_needs_no_list(check: Check) -> None:
    award = samples.award(status=(), valid_until=None)

    assert check(award, lists=[], now=datetime(2099, 1, 1, tzinfo=UTC)).result is Result.GENUINE


def test_an_index_outside_the_list_is_no_answer(check: Check) -> None:
    award = samples.award(status=(samples.replace(samples.ENTRIES[0], index=200_000),))

    assert check(award).result is Result.STATUS_UNKNOWN


def test_of_two_copies_of_a_list_the_newer_is_asked(check: Check) -> None:
    new, old = samples.lists(withdrawn=(INDEX,)), samples.lists(made=NOW - timedelta(days=1))

    assert check(lists=[*new, *old]).result is check(lists=[*old, *new]).result is Result.WITHDRAWN


def test_another_issuers_list_does_not_speak_about_it(check: Check) -> None:
    keys = samples.keyring(samples.KEY, samples.STRANGER)

    assert check(keys=keys, lists=samples.lists(key=samples.STRANGER)).result is Result.STATUS_UNKNOWN


def test_a_list_signed_by_a_key_of_another_issuer_is_not_its_issuers() -> None:
    [forged, _] = samples.lists(withdrawn=(INDEX,))
    bare = {term: value for term, value in forged.items() if term != "proof"}
    forged = proofs.signed(bare, key=samples.STRANGER, created=NOW)

    found = _credential(keys=samples.keyring(samples.KEY, samples.STRANGER), lists=[forged])
    assert found.result is Result.STATUS_LIST_TAMPERED


def test_a_list_signed_with_a_retired_key_is_not_believed(check: Check) -> None:
    lists = samples.lists(made=RETIRED + timedelta(days=10))  # signed with the old key

    assert check(keys=_rotated(), lists=lists).result is Result.STATUS_LIST_TAMPERED


def test_lists_are_opened_once_and_asked_often(check: Check) -> None:
    opened = ListsAtHand.opened(samples.lists(withdrawn=(INDEX,)), samples.keyring(), now=NOW)

    assert check(lists=opened).result is Result.WITHDRAWN
    assert check(lists=opened).status_as_of == NOW


def test_what_was_found_is_told_with_what_it_stands_on(check: Check) -> None:
    made = NOW - timedelta(days=2)
    found = check(lists=samples.lists(made=made))

    assert found.good
    assert found.key_id == samples.KEY.id
    assert found.key_retired_at is None
    assert found.status_as_of == made
    assert found.claims is not None
    assert found.claims.issuer == samples.DID
    assert found.claims.signed_at == samples.SIGNED


def test_a_key_that_was_retired_since_is_told_with_its_date(check: Check) -> None:
    found = check(keys=_rotated(), lists=samples.lists(key=samples.OTHER_KEY))

    assert found.good
    assert found.key_retired_at == RETIRED


def test_what_nobody_vouches_for_is_never_shown(check: Check) -> None:
    for keys in (
        samples.keyring(samples.OTHER_KEY),
        samples.keyring(retired_at=EARLIER),
        samples.keyring(compromised_at=RETIRED),
    ):
        found = check(keys=keys)
        assert not found.good
        assert found.claims is None


def test_only_two_findings_are_good() -> None:
    assert {Result.GENUINE, Result.GENUINE_KEY_RETIRED_SINCE} == verdict.GOOD
    assert set(Result) - verdict.SIGNATURE_HOLDS == {
        Result.UNREADABLE,
        Result.UNKNOWN_KEY,
        Result.TAMPERED,
        Result.SIGNED_BEFORE_KEY,
        Result.SIGNED_AFTER_RETIREMENT,
        Result.KEY_COMPROMISED,
    }


def test_a_name_is_kept_out_of_error_reports() -> None:
    assert "Зразкове" not in repr(_token())
