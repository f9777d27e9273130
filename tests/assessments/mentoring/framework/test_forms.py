"""The observation forms of the programme fit its framework."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from assessments.mentoring.framework.definitions import BrokenDefinition
from assessments.mentoring.framework.forms import lint
from assessments.mentoring.framework.forms.form import Item, ObservationForm
from assessments.mentoring.framework.forms.frame import frames
from assessments.mentoring.framework.forms.levels import UnknownRating, levels_shown
from assessments.mentoring.framework.forms.reader import UnknownForm, build, form, form_with, forms
from tests.assessments.mentoring.framework.files import table

ROOT = Path(__file__).resolve().parents[4]
INDICATORS = tomllib.loads((ROOT / "content/reintegration/en/competencies.toml").read_text(encoding="utf-8"))[
    "indicator"
]
FRAMEWORK = {row["code"]: row["safety_critical"] for row in INDICATORS}
KINDS = {
    "home_visit": "observation",
    "family_meeting": "observation",
    "assessment_interview": "observation",
    "reunification_visit": "observation",
    "coaching_visit": "observation",
    "case_file_review": "work_product",
    "simulation": "simulation",
}
every_form = pytest.mark.parametrize("each", forms().values(), ids=list(forms()))


def test_there_is_a_form_for_every_kind_of_observation() -> None:
    assert {key: each.evidence for key, each in forms().items()} == KINDS


@every_form
def test_a_form_fits_the_framework(each: ObservationForm) -> None:
    assert lint.problems(each, framework=FRAMEWORK) == []


@every_form
def test_the_first_child_or_caregiver_who_says_no_is_heard(each: ObservationForm) -> None:
    """A form for a family asks whether they were asked alone; a form without a family asks nobody."""
    questions = {field.key: field for field in each.before}
    consents = [choice.key for choice in questions["consent"].choices]
    asked = questions.get("asked_alone")

    if consents == ["not_applicable"]:
        assert asked is None
        assert not each.with_children
    else:
        assert asked is not None
        assert asked.is_required({"consent": "both"})
        assert not asked.is_required({"consent": "not_applicable"})


@every_form
def test_a_lapse_asks_where_and_what_was_made_safe(each: ObservationForm) -> None:
    asked = [field.key for field in each.after if field.is_required({"lapse": True}) and not field.required]

    assert asked == ["lapse_indicators", "lapse_plan"]


def test_every_safety_critical_indicator_can_be_observed_directly() -> None:
    observed = {code for each in forms().values() if each.evidence == "observation" for code in each.safety_critical}

    assert observed == {code for code, safety_critical in FRAMEWORK.items() if safety_critical}


def test_the_coaching_visit_asks_what_the_learner_wants_to_have_seen() -> None:
    visit = form("coaching_visit")

    assert [field.key for field in visit.before][-3:] == ["purpose", "wants_observed", "travel"]
    assert [field.key for field in visit.after][-3:] == ["debrief_minutes", "employer_support", "all_safe"]


def test_a_form_is_found_by_key_by_version_and_by_digest() -> None:
    visit = form("home_visit")

    assert form("home_visit", visit.version) is visit
    assert form_with(visit.digest) is visit


@pytest.mark.parametrize("version", [None, 1], ids=["newest", "first"])
def test_an_unknown_form_says_so(version: int | None) -> None:
    with pytest.raises(UnknownForm, match="dance"):
        form("dance", version)
    with pytest.raises(UnknownForm):
        form_with("0" * 64)


def test_the_digest_names_every_word_of_a_form_and_nothing_else() -> None:
    visit = form("home_visit")
    first, *others = visit.items

    assert replace(visit).digest == visit.digest
    assert replace(visit, items=(replace(first, text="Says something else."), *others)).digest != visit.digest
    assert replace(visit, scale=visit.scale[:-1]).digest != visit.digest


WRONG = [
    pytest.param({"items": form("home_visit").items[:7]}, "has 7 items", id="few items"),
    pytest.param({"items": form("home_visit").items * 2}, "has 26 items", id="many items"),
    pytest.param(
        {"items": (*form("home_visit").items[1:], Item(key="x", text="X", indicator="D9.9"))},
        "item x points to D9.9, which is not in the framework",
        id="no such indicator",
    ),
    pytest.param(
        {"items": (*form("home_visit").items[1:], Item(key="x", text="X", indicator="D2.1"))},
        "item x: safety_critical is True for D2.1",
        id="other than the framework",
    ),
    pytest.param(
        {"items": tuple(Item(key=f"i{n}", text="X", indicator="D1.1") for n in range(8))},
        "none of its items is safety-critical",
        id="nothing critical with children",
    ),
    pytest.param({"scale": form("home_visit").scale[1:]}, "its scale does not run", id="scale"),
    pytest.param({"entrustment": ()}, "its entrustment does not run", id="entrustment"),
    pytest.param({"before": ()}, "does not ask for consent", id="no consent"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_form_that_does_not_fit_is_named_with_its_file(change: dict[str, object], message: str) -> None:
    (problem,) = lint.problems(replace(form("home_visit"), **change), framework=FRAMEWORK)  # type: ignore[arg-type]

    assert problem.startswith("home_visit.1.toml: ")
    assert message in problem


FILE = """
key = "thing"
version = 1
frame = 1
title = "Thing"
purpose = "See a thing."
evidence = "observation"
with_children = false
consent = ["both", "not_applicable"]
agree = ["What it is."]
[[item]]
key = "a"
text = "Does it."
indicator = "D1.1"
[[item]]
key = "b"
text = "Does more."
indicator = "D2.1"
safety_critical = true
"""


def test_a_form_stands_in_its_frame(tmp_path: Path) -> None:
    thing = build(table(tmp_path, FILE))
    frame = frames()[1]

    assert (thing.scale, thing.entrustment, thing.after) == (frame.scale, frame.entrustment, frame.after)
    assert [choice.key for choice in thing.before[1].choices] == ["both", "not_applicable"]
    assert (thing.indicators, thing.safety_critical) == (("D1.1", "D2.1"), ("D2.1",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(FILE.replace("frame = 1", "frame = 99"), "there is no frame 99", id="no frame"),
        pytest.param(FILE.replace('"b"', '"a"', 1), "there are two items a", id="same item"),
        pytest.param(FILE + "colour = 1", "colour is not known here", id="unknown in item"),
        pytest.param(FILE.replace('"observation"', '"gossip"'), "evidence is one of observation", id="evidence"),
        pytest.param(
            FILE + '[[after]]\nkey = "consent"\nlabel = "C"\nkind = "date"\nby = "both"\ndata_class = "C1"',
            "same key as one of the frame",
            id="field of the frame",
        ),
    ],
)
def test_a_form_with_a_mistake_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BrokenDefinition, match=message):
        build(table(tmp_path, text))


def test_a_level_is_the_lowest_that_was_seen_of_an_indicator() -> None:
    shown = levels_shown(
        form("home_visit"),
        {
            "caregiver": "could_guide",
            "fairness": "with_support",
            "support": "independently",
            "opening": "not_yet",
            "worry": "not_seen",
        },
    )

    assert shown == {"D6.2": 2, "D6.3": 3, "D1.1": 1}


def test_what_was_not_seen_does_not_lower_what_was() -> None:
    assert levels_shown(form("home_visit"), {"caregiver": "not_seen", "fairness": "independently"}) == {"D6.2": 3}


@pytest.mark.parametrize(
    "ratings",
    [pytest.param({"dancing": "not_yet"}, id="item"), pytest.param({"caregiver": "great"}, id="rating")],
)
def test_a_rating_the_form_does_not_have_is_refused(ratings: dict[str, str]) -> None:
    with pytest.raises(UnknownRating, match="home_visit has no item"):
        levels_shown(form("home_visit"), ratings)
