"""An impossible quiz is told by the line that has to change. Pure."""

import pytest

from assessments.drawing import Candidate
from assessments.papers import item_key
from assessments.shortages import shortages
from modules.dialect.activities.draw import Draw
from modules.dialect.parser import parse


def candidate(key: str, **changes: object) -> Candidate:
    return Candidate(key=item_key("doors", key), bank="doors", **changes)  # type: ignore[arg-type]


POOL = (
    candidate("gate", tags=frozenset({"new"}), critical=True),
    candidate("door", tags=frozenset({"new"}), outcome="m05-lo2"),
    candidate("step", outcome="m05-lo2"),
)


@pytest.mark.parametrize(
    ("draws", "expected"),
    [
        pytest.param(["number=3"], [], id="all-there-are"),
        pytest.param(["question=gate", "number=2"], [], id="a-named-one-and-the-others"),
        pytest.param(["number=4"], [(1, "draw-too-large", "3 that fit")], id="larger-than-the-bank"),
        pytest.param(["number=1", "number=2 tags=old"], [(4, "draw-too-large", "0 that fit")], id="a-tag-nobody-has"),
        pytest.param(
            ["number=2 critical"], [(1, "draw-too-large", "2 safety-critical")], id="too-few-safety-questions"
        ),
        pytest.param(["question=window"], [(1, "unknown-question", "no ready question '#window'")], id="not-there"),
        pytest.param(
            ["number=2 tags=new", "number=2 outcome=m05-lo2"], [(4, "draws-overlap", "leave 1")], id="each-fits-alone"
        ),
        pytest.param(["question=gate", "question=gate"], [(4, "draws-overlap", "leave 0")], id="named-twice"),
    ],
)
def test_every_draw_that_cannot_be_filled_is_named_by_its_line(
    draws: list[str], expected: list[tuple[int, str, str]]
) -> None:
    text = "\n".join(f":::draw{{bank=doors {draw}}}\n:::\n" for draw in draws)
    nodes = [node for node in parse(text).activities if isinstance(node, Draw)]
    found = list(shortages(nodes, banks={"doors"}, pool=POOL, language="en"))
    assert [(problem.line, problem.code) for problem in found] == [(line, code) for line, code, _said in expected]
    assert all(said in str(problem.message) for problem, (_line, _code, said) in zip(found, expected, strict=True))


def test_a_bank_that_is_not_there_is_told_with_one_that_is() -> None:
    (node,) = parse(":::draw{bank=dors number=2}\n:::").activities
    assert isinstance(node, Draw)
    (problem,) = shortages([node], banks={"doors"}, pool=POOL, language="en")
    assert (problem.code, str(problem.message)) == (
        "unknown-bank",
        "there is no bank of questions 'dors'; did you mean 'doors'?",
    )
