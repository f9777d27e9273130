"""Walking a scenario, and what can be wrong with its paths."""

import pytest

from modules.dialect.activities.scenario import MAX_STEPS, Reading, Scenario
from modules.dialect.attributes import Attrs
from modules.dialect.meters import is_open
from modules.dialect.outcome import Verdict
from modules.dialect.reading import UnreadableAnswer
from tests.dialect.reading import activity, problems

DOOR = """:::scenario[Visit]{#visit start=door meters="trust"}

You are new.

## Lost

Nobody comes here but from the door.

- [Back](#door) {#m3}

## At the door {#door lang=km}

- ordinary
- list

> A quote.

- [Introduce **yourself**](#inside) {#m1 rating=best trust=+1}
  > She lets you in.
- [Go away](#lost) {#m2 rating=weak}

## Inside

A bruise.

> [!EXPLAIN]
> The debrief.

:::"""


def scenario(source: str = DOOR) -> Scenario:
    found = activity(source)
    assert isinstance(found, Scenario)
    return found


def test_a_walk_begins_at_the_start() -> None:
    walk = scenario().walk(())
    assert (walk.scene.key, walk.scene.title, walk.scene.lang) == ("door", "At the door", "km")
    assert walk.scene.text == "- ordinary\n- list\n\n> A quote."
    assert [(move.key, move.text) for move in walk.moves] == [("m1", "Introduce **yourself**"), ("m2", "Go away")]
    assert (walk.steps, walk.ended) == ((), False)


def test_a_walk_ends_where_nothing_can_be_done() -> None:
    walk = scenario().walk(("m2", "m3", "m1"))
    assert walk.ended
    assert (walk.scene.key, walk.scene.text, walk.moves) == ("inside", "A bruise.", ())
    last = walk.steps[-1]
    assert (last.scene, last.scene_title, last.move_key) == ("door", "At the door", "m1")
    assert (last.move_text, last.said, last.rating) == ("Introduce **yourself**", ("She lets you in.",), "best")
    assert scenario().explanation == ("The debrief.",)


@pytest.mark.parametrize("path", [("m3",), ("m1", "m1"), ("inside",), ("nothing",), ("",)])
def test_a_move_the_scene_does_not_offer_is_refused(path: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableAnswer) as refusal:
        scenario().walk(path)
    assert refusal.value.reason == "illegal-move"


def test_a_form_holds_the_path_and_the_next_move() -> None:
    assert scenario().read({"path": ["m2", "m3"], "move": ["m1"]}) == {"path": ("m2", "m3", "m1")}
    assert scenario().read({"move": [""], "path": [""], "csrf": ["x"]}) == {}


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"move": ["m1", "m2"]}, "too-many-values"),
        ({"move": ["m3"]}, "illegal-move"),
        ({"path": ["m2", "m3"] * MAX_STEPS}, "too-long"),
    ],
)
def test_a_forged_path_is_refused(form: dict[str, list[str]], reason: str) -> None:
    with pytest.raises(UnreadableAnswer) as refusal:
        scenario().read(form)
    assert refusal.value.reason == reason


def test_a_path_is_noted_with_what_it_led_to() -> None:
    outcome = scenario().grade({"path": ("m1",)})
    assert (outcome.score, outcome.verdict) == (None, Verdict.NOTED)
    assert [(mark.option, mark.right, mark.said) for mark in outcome.marks] == [("m1", None, ("She lets you in.",))]
    assert scenario().grade({}).marks == ()


METERS = (
    ':::scenario{#s meters="trust: Trust of the family, safety=2"}\n## A {#a}\n\n- [kind](#a) {#k trust=+2}\n- [rude](#a) {#r trust=-1 '
    'safety=-2}\n- [alone](#b) {#alone if="trust>=2 safety=2"}\n- [go](#b) {#go}\n\n## B {#b}\n\nEnd.\n:::'
)


def test_decisions_move_meters_from_where_they_begin() -> None:
    walk = scenario(METERS).walk(("k", "r"))
    assert walk.meters == (Reading(label="Trust of the family", value=1), Reading(label="Safety", value=0))
    assert walk.steps[0].changes == (Reading(label="Trust of the family", value=2),)


def test_a_decision_is_open_only_under_its_condition() -> None:
    found = scenario(METERS)
    assert "alone" not in [move.key for move in found.walk(()).moves]
    assert "alone" in [move.key for move in found.walk(("k",)).moves]
    assert found.read({"path": ["k", "alone"]}) == {"path": ("k", "alone")}
    with pytest.raises(UnreadableAnswer):
        found.read({"path": ["r", "k", "k", "alone"]})


@pytest.mark.parametrize(
    ("condition", "level", "opened"),
    [(">=2", 2, True), (">2", 2, False), ("<=2", 2, True), ("<2", 2, False), ("=2", 2, True), ("=-1", 2, False)],
)
def test_a_condition_compares(condition: str, level: int, *, opened: bool) -> None:
    assert is_open(Attrs({"if": f"trust{condition}"}), {"trust": level}) is opened


def test_moves_without_keys_get_keys_that_do_not_name_scenes() -> None:
    source = DOOR.replace("{#m1 ", "{").replace(" {#m3}", "")
    first, second = scenario(source), scenario(source)
    keys = [move.key for scene in first.scenes for move in scene.moves]
    assert len(set(keys)) == 3
    assert keys == [move.key for scene in second.scenes for move in scene.moves]
    assert not set(keys) & {scene.key for scene in first.scenes}


def test_scenes_without_names_get_the_anchor_of_their_heading() -> None:
    found = scenario(
        ":::scenario{#s}\n## At the Door!\n\n- [a](#ផ្ទះ)\n- [b](#at-the-door-1)\n\n## ផ្ទះ\n\n## At the door\n\n- [c](#ផ្ទះ)\n:::"
    )
    assert [scene.key for scene in found.scenes] == ["at-the-door", "ផ្ទះ", "at-the-door-1"]
    assert found.start == "at-the-door"
    odd = scenario(":::scenario{#s}\n## ???\n\ntext\n:::")
    assert len(odd.scenes[0].key) == 3


HEAD = ":::scenario{#s meters=trust}\n## A\n\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::scenario{#s}\nText\n:::", ["1 no-scenes"]),
        (f"{HEAD}- [x](#b)\n- text\n\n## B\n:::", ["5 not-a-move"]),
        (f"{HEAD}- [x](#b)\n- [x](#b)\n\n## B\n:::", ["5 duplicate-option"]),
        (f"{HEAD}- [x](#b) {{#k}}\n- [y](#b) {{#k}}\n\n## B\n:::", ["5 duplicate-key"]),
        (f"{HEAD}- [x](#b) {{#b}}\n\n## B\n:::", ["4 telling-key"]),
        (f"{HEAD}- [x](#b) {{rating=bets}}\n\n## B\n:::", ["4 bad-value"]),
        (f"{HEAD}- [x](#b) {{trust=lots}}\n\n## B\n:::", ["4 bad-value"]),
        (f"{HEAD}- [x](#b) {{safety=+1}}\n\n## B\n:::", ["4 unknown-attribute"]),
        (f'{HEAD}- [x](#b) {{if="trust>=1"}}\n\n## B\n:::', ["2 may-be-stuck"]),
        (f'{HEAD}- [x](#b) {{if="trust is high"}}\n- [y](#b)\n\n## B\n:::', ["4 bad-condition"] * 3),
        (f'{HEAD}- [x](#b) {{if="safety>1"}}\n- [y](#b)\n\n## B\n:::', ["4 bad-condition"]),
        (f'{HEAD}- [x](#b) {{if=""}}\n- [y](#b)\n\n## B\n:::', ["4 bad-condition"]),
        (HEAD.replace("trust", '"trust 2"') + "- [x](#b)\n\n## B\n:::", ["1 bad-value"]),
        (HEAD.replace("trust", '"trust trust"') + "- [x](#b)\n\n## B\n:::", ["1 duplicate-key"]),
        (f"{HEAD}- [x](#b)\n\n## B {{#a}}\n:::", ["4 no-scene", "6 unreachable"]),
        (f"{HEAD}- [x](#b)\n\n## B {{colour=red lang=?}}\n:::", ["6 bad-value", "6 unknown-attribute"]),
        (f"{HEAD}- [x](#a)\n:::", ["1 no-ending"]),
        (f"{HEAD}- [x](#b)\n\n## B\n\n## C\n:::", ["8 unreachable"]),
        (f"{HEAD}- [x](#b)\n- [y](#c)\n\n## B\n\n- [z](#b)\n\n## C\n:::", ["7 no-way-out"]),
        (":::scenario{#s start=x}\n## A\n:::", ["1 no-scene", "2 unreachable"]),
        (":::scenario{#s}\n## {#a}\n\ntext\n:::", ["2 no-heading"]),
        (":::scenario{#s}\n## A {#a}\n\n## B {#a}\n:::", ["4 duplicate-key"]),
        (HEAD + "".join(f"- [x{at}](#b)\n" for at in range(61)) + "\n## B\n:::", ["2 too-many-options"]),
        (":::scenario{#s}\n" + "".join(f"## s{at}\n\n- [m](#s{at + 1})\n\n" for at in range(80)) + "## s80\n:::", ["322 too-many-scenes"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_scenes_is_told(source: str, expected: list[str]) -> None:
    assert sorted(problems(source)) == sorted(expected)
