"""Moodle XML: `<quiz>` with one `<question>` after the other (question/format/xml), Cloze included."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from assessments.interop.codecs.cloze import read_cloze
from assessments.interop.codecs.items import Answer, Finding, Format, Item, Kind, Note, Place, Reading, Text
from assessments.interop.codecs.sentences import say
from assessments.interop.codecs.sources import MAX_ITEMS, Refused
from assessments.interop.codecs.xml_tree import Element, parse
from modules.dialect.numbers import parse_number

MAX_XML_BYTES = 20_000_000
"""Pictures stand inside the file, in base64."""

_FORMATS: dict[str, Format] = {
    "html": "html",
    "markdown": "markdown",
    "plain_text": "plain",
    "moodle_auto_format": "moodle",
}


def read(data: bytes) -> Reading:
    """The items of a file in Moodle XML."""
    try:
        root = parse(data, largest=MAX_XML_BYTES)
        if root.name != "quiz":
            raise Refused(
                "no-quiz",
                say("the file begins with <%(tag)s>, not with <quiz>", tag=root.name[:40]),
                Place(line=root.line),
            )
    except Refused as refused:
        return Reading(findings=(refused.finding,))
    items: list[Item] = []
    findings: list[Finding] = []
    for number, question in enumerate(root.all("question")[:MAX_ITEMS], start=1):
        place = Place(line=question.line, path=f"question {number}")
        try:
            items.append(_item(question, place))
        except Refused as refused:
            findings.append(replace(refused.finding, place=place))
    if len(root.all("question")) > MAX_ITEMS:
        message = say("the file holds more than %(most)s questions; divide it", most=MAX_ITEMS)
        findings.append(Finding(code="too-many", place=Place(line=root.line), message=message))
    return Reading(items=tuple(items), findings=tuple(findings))


def _item(question: Element, place: Place) -> Item:
    kind = question.get("type")
    if kind == "category":
        return Item(kind=Kind.CATEGORY, name=_string(question, "category").strip(), place=place)
    reader = READERS.get(kind)
    item = (
        reader(question)
        if reader
        else Item(kind=Kind.UNKNOWN, lost=(say("a question of the type '%(kind)s'", kind=kind[:40]),))
    )
    stem = question.first("questiontext")
    return replace(
        item,
        stem=item.stem if item.gaps else _text(stem),
        notes=(*item.notes, *_notes(question)),
        name=" ".join(_string(question, "name").split()),
        ident=_plain(question, "idnumber"),
        tags=tuple(tag for each in question.all("tags") for one in each.all("tag") if (tag := _inner(one).strip())),
        points=_points(question),
        penalty=None if kind in {"truefalse", "essay", "description"} else _fraction(_plain(question, "penalty")),
        media=_media(question),
        lost=(*item.lost, *(say("the file %(name)s", name=name) for name in _media(question))),
        place=place,
    )


def _choice(question: Element) -> Item:
    single = _plain(question, "single") not in {"false", "0"}
    answers = tuple(_answer(answer) for answer in question.all("answer"))
    return Item(kind=Kind.CHOICE, answers=answers, single=single, shuffle=_flag(question, "shuffleanswers"))


def _true_false(question: Element) -> Item:
    found = {_inner(answer).strip().lower(): _answer(answer) for answer in question.all("answer")}
    if set(found) != {"true", "false"}:
        raise Refused("bad-answers", say("a statement has the answers 'true' and 'false'"))
    answers = (replace(found[word], text=Text(text=word)) for word in ("true", "false"))
    return Item(kind=Kind.TRUE_FALSE, answers=tuple(answers))


def _short(question: Element) -> Item:
    answers = tuple(replace(answer, text=Text(text=answer.text.text)) for answer in _answers(question))
    return Item(kind=Kind.SHORT, answers=answers, case=_flag(question, "usecase"))


def _number(question: Element) -> Item:
    answers = []
    for element in question.all("answer"):
        answer = _answer(element)
        reach = _plain(element, "tolerance") or "0"
        written = answer.text.text.strip()
        if written != "*" and (parse_number(written) is None or parse_number(reach) is None):
            raise Refused(
                "bad-number",
                say("'%(found)s' with the tolerance '%(reach)s' is no number", found=written[:40], reach=reach[:40]),
            )
        exact = written == "*" or not parse_number(reach)
        answers.append(replace(answer, text=Text(text=written if exact else f"{written} ± {reach}")))
    units = question.first("units")
    lost = (say("units and what they are worth"),) if units is not None and units.all("unit") else ()
    return Item(kind=Kind.NUMBER, answers=tuple(answers), lost=lost)


def _match(question: Element) -> Item:
    answers = []
    for pair in question.all("subquestion"):
        partner = pair.first("answer")
        right = " ".join(_inner(partner).split()) if partner else ""
        answers.append(Answer(text=_text(pair), partner=Text(text=right)))
    return Item(kind=Kind.MATCH, answers=tuple(answers), shuffle=_flag(question, "shuffleanswers"))


def _order(question: Element) -> Item:
    steps = [*question.all("answer"), *question.all("subquestion")]
    return Item(kind=Kind.ORDER, answers=tuple(Answer(text=_text(step)) for step in steps))


def _cloze(question: Element) -> Item:
    text = _text(question.first("questiontext"))
    cloze = read_cloze(text.text, text.format)
    if not cloze.gaps:
        raise Refused("no-gaps", say("no blank of this text can be read; write it as {1:SHORTANSWER:=word}"))
    return Item(kind=Kind.BLANKS, stem=replace(text, text=cloze.text), gaps=cloze.gaps, lost=cloze.lost)


def _essay(question: Element) -> Item:
    template = question.first("responsetemplate")
    lost = (say("the text the answer begins with"),) if template and _inner(template).strip() else ()
    sample = question.first("graderinfo")
    notes = (Note(label="SAMPLE", text=_text(sample)),) if sample and _inner(sample).strip() else ()
    return Item(kind=Kind.ESSAY, notes=notes, lost=lost)


READERS: dict[str, Callable[[Element], Item]] = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _match,
    "ordering": _order,
    "cloze": _cloze,
    "multianswer": _cloze,
    "essay": _essay,
    "description": lambda _question: Item(kind=Kind.TEXT),
}


def _answers(question: Element) -> tuple[Answer, ...]:
    return tuple(_answer(answer) for answer in question.all("answer"))


def _answer(element: Element) -> Answer:
    share = _fraction(element.get("fraction", "0"))
    if share is None or abs(share) > 100:
        raise Refused(
            "bad-share", say("the fraction '%(found)s' is not between -100 and 100", found=element.get("fraction")[:40])
        )
    feedback = element.first("feedback")
    said = _text(feedback)
    return Answer(
        text=_text(element),
        right=share > 0,
        share=None if share == 100 else share / 100,
        feedback=said if said.text else None,
    )


def _notes(question: Element) -> tuple[Note, ...]:
    labels = {
        "generalfeedback": "EXPLAIN",
        "correctfeedback": "CORRECT",
        "partiallycorrectfeedback": "PARTIAL",
        "incorrectfeedback": "WRONG",
        "hint": "HINT",
    }
    texts = ((labels[each.name], _text(each)) for each in question.elements if each.name in labels)
    return tuple(Note(label=label, text=text) for label, text in texts if text.text)


def _media(question: Element) -> tuple[str, ...]:
    return tuple(each.get("name", "without a name")[:80] for each in question.walk() if each.name == "file")


def _text(element: Element | None) -> Text:
    """The text inside an element, in its format; Moodle's own is HTML in all but name."""
    if element is None:
        return Text(text="")
    form = _FORMATS.get(element.get("format", "html"), "html")
    return Text(text=_inner(element).strip(), format=form)


def _inner(element: Element) -> str:
    """What stands in `<text>`, or, in old files, in the element itself."""
    text = element.first("text")
    return text.text if text else "".join(each for each in element.inside if isinstance(each, str))


def _string(question: Element, name: str) -> str:
    element = question.first(name)
    return _inner(element) if element else ""


def _plain(element: Element, name: str) -> str:
    found = element.first(name)
    return found.text.strip() if found else ""


def _flag(question: Element, name: str) -> bool:
    return _plain(question, name) in {"1", "true"}


def _points(question: Element) -> Fraction:
    points = _fraction(_plain(question, "defaultgrade"))
    return points if points and 0 < points <= 1000 else Fraction(1)


def _fraction(written: str) -> Fraction | None:
    return parse_number(written) if written and "," not in written else None
