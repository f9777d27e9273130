"""The questions of the oracle in our dialect, and what was answered to them."""

from collections.abc import Iterator
from typing import Any

from modules.dialect.document import Activity
from modules.dialect.shown import Widget
from tests.dialect.reading import activity

CLOZE = ":::blanks{#q}\n\nAn [[Owl]] and a [[( ) Bow-wow | ( ) Wiggly worm | (x) Pussy-cat]].\n\n:::\n"


def answers(questions: dict[str, Any], step: dict[str, str]) -> Iterator[tuple[int, Activity, dict[str, str]]]:
    """Slot, question, and what was answered to each of its parts, named by their texts."""
    responses = {
        name.removeprefix("responses."): value for name, value in step.items() if name.startswith("responses.")
    }
    yield 1, _typed(questions[step["randqs.1"]]), {"": responses["1.answer"]}
    sums = questions["calculatedsimple:sumwithvariants"]["correct_by_variant"]
    yield 2, activity(f":::number{{#q}}\n\n- = {sums[step['variants.2']]} +- 1%\n\n:::\n"), {"": responses["2.answer"]}
    pairs = questions["match"]["pairs"]
    lines = "\n".join([*(f"- {left} -> {right}" for left, right in pairs.items()), "- -> insect"])
    yield 3, activity(f":::match{{#q}}\n\n{lines}\n\n:::\n"), {left: responses[f"3.{left}"] for left in pairs}
    yield 4, _chosen({"true": 1.0, "false": 0.0}), {"": "true" if responses["4.answer"] == "1" else "false"}
    shares = questions["multichoice:two_of_four"]["answers"]
    ticked = [text for text in shares if responses[f"5.{text}"] == "1"]
    yield 5, _chosen(shares, several=True), {"": "\n".join(ticked)}
    yield 6, _chosen(questions["multichoice:one_of_four"]["answers"]), {"": responses["6.answer"]}
    yield 7, activity(CLOZE), {"gap-1": responses["7.1.answer"], "gap-2": responses["7.2.answer"]}


def _typed(question: dict[str, Any]) -> Activity:
    kind = "number" if question["type"] == "numerical" else "short"
    lines = [f"- {'=' if worth else '!='} {row} {{credit={worth}}}" for row, worth, *_ in question["answers"]]
    return activity(f":::{kind}{{#q}}\n\n" + "\n".join(lines) + "\n\n:::\n")


def _chosen(shares: dict[str, float], *, several: bool = False) -> Activity:
    on, off, policy = ("[x]", "[ ]", " credit=weights") if several else ("(x)", "( )", "")
    lines = [f"- {on if share else off} {text} {{credit={share}}}" for text, share in shares.items()]
    return activity(f":::choice{{#q{policy}}}\n\n" + "\n".join(lines) + "\n\n:::\n")


def answer_of(question: Activity, typed: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The form's values: keys of options where one chooses."""
    found = {}
    for part in question.parts():
        values = typed.get(part.key, typed.get(part.text, "")).split("\n")
        if part.widget in {Widget.TEXT, Widget.NUMBER}:
            found[part.key] = tuple(values)
        else:
            found[part.key] = tuple(option.key for option in part.options if option.text in values)
    return found
