"""Why a version cannot be published: trees, periods, deciders, days and paths that contradict each other."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessments.certification.laws.calendar import NOTHING, Period
from assessments.certification.laws.clauses import (
    ALTERNATIVE,
    ASSESSOR,
    AUTOMATIC,
    FIXED_DAY,
    INITIAL,
    PANEL,
    RECERT,
    RECERT_PATH_DURING_GRACE,
    RELATIVE,
    ROTATING,
    DecisionMode,
    Due,
    Path,
)
from assessments.certification.laws.expiry import DAYS_BEFORE, FIXED, WINDOW, EarlyCredit
from assessments.certification.laws.requirements.attestations import MentorSignOff
from assessments.certification.laws.tree import All, AnyOf, Node
from tests.assessments.certification.laws.test_obstacles import A_MODULE, GOOD, KNOWN, MONTH, YEAR, asking, path, told


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"active": NOTHING}, ["asks_for_nothing", "window_not_shorter_than_active"], id="never holds"),
        pytest.param({"window": NOTHING}, ["asks_for_nothing"], id="a window that never opens"),
        pytest.param({"window": Period(months=13)}, ["window_not_shorter_than_active"], id="a window too long"),
        pytest.param({"window": YEAR}, ["window_not_shorter_than_active"], id="a window of all the time"),
        pytest.param({"window": Period(days=365)}, ["window_not_shorter_than_active"], id="a year, but for a leap day"),
        pytest.param({"window": Period(days=364)}, [], id="a day less"),
        pytest.param(
            {"grace": Period(months=13)}, ["grace_longer_than_active"], id="grace longer than the certificate"
        ),
        pytest.param({"grace": YEAR}, [], id="grace as long"),
        pytest.param({"on_expiry": RECERT_PATH_DURING_GRACE}, ["grace_missing"], id="a renewal in no grace"),
        pytest.param({"on_expiry": RECERT_PATH_DURING_GRACE, "grace": MONTH}, [], id="a renewal in grace"),
        pytest.param({"basis": FIXED, "minimum_active": Period(months=6)}, [], id="fixed"),
        pytest.param({"basis": FIXED}, ["window_longer_than_minimum"], id="fixed, without a shortest time"),
        pytest.param(
            {"basis": FIXED, "minimum_active": Period(months=13)},
            ["minimum_longer_than_active"],
            id="fixed, a shortest time longer than the certificate",
        ),
        pytest.param({"early_credit": EarlyCredit(mode=DAYS_BEFORE, days=60)}, [], id="early credit"),
        pytest.param(
            {"early_credit": EarlyCredit(mode=DAYS_BEFORE, days=340)},
            ["early_credit_not_shorter_than_active"],
            id="early credit from the first day",
        ),
        pytest.param(
            {"early_credit": EarlyCredit(mode=DAYS_BEFORE, days=36_525), "window": Period(days=20)},
            ["early_credit_not_shorter_than_active"],
            id="early credit of a hundred years",
        ),
        pytest.param({"early_credit": EarlyCredit(mode=DAYS_BEFORE)}, ["asks_for_nothing"], id="of no days"),
        pytest.param({"early_credit": EarlyCredit(mode=WINDOW, days=5)}, ["early_credit_days_unused"], id="unused"),
        pytest.param({"decision": DecisionMode(mode=PANEL, quorum=1)}, ["quorum_too_small"], id="a panel of one"),
        pytest.param({"decision": DecisionMode(mode=PANEL, quorum=2)}, [], id="a panel of two"),
        pytest.param({"decision": DecisionMode(mode=PANEL, quorum=3)}, [], id="a panel of everybody"),
        pytest.param(
            {"decision": DecisionMode(mode=PANEL, quorum=4)}, ["more_deciders_than_there_are"], id="a panel too large"
        ),
        pytest.param(
            {"decision": DecisionMode(mode=ASSESSOR, quorum=2)}, ["quorum_only_for_panel"], id="two assessors"
        ),
        pytest.param(
            {"decision": DecisionMode(mode=AUTOMATIC, quorum=2)}, ["quorum_only_for_panel"], id="two machines"
        ),
        pytest.param({"due": Due(mode=FIXED_DAY)}, ["due_unclear"], id="due on no day"),
        pytest.param({"due": Due(mode=FIXED_DAY, on=date(2026, 12, 1))}, [], id="due on a day"),
        pytest.param({"due": Due(mode=RELATIVE, on=date(2026, 12, 1))}, ["due_unclear"], id="due on a day, in days"),
        pytest.param({"due": Due(mode=RELATIVE, days=90)}, [], id="due in days"),
        pytest.param({"due": Due(days=90)}, ["due_unclear"], id="never due, in days"),
        pytest.param({"paths": GOOD.paths[1:]}, ["no_initial_path"], id="no first path"),
        pytest.param({"paths": GOOD.paths[:1]}, ["renewal_missing"], id="it expires, and cannot be renewed"),
        pytest.param({"active": None}, ["renewal_never_used"], id="it never expires, and can be renewed"),
        pytest.param({"active": None, "paths": GOOD.paths[:1], "window": NOTHING}, [], id="it never expires"),
    ],
)
def test_rules_that_contradict_each_other(changes: dict[str, Any], expected: list[str]) -> None:
    assert [code for code, _ in told(replace(GOOD, **changes))] == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param([path(INITIAL, MentorSignOff(key="x"), 2)], ["several_paths"], id="two first paths"),
        pytest.param([path(RECERT, MentorSignOff(key="x"), 2)], ["several_paths"], id="two renewals"),
        pytest.param([path(ROTATING, MentorSignOff(key="x"))], ["recert_beside_rotating"], id="a renewal and turns"),
        pytest.param(
            [path(ALTERNATIVE, MentorSignOff(key="x")), path(ALTERNATIVE, MentorSignOff(key="y"))],
            ["repeated_sequence_no"],
            id="two alternatives with one number",
        ),
        pytest.param(
            [path(ALTERNATIVE, MentorSignOff(key="x")), path(ALTERNATIVE, MentorSignOff(key="y"), 2)],
            [],
            id="two alternatives",
        ),
    ],
)
def test_paths_have_to_be_told_apart(more: list[Path], expected: list[str]) -> None:
    assert [code for code, _ in told(replace(GOOD, paths=(*GOOD.paths, *more)))] == expected


def test_somebody_has_to_be_there_who_decides() -> None:
    nobody = replace(KNOWN, deciders=0)

    assert told(GOOD, nobody) == []
    assert told(replace(GOOD, decision=DecisionMode(mode=ASSESSOR)), nobody) == [
        ("more_deciders_than_there_are", "$.decision.quorum")
    ]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        pytest.param(
            AnyOf(count=3, children=(A_MODULE, MentorSignOff(key="x"))),
            [("more_than_there_are", "$.paths[0].tree.count")],
            id="three of two",
        ),
        pytest.param(
            AnyOf(count=0, children=(A_MODULE,)), [("asks_for_nothing", "$.paths[0].tree.count")], id="none of one"
        ),
        pytest.param(
            All(children=(A_MODULE, MentorSignOff(key="m03"))),
            [("repeated_key", "$.paths[0].tree.all[0].key"), ("repeated_key", "$.paths[0].tree.all[1].key")],
            id="one key twice",
        ),
        pytest.param(
            MentorSignOff(key="again"),
            [("repeated_key", "$.paths[0].tree.key"), ("repeated_key", "$.paths[1].tree.key")],
            id="one key in two paths",
        ),
    ],
)
def test_a_tree_has_to_make_sense(tree: Node, expected: list[tuple[str, str]]) -> None:
    assert told(asking(tree)) == expected
