"""Moodle XML. Texts go out as Markdown, which Moodle knows, so that what comes back is what went out."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from assessments.interop.codecs.cloze_writing import write_cloze
from assessments.interop.codecs.items import Answer, Item, Kind, Text
from assessments.interop.codecs.numbers import decimal
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.shares import percent
from assessments.interop.codecs.texts import shown
from assessments.interop.codecs.writing import Loss, Written, left_out, losses, unknown
from assessments.interop.codecs.xml_writing import Markup, document, element
from modules.dialect.document import DEFAULT_PENALTY
from modules.dialect.numbers import parse_target

_TYPES = {
    Kind.CHOICE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.SHORT: "shortanswer",
    Kind.NUMBER: "numerical",
    Kind.MATCH: "matching",
    Kind.SORT: "matching",
    Kind.ORDER: "ordering",
    Kind.BLANKS: "cloze",
    Kind.ESSAY: "essay",
    Kind.TEXT: "description",
}
_NOTES = {
    "EXPLAIN": "generalfeedback",
    "CORRECT": "correctfeedback",
    "PARTIAL": "partiallycorrectfeedback",
    "WRONG": "incorrectfeedback",
    "HINT": "hint",
}
_SPOKEN = {
    Kind.CHOICE: frozenset(_NOTES),
    Kind.MATCH: frozenset(_NOTES),
    Kind.SORT: frozenset(_NOTES),
    Kind.ORDER: frozenset(_NOTES),
}
"""Kinds that know feedback about the whole; the others know EXPLAIN and HINT."""


def write(items: Iterable[Item]) -> Written:
    """The items as a file in Moodle XML."""
    questions: list[Markup] = []
    lost: list[Loss] = []
    for item in items:
        if item.kind is Kind.CATEGORY:
            questions.append(_category(item))
            continue
        if item.kind not in _TYPES:
            lost.append(left_out(item, say("Moodle has no question like '%(name)s'", name=unknown(item))))
            continue
        lost += losses(item, *_unsaid(item))
        questions.append(_question(item))
    return Written(text=document(element("quiz", *questions)), losses=tuple(lost))


def _category(item: Item) -> Markup:
    """Moodle parts the names of categories inside each other with a stroke; two of them are one that is meant."""
    name = element("text", f"$course$/top/{item.name.replace('/', '//')}")
    return element("question", element("category", name), attrs={"type": "category"})


def _question(item: Item) -> Markup:
    stem = write_cloze(item) if item.kind is Kind.BLANKS else item.stem.text
    penalty = DEFAULT_PENALTY if item.penalty is None else item.penalty
    specific = MAKERS.get(item.kind)
    spoken = _spoken(item)
    return element(
        "question",
        element("name", element("text", item.name or item.ident or _short(stem))),
        _text("questiontext", Text(text=stem)),
        *(_text(_NOTES[note.label], note.text) for note in item.notes if note.label in spoken),
        None if item.kind is Kind.BLANKS else element("defaultgrade", decimal(item.points)),
        element("penalty", f"{float(penalty):.7f}"),
        element("idnumber", item.ident),
        *(specific(item) if specific else ()),
        attrs={"type": _TYPES[item.kind]},
    )


def _spoken(item: Item) -> frozenset[str]:
    return _SPOKEN.get(item.kind, frozenset({"EXPLAIN", "HINT"}))


def _unsaid(item: Item) -> list[Said]:
    labels = {note.label for note in item.notes} - _spoken(item)
    found: list[Said] = [say("what is said under %(label)s", label=label) for label in sorted(labels)]
    found += [say("that an answer keeps its place")] if any(answer.fixed for answer in item.answers) else []
    if item.kind in {Kind.MATCH, Kind.SORT, Kind.ORDER} and any(answer.feedback for answer in item.answers):
        found.append(say("feedback at its answers"))
    if item.kind is Kind.SORT:
        found.append(say("groups are written as pairs"))
    if any(gap.hint for gap in item.gaps):
        found.append(say("hints at blanks"))
    return found


def _choice(item: Item) -> list[Markup]:
    flags = {"single": "true" if item.single else "false", "shuffleanswers": "true" if item.shuffle else "false"}
    return [*(element(name, value) for name, value in flags.items()), *map(_answer, item.answers)]


def _true_false(item: Item) -> list[Markup]:
    return [_answer(answer, form="moodle_auto_format") for answer in item.answers]


def _words(item: Item) -> list[Markup]:
    answers = (_answer(answer, form="moodle_auto_format") for answer in item.answers)
    return [element("usecase", "1" if item.case else "0"), *answers]


def _numbers(item: Item) -> list[Markup]:
    return [_number(answer) for answer in item.answers]


def _number(answer: Answer) -> Markup:
    """Moodle knows a number and how far an answer may be from it: two ends become their middle."""
    target = parse_target(answer.text.text)
    value, reach = answer.text.text, Fraction(0)
    if target is not None:
        value, reach = decimal((target.low + target.high) / 2), (target.high - target.low) / 2
    return _answer(answer, element("tolerance", decimal(reach)), value=value, form="moodle_auto_format")


def _pairs(item: Item) -> list[Markup]:
    pairs = (
        element(
            "subquestion",
            element("text", answer.text.text),
            element("answer", element("text", shown(answer.partner.text if answer.partner else ""))),
            attrs={"format": "markdown"},
        )
        for answer in item.answers
    )
    return [element("shuffleanswers", "true" if item.shuffle else "false"), *pairs]


def _steps(item: Item) -> list[Markup]:
    return [
        element(
            "answer", element("text", answer.text.text), attrs={"fraction": f"{place}.0000000", "format": "markdown"}
        )
        for place, answer in enumerate(item.answers, start=1)
    ]


def _essay(_item: Item) -> list[Markup]:
    return [element("responseformat", "plain"), element("responserequired", "1"), element("responsefieldlines", "10")]


def _blanks(_item: Item) -> list[Markup]:
    return []


MAKERS: dict[Kind, Callable[[Item], list[Markup]]] = {
    Kind.CHOICE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.SHORT: _words,
    Kind.NUMBER: _numbers,
    Kind.MATCH: _pairs,
    Kind.SORT: _pairs,
    Kind.ORDER: _steps,
    Kind.ESSAY: _essay,
    Kind.BLANKS: _blanks,
}


def _answer(answer: Answer, *more: Markup, value: str = "", form: str = "markdown") -> Markup:
    return element(
        "answer",
        element("text", value or answer.text.text),
        *more,
        _text("feedback", answer.feedback) if answer.feedback else None,
        attrs={"fraction": percent(answer.worth), "format": form},
    )


def _text(name: str, text: Text) -> Markup:
    return element(name, element("text", text.text), attrs={"format": "markdown"})


def _short(stem: str) -> str:
    plain = shown(stem)
    return plain if len(plain) <= 50 else plain[:50].rstrip() + "…"
