"""Activities into items for the formats that are written. An activity that a format does not know is left to its writer to name."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from assessments.interop.codecs.items import Answer, Gap, GapKind, Item, Kind, Note, Place, Text
from assessments.interop.codecs.sentences import Said, say
from modules.dialect import leaves
from modules.dialect.activities.blanks import Blanks
from modules.dialect.activities.cards import Cards
from modules.dialect.activities.choice import Choice
from modules.dialect.activities.essay import Essay
from modules.dialect.activities.mark import Mark
from modules.dialect.activities.match import Match
from modules.dialect.activities.media import Media
from modules.dialect.activities.number import Number
from modules.dialect.activities.order import Order
from modules.dialect.activities.quiz import Quiz
from modules.dialect.activities.reflect import Reflect
from modules.dialect.activities.short import Short
from modules.dialect.activities.sort import Sort
from modules.dialect.activities.truefalse import TrueFalse
from modules.dialect.answer_keys import worth
from modules.dialect.credit import Policy, full_weights, parse_share
from modules.dialect.document import DEFAULT_PENALTY, Activity, Broken, Document, Prose
from modules.dialect.leaves import Reply

_OWN = frozenset(
    {"tries", "critical", "outcome", "thinking", "required", "lang", "fuzzy", "yo", "grade", "private", "export"}
)


def items_of(document: Document) -> Iterator[Item]:
    """Every node of a lesson as items, in order; the questions of a quiz stand in its place."""
    for node in document.nodes:
        yield from _node(node)


def _node(node: Prose | Activity) -> Iterator[Item]:
    if isinstance(node, Broken):
        yield Item(kind=Kind.UNKNOWN, name=say("an activity with errors"), place=Place(line=node.line))
    elif isinstance(node, Prose):
        yield Item(kind=Kind.TEXT, stem=markdown(node.text), place=Place(line=node.line))
    elif isinstance(node, Quiz):
        for question in node.questions:
            yield from _node(question)
    elif isinstance(node, Media):
        yield _bare(node, Kind.UNKNOWN, lost=())
        for question in node.questions:
            yield from _node(question)
    else:
        maker = MAKERS.get(type(node))
        yield from maker(node) if maker else (_bare(node, Kind.UNKNOWN, lost=()),)


def markdown(text: str) -> Text:
    """A leaf as a text."""
    return Text(text=text, format="markdown")


def _bare(
    activity: Activity,
    kind: Kind,
    *,
    stem: str | None = None,
    ident: str | None = None,
    lost: tuple[Said, ...],
    answers: Iterable[Answer] = (),
    gaps: Iterable[Gap] = (),
    notes: tuple[Note, ...] | None = None,
    single: bool = True,
    bank: bool = False,
) -> Item:
    name = activity.kind if kind is Kind.UNKNOWN else activity.title
    return Item(
        kind=kind,
        stem=markdown(activity.prompt if stem is None else stem),
        answers=tuple(answers),
        gaps=tuple(gaps),
        notes=_notes(activity) if notes is None else notes,
        single=single,
        bank=bank,
        case="case" in activity.attrs,
        shuffle="shuffle" in activity.attrs,
        points=activity.points,
        penalty=None if activity.penalty == DEFAULT_PENALTY else activity.penalty,
        name=name,
        ident=activity.id if ident is None else ident,
        lost=(*lost, *_unkept(activity)),
        place=Place(line=activity.line),
    )


def _unkept(activity: Activity) -> Iterator[Said]:
    """Attributes that mean something here only."""
    yield from (say("the option '%(name)s'", name=name) for name in activity.attrs if name in _OWN)
    if any("lang" in item.attrs for item in activity.bullets()):
        yield say("the languages of its answers")


def _notes(activity: Activity) -> tuple[Note, ...]:
    hints = [Note(label="HINT", text=markdown(hint)) for hint in activity.hints]
    return (*hints, *(Note(label=note.label, text=markdown(note.text)) for note in activity.notes))


def _feedback(replies: tuple[Reply, ...]) -> Text | None:
    return markdown("\n\n".join(reply.text for reply in replies)) if replies else None


def _bullet(
    item: leaves.Item, *, right: bool = True, share: Fraction | None = None, partner: str | None = None
) -> Answer:
    return Answer(
        text=markdown(item.text),
        right=right,
        share=share,
        feedback=_feedback(item.replies),
        partner=None if partner is None else markdown(partner),
        fixed="fixed" in item.attrs,
    )


def _choice(choice: Choice) -> Iterator[Item]:
    if not choice.multiple:
        answers = [
            _bullet(option, right=option.right, share=None if option.right else _credit(option))
            for option in choice.options
        ]
        yield _bare(choice, Kind.CHOICE, answers=answers, lost=())
        return
    policy = choice.attrs.get("credit", Policy.NET)
    shares = _weights(choice) if policy == Policy.WEIGHTS else _net(choice)
    lost = () if policy in {Policy.WEIGHTS, Policy.NET} else (_not_net(policy),)
    answers = [_bullet(option, right=option.right, share=shares[option.key]) for option in choice.options]
    yield _bare(choice, Kind.CHOICE, answers=answers, single=False, lost=lost)


def _credit(option: leaves.Item) -> Fraction | None:
    return parse_share(option.attrs.get("credit", ""))


def _net(choice: Choice) -> dict[str, Fraction]:
    part = Fraction(1, sum(option.right for option in choice.options))
    return {option.key: part if option.right else -part for option in choice.options}


def _weights(choice: Choice) -> dict[str, Fraction]:
    named = {option.key: share for option in choice.options if (share := _credit(option)) is not None}
    right = {option.key for option in choice.options if option.right}
    return {option.key: Fraction(0) for option in choice.options} | full_weights(right, named)


def _true_false(activity: TrueFalse) -> Iterator[Item]:
    """One item for each statement; what is said about a statement is said whatever was answered."""
    several = len(activity.statements) > 1
    lost = (say("statements that were marked together are questions of their own"),) if several else ()
    correct = "\n\n".join(note.text for note in activity.notes if note.label == "CORRECT")
    wrong = "\n\n".join(note.text for note in activity.notes if note.label == "WRONG")
    notes = tuple(note for note in _notes(activity) if note.label not in {"CORRECT", "WRONG"})
    for statement in activity.statements:
        said = [reply.text for reply in statement.replies]
        feedback = {True: [*said, correct], False: [*said, wrong]}
        answers = [
            Answer(
                text=Text(text=word), right=statement.right is value, feedback=_said(feedback[statement.right is value])
            )
            for word, value in (("true", True), ("false", False))
        ]
        stem = "\n\n".join(part for part in (activity.prompt, statement.text) if part)
        ident = f"{activity.id}-{statement.key}" if several and activity.id else activity.id
        yield _bare(activity, Kind.TRUE_FALSE, stem=stem, ident=ident, lost=lost, answers=answers, notes=notes)


def _said(texts: list[str]) -> Text | None:
    found = [text for text in texts if text]
    return markdown("\n\n".join(found)) if found else None


def _keyed(activity: Short | Number) -> Iterator[Item]:
    answers = [
        Answer(
            text=Text(text=word),
            right=key.right,
            share=None if key.right and worth(key) == 1 else worth(key),
            feedback=_feedback(key.replies),
        )
        for key in activity.keys
        for word in key.accept
    ]
    unit = activity.attrs.get("unit")
    yield _bare(
        activity,
        Kind.SHORT if isinstance(activity, Short) else Kind.NUMBER,
        answers=answers,
        lost=(say("the unit '%(unit)s'", unit=unit),) if unit else (),
    )


def _match(match: Match) -> Iterator[Item]:
    answers = [
        Answer(text=markdown(pair.left), partner=markdown(pair.right), feedback=_feedback(pair.replies))
        for pair in match.pairs
    ]
    yield _bare(match, Kind.MATCH, answers=answers, lost=())


def _order(order: Order) -> Iterator[Item]:
    yield _bare(order, Kind.ORDER, answers=[_bullet(step) for step in order.steps], lost=())


def _sort(sort: Sort) -> Iterator[Item]:
    answers = [_bullet(item, partner=group.title) for group in sort.groups for item in group.items]
    yield _bare(sort, Kind.SORT, answers=answers, lost=())


def _blanks(blanks: Blanks) -> Iterator[Item]:
    stem = "\n\n".join(part for part in (blanks.prompt, blanks.text) if part)
    gaps = [_gap(gap, case="case" in blanks.attrs) for gap in blanks.gaps]
    extra = [_bullet(item, right=False) for item in blanks.extra]
    units = tuple(
        say("the unit '%(unit)s' of a blank", unit=gap.attrs["unit"]) for gap in blanks.gaps if gap.attrs.get("unit")
    )
    yield _bare(blanks, Kind.BLANKS, stem=stem, gaps=gaps, answers=extra, bank=blanks.banked, lost=units)


def _mark(mark: Mark) -> Iterator[Item]:
    stem = "\n\n".join(part for part in (mark.prompt, mark.text) if part)
    usual = Policy.NET if not mark.closed else Policy.EACH
    policy = mark.attrs.get("credit", usual)
    lost = () if policy == Policy.NET else (_not_net(policy),)
    yield _bare(mark, Kind.MARK, stem=stem, gaps=[_gap(gap, case=False) for gap in mark.gaps], lost=lost)


def _not_net(policy: str) -> Said:
    return say("credit=%(policy)s: right ticks minus wrong ticks instead", policy=str(policy))


def _gap(gap: leaves.Gap, *, case: bool) -> Gap:
    words = gap.options if gap.kind == "select" else gap.answers
    answers = tuple(Answer(text=Text(text=word), right=word in gap.answers) for word in words)
    kind = _GAPS[gap.kind]
    return Gap(kind=kind, answers=answers, case=case or "case" in gap.attrs, hint=gap.attrs.get("hint", ""))


def _reflect(reflect: Reflect) -> Iterator[Item]:
    questions = "\n\n".join(prompt.text for prompt in reflect.prompts)
    stem = "\n\n".join(part for part in (reflect.prompt, questions) if part)
    yield _bare(reflect, Kind.ESSAY, stem=stem, lost=())


def _essay(essay: Essay) -> Iterator[Item]:
    yield _bare(essay, Kind.ESSAY, lost=(say("its rubric"),) if essay.rubric else ())


def _cards(cards: Cards) -> Iterator[Item]:
    answers = [
        Answer(text=markdown(card.text), partner=_feedback(card.replies) or markdown("")) for card in cards.cards
    ]
    yield _bare(cards, Kind.CARDS, answers=answers, lost=())


_GAPS: dict[str, GapKind] = {"text": "text", "select": "select", "number": "number", "right": "right", "wrong": "wrong"}

MAKERS: dict[type[Activity], Callable[..., Iterator[Item]]] = {
    Choice: _choice,
    TrueFalse: _true_false,
    Short: _keyed,
    Number: _keyed,
    Match: _match,
    Order: _order,
    Sort: _sort,
    Blanks: _blanks,
    Mark: _mark,
    Reflect: _reflect,
    Essay: _essay,
    Cards: _cards,
}
