"""Activities with places in them, made of items: words in a text, spots in a picture, scenes of a story, moments of a film."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assessments.interop.codecs.building import Building, bullet, fields
from assessments.interop.codecs.items import Answer, Item, Scene, Stop
from assessments.interop.codecs.numbers import decimal
from assessments.interop.codecs.sentences import say
from assessments.interop.codecs.texts import plain
from modules.dialect import leaves
from modules.dialect.activities.hotspots import Hotspots
from modules.dialect.activities.mark import Mark
from modules.dialect.activities.media import MOST_CHECKPOINTS, Video
from modules.dialect.activities.scenario import Scenario
from modules.dialect.activities.scenes import with_move_keys
from modules.dialect.attributes import NO_ATTRS, Attrs
from modules.dialect.document import Activity, Prose
from modules.dialect.gaps import split_at_first_gap
from modules.dialect.items import with_keys
from modules.dialect.source import trim

Build = Callable[[Item, Building], Prose | Activity | None]


def mark(item: Item, building: Building) -> Mark:
    """Words to find in a running text."""
    gaps = tuple(leaves.Gap(kind=gap.kind, answers=(plain(gap.answers[0].text),)) for gap in item.gaps)
    above, below = split_at_first_gap(building.leaf(item.stem))
    return Mark(text=trim(below), gaps=gaps, **fields(item, building, prompt=trim(above)))


def hotspots(item: Item, building: Building) -> Hotspots:
    """A picture with places to read about."""
    named = with_keys(tuple(bullet(answer, building) for answer in item.answers))
    return Hotspots(
        picture=f"![{_line(building.leaf(item.description))}]({item.file})",
        spots=tuple(_spot(answer, named[at]) for at, answer in enumerate(item.answers)),
        **fields(item, building),
    )


def _spot(answer: Answer, item: leaves.Item) -> leaves.Spot:
    x, y = (
        decimal(round(max(Fraction(0), min(Fraction(100), share)), 2)) for share in answer.where or (Fraction(0),) * 2
    )
    return leaves.Spot(x=x, y=y, item=item)


def scenario(item: Item, building: Building) -> Scenario:
    """Scenes tied by decisions."""
    scenes = with_move_keys([_scene(scene, building) for scene in item.scenes])
    return Scenario(scenes=scenes, level=2, **fields(item, building))


def _scene(scene: Scene, building: Building) -> leaves.Scene:
    moves = tuple(
        leaves.Move(
            text=_line(building.leaf(move.text)), target=move.target, key="", replies=building.replies(move.said)
        )
        for move in scene.moves
    )
    return leaves.Scene(
        title=_line(building.leaf(scene.title)),
        text=building.leaf(scene.text),
        key=scene.key,
        moves=moves,
        attrs=Attrs({"score": scene.score}) if scene.score else NO_ATTRS,
    )


def video(item: Item, building: Building, build: Build) -> Video:
    """A film with what is read and asked at its moments."""
    if len(item.stops) > MOST_CHECKPOINTS:
        building.lose(say("what comes after %(most)d moments of the film", most=MOST_CHECKPOINTS))
    stops = item.stops[:MOST_CHECKPOINTS]
    names = (f"{building.key}-{number}" for number in range(1, 10_000))
    held = [[*_inside(stop, building, build, names)] for stop in stops]
    attrs = Attrs({"src": item.file} | ({"captions": item.captions} if item.captions else {}))
    return Video(
        checkpoints=tuple(_checkpoint(stop, nodes, building) for stop, nodes in zip(stops, held, strict=True)),
        questions=tuple(node for nodes in held for node in nodes if isinstance(node, Activity)),
        **fields(item, building, attrs=attrs),
    )


def _inside(stop: Stop, building: Building, build: Build, names: Iterator[str]) -> Iterator[Prose | Activity]:
    built = (build(item, replace(building, key=next(names))) for item in stop.items)
    yield from (node for node in built if node is not None)


def _checkpoint(stop: Stop, nodes: Sequence[Prose | Activity], building: Building) -> leaves.Checkpoint:
    """A moment with its texts; questions stand below them."""
    texts = [building.leaf(stop.text), *(node.text for node in nodes if isinstance(node, Prose))]
    return leaves.Checkpoint(
        at=_time(stop.seconds),
        title=_line(building.leaf(stop.title)),
        text="\n\n".join(text for text in texts if text),
        holds=sum(isinstance(node, Activity) for node in nodes),
        attrs=Attrs({"pause": ""}) if stop.pause else NO_ATTRS,
    )


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def _line(leaf: str) -> str:
    """A leaf on one line."""
    return " ".join(leaf.replace("\\\n", " ").split())
