"""Levels of competency as a requirement: the framework's rule for a certificate of practice."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.facts import Facts, Lapse, LevelDecided
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.mentoring.framework.portfolio import portfolio
from assessments.mentoring.framework.ratings import NONE, PAUSED, SUPPORTED, Standing
from tests.assessments.certification.laws.requirements.looking import TODAY, day, look, told

laws = settings(deadline=None)

CRITICAL = ("D1.2", "D2.1")
OTHERS = ("D1.1", "D1.3", "D2.3", "D2.4", "D9.4")
RULE = CompetencyAt(key="practice", indicators=(*CRITICAL, *OTHERS), safety_critical=CRITICAL)


def decided(
    indicator: str,
    level: int = 3,
    number: int = 10,
    *,
    state: str = "confirmed",
    later: int = 5,
    standing: bool = True,
) -> LevelDecided:
    return LevelDecided(
        indicator=indicator,
        level=level,
        acted_on=day(number),
        decided_on=day(number + later),
        standing=standing,
        state=state,
        ref=f"{indicator}={level}",
    )


def everything(**changed: LevelDecided | None) -> Facts:
    """Level 3 in everything, one after the other, but for these."""
    levels = [
        changed.get(each.replace(".", "_"), decided(each, number=10 + number))
        for number, each in enumerate(RULE.indicators)
    ]
    return Facts(levels=tuple(level for level in levels if level is not None))


@pytest.mark.parametrize(
    ("facts", "expected", "params"),
    [
        pytest.param(Facts(), ("not_started", None, "none", "mentor"), {"level": 3}, id="nothing is decided"),
        pytest.param(
            everything(),
            ("met", day(16), "met", ""),
            {"reached": 5, "others": 5, "level": 3},
            id="everything: on the day of the last, because none may be below 2",
        ),
        pytest.param(
            everything(D9_4=decided("D9.4", 2, 60)),
            ("met", day(60), "met", ""),
            {"reached": 4, "others": 5, "level": 3},
            id="four of five are 80 %, and the fifth is not below 2",
        ),
        pytest.param(
            everything(D2_1=decided("D2.1", 2)),
            ("in_progress", None, "safety_critical_below", "mentor"),
            {"indicators": "D2.1", "level": 3},
            id="nothing balances what is critical for safety",
        ),
        pytest.param(
            everything(D9_4=decided("D9.4", 1), D1_1=None),
            ("in_progress", None, "lowest_below", "mentor"),
            {"indicators": "D1.1, D9.4", "level": 2},
            id="below 2, and without any level",
        ),
        pytest.param(
            everything(D9_4=decided("D9.4", 2), D1_1=decided("D1.1", 2)),
            ("in_progress", None, "too_few", "mentor"),
            {"reached": 3, "needed": 4, "others": 5, "level": 3},
            id="three of five are 60 %",
        ),
        pytest.param(
            everything(D1_1=decided("D1.1", 4)),
            ("met", day(16), "met", ""),
            {"reached": 5, "others": 5, "level": 3},
            id="level 4 is more than 3",
        ),
        pytest.param(
            everything(D2_1=decided("D2.1", state="signed_off"), D1_1=decided("D1.1", state="upheld")),
            ("in_progress", None, "unconfirmed", "line_manager"),
            {"indicators": "D2.1"},
            id="the line manager has not confirmed one",
        ),
        pytest.param(
            everything(D2_1=decided("D2.1", state="paused")),
            ("in_progress", None, "paused", "mentor"),
            {"indicators": "D2.1"},
            id="one is paused",
        ),
        pytest.param(
            everything(D2_1=decided("D2.1", number=178, later=5)),
            ("in_progress", None, "safety_critical_below", "mentor"),
            {"indicators": "D2.1", "level": 3},
            id="one was decided tomorrow",
        ),
        pytest.param(
            everything(D2_1=decided("D2.1", number=-1)),
            ("in_progress", None, "safety_critical_below", "mentor"),
            {"indicators": "D2.1", "level": 3},
            id="one rests on an act before the cycle",
        ),
        pytest.param(
            everything(D2_1=decided("D2.1", standing=False)),
            ("in_progress", None, "safety_critical_below", "mentor"),
            {"indicators": "D2.1", "level": 3},
            id="one does not stand any more",
        ),
    ],
)
def test_the_rule_of_the_framework(facts: Facts, expected: tuple[object, ...], params: dict[str, object]) -> None:
    found = look(RULE, facts)

    assert told(found) == expected
    assert found.params == params


@pytest.mark.parametrize(
    ("lapse", "paused"),
    [
        pytest.param(Lapse(indicator="D1.2", on=day(-900)), True, id="never seen again, however long ago"),
        pytest.param(Lapse(indicator="D1.2", on=day(-900), seen_again_on=day(5)), False, id="seen again"),
        pytest.param(Lapse(indicator="D1.2", on=day(20), seen_again_on=TODAY), False, id="seen again today"),
        pytest.param(Lapse(indicator="D1.2", on=day(20), seen_again_on=day(182)), True, id="seen again tomorrow"),
        pytest.param(Lapse(indicator="D1.2", on=day(182)), False, id="tomorrow"),
        pytest.param(Lapse(indicator="D7.1", on=day(20)), False, id="in another indicator"),
    ],
)
def test_a_lapse_pauses_until_practice_is_seen_again(lapse: Lapse, paused: bool) -> None:
    found = look(RULE, Facts(levels=everything().levels, lapses=(lapse,)))

    assert found.code == ("competency_at.paused" if paused else "competency_at.met")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2027, 1, 11), "competency_at.met", id="a year old to the day"),
        pytest.param(date(2027, 1, 12), "competency_at.aged", id="and a day more"),
    ],
)
def test_what_it_rests_on_ages(on: date, expected: str) -> None:
    """The first indicator rests on an act of 11 January, all others on acts of the days after."""
    found = look(RULE, everything(), on=on)

    assert found.code == expected
    if found.state == "expired":
        assert found.params == {"indicators": "D1.2", "max_age": "P1Y"}
        assert found.evidence == ("D1.2=3",)


def test_without_an_age_nothing_ages() -> None:
    timeless = CompetencyAt(key="p", indicators=("D1.1",), max_age=None)

    assert look(timeless, Facts(levels=(decided("D1.1"),)), on=date(2099, 1, 1)).state == "met"


def test_confirmation_can_be_left_out() -> None:
    alone = CompetencyAt(key="p", indicators=("D1.1",), confirmed=False)

    assert look(alone, Facts(levels=(decided("D1.1", state="signed_off"),))).state == "met"


def test_what_is_named_critical_without_being_asked_for_changes_nothing() -> None:
    """Such rules are never published; a draft of them can still be tried."""
    odd = CompetencyAt(key="p", indicators=("D1.1",), safety_critical=("D9.9",), lowest=0)

    assert look(odd, Facts(levels=(decided("D1.1"),))).state == "met"


@laws
@given(
    st.fixed_dictionaries({each: st.integers(0, 4) for each in RULE.indicators}),
    st.sets(st.sampled_from(RULE.indicators), max_size=1),
)
def test_it_is_the_rule_that_mentoring_shows(levels: dict[str, int], paused: set[str]) -> None:
    """Mentoring's map and the certificate must never disagree: same levels, same answer."""
    asked = CompetencyAt(key="p", indicators=RULE.indicators, safety_critical=CRITICAL)
    facts = Facts(
        levels=tuple(decided(each, level) for each, level in levels.items() if level),
        lapses=tuple(Lapse(indicator=each, on=day(1)) for each in paused),
    )
    known = {
        each: Standing(
            level=level or None,
            state=PAUSED if each in paused else SUPPORTED if level else NONE,
            missing=(),
            fresh_until=None,
            ageing=False,
            latest=None,
            counted=frozenset(),
            aged=frozenset(),
            late=frozenset(),
            awaiting_approval=frozenset(),
            sources=frozenset(),
            assessors=frozenset(),
        )
        for each, level in levels.items()
    }

    assert (look(asked, facts).state == "met") == portfolio(known, scope=RULE.indicators, safety_critical=CRITICAL).met


@laws
@given(
    st.lists(
        st.builds(
            decided,
            st.sampled_from(RULE.indicators),
            st.integers(0, 4),
            st.integers(0, 150),
            state=st.sampled_from(["signed_off", "confirmed"]),
        ),
        max_size=30,
    )
)
def test_the_day_is_the_first_on_which_the_acts_suffice(levels: list[LevelDecided]) -> None:
    ageless = CompetencyAt(key="p", indicators=RULE.indicators, safety_critical=CRITICAL, max_age=Period(months=120))
    found = look(ageless, Facts(levels=tuple(levels)))
    if found.met_on is None:
        return
    until = tuple(level for level in levels if level.acted_on <= found.met_on)
    before = tuple(level for level in levels if level.acted_on < found.met_on)

    assert look(ageless, Facts(levels=until)).met_on == found.met_on
    assert look(ageless, Facts(levels=before)).state != "met"
    assert found.met_on <= TODAY


MODERATED = replace(RULE, moderated=True)


def upheld(**changed: LevelDecided | None) -> Facts:
    """Everything, and a moderator has found it right, but for these."""
    right = {each.replace(".", "_"): decided(each, state="upheld") for each in RULE.indicators}
    return everything(**{**right, **changed})


@pytest.mark.parametrize(
    ("facts", "code", "waits_for"),
    [
        pytest.param(upheld(), "met", "", id="a moderator has looked at all of it"),
        pytest.param(everything(), "unmoderated", "moderator", id="the line manager alone does not do"),
        pytest.param(upheld(D2_1=decided("D2.1")), "unmoderated", "moderator", id="one is left, critical for safety"),
        pytest.param(upheld(D9_4=decided("D9.4", state="signed_off")), "unconfirmed", "line_manager", id="nobody yet"),
        pytest.param(upheld(D2_1=decided("D2.1", 2)), "safety_critical_below", "mentor", id="it is too low anyhow"),
    ],
)
def test_where_the_programme_moderates_a_moderator_has_to_have_looked(facts: Facts, code: str, waits_for: str) -> None:
    found = look(MODERATED, facts)

    assert (found.code, found.waits_for) == (f"competency_at.{code}", waits_for)


def test_what_a_version_asks_for_without_moderation_is_met_without_a_moderator() -> None:
    assert not RULE.moderated
    assert look(RULE, everything()).code == look(RULE, upheld()).code == "competency_at.met"
