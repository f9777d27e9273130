"""Laws of what is typed, paired, ordered and sorted: fair scores, and nothing given away in advance."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules.dialect.activities.blanks import Blanks
from modules.dialect.activities.match import Match
from modules.dialect.activities.sort import Sort
from modules.dialect.document import Activity
from modules.dialect.shown import Answer, Widget
from tests.dialect.graded_strategies import GRADED
from tests.dialect.reading import activity

every = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TYPED = ["strengths-based aaaaaaaaa", "суд", "10", "-3.5", "24 hours", "*", "x" * 50, "   "]


@st.composite
def some_answers(draw: st.DrawFn, question: Activity) -> Answer:
    """An answer a form could send: parts left out, options chosen, texts typed."""
    found = {}
    for part in question.parts():
        if draw(st.booleans()):
            typed = part.widget in {Widget.TEXT, Widget.NUMBER}
            found[part.key] = (draw(st.sampled_from(TYPED if typed else [option.key for option in part.options])),)
    return found


@pytest.mark.parametrize("kind", sorted(GRADED))
@every
@given(data=st.data())
def test_every_readable_answer_scores_between_nothing_and_everything(kind: str, data: st.DataObject) -> None:
    question = data.draw(GRADED[kind])
    answer = data.draw(some_answers(question))
    outcome = question.grade(question.read({key: list(values) for key, values in answer.items()}))
    assert outcome.score is not None
    assert 0 <= outcome.score <= 1
    assert outcome == question.grade(answer)


@pytest.mark.parametrize("kind", sorted(GRADED))
@every
@given(data=st.data())
def test_no_answer_is_worth_nothing(kind: str, data: st.DataObject) -> None:
    assert data.draw(GRADED[kind]).grade({}).score == 0


@pytest.mark.parametrize("kind", sorted(GRADED))
@every
@given(data=st.data(), seed=st.text(max_size=5))
def test_shuffling_changes_the_order_and_nothing_else(kind: str, data: st.DataObject, seed: str) -> None:
    question = data.draw(GRADED[kind])

    def things(shuffle: bool) -> set[tuple[str, frozenset[str]]]:
        shown = question.shown(seed, shuffle=shuffle)
        return {(part.key, frozenset(option.key for option in part.options)) for part in shown.parts}

    assert things(shuffle=True) == things(shuffle=False)
    assert len(question.parts()) == len({part.key for part in question.parts()})


@pytest.mark.parametrize("kind", sorted(GRADED))
@every
@given(data=st.data())
def test_every_leaf_that_is_shown_is_among_the_leaves(kind: str, data: st.DataObject) -> None:
    question = data.draw(GRADED[kind])
    shown = question.shown()
    texts = {shown.title, shown.prompt, shown.flow}
    for part in shown.parts:
        texts |= {part.text, part.hint, part.unit, *(option.text for option in part.options)}
    said = {text for mark in question.grade(question.solution() or {}).marks for text in mark.said}
    assert (texts | said) - {""} <= set(question.leaves())


@every
@given(question=GRADED["match"], random=st.randoms(use_true_random=False))
def test_pairs_look_the_same_whatever_belongs_together(question: Match, random: Random) -> None:
    rights = [pair.right for pair in question.pairs]
    random.shuffle(rights)
    twin = replace(question, pairs=tuple(replace(p, right=r) for p, r in zip(question.pairs, rights, strict=True)))
    assert twin.shown() == question.shown()


@every
@given(question=GRADED["sort"], random=st.randoms(use_true_random=False))
def test_items_look_the_same_wherever_they_belong(question: Sort, random: Random) -> None:
    items = iter(random.sample(question.bullets(), len(question.bullets())))
    groups = tuple(replace(group, items=tuple(next(items) for _ in group.items)) for group in question.groups)
    assert replace(question, groups=groups).shown() == question.shown()


@every
@given(question=GRADED["blanks"])
def test_options_of_a_gap_look_the_same_whichever_is_right(question: Blanks) -> None:
    gaps = tuple(replace(gap, answers=gap.options[:1]) if gap.kind == "select" else gap for gap in question.gaps)
    assert replace(question, gaps=gaps).shown() == question.shown()


def test_words_of_a_bank_look_the_same_wherever_they_belong() -> None:
    one = activity(":::blanks{#b bank}\n\n[[listen]] then [[ask]]\n\n- judge\n\n:::\n")
    other = activity(":::blanks{#b bank}\n\n[[judge]] then [[listen]]\n\n- ask\n\n:::\n")
    assert one.shown() == other.shown()


SECRETS = [
    pytest.param(
        ":::blanks{#q fuzzy}\n\nAsk.\n\nA [[canary|canarybird]] and [[= 7351 ± 2]]{unit=m}.\n\n> [!HINT]\n> canary\n\n"
        "> [!CORRECT]\n> canary\n\n> [!EXPLAIN]\n> canary\n\n:::\n",
        id="blanks",
    ),
    pytest.param(":::blanks{#q bank}\n\nA [[word|canary]] here.\n\n- other\n\n:::\n", id="bank"),
    pytest.param(":::match{#q}\n\n- a -> b\n  > canary\n- c -> d\n- -> e\n  > canary\n\n:::\n", id="match"),
    pytest.param(":::order{#q}\n\n1. a\n   > canary\n2. b\n\n:::\n", id="order"),
    pytest.param(":::sort{#q}\n\n- A\n  - x\n    > canary\n- B\n  - y\n\n:::\n", id="sort"),
    pytest.param(":::number{#q}\n\n- = 7351 | 7350..7360\n  > canary\n- != *\n  > canary\n\n:::\n", id="number"),
    pytest.param(":::short{#q}\n\n- = canary\n- != *canary*\n  > canary\n\n> [!SAMPLE]\n> canary\n\n:::\n", id="short"),
]


@pytest.mark.parametrize("source", SECRETS)
@pytest.mark.parametrize("seed", ["", "seed"])
def test_nothing_secret_is_shown_before_the_answer(source: str, seed: str) -> None:
    question = activity(source)
    assert "canary" in repr(question)
    shown = repr(question.shown(seed, shuffle=bool(seed)))
    assert "canary" not in shown
    assert "73" not in shown
