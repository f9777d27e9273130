"""Forms of the composer: what stands there comes back as it was, and what is wrong is told at its place."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.certification.forms.composing_choices import SOURCES
from assessments.certification.forms.composing_requirement import RequirementForm
from assessments.certification.forms.composing_terms import TermsForm, field_at
from assessments.certification.forms.composing_words import CHOSEN, FAMILIES, FIELDS
from assessments.certification.forms.composing_words import KINDS as KIND_WORDS
from assessments.certification.laws.known import Known
from assessments.certification.laws.obstacles import obstacles
from assessments.certification.laws.reading import OneOf, readers_of
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.registry import BY_NAME, REQUIREMENTS
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.selectors.known import Surroundings
from assessments.mentoring.selectors.indicators import Framework, Indicator
from tests.assessments.certification.composing.sending import sent
from tests.assessments.certification.laws.strategies import KINDS, rules

INDICATORS = {
    code: Indicator(code=code, domain="D1", text=f"Does {code}.", safety_critical=code == "D1.2")
    for code in ("D1.1", "D1.2", "D2.1")
}
AROUND = Surroundings(code="practice", programme=None, framework=Framework(indicators=INDICATORS))
DRAFT = {"format": 1, "zone": "Europe/Kyiv", "paths": [{"kind": "initial", "title": "A", "tree": {"all": []}}]}


def form_for(one: Requirement, data: Any = None) -> RequirementForm:
    return RequirementForm(data, kind=type(one), around=AROUND, requirement=one)


@pytest.mark.parametrize("kind", REQUIREMENTS, ids=lambda kind: kind.name)
def test_every_kind_has_its_words_and_every_field_its_label(kind: type[Requirement]) -> None:
    assert kind.name in KIND_WORDS
    for name, reader in readers_of(kind).items():
        assert name == "key" or name in FIELDS
        if isinstance(reader, OneOf):
            assert set(reader.allowed) == set(CHOSEN[name])


def test_every_kind_is_offered_once() -> None:
    offered = [name for _title, kinds in FAMILIES for name in kinds]

    assert sorted(offered) == sorted(BY_NAME)


@settings(deadline=None, max_examples=150)
@given(st.one_of(*KINDS.values()))
def test_whatever_a_requirement_names_is_chosen_and_not_typed(one: Requirement) -> None:
    unlisted = {("pre_post_gain", "instrument")}
    for field, _known, _names in one.names():
        assert (one.name, field) in SOURCES or (one.name, field) in unlisted


@settings(deadline=None, max_examples=250)
@given(st.one_of(*KINDS.values()))
def test_a_form_that_is_sent_as_it_stands_changes_nothing(one: Requirement) -> None:
    # A mark on an indicator that is not asked for is an obstacle; the form takes it away.
    assume(not isinstance(one, CompetencyAt) or set(one.safety_critical) <= set(one.indicators))
    form = form_for(one, sent(form_for(one)))

    assert form.is_valid(), form.errors
    assert type(one).from_json({name: each for name, each in form.values().items() if name != "requirement"}) == one


@pytest.mark.parametrize("kind", REQUIREMENTS, ids=lambda kind: kind.name)
def test_an_empty_form_says_what_is_missing_and_never_fails(kind: type[Requirement]) -> None:
    form = RequirementForm({}, kind=kind, around=AROUND)

    assert form.is_valid() or form.errors


@settings(deadline=None, max_examples=120)
@given(
    st.sampled_from(REQUIREMENTS),
    st.dictionaries(
        st.sampled_from([*FIELDS, "max_age_years", "max_age_months", "max_age_days", "scope", "key", "requirement"]),
        st.one_of(st.text(max_size=30), st.sampled_from(["-1", "99999999999", "D1.1", "on", "\x00", "[]", '{"a": 1}'])),
    ),
)
def test_hostile_data_is_refused_at_a_field_or_read_whole(kind: type[Requirement], data: dict[str, str]) -> None:
    form = RequirementForm(data, kind=kind, around=AROUND)
    if form.is_valid():
        values = form.values()
        assert values["requirement"] == kind.name
        assert isinstance(
            kind.from_json({**{name: each for name, each in values.items() if name != "requirement"}, "key": "k"}), kind
        )


def test_a_mistake_stands_at_its_field() -> None:
    found = BY_NAME["quiz_passed"].from_json({"key": "q", "quiz": "a"})
    data = sent(form_for(found), max_age_years=100, max_age_days=36_525, min_score="many")
    form = form_for(found, data)

    assert not form.is_valid()
    assert set(form.errors) == {"min_score"}
    data["min_score"] = "80"
    data["max_age_months"] = "12"
    form = form_for(found, data)
    assert set(form.errors) == {"max_age_years"}
    assert "hundred years" in str(form.errors)


def test_a_new_rule_about_levels_marks_what_the_framework_calls_critical() -> None:
    form = RequirementForm(None, kind=CompetencyAt, around=AROUND)
    form = RequirementForm(sent(form, indicators=["D1.1", "D1.2"]), kind=CompetencyAt, around=AROUND)

    assert form.is_valid(), form.errors
    assert form.values()["safety_critical"] == ["D1.2"]


@settings(deadline=None, max_examples=150)
@given(rules)
def test_the_terms_that_are_sent_as_they_stand_change_nothing(found: Rules) -> None:
    form = TermsForm(sent(TermsForm(rules=found)), rules=found)

    assert form.is_valid(), form.errors
    assert Rules.read({**found.document(), **form.values()}) == found


def test_every_obstacle_of_the_terms_has_its_field() -> None:
    found = Rules.read(
        {
            **DRAFT,
            "active": "P1Y",
            "window": "P2Y",
            "grace": "P3Y",
            "basis": "fixed",
            "minimum_active": "P5Y",
            "early_credit": {"mode": "window", "days": 4},
            "decision": {"mode": "panel", "quorum": 1},
            "due": {"mode": "fixed"},
        }
    )
    form = TermsForm(rules=found)
    wheres = [one.where for one in obstacles(found, known=Known(certification="x")) if "paths" not in one.where]

    assert len(wheres) >= 6
    for where in wheres:
        assert field_at(where) in form.fields, where


def test_more_than_a_hundred_years_are_refused_by_the_document_itself() -> None:
    found = Rules.read(DRAFT)
    form = TermsForm(sent(TermsForm(rules=found), active_years=100, active_months=1200), rules=found)

    assert form.is_valid()
    assert form.values()["active"] == "P100Y1200M0D"
