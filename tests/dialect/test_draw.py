"""Draws from a bank: what they ask for, and what is wrong with them."""

import pytest

from modules.dialect.activities.draw import Draw
from tests.dialect.reading import activity, problems


def test_a_draw_says_all_it_wants_in_its_opening_line() -> None:
    found = activity(
        ":::draw{bank=doors number=3 outcome=m05-lo2 tags='door gate' difficulty=hard points=2}\n\nA note.\n\n:::"
    )
    assert isinstance(found, Draw)
    assert (found.bank, found.number, found.outcome, found.tags) == ("doors", 3, "m05-lo2", {"door", "gate"})
    assert (found.difficulty, found.points, found.question, found.prompt) == ("hard", 2, "", "A note.")
    assert not found.is_scored
    assert not found.records


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param("number=3", ["1 no-bank"], id="no-bank"),
        pytest.param("bank='two words'", ["1 no-bank"], id="a-bank-that-is-no-key"),
        pytest.param("bank=b number=0", ["1 bad-value"], id="none"),
        pytest.param("bank=b number=201", ["1 bad-value"], id="too-many"),
        pytest.param("bank=b number=two", ["1 bad-value"], id="a-word"),
        pytest.param("bank=b difficulty=awful", ["1 bad-value"], id="a-difficulty-nobody-knows"),
        pytest.param("bank=b thinking=hard", ["1 bad-value"], id="a-kind-of-thinking-nobody-knows"),
        pytest.param("bank=b question=q number=2", ["1 bad-value"], id="by-name-and-by-chance"),
        pytest.param("bank=b question=q points=2 critical", [], id="by-name"),
    ],
)
def test_what_is_wrong_is_told(inside: str, expected: list[str]) -> None:
    assert problems(f":::draw{{{inside}}}\n:::") == expected
