"""The certificate of practice, over the indicators of a pathway."""

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.mentoring.framework.portfolio import (
    BELOW_LOWEST,
    PAUSED_INDICATORS,
    SAFETY_CRITICAL_BELOW,
    SHARE_BELOW,
    EmptyScope,
    PortfolioStanding,
    Reason,
    portfolio,
)
from assessments.mentoring.framework.ratings import NONE, PAUSED, SUPPORTED, Standing

ROOT = Path(__file__).resolve().parents[4]
CONTENT = tomllib.loads((ROOT / "content/reintegration/en/competencies.toml").read_text(encoding="utf-8"))
SCOPES = {row["pathway"]: row["indicators"] for row in CONTENT["scope"]}
CRITICAL = frozenset(row["code"] for row in CONTENT["indicator"] if row["safety_critical"])
WORKER = SCOPES["social-worker"]
OTHERS = [code for code in WORKER if code not in CRITICAL]


def at(level: int | None, *, state: str = "", by: str = "mentor", until: date | None = date(2027, 1, 1)) -> Standing:
    """A standing at this level."""
    return Standing(
        level=level,
        state=state or (SUPPORTED if level else NONE),
        missing=(),
        fresh_until=until if level else None,
        ageing=False,
        latest=None,
        counted=frozenset(),
        aged=frozenset(),
        late=frozenset(),
        awaiting_approval=frozenset(),
        sources=frozenset(),
        assessors=frozenset({by}) if level else frozenset(),
    )


def stand(scope: list[str] = WORKER, **changed: Standing) -> PortfolioStanding:
    """Everything at level 3, apart from what is changed (`D1_1` for D1.1)."""
    standings = {code: at(3) for code in scope} | {code.replace("_", "."): each for code, each in changed.items()}
    return portfolio(standings, scope=scope, safety_critical=CRITICAL)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=list(SCOPES))
def test_level_3_in_everything_is_enough(scope: list[str]) -> None:
    found = stand(scope)

    assert (found.met, found.reasons, found.share) == (True, (), 1)


def test_of_29_other_indicators_24_have_to_be_at_level_3() -> None:
    """80 % of 29 are 23.2: five may be below, six may not."""
    assert len(OTHERS) == 29
    five, six = (
        portfolio(
            {code: at(3) for code in WORKER} | {code: at(2) for code in OTHERS[:number]},
            scope=WORKER,
            safety_critical=CRITICAL,
        )
        for number in (5, 6)
    )

    assert (five.met, five.share) == (True, Fraction(24, 29))
    assert six.reasons == (Reason(code=SHARE_BELOW, indicators=tuple(OTHERS[:6]), number=23, needed=24),)


def test_exactly_80_percent_is_enough() -> None:
    scope = OTHERS[:5]

    assert portfolio({code: at(3) for code in scope[:4]} | {scope[4]: at(2)}, scope=scope, safety_critical=()).met


def test_a_safety_critical_indicator_is_not_balanced_by_others() -> None:
    found = portfolio({code: at(4) for code in WORKER} | {"D2.1": at(2)}, scope=WORKER, safety_critical=CRITICAL)

    assert found.reasons == (Reason(code=SAFETY_CRITICAL_BELOW, indicators=("D2.1",), number=8, needed=9),)


@pytest.mark.parametrize("low", [at(1), at(None)], ids=["level 1", "no level"])
def test_none_may_be_below_level_2(low: Standing) -> None:
    found = stand(D1_1=low)

    assert found.reasons == (Reason(code=BELOW_LOWEST, indicators=("D1.1",), number=37, needed=38),)


def test_an_indicator_nobody_has_looked_at_has_no_level() -> None:
    found = portfolio({code: at(3) for code in WORKER[1:]}, scope=WORKER, safety_critical=CRITICAL)

    assert [(reason.code, reason.indicators) for reason in found.reasons] == [(BELOW_LOWEST, ("D1.1",))]


def test_a_paused_indicator_is_named_for_that_alone() -> None:
    found = stand(D2_1=at(2, state=PAUSED), D7_1=at(None, state=PAUSED))

    assert found.reasons == (Reason(code=PAUSED_INDICATORS, indicators=("D2.1", "D7.1"), number=36, needed=38),)


def test_what_lies_outside_the_pathway_does_not_matter() -> None:
    assert stand(SCOPES["institution-staff"], D7_1=at(1, state=PAUSED)).met


def test_one_validator_is_flagged_and_does_not_block() -> None:
    assert (stand().one_validator, stand().met) == (True, True)
    assert not stand(D1_1=at(3, by="assessor")).one_validator


def test_the_first_level_to_age_is_told() -> None:
    assert stand(D1_1=at(3, until=date(2026, 8, 1))).ages_on == date(2026, 8, 1)
    assert portfolio({}, scope=WORKER, safety_critical=CRITICAL).ages_on is None


def test_a_pathway_of_safety_critical_indicators_alone_has_no_share() -> None:
    found = portfolio({"D2.1": at(3)}, scope=["D2.1", "D2.1"], safety_critical=CRITICAL)

    assert (found.met, found.share) == (True, None)


def test_a_pathway_without_indicators_certifies_nothing() -> None:
    with pytest.raises(EmptyScope):
        portfolio({}, scope=[], safety_critical=CRITICAL)


levels = st.dictionaries(st.sampled_from(WORKER), st.sampled_from([None, 1, 2, 3, 4]))


@given(levels)
def test_the_rule_is_the_sentence_of_the_framework(found: dict[str, int | None]) -> None:
    reached = {code: found.get(code) or 0 for code in WORKER}
    standings = {code: at(level) for code, level in found.items()}
    met = (
        all(reached[code] >= 3 for code in CRITICAL)
        and sum(reached[code] >= 3 for code in OTHERS) * 100 >= len(OTHERS) * 80
        and min(reached.values()) >= 2
    )

    result = portfolio(standings, scope=WORKER, safety_critical=CRITICAL)

    assert result.met is met
    assert met is not bool(result.reasons)


@given(levels, st.sampled_from(WORKER))
def test_reaching_more_never_hurts(found: dict[str, int | None], code: str) -> None:
    def met(reached: dict[str, int | None]) -> bool:
        standings = {each: at(level) for each, level in (dict.fromkeys(WORKER, 3) | reached).items()}
        return portfolio(standings, scope=WORKER, safety_critical=CRITICAL).met

    assert met(found) <= met({**found, code: 4})
