"""Strategies for what is answered by typing, pairing, ordering and sorting."""

from hypothesis import strategies as st

from modules.dialect.activities.blanks import Blanks
from modules.dialect.activities.mark import Mark
from modules.dialect.activities.match import Match
from modules.dialect.activities.number import Number
from modules.dialect.activities.order import Order
from modules.dialect.activities.short import Short
from modules.dialect.activities.sort import Sort
from modules.dialect.attributes import Attrs
from modules.dialect.document import Activity
from modules.dialect.items import with_keys
from modules.dialect.keys import complete
from modules.dialect.leaves import Gap, Group, Item, Key, Pair
from modules.dialect.shown import gap_mark
from tests.dialect.pieces import common, items, lines, replies

# Far enough apart from each other for any slip of the pen.
ANSWERS = [
    "strengths-based",
    "суд",
    "សិទ្ធិ",
    "can do",
    "приём граждан",
    "5 \\* 30 {x}",
    "o\u02bbqituvchi",
    "<b>",
    "a_b_c",
    "**Genogram**",
]
NUMBERS = ["10", "-3,5", "24..48", "10 ± 2", "200 +- 10%", "1 000", "\u17e3.\u17e5", "1e3"]
GAP_ATTRS = [{}, {}, {"hint": "think {twice}"}, {"case": "", "yo": ""}, {"hint": "x", "fuzzy": ""}]
WAIVERS = {"case": [""], "yo": [""], "fuzzy": [""]}
spoken = st.sampled_from([Attrs(), Attrs({"lang": "km"})])
BETWEEN = ["and", "then\nthere is", ", (so)", "**or**", "`[[no]]`", "\\[[no]]", "{a}", "\n\n- in a list", "|"]


def some(values: list[str], *, most: int = 3) -> st.SearchStrategy[list[str]]:
    """A few different values."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


@st.composite
def gaps(draw: st.DrawFn, number: int, *, kinds: str = "tns") -> Gap:
    """A gap; its number makes its answers different from those of other gaps."""
    key = f"k{number}" if draw(st.booleans()) else ""
    attrs = Attrs(draw(st.sampled_from(GAP_ATTRS)))
    kind = draw(st.sampled_from(kinds))
    if kind == "n":
        unit = Attrs({"unit": "hours"}) if draw(st.booleans()) else Attrs()
        return Gap(kind="number", answers=tuple(draw(some(NUMBERS))), key=key, attrs=unit)
    if kind == "s":
        options = tuple(draw(st.lists(lines().map(_unbarred), min_size=2, max_size=4, unique=True)))
        right = draw(st.sets(st.sampled_from(options), min_size=1))
        return Gap(
            kind="select", answers=tuple(o for o in options if o in right), options=options, key=key, attrs=attrs
        )
    words = tuple(f"{word} {chr(97 + number) * 9}" for word in draw(some(ANSWERS)))
    return Gap(kind="text", answers=words, key=key, attrs=attrs)


@st.composite
def blanks(draw: st.DrawFn) -> Blanks:
    """A running text that begins with a gap's paragraph, or a table; sometimes with a bank."""
    banked = draw(st.booleans())
    found = tuple(draw(gaps(number)) for number in range(draw(st.integers(1, 4))))
    pieces = [gap_mark(number) + " " + draw(st.sampled_from(BETWEEN)) for number in range(len(found))]
    text = draw(lines()) + " " + " ".join(pieces)
    if draw(st.booleans()):
        text = f"| a | b |\n| --- | --- |\n| {gap_mark(0)} | c |\n\n" + draw(lines()) + " " + " ".join(pieces[1:])
    extra = (
        draw(st.lists(st.sampled_from(["judge", "**promise**", "វិនិច្ឆ័យ"]), unique=True, max_size=3)) if banked else []
    )
    fields = common(**WAIVERS)
    fields["attrs"] = fields["attrs"].map(lambda attrs: Attrs({**attrs, "bank": ""}) if banked else attrs)
    words = with_keys(tuple(Item(text=word, attrs=draw(spoken)) for word in extra))
    tail = "\n\nThe end." if banked and not extra else ""
    return draw(
        st.builds(Blanks, text=st.just(text.rstrip() + tail), gaps=st.just(found), extra=st.just(words), **fields)
    )


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """A running text with words to find; sometimes with phrases to leave as well."""
    closed = draw(st.booleans())
    words = ["lazy", "ខ្ជិល", "**dirty**", "o\u02bbqituvchi"] + (["two words", "a_b c", "-5"] if closed else [])
    found = [Gap(kind="right", answers=(word,)) for word in draw(some([w for w in words if w[0] != "-"]))]
    found += [
        Gap(kind="wrong", answers=(word,), key=f"k{at}") for at, word in enumerate(draw(some(words)) if closed else [])
    ]
    pieces = [gap_mark(number) + " " + draw(st.sampled_from(BETWEEN)) for number in range(len(found))]
    text = draw(lines()) + " and " + " ".join(pieces)
    fields = common(credit=["net", "each", "all", "halves"])
    return draw(st.builds(Mark, text=st.just(text.rstrip()), gaps=st.just(tuple(found)), **fields))


@st.composite
def matches(draw: st.DrawFn) -> Match:
    """Pairs, some with the same right side, and right sides too many."""
    lefts = draw(st.lists(lines().map(_unarrowed), min_size=2, max_size=4, unique=True))
    rights = draw(st.lists(lines(), min_size=2, max_size=4, unique=True))
    sides = [(left, rights[at % len(rights)]) for at, left in enumerate(lefts)]
    sides += [("", f"{right} more") for right in draw(st.lists(lines(), max_size=2, unique=True))]
    names = complete([""] * len(sides), [left or right for left, right in sides])
    pairs = tuple(
        Pair(left=left, right=right, key=key, attrs=draw(spoken), replies=draw(replies))
        for key, (left, right) in zip(names, draw(st.permutations(sides)), strict=True)
    )
    return draw(st.builds(Match, pairs=st.just(pairs), **common()))


@st.composite
def sorts(draw: st.DrawFn) -> Sort:
    """Two to six groups with an item or more in each."""
    inner = draw(items(minimum=2))
    titles = draw(st.lists(lines(), min_size=2, max_size=min(6, len(inner)), unique=True))
    names = complete([""] * len(titles), titles)
    groups = tuple(
        Group(title=title, key=name, items=inner[at :: len(titles)])
        for at, (title, name) in enumerate(zip(titles, names, strict=True))
    )
    return draw(st.builds(Sort, groups=st.just(groups), **common()))


@st.composite
def answer_keys(draw: st.DrawFn, values: list[str], **attrs: list[str]) -> tuple[Key, ...]:
    """A line that is right, lines worth less, and a last one for anything."""
    attrs = {"lang": ["km"], **attrs}
    different = draw(some(values, most=4))
    found = []
    for at, value in enumerate(different):
        named = {name: draw(st.sampled_from(attrs[name])) for name in attrs if draw(st.booleans())}
        right = at == 0 or draw(st.booleans())
        share = {"credit": draw(st.sampled_from(["50%", "1/3", "0.25"]))} if at and right else {}
        found.append(Key(accept=(value,), right=right, attrs=Attrs({**named, **share}), replies=draw(replies)))
    if draw(st.booleans()):
        found.append(Key(accept=("*",), right=False, replies=draw(replies)))
    return tuple(found)


def _unbarred(text: str) -> str:
    """Without what cannot stand in a gap."""
    for sign in "[]|":
        text = text.replace(sign, "/")
    return " ".join(text.split())


def _unarrowed(text: str) -> str:
    return text.replace("->", "to")


GRADED: dict[str, st.SearchStrategy[Activity]] = {
    "blanks": blanks(),
    "mark": marks(),
    "match": matches(),
    "order": st.builds(
        Order, steps=items(minimum=2), **common(grade=["exact", "position", "next", "longest", "relative"])
    ),
    "sort": sorts(),
    "number": st.builds(Number, keys=answer_keys(NUMBERS), **common(unit=["years"])),
    "short": st.builds(Short, keys=answer_keys([*ANSWERS, "motiv*", "*ing *"], **WAIVERS), **common(**WAIVERS)),
}
