"""A policy as it is stored."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.marking.behaviours import BEHAVIOURS, Terms
from assessments.marking.policies import HINTED, PENALISED, Policy, read_policy
from assessments.marking.responses import respond
from modules.dialect.tries import DEFERRED, IMMEDIATE, interactive
from tests.dialect.reading import activity

CLOZE = ":::blanks{#q}\n\nAn [[Owl]] and a [[Cat]].\n\n:::\n"
ORDER = ":::order{#q}\n\n1. Ask {#ask}\n2. Listen {#listen}\n3. Write {#write}\n\n:::\n"


@given(st.sampled_from(sorted(BEHAVIOURS)), st.integers(1, 99), st.fractions(0, 3, max_denominator=99))
def test_a_stored_policy_is_read_back(behaviour: str, tries: int, penalty: Fraction) -> None:
    terms = Terms(tries=tries if behaviour in HINTED else 1, penalty=penalty if behaviour in PENALISED else Fraction(0))
    policy = Policy(behaviour=behaviour, terms=terms)

    assert read_policy(str(policy)) == policy


@pytest.mark.parametrize("policy", [DEFERRED, IMMEDIATE, interactive(tries=2, penalty=Fraction(1, 3))], ids=str)
def test_what_is_stored_with_practice_means_the_same(policy: object) -> None:
    assert str(read_policy(str(policy))) == str(policy)


@pytest.mark.parametrize(
    "text",
    ["", "guess-1", "adaptive", "deferred-1 tries=2", "interactive-1 tries=0 penalty=1/3", "adaptive-1 penalty=1/0"],
)
def test_a_text_that_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_policy(text)


@pytest.mark.parametrize(
    ("source", "typed", "parts", "score", "complete"),
    [
        pytest.param(CLOZE, {"gap-1": ("Owl",), "gap-2": ("Cow",)}, ["1", "0"], "1/2", True, id="gaps stand by themselves"),
        pytest.param(CLOZE, {"gap-1": ("Owl",), "gap-2": (" ",)}, ["1", "0"], "1/2", False, id="a blank is no answer"),
        pytest.param(CLOZE, {}, ["0", "0"], None, False, id="nothing answered"),
        pytest.param(ORDER, {"step-ask": ("1",), "step-listen": ("2",), "step-write": ("3",)}, ["1"], "1", True, id="steps depend on each other"),
    ],
)  # fmt: skip
def test_an_answer_is_taken_apart_where_its_parts_stand_by_themselves(
    source: str, typed: dict[str, tuple[str, ...]], parts: list[str], score: str | None, complete: bool
) -> None:
    response = respond(activity(source), typed)

    assert response.parts == tuple(Fraction(part) for part in parts)
    assert response.score == (None if score is None else Fraction(score))
    assert response.complete is complete
