"""What items of QTI 3.0 are made of: declarations, XHTML, response processing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.interop.codecs.items import Gap, Item, Text
from assessments.interop.codecs.numbers import decimal
from assessments.interop.codecs.xml_writing import Markup, document, element
from modules.dialect.markup import render, render_inline
from modules.dialect.numbers import parse_target

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_VOID = re.compile(r"<(br|hr|img)([^<>]*?)\s*/?>")
_FOREIGN = re.compile(r' (?:loading|class|id|rel)="[^"]*"')
_MARK = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True, kw_only=True)
class Declared:
    """An item without its frame: declarations, body, and how its answer is worth something."""

    responses: tuple[Markup, ...]
    body: tuple[Markup, ...]
    feedback: Mapping[str, Text] = field(default_factory=dict)
    """What is said about a chosen option, by its identifier."""
    processing: tuple[Markup, ...] = ()
    """Conditions that add to the score."""
    mapped: tuple[str, ...] | None = None
    """Responses whose mapping adds to the score; unless said, `RESPONSE` where there are no conditions."""
    exact: bool = False
    """Whether only the correct response counts."""
    unmarked: bool = False


@dataclass(frozen=True, kw_only=True)
class Inline:
    """A blank in a text."""

    declared: Markup
    shown: Markup
    processing: Markup | None = None


def item_document(name: str, item: Item, declared: Declared) -> str:
    """The whole file of an item."""
    general = item.said("EXPLAIN")
    outcomes = [_outcome("SCORE", "float", "single")]
    outcomes += [_outcome("FEEDBACK", "identifier", "multiple")] if declared.feedback else []
    outcomes += [_outcome("GENERAL", "identifier", "single")] if general else []
    feedback = [_modal("FEEDBACK", name, text) for name, text in declared.feedback.items()]
    feedback += [_modal("GENERAL", "SHOWN", general)] if general else []
    root = element(
        "qti-assessment-item",
        *declared.responses,
        *outcomes,
        element("qti-item-body", *declared.body),
        _processing(declared, general=general is not None),
        *feedback,
        attrs={
            "xmlns": NAMESPACE,
            "identifier": name,
            "title": item.name or item.ident or name,
            "adaptive": "false",
            "time-dependent": "false",
        },
    )
    return document(root)


def mapping(
    name: str,
    cardinality: str,
    base: str,
    *,
    correct: Sequence[str],
    worth: Mapping[str, Fraction],
    case: bool = True,
    upper: Fraction = Fraction(1),
) -> Markup:
    """The declaration of a response, with the correct one and what every value is worth."""
    values = (element("qti-value", value) for value in correct)
    entries = (
        element(
            "qti-map-entry",
            attrs={"map-key": value, "mapped-value": decimal(share)} | ({} if case else {"case-sensitive": "false"}),
        )
        for value, share in worth.items()
    )
    bounds = {"lower-bound": "0", "upper-bound": decimal(upper), "default-value": "0"}
    return element(
        "qti-response-declaration",
        element("qti-correct-response", *values) if correct else None,
        element("qti-mapping", *entries, attrs=bounds) if worth else None,
        attrs={"identifier": name, "cardinality": cardinality, "base-type": base},
    )


def body(item: Item, gaps: Sequence[Markup] = ()) -> tuple[Markup, ...]:
    """The stem as XHTML, with the blanks in their places."""
    xhtml = flow(item.stem).text
    return (Markup(f"<div>{_MARK.sub(lambda mark: gaps[int(mark[1])].text, xhtml)}</div>"),)


def flow(text: Text) -> Markup:
    """A text as blocks of XHTML."""
    return Markup(_xhtml(render(text.text)) or "<p></p>")


def line(text: Text) -> Markup:
    """A text inside a line."""
    return Markup(_xhtml(render_inline(text.text)) or "<span></span>")


def gap_inline(name: str, gap: Gap, bank: Sequence[str], *, share: Fraction) -> Inline:
    """A blank that is typed or chosen in; a right answer is worth `share`."""
    right = [answer.text.text for answer in gap.answers if answer.worth >= 1]
    if gap.kind == "number":
        condition = in_range(name, [(number, share) for number in right])
        return Inline(declared=number_response(name, right), shown=_entry(name), processing=condition)
    words = list(bank) if gap.kind == "text" else [answer.text.text for answer in gap.answers]
    if words:
        names = {word: f"C{number}" for number, word in enumerate(words, start=1)}
        chosen = {names[word]: share for word in words if word in right}
        options = (
            element("qti-inline-choice", line(Text(text=word)), attrs={"identifier": names[word]}) for word in words
        )
        shown = element(
            "qti-inline-choice-interaction", *options, attrs={"response-identifier": name, "shuffle": "true"}
        )
        declared = mapping(name, "single", "identifier", correct=[*chosen][:1], worth=chosen)
        return Inline(declared=declared, shown=shown)
    typed = mapping(name, "single", "string", correct=right[:1], worth=dict.fromkeys(right, share), case=gap.case)
    return Inline(declared=typed, shown=_entry(name))


def number_response(name: str, right: Sequence[str]) -> Markup:
    """The declaration of a number; the correct response is the middle of the first that is accepted."""
    target = next((found for written in right if (found := parse_target(written))), None)
    correct = [decimal((target.low + target.high) / 2)] if target else []
    return mapping(name, "single", "float", correct=correct, worth={})


def in_range(name: str, answers: Sequence[tuple[str, Fraction]]) -> Markup:
    """The first number that fits adds what it is worth to the score."""
    branches: list[Markup] = []
    for written, share in answers:
        test = _fits(name, written)
        branches.append(
            element(
                "qti-response-else-if" if branches else "qti-response-if", test, _add(_value(max(share, Fraction(0))))
            )
        )
    return element("qti-response-condition", *branches)


def _fits(name: str, written: str) -> Markup:
    target = parse_target(written)
    variable = element("qti-variable", attrs={"identifier": name})
    if target is None:  # an asterisk: any number
        return element("qti-not", element("qti-is-null", variable))
    return element(
        "qti-and",
        element("qti-gte", variable, _value(target.low)),
        element("qti-lte", variable, _value(target.high)),
    )


def _processing(declared: Declared, *, general: bool) -> Markup:
    rules: list[Markup] = []
    if declared.exact:
        test = element(
            "qti-match",
            element("qti-variable", attrs={"identifier": "RESPONSE"}),
            element("qti-correct", attrs={"identifier": "RESPONSE"}),
        )
        rules.append(element("qti-response-condition", element("qti-response-if", test, _add(_value(Fraction(1))))))
    elif not declared.unmarked:
        mapped = declared.mapped if declared.mapped is not None else () if declared.processing else ("RESPONSE",)
        rules += [_add(element("qti-map-response", attrs={"identifier": name})) for name in mapped]
        rules += declared.processing
    if declared.feedback:
        chosen = element("qti-multiple", element("qti-variable", attrs={"identifier": "RESPONSE"}))
        rules.append(element("qti-set-outcome-value", chosen, attrs={"identifier": "FEEDBACK"}))
    if general:
        shown = element("qti-base-value", "SHOWN", attrs={"base-type": "identifier"})
        rules.append(element("qti-set-outcome-value", shown, attrs={"identifier": "GENERAL"}))
    return element("qti-response-processing", *rules)


def _add(value: Markup) -> Markup:
    so_far = element("qti-variable", attrs={"identifier": "SCORE"})
    return element("qti-set-outcome-value", element("qti-sum", so_far, value), attrs={"identifier": "SCORE"})


def _value(number: Fraction) -> Markup:
    return element("qti-base-value", decimal(number), attrs={"base-type": "float"})


def _outcome(name: str, base: str, cardinality: str) -> Markup:
    attrs = {"identifier": name, "cardinality": cardinality, "base-type": base}
    default = element("qti-default-value", element("qti-value", "0")) if base == "float" else None
    return element("qti-outcome-declaration", default, attrs=attrs)


def _modal(outcome: str, name: str, text: Text) -> Markup:
    attrs = {"outcome-identifier": outcome, "identifier": name, "show-hide": "show"}
    return element("qti-modal-feedback", element("qti-content-body", flow(text)), attrs=attrs)


def _entry(name: str) -> Markup:
    return element("qti-text-entry-interaction", attrs={"response-identifier": name})


def _xhtml(html: str) -> str:
    """Our own safe HTML as XML: void elements are closed, the one named entity becomes its character."""
    closed = _VOID.sub(lambda tag: f"<{tag[1]}{tag[2]}/>", html.replace("&nbsp;", "\u00a0").strip())
    return _FOREIGN.sub("", closed)
