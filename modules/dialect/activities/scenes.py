"""The scenes of a scenario: reading them, and checking that the paths through them hold."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from modules.dialect.attributes import KEY
from modules.dialect.checks import MAX_OPTIONS, bad_language, error, none_of, same_keys, same_texts, unknown_attributes
from modules.dialect.frame import Headed
from modules.dialect.items import Report
from modules.dialect.keys import complete, derive
from modules.dialect.leaves import Item, Move, Scene
from modules.dialect.meters import CONDITION, check_decision
from modules.dialect.problems import Problem, did_you_mean
from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _
from modules.dialect.slugs import free_slug, slug

MAX_SCENES = 80
RATINGS = ("best", "acceptable", "weak", "unsafe")

_SAME_NAME = _("same scene name as line %(other_line)d")
_LINK = re.compile(r"\]\(#")
_MOVE = re.compile(r"\[(.+)\]\(#([^\s()]+)\)", re.DOTALL)


def read_scenes(heads: Sequence[Headed], report: Report) -> tuple[Scene, ...]:
    """The scenes under the headings, each with a key, each move with one that is its own in the whole scenario."""
    taken = {head.key for head in heads if head.key}
    scenes = []
    for head in heads:
        listed = head.under.listed(only=_LINK)
        key = head.key or _anchor(head.title, taken)
        taken.add(key)
        moves = tuple(_move(item, report) for item in listed.items)
        scene = Scene(title=head.title, text=listed.prompt, key=key, moves=moves, attrs=head.attrs, line=head.line)
        scenes.append(scene)
    return with_move_keys(scenes)


def _move(item: Item, report: Report) -> Move:
    match = _MOVE.fullmatch(item.text)
    if match is None:
        report("not-a-move", item.line, _("write every decision as a link to a scene: '- [what you do](#scene)'"))
    text, target = match.groups() if match else (item.text, "")
    return Move(text=text, target=target, key=item.key, attrs=item.attrs, replies=item.replies, line=item.line)


def with_move_keys(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    """The scenes, each move with a key that is its own in the whole scenario."""
    texts = [f"{scene.key} {move.text}" for scene in scenes for move in scene.moves]
    keys = iter(complete([move.key for scene in scenes for move in scene.moves], texts))
    return tuple(replace(scene, moves=tuple(replace(move, key=next(keys)) for move in scene.moves)) for scene in scenes)


def _anchor(title: str, taken: Collection[str]) -> str:
    """The anchor a Markdown viewer gives the heading, so that the links work there too."""
    stem = slug(title)
    if not stem or (stem.isascii() and not KEY.fullmatch(stem)):
        return derive(title, taken)
    return free_slug(stem, taken)


def check_scenes(scenes: tuple[Scene, ...], start: str, meters: Sequence[str], line: int) -> Iterator[Problem]:
    """Everything that can be wrong with scenes whose form is right."""
    if len(scenes) > MAX_SCENES:
        yield error(
            "too-many-scenes",
            scenes[MAX_SCENES].line,
            _("more than %(most)d scenes; divide the scenario", most=MAX_SCENES),
        )
    yield from same_texts(((scene.key, scene.line) for scene in scenes), code="duplicate-key", message=_SAME_NAME)
    keys = [scene.key for scene in scenes]
    if start not in keys:
        yield _no_scene(start, keys, line)
    moves = [move for scene in scenes for move in scene.moves]
    yield from same_keys((move.key, move.line) for move in moves)
    for scene in scenes:
        yield from _check_scene(scene, keys, meters)
    yield from _check_paths(scenes, start, line)


def _no_scene(target: str, keys: Sequence[str], line: int) -> Problem:
    return error(
        "no-scene",
        line,
        _("no scene '#%(scene)s'%(near)s", scene=target, near=did_you_mean(target, keys, written="#{}")),
    )


def _check_scene(scene: Scene, keys: Sequence[str], meters: Sequence[str]) -> Iterator[Problem]:
    if not scene.title:
        yield error("no-heading", scene.line, _("give the scene a heading"))
    if len(scene.moves) > MAX_OPTIONS:
        yield error("too-many-options", scene.line, _("more than %(most)d decisions in one scene", most=MAX_OPTIONS))
    yield from unknown_attributes(
        scene.attrs, {"score", "lang"}, scene.line, _("a scene has no option '%(name)s'%(near)s")
    )
    yield from bad_language(scene.attrs, scene.line)
    yield from same_texts((move.text, move.line) for move in scene.moves)
    if scene.moves and all(CONDITION in move.attrs for move in scene.moves):
        message = _(
            "every decision in scene '#%(scene)s' has a condition; leave one without, so that nobody is stuck",
            scene=scene.key,
        )
        yield error("may-be-stuck", scene.line, message)
    for move in scene.moves:
        yield from _check_move(move, keys, meters)


def _check_move(move: Move, keys: Sequence[str], meters: Sequence[str]) -> Iterator[Problem]:
    if move.target not in keys:
        yield _no_scene(move.target, keys, move.line)
    if move.key in keys:
        yield error(
            "telling-key", move.line, _("the key '#%(key)s' names a scene and tells where the move leads", key=move.key)
        )
    yield from unknown_attributes(
        move.attrs, {"rating", CONDITION, *meters}, move.line, _("a decision has no option '%(name)s'%(near)s")
    )
    rating = move.attrs.get("rating", "best")
    if rating not in RATINGS:
        yield none_of("rating", rating, RATINGS, move.line)
    yield from check_decision(move.attrs, meters, move.line)


def _check_paths(scenes: Sequence[Scene], start: str, line: int) -> Iterator[Problem]:
    """Scenes nobody can come to, and scenes nobody can leave for an ending."""
    ways = {scene.key: {move.target for move in scene.moves} for scene in scenes}
    reached = _spread({start} & ways.keys(), ways)
    for scene in scenes:
        if scene.key not in reached:
            yield _lost(scene, "unreachable", _("scene '#%(scene)s' can never be reached", scene=scene.key))
    if start not in ways or any(targets - ways.keys() for targets in ways.values()):
        return  # a link that leads nowhere is told already
    finishing = _spread({key for key, targets in ways.items() if not targets}, _reversed(ways))
    if start not in finishing:
        yield error("no-ending", line, _("no ending can be reached: add a scene without decisions and a way to it"))
        return
    for scene in scenes:
        if scene.key in reached - finishing:
            yield _lost(scene, "no-way-out", _("from scene '#%(scene)s' no ending can be reached", scene=scene.key))


def _lost(scene: Scene, code: str, message: Sentence) -> Problem:
    return Problem(code=code, line=scene.line, message=message, severity="warning")


def _reversed(ways: dict[str, set[str]]) -> dict[str, set[str]]:
    back: dict[str, set[str]] = {key: set() for key in ways}
    for key, targets in ways.items():
        for target in targets:
            back[target].add(key)
    return back


def _spread(begin: set[str], ways: dict[str, set[str]]) -> set[str]:
    """Everything that can be reached."""
    reached, edge = set(begin), list(begin)
    while edge:
        for key in ways.get(edge.pop(), set()) - reached:
            reached.add(key)
            edge.append(key)
    return reached
