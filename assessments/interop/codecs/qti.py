"""Items of QTI 2.1, 2.2 and 3.0: one interaction in a body, or several in a running text.

QTI 3.0 writes `qti-choice-interaction` where 2.x writes `choiceInteraction`; both are read under the 2.x name.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from assessments.interop.codecs.items import Answer, Finding, Gap, GapKind, Item, Kind, Note, Place, Reading, Text
from assessments.interop.codecs.qti_responses import Response, response_of
from assessments.interop.codecs.qti_rules import read_rules
from assessments.interop.codecs.sentences import say
from assessments.interop.codecs.shares import even
from assessments.interop.codecs.sources import MAX_ITEMS, Refused
from assessments.interop.codecs.xml_tree import Element, parse
from modules.dialect.numbers import parse_number
from modules.dialect.shown import gap_mark

_WORD = re.compile(r"-([a-z])")
_INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}


def read(data: bytes) -> Reading:
    """The items of a file: an item, or a file that holds several."""
    try:
        root = _named(parse(data))
        found = [each for each in root.walk() if each.name == "assessmentItem"]
        if not found:
            message = say("the file begins with <%(tag)s> and holds no item of QTI", tag=root.name[:40])
            raise Refused("no-item", message, Place(line=root.line))
    except Refused as refused:
        return Reading(findings=(refused.finding,))
    items: list[Item] = []
    findings: list[Finding] = []
    if len(found) > MAX_ITEMS:
        message = say("the file holds more than %(most)s items; divide it", most=MAX_ITEMS)
        findings.append(Finding(code="too-many", place=Place(line=found[MAX_ITEMS].line), message=message))
    for item in found[:MAX_ITEMS]:
        place = Place(line=item.line, path=item.get("identifier")[:80])
        try:
            items.append(replace(_item(item), place=place))
        except Refused as refused:
            findings.append(replace(refused.finding, place=place))
    return Reading(items=tuple(items), findings=tuple(findings))


def _named(element: Element) -> Element:
    """The element with the names of QTI 2."""
    element.name = _old(element.name)
    element.attributes = {_old(name): value for name, value in element.attributes.items()}
    for inner in element.elements:
        _named(inner)
    return element


def _old(name: str) -> str:
    return _WORD.sub(lambda dash: dash[1].upper(), name.removeprefix("qti-"))


def _item(item: Element) -> Item:
    body = item.first("itemBody")
    if body is None:
        raise Refused("no-body", say("the item has no body"))
    rules = read_rules(item.first("responseProcessing"))
    responses = {
        (name := each.get("identifier")): replace(response_of(each), ranges=rules.ranges.get(name, ()))
        for each in item.all("responseDeclaration")
    }
    found = [each for each in body.walk() if each.name.endswith("Interaction")]
    read = _only(body, found, responses)
    title = item.get("title")
    name = title if title != item.get("identifier") else ""
    said = {each.get("identifier"): _html(each) for each in item.all("modalFeedback")}
    lost = (*read.lost, *([] if rules.understood else [say("rules of marking of its own")]))
    return replace(
        _with_feedback(read, found, said), name=" ".join(name.split()), ident=item.get("identifier"), lost=lost
    )


def _with_feedback(item: Item, found: list[Element], said: dict[str, Text]) -> Item:
    """What is said about a choice that is named goes to it, everything else is said about the whole."""
    names = [each.get("identifier") for each in found[0].all("simpleChoice")] if len(found) == 1 else []
    at_answers = tuple(
        replace(answer, feedback=answer.feedback or said.get(name))
        for name, answer in zip(names, item.answers, strict=False)
    )
    notes = tuple(Note(label="EXPLAIN", text=text) for name, text in said.items() if name not in names)
    chosen = item.kind is Kind.CHOICE
    return replace(item, answers=at_answers if chosen else item.answers, notes=(*item.notes, *notes))


def _only(body: Element, found: list[Element], responses: dict[str, Response]) -> Item:
    if not found:
        return Item(kind=Kind.TEXT, stem=_html(body))
    names = {each.name for each in found}
    if names == {"hottextInteraction"} and len(found) == 1:
        return _marked(body, found[0], responses)
    if names <= _INLINE and (len(found) > 1 or names == {"inlineChoiceInteraction"} or _in_sentence(body)):
        return _blanks(body, found, responses)
    if len(found) > 1:
        message = say("the item holds several interactions; only its text is kept")
        return Item(kind=Kind.UNKNOWN, stem=_html(_without(body, found)), lost=(message,))
    interaction = found[0]
    reader = READERS.get(interaction.name)
    if reader is None:
        lost = (say("the interaction '%(found)s'", found=interaction.name[:60]),)
        return Item(kind=Kind.UNKNOWN, stem=_stem(body, interaction), lost=lost)
    response = responses.get(interaction.get("responseIdentifier"), Response())
    return replace(reader(interaction, response), stem=_stem(body, interaction))


def _choice(interaction: Element, response: Response) -> Item:
    options = interaction.all("simpleChoice")
    single = response.cardinality == "single"
    answers = tuple(
        Answer(
            text=_html(_without(option, _feedback(option))),
            right=response.is_right(option.get("identifier")),
            share=response.share(option.get("identifier")) if response.worth else None,
            feedback=next((_html(said) for said in _feedback(option)), None),
            fixed=option.get("fixed") == "true",
        )
        for option in options
    )
    if not single and not response.worth:
        answers = even(answers)  # QTI counts only the whole answer; here right ticks minus wrong ticks
    return Item(kind=Kind.CHOICE, answers=answers, single=single, shuffle=interaction.get("shuffle") == "true")


def _entry(_interaction: Element, response: Response) -> Item:
    if response.base in {"float", "integer"}:
        return Item(kind=Kind.NUMBER, answers=_numbers(response))
    return Item(kind=Kind.SHORT, answers=_words(response), case=response.case)


def _words(response: Response) -> tuple[Answer, ...]:
    values = dict.fromkeys([*response.correct, *response.worth])
    return tuple(
        Answer(text=Text(text=value.replace("*", r"\*")), right=response.is_right(value), share=response.share(value))
        for value in values
    )


def _numbers(response: Response) -> tuple[Answer, ...]:
    if response.ranges:
        return tuple(
            Answer(text=Text(text=number), right=share > 0, share=None if share == 1 else share)
            for number, share in response.ranges
        )
    values = dict.fromkeys([*response.correct, *response.worth])
    bad = [value for value in values if parse_number(value) is None]
    if bad or not values:
        raise Refused("bad-number", say("the correct response '%(found)s' is no number", found=(bad or [""])[0][:40]))
    return tuple(
        Answer(text=Text(text=value), right=response.is_right(value), share=response.share(value)) for value in values
    )


def _match(interaction: Element, response: Response) -> Item:
    """Pairs of the two sets; what of the second set belongs to nothing is one too many."""
    sets = interaction.all("simpleMatchSet") or [interaction, interaction]
    sides = {each.get("identifier"): each for one in sets for each in one.all("simpleAssociableChoice")}
    pairs = [value.split() for value in response.correct or response.worth]
    if any(len(pair) != 2 or not set(pair) <= sides.keys() for pair in pairs) or not pairs:
        raise Refused("bad-pair", say("the correct response is not made of pairs of the choices"))
    answers = [Answer(text=_html(sides[left]), partner=_html(sides[right])) for left, right in pairs]
    used = {right for _, right in pairs}
    rest = [each for each in sets[-1].all("simpleAssociableChoice") if each.get("identifier") not in used]
    if len(sets) == 2 and sets[0] is not sets[1]:
        answers += [Answer(text=Text(text=""), partner=_html(each)) for each in rest]
    return Item(kind=Kind.MATCH, answers=tuple(answers))


def _order(interaction: Element, response: Response) -> Item:
    steps = {each.get("identifier"): each for each in interaction.all("simpleChoice")}
    if set(response.correct) != set(steps):
        raise Refused("bad-order", say("the correct response does not name every step once"))
    return Item(kind=Kind.ORDER, answers=tuple(Answer(text=_html(steps[name])) for name in response.correct))


def _essay(_interaction: Element, _response: Response) -> Item:
    return Item(kind=Kind.ESSAY)


READERS: dict[str, Callable[[Element, Response], Item]] = {
    "choiceInteraction": _choice,
    "textEntryInteraction": _entry,
    "matchInteraction": _match,
    "associateInteraction": _match,
    "orderInteraction": _order,
    "extendedTextInteraction": _essay,
}


def _blanks(body: Element, found: list[Element], responses: dict[str, Response]) -> Item:
    gaps: list[Gap] = []
    for interaction in found:
        response = responses.get(interaction.get("responseIdentifier"), Response())
        gaps.append(_gap(interaction, response))
        interaction.inside = [gap_mark(len(gaps) - 1)]
    return Item(kind=Kind.BLANKS, stem=_html(body), gaps=tuple(gaps))


def _marked(body: Element, interaction: Element, responses: dict[str, Response]) -> Item:
    """Words to find. Where every word of the text can be ticked, only those to find are marked, as here."""
    response = responses.get(interaction.get("responseIdentifier"), Response())
    words = [each for each in interaction.walk() if each.name == "hottext"]
    right = [each for each in words if response.is_right(each.get("identifier"))]
    rest = _without(interaction, words).text
    every = not any(letter.isalnum() for letter in rest) and all(len(each.text.split()) == 1 for each in words)
    marked = right if every else words
    gaps = []
    for at, word in enumerate(marked):
        gaps.append(Gap(kind="right" if word in right else "wrong", answers=(Answer(text=Text(text=word.text)),)))
        word.inside = [gap_mark(at)]
    return Item(kind=Kind.MARK, stem=_html(body), gaps=tuple(gaps))


def _gap(interaction: Element, response: Response) -> Gap:
    if interaction.name == "inlineChoiceInteraction":
        options = interaction.all("inlineChoice")
        chosen = tuple(
            Answer(text=Text(text=" ".join(option.text.split())), right=response.is_right(option.get("identifier")))
            for option in options
        )
        return Gap(kind="select", answers=chosen)
    # The share of one blank among several says nothing about its answers: what is worth something is right.
    words = tuple(dict.fromkeys([*response.correct, *(word for word, share in response.worth.items() if share > 0)]))
    kind: GapKind = "number" if response.base in {"float", "integer"} else "text"
    words = tuple(number for number, share in response.ranges if share > 0) or words
    if not words:
        raise Refused("no-answer", say("a blank has no correct response"))
    answers = tuple(Answer(text=Text(text=word)) for word in words)
    return Gap(kind=kind, answers=answers, case=response.case)


def _stem(body: Element, interaction: Element) -> Text:
    """What stands around the interaction, and its own prompt."""
    prompt = interaction.first("prompt")
    around = _without(body, [interaction])
    html = around.markup + (f"<p>{prompt.markup}</p>" if prompt else "")
    return Text(text=html, format="html")


def _in_sentence(body: Element) -> bool:
    """Whether the one field of a body stands among words of its own paragraph."""
    holders = [each for each in body.walk() if any(inner.name in _INLINE for inner in each.elements)]
    return any(isinstance(piece, str) and piece.strip() for holder in holders for piece in holder.inside)


def _without(element: Element, left_out: list[Element]) -> Element:
    """The element without some of what is inside it, at whatever depth."""
    away = {id(each) for each in left_out}
    inside = [
        each if isinstance(each, str) else _without(each, left_out)
        for each in element.inside
        if isinstance(each, str) or id(each) not in away
    ]
    return replace(element, inside=inside)


def _feedback(option: Element) -> list[Element]:
    return [each for each in option.walk() if each.name == "feedbackInline"]


def _html(element: Element) -> Text:
    return Text(text=element.markup, format="html")
