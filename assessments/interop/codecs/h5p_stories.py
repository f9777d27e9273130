"""H5P's scenarios, films and pictures with places: what stands where, and which decision leads to what."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import groupby
from pathlib import PurePosixPath

from assessments.interop.codecs.h5p_content import Content
from assessments.interop.codecs.items import Answer, Item, Kind, Move, Scene, Stop, Text
from assessments.interop.codecs.sentences import Said, say

Read = Callable[[str, Content], Iterator[Item]]
"""The items of a content type, and its content."""

MAX_SCENES = 80
MAX_SECONDS = 99 * 3600
_OURS = re.compile(r"[^\s:?#\"'<>\\/]+")
_GOES_ON = "Go on"
_ENDS = "The end"
_READABLE = frozenset({"H5P.AdvancedText", "H5P.Text"})


def image_hotspots(content: Content) -> Iterator[Item]:
    """Places in a picture, to read about; without a picture, what they say opens below headings."""
    spots = content.list("hotspots")
    lost = [
        say("the content type '%(library)s' at a place", library=each.library[:60] or "?")
        for spot in spots
        for each in spot.list("content")
        if each.library not in _READABLE
    ]
    picture = _file(content.get("image"))
    if not picture:
        panels = (Answer(text=_title(spot, at), partner=_said(spot)) for at, spot in enumerate(spots, start=1))
        missing = say("the picture, and the places on it: what they say opens below headings")
        yield Item(kind=Kind.PANELS, answers=tuple(panels), lost=(missing, *lost))
        return
    description = content.string("backgroundImageAltText").strip() or content.string("image", "alt").strip()
    if not description:
        lost.append(say("what the picture shows was not said: describe it between the brackets"))
    yield Item(
        kind=Kind.HOTSPOTS,
        answers=tuple(
            Answer(text=_title(spot, at), feedback=_said(spot), where=_where(spot))
            for at, spot in enumerate(spots, start=1)
        ),
        file=picture,
        description=Text(text=description or picture),
        lost=(say("the picture %(name)s: put it on the site under this name", name=picture), *lost),
    )


def branching_scenario(content: Content) -> Iterator[Item]:
    """Scenes tied by decisions, with the endings they lead to."""
    story = content.get("branchingScenario")
    rows = story.list("content")[:MAX_SCENES]
    endings = {_number(end.get("contentId").value, -1): end for end in story.list("endScreens")} or {
        -1: Content(value={}, path="")
    }
    tale = _Story(story=story, rows=rows, endings=endings)
    scenes = [tale.scene(at, row) for at, row in enumerate(rows)]
    scored = story.string("scoringOptionGroup", "scoringOption")
    scenes += [_ending(number, end, scored=scored == "static-end-score") for number, end in endings.items()]
    start = story.get("startScreen")
    html = "".join(f"<p>{start.string(name)}</p>" for name in ("startScreenTitle", "startScreenSubtitle"))
    lost = [*tale.lost]
    if scored == "dynamic-score":
        lost.append(say("the points of the decisions"))
    if len(story.list("content")) > MAX_SCENES:
        lost.append(say("what comes after %(most)d scenes", most=MAX_SCENES))
    yield Item(
        kind=Kind.SCENARIO, stem=Text(text=html, format="html"), scenes=tuple(scenes), lost=tuple(dict.fromkeys(lost))
    )


class _Story:
    """A scenario under way; `lost` is what its scenes could not keep."""

    def __init__(self, *, story: Content, rows: list[Content], endings: dict[int, Content]) -> None:
        self.story, self.rows, self.endings = story, rows, endings
        self.lost: list[Said] = []

    def scene(self, at: int, row: Content) -> Scene:
        """A scene with its decisions; one that is only read has one way on."""
        inner = row.get("type", "params")
        library = row.get("type").library
        question = inner.get("branchingQuestion")
        if library == "H5P.BranchingQuestion":
            text = question.string("question")
            moves = [self._move(one) for one in question.list("alternatives") if one.string("text").strip()]
        else:
            text = inner.string("text") if library in _READABLE else ""
            way_on = self.story.string("l10n", "proceedButtonText") or _GOES_ON
            moves = [Move(text=Text(text=way_on), target=self._target(row), said=_feedback(row))]
            self._note(at, library)
        title = row.string("contentTitle") or row.string("type", "metadata", "title") or f"{at + 1}"
        return Scene(
            key=_key(at), title=Text(text=title[:100]), text=Text(text=text, format="html"), moves=tuple(moves)
        )

    def _note(self, at: int, library: str) -> None:
        if library not in _READABLE:
            self.lost.append(
                say("in scene %(scene)d: the content type '%(library)s'", scene=at + 1, library=library[:60] or "?")
            )

    def _move(self, one: Content) -> Move:
        if _file(one.get("feedback", "image")):
            self.lost.append(say("pictures in what is said about a decision"))
        return Move(text=one.html("text"), target=self._target(one), said=_feedback(one))

    def _target(self, row: Content) -> str:
        """Negative numbers are endings; what leads nowhere ends."""
        number = _number(row.get("nextContentId").value, -1)
        if 0 <= number < len(self.rows):
            return _key(number)
        return _key(number if number in self.endings else next(iter(self.endings)))


def interactive_video(content: Content, read: Read) -> Iterator[Item]:
    """A film with what is asked at its moments."""
    film = content.get("interactiveVideo", "video")
    name, lost = _film(film)
    interactions = sorted(content.list("interactiveVideo", "assets", "interactions"), key=_seconds)
    if any(one.get("adaptivity", answer, "seekTo").value for one in interactions for answer in ("correct", "wrong")):
        lost.append(say("that an answer leads to another moment of the film"))
    if content.list("interactiveVideo", "summary", "task", "params", "summaries"):
        lost.append(say("the summary at the end of the film"))
    tracks = [_file(track.get("track")) for track in film.list("textTracks", "videoTrack")]
    yield Item(
        kind=Kind.VIDEO,
        name=film.string("startScreenOptions", "title")[:100],
        stem=Text(text=film.string("startScreenOptions", "shortStartDescription")),
        stops=tuple(_stop(seconds, [*some], read) for seconds, some in groupby(interactions, key=_seconds)),
        file=name,
        captions=next((track for track in tracks if track.lower().endswith(".vtt")), ""),
        lost=tuple(lost),
    )


def _film(film: Content) -> tuple[str, list[Said]]:
    """The name of the film's file, and what is to be done about the film."""
    names = [name for file in film.list("files") if (name := _file(file))]
    fitting = next((name for name in names if name.lower().endswith((".mp4", ".webm"))), "")
    if fitting:
        return fitting, [say("the film %(name)s: put it on the site under this name", name=fitting)]
    return "film.mp4", [say("the film is on another site: name a file of this site after 'src='")]


def _stop(seconds: int, interactions: list[Content], read: Read) -> Stop:
    items = [item for one in interactions for item in read(one.get("action").library, one.get("action", "params"))]
    titles = [re.sub(r"<[^<>]*>", "", one.string("label")).strip() for one in interactions]
    return Stop(
        seconds=seconds,
        title=Text(text=next((title[:100] for title in titles if title), "")),
        items=tuple(items),
        pause=any(one.flag("pause") for one in interactions),
    )


def _seconds(interaction: Content) -> int:
    return max(0, min(MAX_SECONDS, _number(interaction.get("duration", "from").value, 0)))


def _number(value: object, default: int) -> int:
    """A whole number; JSON holds any."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 10**6:
        return default
    return int(value)


def _ending(number: int, end: Content, *, scored: bool) -> Scene:
    score = _number(end.get("endScreenScore").value, 0)
    return Scene(
        key=_key(number),
        title=end.html("endScreenTitle") if end.string("endScreenTitle").strip() else Text(text=_ENDS),
        text=end.html("endScreenSubtitle"),
        score=f"{score}" if scored and score > 0 else "",
    )


def _key(number: int) -> str:
    return f"scene-{number + 1}" if number >= 0 else f"end-{-number}"


def _feedback(one: Content) -> Text | None:
    html = "".join(f"<p>{text}</p>" for name in ("title", "subtitle") if (text := one.string("feedback", name).strip()))
    return Text(text=html, format="html") if html else None


def _title(spot: Content, at: int) -> Text:
    return Text(text=spot.string("header").strip() or f"{at}")


def _said(spot: Content) -> Text:
    """What opens at a place; in old packages it is one thing, in others a list."""
    texts = (each.string("params", "text") for each in (*spot.list("content"), spot.get("action")))
    return Text(text="".join(texts), format="html")


def _where(spot: Content) -> tuple[Fraction, Fraction]:
    x, y = (_share(spot.get("position", name).value or spot.get(name).value) for name in ("x", "y"))
    return x, y


def _share(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        return Fraction(0)
    return Fraction(str(value))


def _file(value: Content) -> str:
    """The bare name of a file of the package, if it can be a name on this site."""
    name = PurePosixPath(value.string("path").partition("#")[0])
    bare = name.name
    return bare if _OURS.fullmatch(bare) and "://" not in value.string("path") else ""
