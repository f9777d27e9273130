"""Places in a picture, to find or to read about."""

from fractions import Fraction

import pytest

from modules.dialect.activities.hotspots import Hotspots
from modules.dialect.lint import lint
from modules.dialect.outcome import Verdict
from modules.dialect.shown import Panel, Place, Widget
from tests.dialect.reading import activity, problems

FIND = (
    ":::hotspots{#h}\n\nFind.\n\n![A room](r.jpg)\n\n- [x] (22%, 61.5%, 7%) Stove {#s}\n  > Hot.\n- [x] ( 5 %,8%) Cable {#c}\n"
    "- [ ] (80%, 30%) Window {#w}\n  > Safe.\n\n:::"
)
READ = ":::hotspots\n\n![A room](r.jpg)\n\n- (22%, 61%) **Stove** {#s}\n  > Hot.\n- (80%, 30%) Window {#w}\n\n:::"


def hotspots(source: str) -> Hotspots:
    found = activity(source)
    assert isinstance(found, Hotspots)
    return found


def test_places_are_options_that_keep_their_numbers() -> None:
    found = hotspots(FIND)
    (part,) = found.parts("seed")
    assert (part.widget, [option.key for option in part.options]) == (Widget.CHECKBOX, ["s", "c", "w"])
    assert (found.prompt, found.picture) == ("Find.", "![A room](r.jpg)")
    assert found.places()[:2] == (Place(key="s", x="22", y="61.5", r="7"), Place(key="c", x="5", y="8"))


@pytest.mark.parametrize(
    ("chosen", "score"),
    [(("s", "c"), Fraction(1)), (("s",), Fraction(1, 2)), (("s", "w"), Fraction(0)), ((), Fraction(0))],
)
def test_wrong_places_take_right_ones_away(chosen: tuple[str, ...], score: Fraction) -> None:
    assert hotspots(FIND).grade({"answer": chosen}).score == score


def test_one_place_is_all_or_nothing() -> None:
    one = hotspots(FIND.replace("[x] ( 5", "[ ] ( 5").replace("[x]", "(x)").replace("[ ]", "( )"))
    assert one.parts()[0].widget is Widget.RADIO
    assert [one.grade({"answer": (key,)}).score for key in "sw"] == [1, 0]
    assert one.grade({"answer": ("w",)}).marks[0].said == ("Safe.",)


def test_without_boxes_there_is_something_to_read_and_nothing_to_answer() -> None:
    found = hotspots(READ)
    assert lint(READ, publishing=True) == ()
    assert found.parts() == ()
    assert found.panels()[0] == Panel(title="**Stove**", text="Hot.", key="s")
    assert (found.is_scored, found.tries, found.solution()) == (False, 1, None)
    assert found.grade({}).verdict is Verdict.NOTED


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (FIND.replace("![A room](r.jpg)", "A room."), ["1 no-picture"]),
        (FIND.replace("r.jpg)", "r.jpg)\n\nMore."), ["1 no-picture"]),
        (":::hotspots{#h}\n\n![A](b)\n:::", ["1 no-answers"]),
        (FIND.replace("(80%, 30%) ", ""), ["10 no-place"]),
        (FIND.replace("80%", "180%"), ["10 bad-value"]),
        (FIND.replace("[x]", "[ ]"), ["1 no-right-option"]),
        (FIND.replace("- [x] ( 5", "- ( 5"), ["9 no-box"]),
        (FIND.replace("- [x] (22", "- (x) (22"), ["7 mixed-boxes"]),
        (FIND.replace("[x]", "(x)").replace("[ ]", "( )"), ["9 two-right"]),
        (FIND.replace("#h", "#h credit=weights"), ["1 bad-value"]),
        (":::hotspots{#h}\n![A](b)\n\n- [x] (1%, 1%) a\n:::", ["1 one-option"]),
    ],
)
def test_what_is_wrong_is_told(source: str, expected: list[str]) -> None:
    assert problems(source) == expected
