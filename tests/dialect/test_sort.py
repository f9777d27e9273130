"""`:::sort`: items to sort into groups."""

from fractions import Fraction

import pytest

from modules.dialect.shown import Widget
from modules.dialect.writer import write
from tests.dialect.reading import activity, answer, problems

FACTS = """\
:::sort{#facts}

Observation or interpretation?

- Observation {#seen}
  - The kitchen floor was wet {#wet}
    > Anyone could see it.
  - The girl did not speak {#quiet}
- Interpretation {#thought}
  - The mother is careless {#careless}

:::
"""


def test_every_item_may_go_into_every_group() -> None:
    shown = activity(FACTS).shown()
    assert {part.key for part in shown.parts} == {"item-wet", "item-quiet", "item-careless"}
    assert all(part.widget is Widget.RADIO for part in shown.parts)
    assert [option.text for option in shown.parts[0].options] == ["Observation", "Interpretation"]


def test_many_groups_are_a_select() -> None:
    groups = "\n".join(f"- group {number}\n  - item {number}" for number in range(5))
    assert activity(f":::sort{{#s}}\n\n{groups}\n\n:::\n").parts()[0].widget is Widget.SELECT


def test_items_in_their_group_count_and_feedback_stands_at_what_was_sorted() -> None:
    sort = activity(FACTS)
    outcome = sort.grade(answer(item_wet="seen", item_careless="seen"))
    assert outcome.score == Fraction(1, 3)
    assert {mark.part: mark.right for mark in outcome.marks} == {
        "item-wet": True,
        "item-quiet": False,
        "item-careless": False,
    }
    assert outcome.marks[0].said == ("Anyone could see it.",)
    assert [mark.said for mark in sort.grade({}).marks] == [(), (), ()]


def test_an_item_keeps_its_key_in_whatever_group_the_author_puts_it() -> None:
    one = activity(":::sort{#s}\n\n- A\n  - x\n  - y\n- B\n  - z\n\n:::\n")
    other = activity(":::sort{#s}\n\n- B\n  - y\n- A\n  - z\n  - x\n\n:::\n")
    assert {part.text: part.key for part in one.parts()} == {part.text: part.key for part in other.parts()}


def test_the_items_are_mixed_by_the_seed() -> None:
    sort = activity(FACTS)
    orders = {tuple(part.key for part in sort.shown(str(seed), shuffle=True).parts) for seed in range(20)}
    assert len(orders) == 6
    assert sort.shown("any seed") == sort.shown()


def test_the_canonical_form_keeps_every_item() -> None:
    assert write(activity(FACTS)) == FACTS


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param("- Group A\n- Group B\n  - x", ["3 empty-group"], id="a group without items"),
        pytest.param("- A\n  - x", ["1 one-option"], id="one group"),
        pytest.param("- A\n  - x\n- A\n  - y", ["5 duplicate-option"], id="a group twice"),
        pytest.param("- A {#k}\n  - x\n- B {#k}\n  - y", ["5 duplicate-key"], id="a key of a group twice"),
        pytest.param("- A\n  - x\n- B\n  - x", ["6 duplicate-option"], id="an item in two groups"),
        pytest.param("- A {best}\n  - x\n- B\n  - y", ["3 unknown-attribute"], id="an option of a group"),
        pytest.param("- A\n  > Yes.\n  - x\n- B\n  - y", ["4 misplaced-feedback"], id="feedback at a group"),
        pytest.param("Nothing.", ["1 no-answers"], id="no list"),
    ],
)
def test_a_mistake_is_named_with_its_line(answers: str, expected: list[str]) -> None:
    assert problems(f":::sort{{#s}}\n\n{answers}\n\n:::\n") == expected
