"""Hypothesis strategies over the dialect's dataclasses: activities as an author could have meant them.

`KINDS` has one strategy for each kind; the laws in test_laws.py hold for every one of them.
"""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from modules.dialect.activities.cards import Cards
from modules.dialect.activities.checklist import Checklist
from modules.dialect.activities.choice import Choice
from modules.dialect.activities.draw import Draw
from modules.dialect.activities.essay import Essay
from modules.dialect.activities.glossary import Glossary
from modules.dialect.activities.hotspots import Hotspots
from modules.dialect.activities.media import Audio, Media, Video
from modules.dialect.activities.panels import Accordion, Tabs
from modules.dialect.activities.poll import Poll
from modules.dialect.activities.quiz import BY_ITSELF, Quiz
from modules.dialect.activities.reflect import Reflect
from modules.dialect.activities.scenario import Scenario
from modules.dialect.activities.timeline import Timeline
from modules.dialect.activities.truefalse import TrueFalse
from modules.dialect.attributes import Attrs
from modules.dialect.document import Activity
from modules.dialect.leaves import Checkpoint, Item, Move, Reply, Scene, Section, Spot
from tests.dialect.graded_strategies import GRADED
from tests.dialect.pieces import bullet_texts, common, items, keys, lines, replies, texts


@st.composite
def rubrics(draw: st.DrawFn) -> tuple[Item, ...]:
    """Lines to measure a text by: all with levels, or none."""
    lines = draw(items(boxes=["[ ]"], points=["2", "1/2"]))
    if not draw(st.booleans()):
        return lines
    levels = st.lists(bullet_texts, min_size=2, max_size=4).map(lambda texts: tuple(Item(text=text) for text in texts))
    return tuple(replace(line, children=draw(levels)) for line in lines)


@st.composite
def single_choices(draw: st.DrawFn) -> Choice:
    """Circles: one is right, and a wrong one may be worth something, too."""
    options = list(draw(items(boxes=["( )"], minimum=2, fixed=[""])))
    right = draw(st.integers(0, len(options) - 1))
    partly = draw(st.integers(0, len(options) - 1))
    worth = Attrs({**options[partly].attrs, "credit": "50%"}) if partly != right else options[partly].attrs
    options[partly] = replace(options[partly], attrs=worth)
    options[right] = replace(options[right], box="(x)")
    return draw(st.builds(Choice, options=st.just(tuple(options)), **common()))


@st.composite
def multiple_choices(draw: st.DrawFn) -> Choice:
    """Boxes: some are right, each perhaps with what it is worth."""
    options = list(draw(items(boxes=["[ ]", "[x]"], minimum=2, fixed=[""])))
    options[0] = replace(options[0], box="[x]")
    if draw(st.booleans()):
        options = weighed(options)
    return draw(
        st.builds(Choice, options=st.just(tuple(options)), **common(credit=["all", "net", "each", "halves", "weights"]))
    )


def weighed(options: list[Item]) -> list[Item]:
    """Options with credits: those that are right add up to everything."""
    right = sum(option.right for option in options)
    worth = {True: f"1/{right}" if right > 1 else "1", False: "-25%"}
    return [replace(option, attrs=Attrs({**option.attrs, "credit": worth[option.right]})) for option in options]


@st.composite
def sections(draw: st.DrawFn) -> tuple[Section, ...]:
    """Panels; deeper headings are part of their text."""
    found = draw(st.lists(st.tuples(lines(), texts, st.booleans()), min_size=1, max_size=3))
    return tuple(
        Section(
            title=title,
            text=text + ("\n\n#### Below" if deep else ""),
            attrs=Attrs({"lang": "ru"}) if deep else Attrs(),
        )
        for title, text, deep in found
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Scenes in a row, each with a way to the next one and to some other; the last is the ending."""
    names = draw(st.lists(keys.map(lambda key: f"s-{key}"), min_size=2, max_size=4, unique=True))
    scenes = []
    for at, name in enumerate(names[:-1]):
        others = draw(st.lists(st.sampled_from(names), max_size=1))
        moves = tuple(
            Move(
                text=f"{draw(lines())} {number}",
                target=target,
                key=f"m{at}-{number}",
                attrs=Attrs(
                    draw(
                        st.sampled_from(
                            [
                                {},
                                {"rating": "best"},
                                {"trust": "+1", "rating": "unsafe"},
                                {"trust": "-2"},
                                {"if": "trust>=2 safety<1"} if number else {},
                            ]
                        )
                    )
                ),
                replies=draw(replies),
            )
            for number, target in enumerate([names[at + 1], *others])
        )
        spoken = Attrs(draw(st.sampled_from([{}, {"lang": "km"}])))
        scenes.append(Scene(title=draw(lines()), text=draw(texts), key=name, moves=moves, attrs=spoken))
    scenes.append(Scene(title="ចប់", text=draw(texts), key=names[-1], attrs=Attrs({"score": "3"})))
    fields = common(start=[names[0]], back=[""])
    fields["attrs"] = fields["attrs"].map(lambda attrs: Attrs({**attrs, "meters": "trust safety"}))
    return draw(st.builds(Scenario, scenes=st.just(tuple(scenes)), **fields))


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    questions = tuple(draw(st.lists(st.one_of(*QUESTIONS.values()), min_size=1, max_size=3)))
    picks = [str(number) for number in range(1, len(questions) + 1)]
    when = ["deferred", "immediate"]
    if any(question.kind in BY_ITSELF or not question.parts() for question in questions):
        when = ["immediate"]
    fields = common(**{"pass": ["70%"], "pick": picks, "attempts": ["3"], "feedback": when})
    if len(questions) > 1 and draw(st.booleans()):
        fields["attrs"] = fields["attrs"].map(lambda attrs: Attrs({**attrs, "pick": "2", "shuffle": ""}))
    # Two texts of one band would both be said.
    fields["notes"] = fields["notes"].map(lambda notes: tuple({note.label: note for note in notes}.values()))
    return draw(st.builds(Quiz, questions=st.just(questions), **fields))


@st.composite
def hotspots(draw: st.DrawFn) -> Hotspots:
    """Places in a picture: some to find, one to find, or all to read about."""
    boxes = draw(st.sampled_from([["[x]", "[ ]"], ["( )"], [""]]))
    found = list(draw(items(boxes=boxes, minimum=2)))
    if boxes != [""]:
        found[0] = replace(found[0], box=boxes[0].replace(" ", "x"))
    shares = st.sampled_from(["0", "22", "61.5", "100"])
    spots = tuple(Spot(x=draw(shares), y=draw(shares), r=draw(st.sampled_from(["", "7"])), item=item) for item in found)
    picture = draw(st.sampled_from(["![A room](room.jpg)", '![ក្មេង](a/b.png "title")']))
    return draw(st.builds(Hotspots, picture=st.just(picture), spots=st.just(spots), **common(credit=["net", "all"])))


CHANCE = ("number", "tags", "difficulty", "outcome", "thinking")


def draws() -> st.SearchStrategy[Draw]:
    """Some questions of a bank, of an outcome and with tags, or one by its name; all of it said in the opening line."""
    fields = common(number=["1", "2", "12"], tags=["door gate"], difficulty=["hard"], question=["who-opens"])
    fields["attrs"] = fields["attrs"].map(_drawn)
    return st.builds(Draw, **fields)


def _drawn(attrs: Attrs) -> Attrs:
    """From which bank; a question that is named leaves nothing to chance."""
    named = {name: value for name, value in attrs.items() if "question" not in attrs or name not in CHANCE}
    return Attrs({**named, "bank": "thresholds"})


@st.composite
def recordings(draw: st.DrawFn, kind: type[Media], src: str, **values: list[str]) -> Media:
    """A recording with a transcript, in its text or in a file; at some checkpoints something is asked."""
    stops, questions = [], list[Activity]()
    for at in range(draw(st.integers(0, 3))):
        asked = draw(st.lists(st.one_of(single_choices(), QUESTIONS["checklist"]), max_size=2))
        questions += asked
        attrs = Attrs({"pause": ""} if draw(st.booleans()) else {})
        title = draw(st.one_of(st.just(""), lines()))
        stops.append(
            Checkpoint(at=f"0{at}:20", title=title, text=draw(texts), holds=len(asked), key=f"c{at}", attrs=attrs)
        )
    fields = common(**values)
    files = draw(st.sampled_from([{"silent": ""}, {"captions": "film.vtt"}])) if kind is Video else {}
    fields["attrs"] = fields["attrs"].map(lambda attrs: Attrs({**attrs, "src": src, **files}))
    fields["notes"] = fields["notes"].map(
        lambda notes: (*notes, Reply(text="Worker: Good morning.", label="TRANSCRIPT"))
    )
    return draw(st.builds(kind, checkpoints=st.just(tuple(stops)), questions=st.just(tuple(questions)), **fields))


def listed(
    kind: Callable[..., Activity], field: str, bullets: st.SearchStrategy[tuple[Item, ...]], **values: list[str]
) -> st.SearchStrategy[Activity]:
    """A kind that is common fields and one tuple of bullets."""
    return st.builds(kind, **{field: bullets}, **common(**values))


def backed(cards: tuple[Item, ...]) -> tuple[Item, ...]:
    """Cards, every one with a back."""
    return tuple(
        Item(text=card.text, attrs=card.attrs, replies=card.replies or (Reply(text="back"),)) for card in cards
    )


def defined(found: tuple[Item, ...]) -> tuple[Item, ...]:
    """Bullets of a glossary: each a word of its own and a meaning."""
    return tuple(
        replace(item, text=f"**word {at}** {item.text}", attrs=Attrs({**item.attrs, "also": f"form {at}, other {at}"}))
        for at, item in enumerate(found)
    )


QUESTIONS: dict[str, st.SearchStrategy[Activity]] = {
    "choice": st.one_of(single_choices(), multiple_choices()),
    "truefalse": listed(TrueFalse, "statements", items(boxes=["[ ]", "[x]"])),
    **GRADED,
    "checklist": listed(Checklist, "items", items(boxes=["[ ]"])),
    "hotspots": hotspots(),
    "essay": st.builds(
        Essay,
        rubric=rubrics(),
        **common(
            min=["5"],
            max=["80"],
            by=["self", "peer", "trainer"],
            markers=["2"],
            tolerance=["25%"],
            peers=["4"],
            answer=["text"],
            private=[""],
            **{"pass": ["1/2"]},
        ),
    ),
    "poll": st.one_of(*(listed(Poll, "options", items(boxes=[box], minimum=2, fixed=[""])) for box in ("( )", "[ ]"))),
    "reflect": listed(Reflect, "prompts", items(), private=[""], export=[""]),
}

KINDS: dict[str, st.SearchStrategy[Activity]] = {
    **QUESTIONS,
    "cards": listed(Cards, "cards", items(keyed=False).map(backed)),
    "timeline": listed(Timeline, "events", items(keyed=False)),
    "glossary": listed(Glossary, "items", items().map(defined)),
    "accordion": st.builds(Accordion, sections=sections(), **common()),
    "tabs": st.builds(Tabs, sections=sections(), **common()),
    "scenario": scenarios(),
    "video": recordings(Video, "film.mp4", transcript=["film.txt"]),
    "audio": recordings(Audio, "/media/call.mp3", captions=["call.vtt"], transcript=["/media/call.txt"]),
    "quiz": quizzes(),
    "draw": draws(),
}

activities: st.SearchStrategy[Activity] = st.one_of(*KINDS.values())
