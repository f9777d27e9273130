"""Rules of a version: read, written, and which path is followed."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from assessments.certification.laws.calendar import NOTHING, Period
from assessments.certification.laws.choosing import NoSuchPath, path_for, renews
from assessments.certification.laws.clauses import (
    ALTERNATIVE,
    ASSESSOR,
    FIXED_DAY,
    INITIAL,
    INITIAL_PATH,
    PANEL,
    RECERT,
    RECERT_PATH_DURING_GRACE,
    RELATIVE,
    ROTATING,
    DecisionMode,
    Due,
    Path,
)
from assessments.certification.laws.expiry import DAYS_BEFORE, EXPIRY, Dates, EarlyCredit, dates_of
from assessments.certification.laws.problems import PROBLEMS, Malformed
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import leaves
from tests.assessments.certification.laws.strategies import rules

LEAF = {"requirement": "module_completed", "key": "m", "module": "rp/03"}
INITIALLY = {"kind": "initial", "title": "The first time", "tree": LEAF}
SHORT = {"format": 1, "paths": [INITIALLY], "zone": "Asia/Phnom_Penh"}
WHOLE = {
    **SHORT,
    "paths": [INITIALLY, {"kind": "recert", "title": "Again", "tree": {"all": [{**LEAF, "key": "n", "ever": True}]}}],
    "basis": "expiry",
    "active": "P2Y",
    "window": "P3M",
    "minimum_active": "P0D",
    "grace": "P1M",
    "on_expiry": "recert_path_during_grace",
    "early_credit": {"mode": "days_before", "days": 30},
    "decision": {"mode": "panel", "quorum": 3},
    "due": {"mode": "relative", "days": 365},
}


def test_what_is_left_out_is_as_usual_and_is_written() -> None:
    read = Rules.read(SHORT)

    assert read == Rules(
        paths=(Path(kind=INITIAL, title="The first time", tree=ModuleCompleted(key="m", module="rp/03")),),
        zone=ZoneInfo("Asia/Phnom_Penh"),
    )
    assert read.document() == {
        "format": 1,
        "paths": [
            {
                "kind": "initial",
                "sequence_no": 1,
                "title": "The first time",
                "tree": {"requirement": "module_completed", "key": "m", "ever": False, "module": "rp/03"},
            }
        ],
        "basis": "completion",
        "active": None,
        "window": "P0D",
        "minimum_active": "P0D",
        "grace": "P0D",
        "on_expiry": "initial_path",
        "early_credit": {"mode": "window", "days": 0},
        "decision": {"mode": "automatic", "quorum": 1},
        "due": {"mode": "none", "on": None, "days": None},
        "zone": "Asia/Phnom_Penh",
    }


def test_everything_is_read() -> None:
    read = Rules.read(WHOLE)

    assert (read.basis, read.active, read.window, read.grace) == (
        EXPIRY,
        Period(months=24),
        Period(months=3),
        Period(months=1),
    )
    assert read.on_expiry == RECERT_PATH_DURING_GRACE
    assert read.early_credit == EarlyCredit(mode=DAYS_BEFORE, days=30)
    assert read.decision == DecisionMode(mode=PANEL, quorum=3)
    assert read.due == Due(mode=RELATIVE, days=365)
    assert [path.kind for path in read.paths] == [INITIAL, RECERT]


def test_a_day_and_a_subject_are_read() -> None:
    signed = {"requirement": "mentor_sign_off", "key": "k", "subject": "rp/03"}
    read = Rules.read(
        {
            **SHORT,
            "paths": [{**INITIALLY, "tree": {"all": [signed, {**signed, "key": "l", "subject": ""}]}}],
            "due": {"mode": "fixed", "on": "2026-12-01"},
        }
    )

    assert read.due == Due(mode=FIXED_DAY, on=date(2026, 12, 1))
    assert [leaf.to_json()["subject"] for leaf in leaves(read.paths[0].tree)] == ["rp/03", ""]


@settings(deadline=None, max_examples=60)
@given(rules)
def test_rules_written_are_the_rules_read(some: Rules) -> None:
    document = json.loads(json.dumps(some.document()))
    again = Rules.read(document)

    assert again == some
    assert again.digest() == some.digest()
    assert len(some.digest()) == 64


def test_the_digest_names_the_rules_and_not_how_they_were_written() -> None:
    shuffled = dict(reversed(Rules.read(WHOLE).document().items()))

    assert Rules.read(shuffled).digest() == Rules.read(WHOLE).digest()
    assert Rules.read({**WHOLE, "grace": "P2M"}).digest() != Rules.read(WHOLE).digest()
    assert Rules.read({**WHOLE, "active": "P24M"}).digest() == Rules.read(WHOLE).digest()


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        pytest.param([], "$: not_an_object()", id="a list"),
        pytest.param({**SHORT, "format": 2}, "$.format: unknown_format(found='2', known=1)", id="of days to come"),
        pytest.param(
            {**SHORT, "format": True}, "$.format: unknown_format(found='True', known=1)", id="true is no number"
        ),
        pytest.param(
            {name: value for name, value in SHORT.items() if name != "format"},
            "$.format: unknown_format(found='None', known=1)",
            id="of no format",
        ),
        pytest.param({**SHORT, "paths": []}, "$.paths: empty_list()", id="no path"),
        pytest.param({**SHORT, "paths": ["x"]}, "$.paths[0]: not_an_object()", id="a text for a path"),
        pytest.param(
            {**SHORT, "paths": [{**INITIALLY, "sequence_no": 0}]},
            "$.paths[0].sequence_no: out_of_bounds(least=1, most=99)",
            id="a turn before the first",
        ),
        pytest.param(
            {**SHORT, "paths": [{**INITIALLY, "title": " "}]}, "$.paths[0].title: empty_text()", id="no title"
        ),
        pytest.param(
            {**SHORT, "paths": [{**INITIALLY, "tree": {"all": [{**LEAF, "module": None}]}}]},
            "$.paths[0].tree.all[0].module: not_a_text()",
            id="deep below",
        ),
        pytest.param(
            {name: value for name, value in SHORT.items() if name != "zone"},
            "$: missing_field(field='zone')",
            id="no zone",
        ),
        pytest.param(
            {**SHORT, "zone": "Asia/Atlantis"}, "$.zone: not_a_time_zone(found='Asia/Atlantis')", id="no such zone"
        ),
        pytest.param({**SHORT, "zone": "../../etc"}, "$.zone: not_a_time_zone(found='../../etc')", id="a way out"),
        pytest.param({**SHORT, "zone": "Europe"}, "$.zone: not_a_time_zone(found='Europe')", id="a folder of zones"),
        pytest.param({**SHORT, "zone": 7}, "$.zone: not_a_time_zone(found='7')", id="a number for a zone"),
        pytest.param({**SHORT, "active": "2 years"}, "$.active: not_a_period(found='2 years')", id="no period"),
        pytest.param({**SHORT, "window": None}, "$.window: not_a_period(found='None')", id="null for a period"),
        pytest.param(
            {**SHORT, "due": {"mode": "fixed", "on": "1.12.2026"}},
            "$.due.on: not_a_day(found='1.12.2026')",
            id="no day",
        ),
        pytest.param(
            {**SHORT, "due": {"mode": "fixed", "on": "20261201"}}, "$.due.on: not_a_day(found='20261201')", id="unusual"
        ),
        pytest.param({**SHORT, "due": {"on": 20261201}}, "$.due.on: not_a_day(found='20261201')", id="a number"),
        pytest.param({**SHORT, "due": []}, "$.due: not_an_object()", id="a list for a clause"),
        pytest.param(
            {**SHORT, "graze": "P1M"}, "$: unknown_field(field='graze', near='grace')", id="a slip of the hand"
        ),
        pytest.param({**SHORT, 7: "x"}, "$: unknown_field(field='7', near='')", id="a number for a name"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(document: object, problem: str) -> None:
    with pytest.raises(Malformed) as caught:
        Rules.read(document)

    assert [str(each) for each in caught.value.problems] == [problem]
    assert all(set(each.params) == set(PROBLEMS[each.code].params) for each in caught.value.problems)


def test_a_list_says_what_it_holds_twice() -> None:
    twice = {"requirement": "competency_at", "key": "c", "indicators": ["D1.1", "D1.2", "D1.1"]}

    with pytest.raises(Malformed, match=r"tree\.indicators\[2\]: repeated"):
        Rules.read({**SHORT, "paths": [{**INITIALLY, "tree": twice}]})


@pytest.mark.parametrize(
    ("due", "day"),
    [
        pytest.param(Due(), None, id="never"),
        pytest.param(Due(mode=FIXED_DAY, on=date(2026, 12, 1)), date(2026, 12, 1), id="on a day"),
        pytest.param(Due(mode=RELATIVE, days=30), date(2026, 1, 31), id="some days after the beginning"),
        pytest.param(Due(mode=RELATIVE), None, id="unclear"),
    ],
)
def test_a_certificate_is_due(due: Due, day: date | None) -> None:
    assert due.due_on(date(2026, 1, 1)) == day


def path(kind: str, sequence_no: int = 1) -> Path:
    leaf = ModuleCompleted(key=f"{kind}{sequence_no}", module="rp/03")
    return Path(kind=kind, sequence_no=sequence_no, title=kind, tree=leaf)


def some_rules(*paths: Path, grace: Period = NOTHING, on_expiry: str = INITIAL_PATH) -> Rules:
    return Rules(
        paths=paths,
        active=Period(months=12),
        window=Period(months=2),
        grace=grace,
        on_expiry=on_expiry,
        zone=ZoneInfo("UTC"),
        decision=DecisionMode(mode=ASSESSOR),
    )


FIRST, AGAIN = path(INITIAL), path(RECERT)
USUAL = some_rules(FIRST, AGAIN, path(ALTERNATIVE, 1), path(ALTERNATIVE, 2))
TURNS = some_rules(path(ROTATING, 3), FIRST, path(ROTATING, 1), path(ROTATING, 2))
GRACE = some_rules(FIRST, AGAIN, grace=Period(months=1), on_expiry=RECERT_PATH_DURING_GRACE)
STRICT = some_rules(FIRST, AGAIN, grace=Period(months=1))
HELD = dates_of(USUAL, completed_on=date(2025, 3, 1))
"""Holds until 1 March 2026."""
IN_TIME = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("rules", "number", "previous", "on", "chosen"),
    [
        pytest.param(USUAL, 1, None, IN_TIME, FIRST, id="the first time"),
        pytest.param(USUAL, 2, None, IN_TIME, FIRST, id="again, never certified"),
        pytest.param(USUAL, 2, HELD, IN_TIME, AGAIN, id="while it holds"),
        pytest.param(USUAL, 2, HELD, date(2026, 3, 2), FIRST, id="expired"),
        pytest.param(GRACE, 2, HELD, date(2026, 4, 1), AGAIN, id="on the last day of grace"),
        pytest.param(GRACE, 2, HELD, date(2026, 4, 2), FIRST, id="after grace"),
        pytest.param(STRICT, 2, HELD, date(2026, 3, 2), FIRST, id="in grace, but anew"),
        pytest.param(TURNS, 2, HELD, IN_TIME, path(ROTATING, 1), id="the first turn"),
        pytest.param(TURNS, 3, HELD, IN_TIME, path(ROTATING, 2), id="the second"),
        pytest.param(TURNS, 4, HELD, IN_TIME, path(ROTATING, 3), id="the third"),
        pytest.param(TURNS, 5, HELD, IN_TIME, path(ROTATING, 1), id="and the first again"),
        pytest.param(TURNS, 1, HELD, IN_TIME, path(ROTATING, 1), id="renewing what was imported"),
    ],
)
def test_a_cycle_follows_its_path(rules: Rules, number: int, previous: Dates | None, on: date, chosen: Path) -> None:
    assert path_for(rules, number=number, previous=previous, on=on) == chosen


def test_after_a_revocation_the_way_begins_anew() -> None:
    assert path_for(USUAL, number=2, previous=HELD, on=IN_TIME, closed_reason="revoked") == FIRST
    assert path_for(USUAL, number=2, previous=HELD, on=IN_TIME, closed_reason="withdrawn") == AGAIN


def test_what_never_expires_is_never_renewed() -> None:
    for_ever = Dates(completed_on=IN_TIME, window_opens_on=None, expires_on=None, baseline_expires_on=None)

    assert not renews(USUAL, on=IN_TIME, previous=for_ever)
    assert USUAL.counts_from(for_ever) is None
    assert USUAL.counts_from(HELD) == date(2026, 1, 1)


def test_an_alternative_is_chosen_by_its_number() -> None:
    assert path_for(USUAL, number=1, on=IN_TIME, alternative=2) == path(ALTERNATIVE, 2)


@pytest.mark.parametrize(
    ("rules", "previous", "alternative", "message"),
    [
        pytest.param(USUAL, None, 3, "alternative 3", id="an alternative that does not exist"),
        pytest.param(USUAL, HELD, 1, "alternative", id="an alternative to a renewal"),
        pytest.param(some_rules(FIRST), HELD, None, "recert", id="no renewal"),
        pytest.param(some_rules(AGAIN), None, None, "initial", id="no first path"),
    ],
)
def test_a_path_that_is_not_there_is_not_made_up(
    rules: Rules, previous: Dates | None, alternative: int | None, message: str
) -> None:
    with pytest.raises(NoSuchPath, match=f"^{message}$"):
        path_for(rules, number=2, on=IN_TIME, previous=previous, alternative=alternative)
