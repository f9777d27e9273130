"""The status of a credential."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.certification.laws.standing import (
    CORRECTED,
    CREDENTIAL,
    EXPIRED,
    EXPIRING,
    NOT_YET_VALID,
    REISSUED,
    RESULTS,
    REVOKED,
    SUPERSEDED,
    SUSPENDED,
    VALID,
    CredentialEvent,
    Status,
    last_state,
    may_follow,
    status,
)
from assessments.machines import NotNow

laws = settings(deadline=None)

FROM, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


def day(number: int) -> date:
    return FROM + timedelta(days=number)


def ledger(*rows: tuple[str, int]) -> list[CredentialEvent]:
    return [CredentialEvent(kind=kind, effective_on=day(number)) for kind, number in rows]


def on(number: int, *rows: tuple[str, int], until: date | None = UNTIL) -> Status:
    return status(ledger(("issued", -5), *rows), valid_from=FROM, valid_until=until, on=day(number))


@pytest.mark.parametrize(
    ("number", "rows", "result", "since", "last"),
    [
        pytest.param(-6, [], NOT_YET_VALID, None, UNTIL, id="before it is issued"),
        pytest.param(-1, [], NOT_YET_VALID, day(-5), UNTIL, id="issued, not valid yet"),
        pytest.param(0, [], VALID, FROM, UNTIL, id="on the first day"),
        pytest.param(303, [], VALID, FROM, UNTIL, id="61 days before the end"),
        pytest.param(304, [], EXPIRING, day(304), UNTIL, id="60 days before the end"),
        pytest.param(364, [], EXPIRING, day(304), UNTIL, id="on the last day"),
        pytest.param(365, [], EXPIRED, day(365), None, id="a day later"),
        pytest.param(365, [("expired", 365)], EXPIRED, day(365), None, id="the same with an entry of it"),
        pytest.param(10, [("suspended", 10)], SUSPENDED, day(10), None, id="suspended today"),
        pytest.param(9, [("suspended", 10)], VALID, FROM, UNTIL, id="suspended tomorrow"),
        pytest.param(-1, [("suspended", -2)], SUSPENDED, day(-2), None, id="suspended before it is valid"),
        pytest.param(365, [("suspended", 10)], EXPIRED, day(365), None, id="suspended, and past its end"),
        pytest.param(365, [("suspended", 10), ("expired", 365)], EXPIRED, day(365), None, id="with an entry of it"),
        pytest.param(30, [("suspended", 10), ("reinstated", 20)], VALID, day(20), UNTIL, id="reinstated"),
        pytest.param(30, [("revoked", 30)], REVOKED, day(30), None, id="revoked"),
        pytest.param(999, [("revoked", 30)], REVOKED, day(30), None, id="revoked, past its end"),
        pytest.param(30, [("suspended", 10), ("revoked", 20)], REVOKED, day(20), None, id="suspended, then revoked"),
        pytest.param(300, [("renewed", 290), ("superseded", 320)], VALID, FROM, UNTIL, id="renewed, holds until then"),
        pytest.param(320, [("renewed", 290), ("superseded", 320)], SUPERSEDED, day(320), None, id="superseded"),
        pytest.param(999, [("superseded", 320)], SUPERSEDED, day(320), None, id="superseded, past its end"),
        pytest.param(
            330, [("superseded", 320), ("revoked", 325)], REVOKED, day(325), None, id="superseded and revoked"
        ),
        pytest.param(20, [("corrected", 10)], CORRECTED, day(10), None, id="corrected"),
        pytest.param(20, [("suspended", 5), ("corrected", 10)], CORRECTED, day(10), None, id="corrected instead"),
        pytest.param(20, [("reissued", 10)], REISSUED, day(10), None, id="signed anew"),
        pytest.param(
            999, [("suspended", 5), ("reissued", 10)], REISSUED, day(10), None, id="suspended and signed anew"
        ),
        pytest.param(30, [("reissued", 10), ("suspended", 25)], REISSUED, day(10), None, id="to be suspended later"),
        pytest.param(30, [("reissued", 10), ("revoked", 25)], REVOKED, day(25), None, id="signed anew and revoked"),
        pytest.param(20, [("corrected", 10), ("revoked", 15)], REVOKED, day(15), None, id="corrected and revoked"),
        pytest.param(
            20, [("revoked", 30), ("suspended", 15)], SUSPENDED, day(15), None, id="to be revoked, until then suspended"
        ),
    ],
)
def test_the_ledger_says_what_it_is(
    number: int, rows: list[tuple[str, int]], result: str, since: date | None, last: date | None
) -> None:
    assert on(number, *rows) == Status(result=result, since=since, until=last)
    assert on(number, *rows).holds == (result in (VALID, EXPIRING))


def test_what_never_expires_stays_valid() -> None:
    assert on(9999, until=None) == Status(result=VALID, since=FROM, until=None)


def test_a_short_one_expires_from_its_first_day() -> None:
    assert on(0, until=day(20)) == Status(result=EXPIRING, since=FROM, until=day(20))


def test_without_any_entry_nothing_is_valid() -> None:
    assert status([], valid_from=FROM, valid_until=UNTIL, on=day(5)).result == NOT_YET_VALID


@pytest.mark.parametrize(
    ("rows", "kind", "number", "allowed"),
    [
        pytest.param([], "issued", 0, True, id="issued first"),
        pytest.param([], "suspended", 0, False, id="nothing to suspend"),
        pytest.param([("issued", 0)], "issued", 1, False, id="issued twice"),
        pytest.param([("issued", 0)], "suspended", 1, True, id="suspended"),
        pytest.param([("issued", 0)], "reinstated", 1, False, id="reinstated without being suspended"),
        pytest.param([("issued", 0), ("suspended", 1)], "reinstated", 2, True, id="reinstated"),
        pytest.param([("issued", 0), ("suspended", 1)], "suspended", 2, False, id="suspended twice"),
        pytest.param([("issued", 0), ("suspended", 1)], "superseded", 2, False, id="renewed while suspended"),
        pytest.param([("issued", 0), ("revoked", 1)], "reinstated", 2, False, id="reinstated after a revocation"),
        pytest.param([("issued", 0), ("revoked", 1)], "revoked", 2, False, id="revoked twice"),
        pytest.param([("issued", 0), ("revoked", 1)], "restored", 2, True, id="another one after an appeal"),
        pytest.param([("issued", 0), ("suspended", 1)], "restored", 2, False, id="restored without a revocation"),
        pytest.param([("issued", 0), ("revoked", 9)], "restored", 2, False, id="restored before it is revoked"),
        pytest.param([("issued", 0), ("reissued", 1)], "suspended", 2, False, id="suspended after it was signed anew"),
        pytest.param([("issued", 0), ("reissued", 1)], "superseded", 2, False, id="renewed after it was signed anew"),
        pytest.param([("issued", 0), ("reissued", 1)], "reissued", 2, False, id="signed anew twice"),
        pytest.param([("issued", 0), ("reissued", 1)], "revoked", 2, True, id="revoked after it was signed anew"),
        pytest.param([("issued", 0), ("suspended", 9)], "reissued", 2, True, id="signed anew before its suspension"),
        pytest.param([("issued", 0), ("revoked", 1)], "corrected", 2, False, id="corrected after a revocation"),
        pytest.param([("issued", 0), ("revoked", 9)], "suspended", 2, True, id="suspended before a revocation to come"),
        pytest.param([("issued", 0), ("revoked", 9)], "suspended", 9, False, id="suspended on the day of it"),
        pytest.param([("issued", 5)], "suspended", 4, False, id="before it was issued"),
        pytest.param([("issued", 0)], "lost", 1, False, id="an event that does not exist"),
    ],
)
def test_an_event_follows_or_is_refused(rows: list[tuple[str, int]], kind: str, number: int, allowed: bool) -> None:
    assert may_follow(ledger(*rows), kind, day(number)) is allowed


def test_an_impossible_ledger_is_not_read() -> None:
    with pytest.raises(NotNow):
        on(30, ("revoked", 10), ("reinstated", 20))


kinds = st.sampled_from(sorted(CREDENTIAL.events))
numbers = st.integers(-10, 400)


@st.composite
def histories(draw: st.DrawFn) -> list[CredentialEvent]:
    """A ledger to which only what may follow was added."""
    rows = ledger(("issued", draw(st.integers(-10, 5))))
    for _ in range(draw(st.integers(0, 6))):
        kind, effective_on = draw(kinds), day(draw(numbers))
        if may_follow(rows, kind, effective_on):
            rows.append(CredentialEvent(kind=kind, effective_on=effective_on))
    return rows


@laws
@given(histories(), numbers, st.none() | st.just(UNTIL))
def test_a_possible_ledger_says_something_on_every_day(
    rows: list[CredentialEvent], number: int, until: date | None
) -> None:
    found = status(rows, valid_from=FROM, valid_until=until, on=day(number))

    assert found.result in RESULTS
    assert found.since is None or found.since <= day(number)
    assert not found.holds or (day(number) >= FROM and (until is None or day(number) <= until))


@laws
@given(histories(), numbers, st.integers(0, 400))
def test_what_is_revoked_stays_revoked(rows: list[CredentialEvent], revoked: int, later: int) -> None:
    assume(may_follow(rows, "revoked", day(revoked)))
    rows.append(CredentialEvent(kind="revoked", effective_on=day(revoked)))

    for kind in sorted(CREDENTIAL.events - {"removed", "restored"}):
        assert not may_follow(rows, kind, day(revoked + later))
    assert may_follow(rows, "removed", day(revoked + later)), "the holder's data can go; the revocation stays"
    assert last_state([*rows, CredentialEvent(kind="removed", effective_on=day(revoked + later))]) == REVOKED
    assert status(rows, valid_from=FROM, valid_until=UNTIL, on=day(revoked + later)).result == REVOKED
    assert last_state(rows) == REVOKED
    assert last_state([*rows, CredentialEvent(kind="restored", effective_on=day(revoked + later))]) == CORRECTED


@laws
@given(histories(), numbers)
def test_what_is_written_for_later_changes_nothing_before(rows: list[CredentialEvent], number: int) -> None:
    known = [row for row in rows if row.effective_on <= day(number)]

    assert status(known, valid_from=FROM, valid_until=UNTIL, on=day(number)) == status(
        rows, valid_from=FROM, valid_until=UNTIL, on=day(number)
    )
