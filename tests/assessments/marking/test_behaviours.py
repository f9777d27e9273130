"""What every behaviour does with the steps of one question."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.marking.behaviours import BEHAVIOURS, Terms, follow
from assessments.marking.steps import Act, Response, State, Step
from modules.dialect.tries import DEFERRED, IMMEDIATE, interactive

laws = settings(max_examples=60, deadline=None)
THIRD = Fraction(1, 3)
THREE = Terms(tries=3, penalty=THIRD)
UNWEIGHED = sorted(set(BEHAVIOURS) - {"certainty", "certaintynow"})


def answer(*parts: str, certainty: int | None = None, complete: bool = True, name: str = "") -> Response:
    """An answer whose parts have these scores; without parts, too little to be marked."""
    found = tuple(Fraction(part) for part in parts)
    score = sum(found, Fraction(0)) / len(found) if found else None
    given_as = name or " ".join(parts)
    return Response(given=given_as, parts=found, score=score, certainty=certainty, complete=complete and bool(found))


def steps(*acts: tuple[str, Response] | str) -> list[Step]:
    return [Step(act=Act(act)) if isinstance(act, str) else Step(act=Act(act[0]), response=act[1]) for act in acts]


RIGHT, WRONG, HALF, NOTHING = answer("1"), answer("0"), answer("1/2"), answer()
PARTLY = answer("1/2", complete=False)
FIRST, SECOND, BOTH, NEITHER = answer("1", "0"), answer("0", "1"), answer("1", "1"), answer("0", "0")


@pytest.mark.parametrize(
    ("behaviour", "done", "state", "mark"),
    [
        pytest.param("deferred", [("save", RIGHT), ("save", HALF)], "open", None, id="deferred: no mark before the end"),
        pytest.param("deferred", [("save", RIGHT), ("save", HALF), "finish"], "marked", "1/2", id="deferred: the last answer counts"),
        pytest.param("deferred", [("submit", RIGHT), ("save", WRONG), "finish"], "marked", "0", id="deferred: submitting settles nothing"),
        pytest.param("deferred", ["finish"], "given-up", None, id="deferred: nothing handed in"),
        pytest.param("deferred", [("save", NOTHING), "finish"], "given-up", None, id="deferred: too little handed in"),
        pytest.param("deferred", [("save", PARTLY), "finish"], "marked", "1/2", id="deferred: what is incomplete is marked at the end"),
        pytest.param("deferred", ["finish", ("save", RIGHT), "finish"], "given-up", None, id="deferred: nothing follows the end"),
        pytest.param("immediate", [("submit", HALF)], "marked", "1/2", id="immediate: marked at once"),
        pytest.param("immediate", [("submit", HALF), ("submit", RIGHT), "finish"], "marked", "1/2", id="immediate: marked once"),
        pytest.param("immediate", [("submit", PARTLY)], "incomplete", None, id="immediate: incomplete is not marked"),
        pytest.param("immediate", [("submit", PARTLY), ("save", RIGHT)], "open", None, id="immediate: incomplete can be mended"),
        pytest.param("immediate", [("save", HALF), "finish"], "marked", "1/2", id="immediate: what was only saved is marked at the end"),
        pytest.param("immediate", ["submit", "finish"], "given-up", None, id="immediate: nothing submitted"),
        pytest.param("interactive", [("submit", RIGHT)], "marked", "1", id="interactive: right at once"),
        pytest.param("interactive", [("submit", WRONG)], "hinted", None, id="interactive: wrong, with a hint"),
        pytest.param("interactive", [("submit", WRONG), ("submit", RIGHT)], "hinted", None, id="interactive: no second try while the hint stands"),
        pytest.param("interactive", [("submit", WRONG), "try-again", ("submit", RIGHT)], "marked", "2/3", id="interactive: right at the second try"),
        pytest.param("interactive", [("submit", WRONG), "try-again", ("submit", HALF), "try-again", ("submit", RIGHT)], "marked", "1/3", id="interactive: right at the last try"),
        pytest.param("interactive", [("submit", WRONG), "try-again", ("submit", WRONG), "try-again", ("submit", HALF)], "marked", "0", id="interactive: never below nothing"),
        pytest.param("interactive", [("submit", HALF), "finish"], "marked", "1/2", id="interactive: handed in beside the hint, no try is added"),
        pytest.param("interactive", [("submit", HALF), ("finish", RIGHT)], "marked", "1/2", id="interactive: nothing new comes in beside the hint"),
        pytest.param("interactive", [("submit", WRONG), "try-again", "finish"], "marked", "0", id="interactive: handed in after the hint, one more try"),
        pytest.param("interactive", [("submit", WRONG), "try-again", ("finish", RIGHT)], "marked", "2/3", id="interactive: the last answer is a try"),
        pytest.param("interactive", [("submit", PARTLY), ("submit", RIGHT)], "marked", "1", id="interactive: incomplete is no try"),
        pytest.param("interactive", ["try-again"], "open", None, id="interactive: no hint to leave"),
        pytest.param("interactive", [("save", NOTHING), "finish"], "given-up", None, id="interactive: nothing handed in"),
        pytest.param("countback", [("submit", FIRST), "try-again", ("submit", BOTH)], "marked", "5/6", id="count-back: only the part that was wrong pays"),
        pytest.param("countback", [("submit", FIRST), "try-again", ("submit", SECOND), "try-again", ("submit", BOTH)], "marked", "1/2", id="count-back: a part that was changed for the worse pays"),
        pytest.param("countback", [("submit", NEITHER), "try-again", ("submit", FIRST), "try-again", ("submit", FIRST)], "marked", "1/3", id="count-back: a part that stays wrong earns nothing"),
        pytest.param("countback", [("submit", answer("1/2", "1")), "try-again", ("finish", answer("1/2", "1"))], "marked", "3/4", id="count-back: a part that is not changed does not pay"),
        pytest.param("adaptive", [("submit", WRONG), ("submit", RIGHT), "finish"], "marked", "2/3", id="adaptive: each try before costs"),
        pytest.param("adaptive", [("submit", WRONG), ("submit", WRONG), ("submit", RIGHT)], "settled", "2/3", id="adaptive: the same answer is no try"),
        pytest.param("adaptive", [("submit", HALF), ("submit", WRONG), "finish"], "marked", "1/2", id="adaptive: the best counts"),
        pytest.param("adaptive", [("submit", RIGHT), ("submit", WRONG), "finish"], "marked", "1", id="adaptive: who was right can lose nothing"),
        pytest.param("adaptive", [("submit", WRONG), ("save", RIGHT), "finish"], "marked", "2/3", id="adaptive: what was only saved is a try at the end"),
        pytest.param("adaptive", [("submit", HALF), "finish"], "marked", "1/2", id="adaptive: handing in unchanged costs nothing"),
        pytest.param("adaptive", [("submit", HALF), ("save", NOTHING), "finish"], "given-up", "1/2", id="adaptive: an answer taken back keeps what was earned"),
        pytest.param("adaptive", [("submit", PARTLY), ("submit", RIGHT)], "settled", "1", id="adaptive: incomplete is no try"),
        pytest.param("adaptive", ["finish"], "given-up", None, id="adaptive: nothing handed in"),
        pytest.param("adaptivefree", [("submit", WRONG), ("submit", HALF), ("submit", RIGHT), "finish"], "marked", "1", id="adaptive without penalty: the best counts whole"),
        pytest.param("certainty", [("save", answer("1", certainty=3)), "finish"], "marked", "3", id="certainty: right and sure"),
        pytest.param("certainty", [("save", answer("0", certainty=3)), "finish"], "marked", "-6", id="certainty: wrong and sure"),
        pytest.param("certainty", [("save", answer("0", certainty=2)), "finish"], "marked", "-2", id="certainty: wrong and rather sure"),
        pytest.param("certainty", [("save", answer("1/2", certainty=3)), "finish"], "marked", "3/2", id="certainty: partly right and sure"),
        pytest.param("certainty", [("save", RIGHT), "finish"], "marked", "1", id="certainty: who does not say is not sure"),
        pytest.param("certainty", ["finish"], "given-up", None, id="certainty: nothing handed in costs nothing"),
        pytest.param("certaintynow", [("submit", answer("0", certainty=2)), ("submit", answer("1", certainty=3))], "marked", "-2", id="certainty at once: the first counts"),
    ],
)  # fmt: skip
def test_a_question_is_worth_what_its_behaviour_says(
    behaviour: str, done: list[tuple[str, Response] | str], state: str, mark: str | None
) -> None:
    standing = follow(behaviour, steps(*done), THREE)

    assert standing.state is State(state)
    assert standing.mark == (None if mark is None else Fraction(mark))


def test_every_wrong_try_shows_the_next_hint() -> None:
    done = steps(("submit", WRONG), "try-again", ("submit", HALF), "try-again", ("submit", WRONG))

    assert [follow("interactive", done[:many], THREE).hint for many in range(6)] == [0, 1, 0, 2, 0, 0]


def test_four_parts_counted_back_come_to_half() -> None:
    tries = [answer("1", "0", "0", "0"), answer("1", "1", "0", "0"), answer("1", "1", "1", "0")]
    done = steps(("submit", tries[0]), "try-again", ("submit", tries[1]), "try-again", ("submit", tries[2]))

    assert 12 * (follow("countback", done, THREE).mark or 0) == 12 * Fraction(1 + Fraction(2, 3) + THIRD, 4)


responses = st.builds(
    lambda parts, complete: answer(*(str(part) for part in parts), complete=complete),
    st.lists(st.fractions(0, 1, max_denominator=4), min_size=2, max_size=2),
    st.booleans(),
)
acts = st.builds(lambda act, response: Step(act=act, response=response), st.sampled_from(Act), st.none() | responses)
terms = st.builds(Terms, tries=st.integers(1, 4), penalty=st.fractions(0, 1, max_denominator=6))


@laws
@given(st.sampled_from(UNWEIGHED), st.lists(acts, max_size=8), terms)
def test_a_mark_lies_between_nothing_and_the_best_try(behaviour: str, done: list[Step], under: Terms) -> None:
    standing = follow(behaviour, done, under)

    if standing.mark is not None and behaviour != "countback":
        assert 0 <= standing.mark <= max(one.score or Fraction(0) for one in standing.tries)
    assert standing.mark is None or 0 <= standing.mark <= 1
    assert (standing.state is State.MARKED) <= (standing.mark is not None)


@laws
@given(st.sampled_from(sorted(BEHAVIOURS)), st.lists(acts, max_size=6), st.lists(acts, max_size=4), terms)
def test_nothing_follows_the_end(behaviour: str, done: list[Step], more: list[Step], under: Terms) -> None:
    ended = follow(behaviour, [*done, Step(act=Act.FINISH)], under)

    assert ended.state.is_final
    assert follow(behaviour, [*done, Step(act=Act.FINISH), *more], under) == ended


@laws
@given(st.lists(acts, max_size=8), terms)
def test_penalties_only_ever_cost(done: list[Step], under: Terms) -> None:
    free = follow("adaptivefree", done, under).mark
    paid = follow("adaptive", done, under).mark

    assert (free is None) == (paid is None)
    assert free is None or paid is None or paid <= free


@laws
@given(st.lists(st.fractions(0, 1, max_denominator=4), min_size=1, max_size=5), terms)
def test_practice_in_a_lesson_is_marked_by_the_same_rules(tried: list[Fraction], under: Terms) -> None:
    given_answers = [answer(str(score), name=str(place)) for place, score in enumerate(tried)]
    one_by_one = [
        step
        for response in given_answers
        for step in (Step(act=Act.SUBMIT, response=response), Step(act=Act.TRY_AGAIN))
    ]
    saved = [Step(act=Act.SAVE, response=response) for response in given_answers]

    practised = interactive(tries=under.tries, penalty=under.penalty)
    assert follow("interactive", one_by_one, under).mark == practised.mark(tried)
    assert follow("immediate", one_by_one, under).mark == IMMEDIATE.mark(tried)
    assert follow("deferred", [*saved, Step(act=Act.FINISH)], under).mark == DEFERRED.mark(tried)
