"""Fields fit together, or the file is refused."""

from pathlib import Path

import pytest

from assessments.mentoring.framework.definitions import BrokenDefinition
from assessments.mentoring.framework.fields import Choice, Field, read_fields
from tests.assessments.mentoring.framework.files import table

PLAIN = """
[[field]]
key = "a"
label = "How was it?"
kind = "long"
by = "learner"
data_class = "C2"
max_words = 50
"""
CHOICE = """
[[field]]
key = "b"
label = "Which?"
kind = "choice"
by = "both"
data_class = "C1"
initial = "x"
choices = [{ key = "x", label = "This" }, { key = "y", label = "That" }]
"""


def read(folder: Path, text: str) -> tuple[Field, ...]:
    return read_fields(table(folder, text).tables("field"))


def test_fields_are_read_in_order(tmp_path: Path) -> None:
    plain, choice = read(tmp_path, PLAIN + CHOICE)

    assert plain == Field(key="a", label="How was it?", kind="long", by="learner", data_class="C2", max_words=50)
    assert choice.choices == (Choice(key="x", label="This"), Choice(key="y", label="That"))
    assert (choice.initial, choice.required, choice.most, choice.least) == ("x", False, None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(PLAIN + PLAIN, "there are two fields a", id="same key"),
        pytest.param(PLAIN.replace("long", "essay"), "kind is one of text, long", id="unknown kind"),
        pytest.param(PLAIN.replace("learner", "neighbour"), "by is one of learner", id="unknown writer"),
        pytest.param(PLAIN.replace("C2", "C9"), "data_class is one of C1", id="unknown class"),
        pytest.param(PLAIN + "size = 1", "size is not known here", id="unknown value"),
        pytest.param(PLAIN.replace("max_words = 50", ""), "texts, and only they, have max_words", id="no end"),
        pytest.param(CHOICE + "max_words = 5", "texts, and only they, have max_words", id="end of no text"),
        pytest.param(PLAIN.replace("C2", "C1"), "own words is never C1", id="words as facts"),
        pytest.param(
            CHOICE.replace('choices = [{ key = "x", label = "This" }, { key = "y", label = "That" }]', ""),
            "choices belong to choice and codes",
            id="nothing to choose",
        ),
        pytest.param(
            CHOICE.replace('"choice"', '"date"'), "choices belong to choice and codes", id="choices of a date"
        ),
        pytest.param(CHOICE.replace('"y"', '"x"'), "two choices have the same key", id="same choice"),
        pytest.param(CHOICE.replace('l = "That"', 'l = "That", x = 1'), "x is not known here", id="unknown in choice"),
        pytest.param(CHOICE.replace('initial = "x"', 'initial = "z"'), "the initial answer is not one", id="initial"),
        pytest.param(
            CHOICE.replace('"choice"', '"confirm"').replace("choices", "#").replace('initial = "x"', ""),
            "a box that must be ticked is required",
            id="free tick",
        ),
        pytest.param(PLAIN + CHOICE + 'required_when = ["a"]', "names a field and its answers", id="no answers"),
        pytest.param(PLAIN + 'required_when = ["z", "yes"]', "z is not a field above this one", id="no such field"),
        pytest.param(
            CHOICE + PLAIN.replace("max_", 'required = true\nrequired_when = ["b", "x"]\nmax_'),
            "either required or required_when",
            id="twice required",
        ),
    ],
)
def test_a_field_that_does_not_fit_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BrokenDefinition, match=message):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("answer", "required"),
    [
        pytest.param(True, True, id="ticked"),
        pytest.param("yes", True, id="yes"),
        pytest.param("perhaps", True, id="another of the answers"),
        pytest.param(False, False, id="not ticked"),
        pytest.param("no", False, id="no"),
        pytest.param(None, False, id="not answered"),
    ],
)
def test_a_field_may_be_required_by_the_answer_to_another(answer: object, required: bool) -> None:
    plan = Field(
        key="plan",
        label="Plan",
        kind="long",
        by="both",
        data_class="C2",
        required_when=("lapse", ("yes", "perhaps")),
        max_words=9,
    )

    assert plan.is_required({"lapse": answer}) is required


@pytest.mark.parametrize("required", [True, False], ids=["required", "free"])
def test_a_field_without_condition_is_required_or_not_whatever_else_is_answered(required: bool) -> None:
    day = Field(key="day", label="Day", kind="date", by="both", data_class="C1", required=required)

    assert day.is_required({"lapse": True}) is required
