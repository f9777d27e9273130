"""One example of each kind of activity, in a file a trainer can read: its title, its text, and what answers lead to.

Above the line `---` stands what a trainer writes; below it, for each answer, a heading `title: verdict, score` with the values
of the answer as bullets `- part: option` (by key or by text) and what must be said as quotes.

In `languages/` stand the texts alone, all of a language in one file, each below the name of its kind: with the keys and marks of the
English ones.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from modules.dialect.activities.scenario import Scenario
from modules.dialect.document import Activity
from modules.dialect.outcome import Verdict
from modules.dialect.parser import parse
from modules.dialect.shown import Answer

_FOLDER = Path(__file__).parent
_KIND = re.compile(r"^# ([a-z]+)$", re.MULTILINE)
_STATE = re.compile(r"(?P<title>.+): (?P<verdict>right|partly|wrong|noted)(?:, (?P<score>\d+(?:/\d+)?))?")


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer, and what it leads to."""

    title: str
    answer: Answer
    verdict: Verdict
    score: Fraction | None
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Example:
    """An activity of a kind, with answers."""

    kind: str
    title: str
    source: str
    answered: tuple[Answered, ...]

    @property
    def activity(self) -> Activity:
        """The activity in the source: the first, which is the one that holds others where there are some."""
        return parse(self.source).activities[0]


def kinds() -> tuple[str, ...]:
    """The kinds that have an example."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.md")))


@cache
def sources(language: str) -> Mapping[str, str]:
    """The text of the example of every kind in a language; in English where there is none."""
    file = _FOLDER / "languages" / f"{language}.md"
    if not file.is_file():
        return {kind: example(kind).source for kind in kinds()}
    _, *pieces = _KIND.split("\n" + file.read_text(encoding="utf-8"))
    return {kind: source.strip() + "\n" for kind, source in zip(pieces[::2], pieces[1::2], strict=True)}


@cache
def example(kind: str) -> Example:
    """The example of a kind."""
    title, _, rest = (_FOLDER / f"{kind}.md").read_text(encoding="utf-8").partition("\n")
    source, _, states = rest.rpartition("\n---\n")
    activity = parse(source).activities[0]
    answered = tuple(_answered(activity, state) for state in re.split(r"^## ", states, flags=re.MULTILINE)[1:])
    return Example(kind=kind, title=title.removeprefix("# "), source=source.strip() + "\n", answered=answered)


def _answered(activity: Activity, state: str) -> Answered:
    heading, *lines = state.strip().split("\n")
    match = _STATE.fullmatch(heading)
    if match is None:
        raise ValueError(heading)
    bullets = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    return Answered(
        title=match["title"],
        answer=activity.read(_form(activity, [_pair(bullet) for bullet in bullets])),
        verdict=Verdict(match["verdict"]),
        score=Fraction(match["score"]) if match["score"] else None,
        said=tuple(line.removeprefix("> ") for line in lines if line.startswith("> ")),
    )


def _pair(bullet: str) -> tuple[str, str]:
    part, _, value = bullet.partition(": ")
    return part, value


def _form(activity: Activity, values: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """The fields a browser would send."""
    if isinstance(activity, Scenario):
        return {"path": list(_path(activity, [value for _, value in values]))}
    form: dict[str, list[str]] = {}
    for written, value in values:
        part = next(part for part in activity.parts() if written in (part.key, part.text))
        key = next((option.key for option in part.options if value in (option.key, option.text)), value)
        form.setdefault(part.key, []).append(key)
    return form


def _path(scenario: Scenario, texts: Sequence[str]) -> Iterator[str]:
    path: tuple[str, ...] = ()
    for text in texts:
        key = next(move.key for move in scenario.walk(path).moves if text in (move.key, move.text))
        path = (*path, key)
        yield key
