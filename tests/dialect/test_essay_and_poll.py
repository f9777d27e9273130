"""What is written and measured by people, and what is only asked around."""

from fractions import Fraction

import pytest

from modules.dialect.activities.essay import Essay
from modules.dialect.activities.poll import Poll
from modules.dialect.outcome import Mark, Verdict
from modules.dialect.shown import Widget
from tests.dialect.reading import activity, problems

ESSAY = ":::essay{#e min=5 max=80}\n\nWrite.\n\n- [ ] seen {#s points=2}\n- [ ] quoted {#q points=1/2}\n- [ ] short {#k}\n\n> [!SAMPLE]\n> So.\n\n:::"
POLL = ":::poll{#p}\n\nHard?\n\n- ( ) Yes {#y}\n  > Many say so.\n- ( ) No {#n}\n\n:::"


def essay(source: str = ESSAY) -> Essay:
    found = activity(source)
    assert isinstance(found, Essay)
    return found


def test_an_essay_is_a_text_and_a_rubric_that_the_writer_ticks() -> None:
    text, rubric = essay().parts()
    assert (text.key, text.widget) == ("answer", Widget.LONG_TEXT)
    assert (rubric.widget, [option.key for option in rubric.options]) == (Widget.CHECKBOX, ["s", "q", "k"])
    assert (essay().least, essay().most, essay().sample) == (5, 80, ("So.",))


@pytest.mark.parametrize("by", ["peer", "trainer"])
def test_what_others_mark_the_writer_cannot_tick(by: str) -> None:
    found = essay(ESSAY.replace("#e", f"#e by={by}"))
    assert [part.key for part in found.parts()] == ["answer"]
    assert [panel.title for panel in found.panels()] == ["seen", "quoted", "short"]


@pytest.mark.parametrize(("ticked", "points"), [((), 0), (("s",), 2), (("q", "k"), Fraction(3, 2)), (("s", "q", "k", "no"), Fraction(7, 2))])  # fmt: skip
def test_a_rubric_is_weighed_exactly(ticked: tuple[str, ...], points: Fraction) -> None:
    assert essay().weigh(ticked) == (points, Fraction(7, 2))


def test_a_text_is_noted_and_never_scored() -> None:
    outcome = essay().grade({"answer": ("I saw",), "rubric": ("s",)})
    assert (outcome.score, outcome.verdict, outcome.marks) == (None, Verdict.NOTED, ())


def test_an_essay_needs_no_rubric_and_may_ask_by_a_list() -> None:
    found = essay(":::essay{#e}\n\nWrite about:\n\n- the visit\n- the plan\n\n:::")
    assert (found.prompt, found.rubric, len(found.parts())) == ("Write about:\n\n- the visit\n- the plan", (), 1)


def test_a_poll_notes_what_is_chosen() -> None:
    found = activity(POLL)
    outcome = found.grade({"answer": ("y",)})
    assert (outcome.score, outcome.verdict) == (None, Verdict.NOTED)
    assert outcome.marks == (Mark(part="answer", option="y", right=None, said=("Many say so.",)),)
    assert found.parts()[0].widget is Widget.RADIO
    several = activity(POLL.replace("( )", "[ ]"))
    assert isinstance(several, Poll)
    assert several.parts()[0].widget is Widget.CHECKBOX


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (ESSAY.replace("max=80", "max=3"), ["1 bad-value"]),
        (ESSAY.replace("max=80", "max=many"), ["1 bad-value"]),
        (ESSAY.replace("max=80", "by=nobody"), ["1 bad-value"]),
        (ESSAY.replace("max=80", "answer=audio"), ["1 bad-value"]),
        (ESSAY.replace("points=2", "points=0"), ["5 bad-value"]),
        (ESSAY.replace("[ ] seen", "[x] seen"), ["5 wrong-box"]),
        (ESSAY.replace("- [ ] seen", "- seen"), ["5 wrong-box"]),
        (":::poll{#p}\nHard?\n:::", ["1 no-answers"]),
        (POLL.replace("( ) Yes", "(x) Yes"), ["5 wrong-box"]),
        (POLL.replace("- ( ) No {#n}\n", ""), ["1 one-option"]),
        (POLL.replace("( ) No", "[ ] No"), ["5 mixed-boxes"]),
    ],
)
def test_what_is_wrong_is_told(source: str, expected: list[str]) -> None:
    assert problems(source) == expected
