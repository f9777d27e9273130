"""What is written and measured by people, and what is only asked around."""

from fractions import Fraction

import pytest

from modules.dialect import rubric
from modules.dialect.activities.essay import Essay
from modules.dialect.activities.poll import Poll
from modules.dialect.outcome import Mark, Verdict
from modules.dialect.shown import Widget
from modules.dialect.writer import write
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
    assert essay().weigh(essay().own_levels({"rubric": ticked})) == (points, Fraction(7, 2))


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


LEVELS = ":::essay{#e by=trainer markers=2 tolerance=1/4 pass=60%}\n\nWrite.\n\n- [ ] seen {#s points=2}\n  - no\n  - in part\n  - yes\n- [ ] next {#n}\n  - no\n  - yes\n\n:::"


def test_the_lines_of_a_rubric_may_have_levels_at_equal_distances() -> None:
    found = essay(LEVELS)
    assert [(line.key, line.points, line.levels) for line in found.criteria()] == [
        ("s", 2, ("no", "in part", "yes")),
        ("n", 1, ("no", "yes")),
    ]
    assert found.weigh({"s": 1, "n": 1}) == (2, 3)
    assert rubric.share(found.criteria(), {"s": 1}) == Fraction(1, 3)
    assert (found.markers, found.tolerance, found.enough, found.peers) == (2, Fraction(1, 4), Fraction(3, 5), 3)
    assert (essay().markers, essay().tolerance, essay().enough) == (1, Fraction(1, 5), 0)


@pytest.mark.parametrize("level", [-1, 3])
def test_a_level_that_there_is_not_is_worth_nothing_and_said(level: int) -> None:
    with pytest.raises(IndexError):
        essay(LEVELS).weigh({"s": level})


def test_a_rubric_without_points_is_no_share() -> None:
    assert rubric.share((), {}) == 0


def test_who_marks_their_own_text_chooses_a_level_for_each_line() -> None:
    found = essay(LEVELS.replace("by=trainer", "by=self"))
    _text, seen, following = found.parts()
    assert (seen.key, seen.widget, [option.text for option in seen.options]) == (
        "rubric-s",
        Widget.RADIO,
        ["no", "in part", "yes"],
    )
    assert following.key == "rubric-n"
    assert found.own_levels({"rubric-s": ("2",)}) == {"s": 2}
    assert found.own_levels({}) == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (LEVELS.replace("  - no\n  - in part\n  - yes\n", "  - no\n"), ["5 bad-levels"]),
        (LEVELS.replace("  - no\n  - in part\n  - yes\n", ""), ["5 bad-levels"]),
        (LEVELS.replace("  - in part", "  - in part {points=1}"), ["7 bad-levels"]),
        (LEVELS.replace("  - in part", "  - in part {#named}"), ["7 bad-levels"]),
        (LEVELS.replace("markers=2", "markers=3"), ["1 bad-value"]),
        (LEVELS.replace("markers=2", "peers=0"), ["1 bad-value"]),
        (LEVELS.replace("tolerance=1/4", "tolerance=2"), ["1 bad-value"]),
        (LEVELS.replace("pass=60%", "pass=most"), ["1 bad-value"]),
        (":::essay{#e by=peer}\n\nWrite.\n\n:::", ["1 no-rubric"]),
    ],
)
def test_what_nobody_can_mark_by_is_told(source: str, expected: list[str]) -> None:
    assert problems(source) == expected


def test_an_essay_without_a_rubric_is_written_as_it_was_and_says_who_marks_it() -> None:
    alone = activity(":::essay{#note thinking=analysis}\n\nWrite.\n\n:::\n")
    marked = activity(":::essay{#note by=peer}\n\nWrite.\n\n- [ ] One {#one}\n\n:::\n")
    assert isinstance(alone, Essay)
    assert isinstance(marked, Essay)

    assert write(alone) == ":::essay{#note thinking=analysis}\n\nWrite.\n\n:::\n"
    assert (alone.by_others, marked.by_others) == (False, True)
    assert (alone.thinking, marked.thinking) == ("analysis", "")
