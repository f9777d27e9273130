"""QTI 3.0: one `qti-assessment-item` for each item, and a manifest that names them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from assessments.interop.codecs.items import Answer, Gap, Item, Kind, Text
from assessments.interop.codecs.qti_parts import (
    Declared,
    body,
    flow,
    gap_inline,
    in_range,
    item_document,
    line,
    mapping,
    number_response,
)
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.writing import Loss, left_out, losses, unknown
from assessments.interop.codecs.xml_writing import Markup, element
from modules.dialect.gaps import split_at_first_gap
from modules.dialect.words import split_words

RESPONSE = "RESPONSE"


def write(items: Iterable[Item]) -> tuple[dict[str, str], tuple[Loss, ...]]:
    """The files of a package by their paths, without the manifest, and what is lost."""
    files: dict[str, str] = {}
    lost: list[Loss] = []
    for number, item in enumerate(items, start=1):
        if item.kind is Kind.CATEGORY:
            lost += losses(replace(item, ident=item.name), say("its name: items of QTI stand beside each other"))
            continue
        maker = MAKERS.get(item.kind)
        if maker is None:
            lost.append(left_out(item, say("QTI has no interaction like '%(name)s'", name=unknown(item))))
            continue
        lost += losses(item, *_unsaid(item))
        name = f"item-{number:04d}"
        files[f"items/{name}.xml"] = item_document(name, item, maker(item))
    return files, tuple(lost)


def _unsaid(item: Item) -> list[Said]:
    labels = {note.label for note in item.notes} - {"EXPLAIN"}
    found: list[Said] = [say("what is said under %(label)s", label=label) for label in sorted(labels)]
    if item.kind is not Kind.CHOICE and any(answer.feedback for answer in item.answers):
        found.append(say("feedback at its answers"))
    if item.kind is Kind.SHORT and any("*" in answer.text.text.replace(r"\*", "") for answer in item.answers):
        found.append(say("answers with '*' for any text"))
    return found + ([say("hints at blanks")] if any(gap.hint for gap in item.gaps) else [])


def _choice(item: Item) -> Declared:
    names = {id(answer): f"A{number}" for number, answer in enumerate(item.answers, start=1)}
    right = [names[id(answer)] for answer in item.answers if answer.worth > 0]
    best = right if not item.single else [names[id(a)] for a in item.answers if a.worth >= 1][:1] or right[:1]
    options = (
        element(
            "qti-simple-choice",
            flow(answer.text),
            attrs={"identifier": names[id(answer)]} | ({"fixed": "true"} if answer.fixed else {}),
        )
        for answer in item.answers
    )
    attrs = {"response-identifier": RESPONSE, "shuffle": "true" if item.shuffle else "false"}
    return Declared(
        responses=(
            mapping(
                RESPONSE,
                "single" if item.single else "multiple",
                "identifier",
                correct=best,
                worth={names[id(answer)]: answer.worth for answer in item.answers},
            ),
        ),
        body=(
            *body(item),
            element("qti-choice-interaction", *options, attrs=attrs | {"max-choices": "1" if item.single else "0"}),
        ),
        feedback={names[id(answer)]: answer.feedback for answer in item.answers if answer.feedback},
    )


def _true_false(item: Item) -> Declared:
    named = [Answer(text=Text(text=a.text.text.capitalize()), right=a.right, feedback=a.feedback) for a in item.answers]
    return _choice(Item(kind=Kind.CHOICE, stem=item.stem, answers=tuple(named)))


def _short(item: Item) -> Declared:
    exact = [answer for answer in item.answers if "*" not in answer.text.text.replace(r"\*", "")]
    words = {answer.text.text.replace(r"\*", "*"): answer.worth for answer in exact}
    declared = mapping(RESPONSE, "single", "string", correct=[*words][:1], worth=words, case=item.case)
    entry = element("p", element("qti-text-entry-interaction", attrs={"response-identifier": RESPONSE}))
    return Declared(responses=(declared,), body=(*body(item), entry))


def _number(item: Item) -> Declared:
    declared = number_response(RESPONSE, [answer.text.text for answer in item.answers if answer.worth >= 1])
    entry = element("p", element("qti-text-entry-interaction", attrs={"response-identifier": RESPONSE}))
    answers = [(answer.text.text, answer.worth) for answer in item.answers]
    return Declared(responses=(declared,), body=(*body(item), entry), processing=(in_range(RESPONSE, answers),))


def _match(item: Item) -> Declared:
    """Left sides to the right sides they belong to; a side without a partner belongs to none."""
    asked = [answer for answer in item.answers if answer.text.text]
    sides = list(dict.fromkeys(answer.partner.text for answer in item.answers if answer.partner))
    names = {side: f"B{number}" for number, side in enumerate(sides, start=1)}
    pairs = [f"A{number} {names[a.partner.text if a.partner else '']}" for number, a in enumerate(asked, start=1)]
    worth = {pair: Fraction(1, len(pairs)) for pair in pairs}
    left = (_side(f"A{number}", answer.text, 1) for number, answer in enumerate(asked, start=1))
    right = (_side(names[side], Text(text=side, format="markdown"), 0) for side in sides)
    sets = (element("qti-simple-match-set", *left), element("qti-simple-match-set", *right))
    attrs = {"response-identifier": RESPONSE, "shuffle": "true", "max-associations": str(len(asked))}
    declared = mapping(RESPONSE, "multiple", "directedPair", correct=pairs, worth=worth)
    return Declared(responses=(declared,), body=(*body(item), element("qti-match-interaction", *sets, attrs=attrs)))


def _side(name: str, text: Text, most: int) -> Markup:
    return element("qti-simple-associable-choice", line(text), attrs={"identifier": name, "match-max": str(most)})


def _order(item: Item) -> Declared:
    names = [f"A{number}" for number in range(1, len(item.answers) + 1)]
    steps = (
        element("qti-simple-choice", flow(answer.text), attrs={"identifier": name})
        for name, answer in zip(names, item.answers, strict=True)
    )
    declared = mapping(RESPONSE, "ordered", "identifier", correct=names, worth={})
    interaction = element("qti-order-interaction", *steps, attrs={"response-identifier": RESPONSE, "shuffle": "true"})
    return Declared(responses=(declared,), body=(*body(item), interaction), exact=True)


def _blanks(item: Item) -> Declared:
    bank = list(dict.fromkeys([word for gap in item.gaps for word in _words(gap)[:1]])) if item.bank else []
    bank += [answer.text.text for answer in item.answers if item.bank]
    names = [f"RESPONSE{number}" for number in range(1, len(item.gaps) + 1)]
    gaps = [
        gap_inline(name, gap, bank, share=Fraction(1, len(item.gaps)))
        for name, gap in zip(names, item.gaps, strict=True)
    ]
    return Declared(
        responses=tuple(gap.declared for gap in gaps),
        body=body(item, tuple(gap.shown for gap in gaps)),
        processing=tuple(gap.processing for gap in gaps if gap.processing),
        mapped=tuple(name for name, gap in zip(names, gaps, strict=True) if not gap.processing),
    )


def _mark(item: Item) -> Declared:
    """Words that can be ticked: those that are marked, or every word where nothing is marked to be left."""
    prompt, text = split_at_first_gap(item.stem.text)
    closed = any(gap.kind == "wrong" for gap in item.gaps)
    if closed:
        words = [(gap.answers[0].text.text, gap.kind == "right") for gap in item.gaps]
    else:
        text, found = split_words(text)
        words = [
            (word.text, False) if word.gap is None else (item.gaps[word.gap].answers[0].text.text, True)
            for word in found
        ]
    right = sum(is_right for _, is_right in words) or 1
    names = [f"A{number}" for number in range(1, len(words) + 1)]
    worth = {name: Fraction(1 if is_right else -1, right) for name, (_, is_right) in zip(names, words, strict=True)}
    # By hand: a line end beside a word would be a space in the text.
    shown = [
        Markup(f'<qti-hottext identifier="{name}">{line(Text(text=word)).text}</qti-hottext>')
        for name, (word, _) in zip(names, words, strict=True)
    ]
    inside = body(Item(kind=Kind.MARK, stem=Text(text=text)), shown)
    attrs = {"response-identifier": RESPONSE, "max-choices": "0"}
    above = body(Item(kind=Kind.TEXT, stem=Text(text=prompt))) if prompt else ()
    correct = [name for name in names if worth[name] > 0]
    return Declared(
        responses=(mapping(RESPONSE, "multiple", "identifier", correct=correct, worth=worth),),
        body=(*above, element("qti-hottext-interaction", *inside, attrs=attrs)),
    )


def _words(gap: Gap) -> list[str]:
    return [answer.text.text for answer in gap.answers] if gap.kind == "text" else []


def _essay(item: Item) -> Declared:
    attrs = {"identifier": RESPONSE, "cardinality": "single", "base-type": "string"}
    interaction = element("qti-extended-text-interaction", attrs={"response-identifier": RESPONSE})
    return Declared(
        responses=(element("qti-response-declaration", attrs=attrs),), body=(*body(item), interaction), unmarked=True
    )


def _text(item: Item) -> Declared:
    return Declared(responses=(), body=body(item), unmarked=True)


MAKERS: dict[Kind, Callable[[Item], Declared]] = {
    Kind.CHOICE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.SHORT: _short,
    Kind.NUMBER: _number,
    Kind.MATCH: _match,
    Kind.SORT: _match,
    Kind.ORDER: _order,
    Kind.BLANKS: _blanks,
    Kind.MARK: _mark,
    Kind.ESSAY: _essay,
    Kind.TEXT: _text,
}

MANIFEST = "imsmanifest.xml"


def manifest(paths: Iterable[str]) -> str:
    """The manifest of a package with these items."""
    resources = (
        element(
            "resource",
            element("file", attrs={"href": path}),
            attrs={"identifier": f"R{number}", "type": "imsqti_item_xmlv3p0", "href": path},
        )
        for number, path in enumerate(paths, start=1)
    )
    root = element(
        "manifest",
        element("metadata", element("schema", "QTI Package"), element("schemaversion", "3.0.0")),
        element("organizations"),
        element("resources", *resources),
        attrs={"xmlns": "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "identifier": "MANIFEST"},
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root.text}\n'
