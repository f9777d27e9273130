"""Activities made of items, one function for each kind. What is lost on the way is noted, not hidden."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from assessments.interop.codecs import places, sets
from assessments.interop.codecs.building import Building, bullet, fields
from assessments.interop.codecs.items import Answer, Gap, Item, Kind
from assessments.interop.codecs.sentences import say
from assessments.interop.codecs.shares import credit, is_full, percent, policy
from assessments.interop.codecs.texts import plain
from modules.dialect import leaves
from modules.dialect.activities.blanks import Blanks
from modules.dialect.activities.cards import Cards
from modules.dialect.activities.choice import Choice
from modules.dialect.activities.essay import Essay
from modules.dialect.activities.match import Match
from modules.dialect.activities.number import Number
from modules.dialect.activities.order import Order
from modules.dialect.activities.panels import Accordion
from modules.dialect.activities.short import Short
from modules.dialect.activities.sort import Sort
from modules.dialect.activities.truefalse import TrueFalse
from modules.dialect.attributes import NO_ATTRS, Attrs
from modules.dialect.blocks import blocks
from modules.dialect.document import Activity, Prose
from modules.dialect.gaps import split_at_first_gap
from modules.dialect.items import with_keys
from modules.dialect.keys import complete
from modules.dialect.leaves import Key, Pair, Reply, Section
from modules.dialect.source import trim

_ARROW = re.compile(r"(?:(?<=\s)|\A)->(?=\s|\Z)")


def build(item: Item, building: Building) -> Prose | Activity | None:
    """The activity, or the text, that the item becomes; None where nothing of it is for learners."""
    building.lost += item.lost
    if item.tags:
        building.lose(say("tags: %(names)s", names=", ".join(item.tags)))
    maker = MAKERS.get(item.kind)
    return maker(item, building) if maker else _kept_as_prompt(item, building)


def _choice(item: Item, building: Building) -> Activity:
    full = [answer for answer in item.answers if is_full(answer.worth)]
    if item.single and len(full) > 1:
        building.lose(
            say("each of several answers was enough by itself; now boxes, and a wrong tick takes the mark away")
        )
        answers = [answer if answer in full else replace(answer, share=Fraction(-1)) for answer in item.answers]
        return _several(replace(item, answers=tuple(answers)), building)
    return _one(item, building) if item.single else _several(item, building)


def _one(item: Item, building: Building) -> Choice:
    best = max(item.answers, key=lambda answer: answer.worth, default=None)
    if best is not None and best.worth > 0 and not is_full(best.worth):
        building.lose(
            say("the best answer was worth %(share)s%%; now it is worth the full mark", share=percent(best.worth))
        )
    options = [
        bullet(answer, building, box="(x)")
        if answer is best and answer.worth > 0
        else bullet(answer, building, box="( )", attrs=credit(answer.worth))
        for answer in item.answers
    ]
    return Choice(options=with_keys(tuple(options)), **fields(item, building))


def _several(item: Item, building: Building) -> Choice:
    attrs, named = policy(item.answers)
    options = [
        bullet(
            answer,
            building,
            box="[x]" if answer.worth > 0 else "[ ]",
            attrs=credit(answer.worth) if named else NO_ATTRS,
        )
        for answer in item.answers
    ]
    return Choice(options=with_keys(tuple(options)), **fields(item, building, attrs=attrs))


def _true_false(item: Item, building: Building) -> TrueFalse:
    """The last paragraph is the statement. What is said about a choice is said about the whole: there is one statement."""
    prompt, statement = _last_paragraph(building.leaf(item.stem))
    right = next((answer for answer in item.answers if answer.right), None)
    wrong = next((answer for answer in item.answers if not answer.right), None)
    found = fields(item, building, prompt=prompt)
    said = [("CORRECT", right), ("WRONG", wrong)]
    notes = [
        Reply(text=text, label=label) for label, answer in said if answer and (text := building.leaf(answer.feedback))
    ]
    truth = right is not None and right.text.text == "true"
    statements = with_keys((leaves.Item(text=statement, box="[x]" if truth else "[ ]"),))
    found["notes"] = (*notes, *found["notes"])
    return TrueFalse(statements=statements, **found)


def _short(item: Item, building: Building) -> Short:
    keys = _keys(item, building)
    attrs = Attrs({"case": ""}) if item.case else NO_ATTRS
    return Short(keys=keys, **fields(item, building, attrs=attrs))


def _number(item: Item, building: Building) -> Number:
    return Number(keys=_keys(item, building), **fields(item, building))


def _keys(item: Item, building: Building) -> tuple[Key, ...]:
    found = []
    for answer in item.answers:
        worth = answer.worth
        right = worth > 0
        if worth < 0:
            building.lose(say("an answer was worth %(share)s%%; now nothing", share=percent(worth)))
        attrs = credit(worth) if right and not is_full(worth) else NO_ATTRS
        words = (plain(answer.text),)
        found.append(Key(accept=words, right=right, attrs=attrs, replies=building.replies(answer.feedback)))
    return tuple(found)


def _match(item: Item, building: Building) -> Match:
    sides = [(building.leaf(answer.text), building.leaf(answer.partner), answer) for answer in item.answers]
    sides = [(_arrowless(left), right, answer) for left, right, answer in sides]
    keys = complete([""] * len(sides), [left or right for left, right, _ in sides])
    pairs = tuple(
        Pair(left=left, right=right, key=key, replies=building.replies(answer.feedback))
        for (left, right, answer), key in zip(sides, keys, strict=True)
    )
    return Match(pairs=pairs, **fields(item, building))


def _order(item: Item, building: Building) -> Order:
    steps = with_keys(tuple(bullet(answer, building) for answer in item.answers))
    return Order(steps=steps, **fields(item, building))


def _sort(item: Item, building: Building) -> Sort:
    members: dict[str, list[leaves.Item]] = {}
    for answer in item.answers:
        members.setdefault(building.leaf(answer.partner), []).append(bullet(answer, building))
    every = with_keys(tuple(one for some in members.values() for one in some))
    named = iter(every)
    titles = complete([""] * len(members), list(members))
    groups = tuple(
        leaves.Group(title=title, key=key, items=tuple(next(named) for _ in some))
        for (title, some), key in zip(members.items(), titles, strict=True)
    )
    return Sort(groups=groups, **fields(item, building))


def _blanks(item: Item, building: Building) -> Blanks:
    gaps = tuple(_gap(gap, building) for gap in item.gaps)
    attrs = {"bank": ""} if item.bank else {}
    if item.case or (gaps and all(gap.case for gap in item.gaps if gap.kind == "text")):
        attrs["case"] = ""
    extra = with_keys(tuple(bullet(answer, building) for answer in item.answers))
    found = fields(item, building, prompt="", attrs=Attrs(attrs))
    prompt, text = _before_first_gap(building.leaf(item.stem))
    found["prompt"] = prompt
    return Blanks(text=text, gaps=gaps, extra=extra, **found)


def _gap(gap: Gap, building: Building) -> leaves.Gap:
    full = tuple(dict.fromkeys(plain(answer.text) for answer in gap.answers if is_full(answer.worth)))
    every = tuple(dict.fromkeys(plain(answer.text) for answer in gap.answers))
    if any(answer.worth > 0 and not is_full(answer.worth) for answer in gap.answers):
        building.lose(say("answers of a blank that were worth a part of the mark"))
    if any(answer.feedback for answer in gap.answers):
        building.lose(say("feedback at the answers of a blank"))
    attrs = Attrs({"hint": gap.hint.replace('"', "'")}) if gap.hint else NO_ATTRS
    if gap.kind == "select":
        return leaves.Gap(kind="select", answers=full, options=every, attrs=attrs)
    if "*" in every:
        full = tuple(word for word in full if word != "*") or full
    return leaves.Gap(kind=gap.kind, answers=full, attrs=attrs)


def _essay(item: Item, building: Building) -> Essay:
    """A text to write; what it is measured by are lines to tick."""
    rubric = (bullet(answer, building, box="[ ]", attrs=_weight(answer)) for answer in item.answers)
    return Essay(rubric=with_keys(tuple(rubric)), **fields(item, building))


def _weight(answer: Answer) -> Attrs:
    return NO_ATTRS if answer.worth == 1 or answer.worth <= 0 else Attrs({"points": percent(answer.worth / 100)})


def _cards(item: Item, building: Building) -> Cards:
    cards = tuple(
        leaves.Item(text=building.leaf(answer.text), replies=building.replies(answer.partner))
        for answer in item.answers
    )
    return Cards(cards=cards, **fields(item, building))


def _panels(item: Item, building: Building) -> Accordion:
    sections = tuple(
        Section(title=building.leaf(answer.text), text=building.leaf(answer.partner)) for answer in item.answers
    )
    return Accordion(sections=sections, level=3, **fields(item, building))


def _text(item: Item, building: Building) -> Prose | None:
    text = building.leaf(item.stem)
    if not text:
        building.lose(say("a text in which nothing can be read"))
    return Prose(text=text) if text else None


def _category(item: Item, building: Building) -> None:
    building.lose(say("the category '%(name)s': it names a place in the other system", name=item.name))


def _kept_as_prompt(item: Item, building: Building) -> Prose | None:
    building.lose(say("there is no activity for '%(kind)s' yet: only its text is kept", kind=item.kind))
    return _text(item, building)


MAKERS: dict[Kind, Callable[[Item, Building], Prose | Activity | None]] = {
    Kind.CHOICE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.SHORT: _short,
    Kind.NUMBER: _number,
    Kind.MATCH: _match,
    Kind.ORDER: _order,
    Kind.SORT: _sort,
    Kind.BLANKS: _blanks,
    Kind.ESSAY: _essay,
    Kind.CARDS: _cards,
    Kind.PANELS: _panels,
    Kind.MARK: places.mark,
    Kind.HOTSPOTS: places.hotspots,
    Kind.SCENARIO: places.scenario,
    Kind.VIDEO: lambda item, building: places.video(item, building, build),
    Kind.QUIZ: lambda item, building: sets.quiz(item, building, build),
    Kind.TEXT: _text,
    Kind.CATEGORY: _category,
}
"""Kinds without a line here are kept as their prompt, and the dry run says so."""


def _last_paragraph(text: str) -> tuple[str, str]:
    """What stands above the last paragraph, and the paragraph; everything where the text ends otherwise."""
    found = blocks(text)
    lines = text.split("\n")
    if len(found) > 1 and found[-1].kind == "paragraph":
        return "\n".join(lines[: found[-2].end]), "\n".join(lines[found[-1].start :])
    return "", text


def _before_first_gap(text: str) -> tuple[str, str]:
    above, below = split_at_first_gap(text)
    return trim(above), trim(below) or text


def _arrowless(left: str) -> str:
    """A left side may speak of an arrow; it must not be taken for ours."""
    return _ARROW.sub(r"-\\>", left)
