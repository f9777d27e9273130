"""A paper as a form: every kind of question, drafts and complete papers, and answers apart by who may read them."""

from datetime import date
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from assessments.mentoring.forms.papers import PaperForm, few_enough, paper_form, split
from assessments.mentoring.framework.papers.answers import unanswered
from assessments.mentoring.framework.papers.reader import Paper, paper, papers
from assessments.mentoring.selectors.frameworks import indicators as indicators_of
from modules.models import Competency

LEARNING = paper("learning_agreement")
SUPERVISION = paper("supervision_agreement")
REVIEW = paper("progress_review")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def indicators() -> None:
    for position, code in enumerate(["D1.1", "D1.2", "D2.1"]):
        Competency.objects.create(
            programme="practice",
            language="en",
            domain=code[:2],
            indicator=code,
            text=f"Does {code}.",
            position=position,
        )


def filled(which: Paper, *, complete: bool = True, **answers: Any) -> PaperForm:
    data = MultiValueDict({key: value if isinstance(value, list) else [value] for key, value in answers.items()})
    return paper_form(which)(data, complete=complete, programme_key="practice")


@pytest.mark.parametrize("key", papers())
def test_every_paper_makes_a_form_that_asks_what_the_paper_asks(key: str) -> None:
    assert list(paper_form(paper(key))().fields) == [field.key for field in paper(key).fields]


@pytest.mark.parametrize("key", papers())
def test_an_empty_paper_is_a_valid_draft(key: str) -> None:
    assert filled(paper(key), complete=False).is_valid()


def test_an_empty_paper_is_not_complete() -> None:
    form = filled(LEARNING)
    assert set(form.errors) == {field.key for field in LEARNING.fields if field.required}


def test_a_form_of_some_classes_leaves_the_others_out() -> None:
    assert {field.data_class for field in paper_form(SUPERVISION, classes=("C1",)).asked} == {"C1"}


def test_words_of_the_writer_are_named_for_the_guard() -> None:
    assert "goal_1" in paper_form(LEARNING).guarded_fields
    assert not {"goal_1_indicators", "review_on"} & set(paper_form(LEARNING).guarded_fields)


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        pytest.param("goal_1", ["  To listen. "], "To listen.", id="a text without its edges"),
        pytest.param("protected_hours", ["4"], 4, id="a number"),
        pytest.param("review_on", ["2026-08-01"], "2026-08-01", id="a day as JSON can hold it"),
        pytest.param("mentor_is_manager", ["no"], False, id="no is an answer"),
        pytest.param("limits_known", ["on"], True, id="a box that is ticked"),
    ],
)
def test_an_answer_is_kept(key: str, given: list[str], kept: Any) -> None:
    form = filled(LEARNING, complete=False, **{key: given})
    assert form.is_valid()
    facts, words = split(form.cleaned_data, LEARNING)
    assert {**facts, **words} == {key: kept}


def test_indicators_are_chosen_from_lists_each_once() -> None:
    form = filled(
        LEARNING, complete=False, goal_1_indicators_0="D2.1", goal_1_indicators_1="D1.1", goal_1_indicators_2="D2.1"
    )
    assert form.is_valid()
    assert form.cleaned_data["goal_1_indicators"] == ["D2.1", "D1.1"]


def test_an_indicator_of_no_framework_is_refused() -> None:
    assert filled(LEARNING, complete=False, goal_1_indicators_0="D99.9").errors == {
        "goal_1_indicators": ["Choose from the list."]
    }


@pytest.mark.parametrize(
    ("which", "key", "given"),
    [
        pytest.param(LEARNING, "protected_hours", ["60"], id="more hours than a week has for work"),
        pytest.param(LEARNING, "review_on", ["soon"], id="no day"),
        pytest.param(SUPERVISION, "rhythm", ["hourly"], id="no choice"),
        pytest.param(SUPERVISION, "functions", ["educational", "spying"], id="no code"),
        pytest.param(LEARNING, "goal_1", ["word " * 61], id="far more words than fit"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_comes_back(which: Paper, key: str, given: list[str]) -> None:
    form = filled(which, complete=False, **{key: given})
    assert list(form.errors) == [key]
    assert given[0].strip() in str(form[key].value())


@pytest.mark.parametrize(("number", "fits"), [(50, True), (60, True), (61, False)])
def test_a_fifth_more_words_than_asked_for_is_let_pass(number: int, fits: bool) -> None:
    assert filled(LEARNING, complete=False, goal_1="word " * number).is_valid() is fits


def test_a_script_without_spaces_is_measured_by_its_letters() -> None:
    with pytest.raises(Exception, match="far too long"):
        few_enough("ក" * 2000, most=50)


def test_no_browser_is_told_to_cut_a_text_off() -> None:
    assert "maxlength" not in str(filled(LEARNING)["goal_1"])


def test_an_answer_can_make_another_one_necessary() -> None:
    alone = filled(LEARNING, mentor_is_manager="yes")
    outside = filled(LEARNING, mentor_is_manager="yes", outside_mentor="Supervisor of the district")
    neither = filled(LEARNING, mentor_is_manager="no")
    assert "outside_mentor" in alone.errors
    assert "outside_mentor" not in {**outside.errors, **neither.errors}


def test_a_draft_does_not_ask_for_what_another_answer_makes_necessary() -> None:
    assert filled(LEARNING, complete=False, mentor_is_manager="yes").is_valid()


def test_facts_are_apart_from_words() -> None:
    answers = {
        "goal_1": "To listen",
        "goal_1_indicators": ["D1.1"],
        "protected_hours": 4,
        "accommodations": "A chair",
        "first_observation_by": date(2026, 4, 1),
        "limits_known": False,
        "goal_2": "",
    }
    facts, words = split(answers, LEARNING)
    assert facts == {"goal_1_indicators": ["D1.1"], "protected_hours": 4, "first_observation_by": "2026-04-01"}
    assert words == {"goal_1": "To listen", "accommodations": "A chair"}


def test_what_is_kept_stands_in_the_form_again() -> None:
    kept = {"goal_1": "To listen", "mentor_is_manager": True, "review_on": "2026-08-01", "goal_1_indicators": ["D1.1"]}
    form = paper_form(LEARNING)(initial=kept, programme_key="practice")
    assert "To listen" in str(form["goal_1"])
    assert 'value="2026-08-01"' in str(form["review_on"])
    assert 'value="D1.1" selected' in str(form["goal_1_indicators"])
    assert [option.data["value"] for option in form["mentor_is_manager"] if option.data["selected"]] == ["yes"]


def test_what_is_missing_is_named() -> None:
    missing = [field.key for field in unanswered({"judgement": "concerns", "strengths": "Patience"}, REVIEW)]
    assert {"support_plan", "plan_reviewed_on", "reason"} <= set(missing)
    assert "strengths" not in missing
    assert "support_plan" not in [field.key for field in unanswered({"judgement": "on_track"}, REVIEW)]


def test_indicators_are_those_of_the_programme_and_of_the_first_one_where_none_is_named() -> None:
    Competency.objects.create(programme="zebra", language="en", domain="Z1", indicator="Z1.1", text="Runs.", position=1)
    assert list(indicators_of("zebra")) == ["Z1.1"]
    assert list(indicators_of()) == ["D1.1", "D1.2", "D2.1"]
    assert indicators_of("nothing") == {}


def test_a_choice_among_many_folds_into_a_list() -> None:
    assert 'type="radio"' in str(paper_form(paper("log_entry"))()["kind"])
    assert "<select" in str(paper_form(paper("log_entry"))()["setting"])
