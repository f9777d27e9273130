"""GIFT as Moodle imports it. Texts go out as Markdown, so that what comes back is what went out."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from assessments.interop.codecs.items import Answer, Item, Kind, Text
from assessments.interop.codecs.numbers import decimal
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.shares import percent
from assessments.interop.codecs.texts import shown
from assessments.interop.codecs.writing import Loss, Written, left_out, losses, unknown
from modules.dialect.numbers import parse_target

_SIGNS = re.compile(r"[\\~=#{}:]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def write(items: Iterable[Item]) -> Written:
    """The items as a file in GIFT."""
    blocks: list[str] = []
    lost: list[Loss] = []
    for item in items:
        if item.kind is Kind.CATEGORY:
            blocks.append(f"$CATEGORY: {' '.join(item.name.split())}")
            continue
        writer = WRITERS.get(item.kind)
        if writer is None or _has_arrow(item):
            why = (
                say("GIFT takes '->' for a pair")
                if writer
                else say("GIFT has no question like '%(name)s'", name=unknown(item))
            )
            lost.append(left_out(item, why))
            continue
        lost += losses(item, *_unsaid(item))
        blocks.append(_head(item) + writer(item))
    return Written(text="\n\n".join(blocks) + "\n" if blocks else "", losses=tuple(lost))


def _head(item: Item) -> str:
    ident = f"// [id:{item.ident}]\n" if item.ident else ""
    name = f"::{_escape(' '.join((item.name or item.ident).split()))}::" if item.name or item.ident else ""
    return ident + name


def _has_arrow(item: Item) -> bool:
    """Whether words to type, what is said about them, or a left side would be parted into pairs; there is no escape for an arrow."""
    if item.kind is Kind.MATCH:
        return any("->" in answer.text.text for answer in item.answers)
    texts = (text.text for answer in item.answers for text in (answer.text, answer.feedback) if text)
    return item.kind is Kind.SHORT and any("->" in text for text in texts)


def _unsaid(item: Item) -> list[Said]:
    """What GIFT has no sign for."""
    labels = {note.label for note in item.notes} - {"EXPLAIN"}
    found: list[Said] = [say("what is said under %(label)s", label=label) for label in sorted(labels)]
    found += [say("that an answer keeps its place")] if any(answer.fixed for answer in item.answers) else []
    found += [say("that it counts %(points)s points", points=percent(item.points / 100))] if item.points != 1 else []
    found += [say("the penalty")] if item.penalty is not None else []
    found += [say("that capitals count")] if item.case and item.kind is Kind.SHORT else []
    found += (
        [say("feedback at pairs")]
        if item.kind is Kind.MATCH and any(answer.feedback for answer in item.answers)
        else []
    )
    return found


def _question(item: Item, *answers: str) -> str:
    general = "\n\n".join(note.text.text for note in item.notes if note.label == "EXPLAIN")
    end = [f"\t####{_marked(Text(text=general))}"] if general else []
    lines = "\n".join([*answers, *end])
    return f"{_stem(item)} {{\n{lines}\n}}" if lines else f"{_stem(item)} {{}}"


def _stem(item: Item) -> str:
    return f"[markdown]{_escape(item.stem.text)}"


def _choice(item: Item) -> str:
    return _question(item, *(_option(answer, single=item.single) for answer in item.answers))


def _option(answer: Answer, *, single: bool) -> str:
    right = single and answer.right
    share = None if right else answer.share
    return f"\t{'=' if right else '~'}{_share(share)}{_marked(answer.text)}{_feedback(answer.feedback)}"


def _short(item: Item) -> str:
    return _question(
        item,
        *(f"\t={_share(answer.share)}{_marked(answer.text)}{_feedback(answer.feedback)}" for answer in item.answers),
    )


def _number(item: Item) -> str:
    return _question(item, "\t#", *(_value(answer) for answer in item.answers))


def _value(answer: Answer) -> str:
    if answer.text.text == "*" and answer.worth <= 0:
        return f"\t~{_feedback(answer.feedback)}"
    return f"\t={_share(answer.share)}{_target(answer.text.text)}{_feedback(answer.feedback)}"


def _target(written: str) -> str:
    """A number in GIFT's notation; a tolerance in per cent becomes its two ends."""
    value, sign, reach = (part.strip() for part in written.replace("+-", "±").partition("±"))
    if _NUMBER.fullmatch(value) and (not sign or _NUMBER.fullmatch(reach)):
        return f"{value}:{reach}" if sign else value
    target = parse_target(written)
    if target is None:
        return written
    low, high = decimal(target.low), decimal(target.high)
    return low if low == high else f"{low}..{high}"


def _match(item: Item) -> str:
    pairs = (
        f"\t={_marked(answer.text)} -> {_escape(shown(answer.partner.text) if answer.partner else '')}"
        for answer in item.answers
    )
    return _question(item, *pairs)


def _true_false(item: Item) -> str:
    truth = next((answer for answer in item.answers if answer.right), item.answers[0])
    wrong = next((answer for answer in item.answers if not answer.right), truth)
    right, other = _feedback(truth.feedback), _feedback(wrong.feedback)
    said = f"{other or '#'}{right}" if right else other
    return _question(item, f"\t{truth.text.text.upper()}{said}")


def _essay(item: Item) -> str:
    return _question(item)


def _text(item: Item) -> str:
    return _stem(item)


def _share(share: Fraction | None) -> str:
    return "" if share is None else f"%{percent(share)}%"


def _feedback(text: Text | None) -> str:
    return f"#{_marked(text)}" if text and text.text else ""


def _marked(text: Text) -> str:
    """A text of an answer; it has the format of the stem, unless its beginning could be read as a format or a share."""
    return ("[markdown]" if text.text.startswith(("[", "%")) else "") + _escape(text.text)


def _escape(text: str) -> str:
    return _SIGNS.sub(lambda sign: "\\" + sign[0], text).replace("\n", "\\n")


WRITERS: dict[Kind, Callable[[Item], str]] = {
    Kind.CHOICE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.SHORT: _short,
    Kind.NUMBER: _number,
    Kind.MATCH: _match,
    Kind.ESSAY: _essay,
    Kind.TEXT: _text,
}
