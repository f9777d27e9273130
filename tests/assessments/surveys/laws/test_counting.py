"""What is counted is shown for five and more, and what hides a place does not give it away."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.surveys.laws.counting import ALL, Counted, Paper, counted, mean, middle
from assessments.surveys.laws.places import named
from assessments.surveys.laws.reading import parse
from tests.factories.surveys import SATISFACTION

ASKED = parse(SATISFACTION)[0]
FEWEST = 5


def papers(place: int | None, number: int, **answer: Any) -> list[Paper]:
    return [Paper(place=place, given=answer) for _one in range(number)]


def one(found: tuple[Counted, ...], key: str) -> Counted:
    return next(each for each in found if each.question.key == key)


@pytest.mark.parametrize(("number", "hidden"), [(4, True), (5, False)])
def test_a_question_is_shown_for_five(number: int, hidden: bool) -> None:
    fits = one(counted(ASKED, papers(None, number, fits="4")), "fits")

    assert fits.everybody.is_hidden is hidden
    assert fits.everybody.counts == ({} if hidden else {"4": number})


def test_a_place_with_few_takes_another_one_along() -> None:
    found = one(counted(ASKED, [*papers(1, 3, fits="1"), *papers(2, 6, fits="4"), *papers(3, 9, fits="5")]), "fits")

    assert {group.key: group.number for group in found.groups} == {ALL: 18, "1": None, "2": None, "3": 9}
    assert [group.counts for group in found.groups if group.is_hidden] == [{}, {}]


def test_whoever_leaves_a_question_out_is_not_counted_in_it() -> None:
    found = counted(ASKED, [*papers(1, 6, fits="4"), *papers(1, 2, clear="2")])

    assert one(found, "fits").everybody.number == 6
    assert one(found, "clear").everybody.is_hidden


def test_an_option_that_nobody_was_offered_is_not_counted() -> None:
    assert one(counted(ASKED, papers(None, 5, fits="99")), "fits").everybody.is_hidden


def test_of_several_options_each_counts() -> None:
    assert one(counted(ASKED, papers(None, 5, barriers=["cases", "money"])), "barriers").everybody.counts == {
        "cases": 5,
        "money": 5,
    }


@pytest.mark.parametrize(("number", "shown"), [(4, 0), (5, 5)])
def test_words_are_shown_when_five_have_written(number: int, shown: int) -> None:
    written = [Paper(place=None, given={"change": f"Word {at}"}) for at in range(number)]
    blank = papers(None, 5, change="  ")

    assert len(one(counted(ASKED, [*written, *blank]), "change").words) == shown


def test_the_order_of_words_does_not_depend_on_the_order_in_which_they_came() -> None:
    written = [Paper(place=None, given={"change": f"Word {at}"}) for at in range(8)]

    assert one(counted(ASKED, written), "change").words == one(counted(ASKED, written[::-1]), "change").words


def test_steps_that_are_no_numbers_are_in_no_mean() -> None:
    counts = {"1": 1, "5": 3, "does-not-apply": 9}

    assert (middle(counts), mean(counts)) == (5, 4)
    assert (middle({"does-not-apply": 2}), mean({})) == (None, None)


PLACES = st.lists(st.tuples(st.sampled_from([None, 1, 2, 3, 4]), st.sampled_from(["1", "3", "5", ""])), max_size=40)


@given(PLACES)
def test_what_is_hidden_together_is_never_fewer_than_five(drawn: list[tuple[int | None, str]]) -> None:
    found = one(counted(ASKED, [Paper(place=place, given={"fits": answer}) for place, answer in drawn]), "fits")
    everybody, *groups = found.groups
    shown = sum(group.number or 0 for group in groups)

    assert all(group.number is None or group.number >= FEWEST for group in found.groups)
    if everybody.number is not None and groups:
        assert everybody.number - shown == 0 or everybody.number - shown >= FEWEST
        assert sum(group.is_hidden for group in groups) != 1


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 12)))
def test_whoever_has_no_named_place_is_one_of_five_at_least(asked: dict[int, int]) -> None:
    kept = named(asked)
    rest = sum(number for place, number in asked.items() if place not in kept)

    assert all(asked[place] >= FEWEST for place in kept)
    assert rest == 0 or rest >= FEWEST or not kept
