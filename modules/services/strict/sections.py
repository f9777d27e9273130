"""The sections every lesson has: an opening, what to try this week, the key points, and where its facts come from."""

import re
from collections.abc import Iterator

from modules import conventions
from modules.services.content_files import Finding
from modules.services.strict.edition import Edition
from modules.services.strict.passages import words

FEWEST_POINTS, MOST_POINTS = 3, 5
SHORTEST_OPENING = 15
"""Words before the first heading."""
LONGEST_COMMITMENT = 500
"""Characters of what to try this week: the form at the end of the lesson takes no more."""
SOURCE = re.compile(r"\bS[0-9]{2}\b")


def opening(edition: Edition) -> Iterator[Finding]:
    """Lessons that begin with a heading or an activity, and not with a moment from practice."""
    for lesson in edition.lessons if edition.language != "km" else ():
        before = []
        for passage in lesson.prose:
            if passage.kind == "heading":
                break
            before.append(passage.text)
        if len(words(" ".join(before))) < SHORTEST_OPENING:
            yield lesson.finding(
                "no-opening", lesson.file.body_line, "begin with a moment from practice, before any heading"
            )


def this_week(edition: Edition) -> Iterator[Finding]:
    """Lessons without one thing to try until the next session."""
    heading = conventions.THIS_WEEK.get(edition.language, "")
    for lesson in edition.lessons if heading else ():
        found = lesson.section(heading)
        if not found:
            message = f"there is no section '## {heading}'; say one thing to try, small enough for a week"
            yield lesson.finding("no-this-week", 1, message)
        elif (size := len(" ".join(passage.text for passage in found))) > LONGEST_COMMITMENT:
            message = f"'{heading}' has {size} characters, {LONGEST_COMMITMENT} at most; keep to one thing"
            yield lesson.finding("long-this-week", found[0].line, message)


def key_points(edition: Edition) -> Iterator[Finding]:
    """Lessons without key points at the end, behind what to try this week."""
    heading = conventions.KEY_POINTS.get(edition.language, "")
    for lesson in edition.lessons if heading else ():
        points = lesson.section(heading)
        if not FEWEST_POINTS <= len(points) <= MOST_POINTS:
            message = f"write '## {heading}' with {FEWEST_POINTS} to {MOST_POINTS} bullets, not {len(points)}"
            yield lesson.finding("no-key-points", lesson.heading_line(heading) or 1, message)
        week = lesson.heading_line(conventions.THIS_WEEK.get(edition.language, ""))
        if points and lesson.heading_line(heading) < week:
            yield lesson.finding(
                "key-points-first", week, f"put this section before '{heading}', which closes the lesson"
            )


def defaults(edition: Edition) -> Iterator[Finding]:
    """Rules of this programme that are named as such, and stand in the running text where they read like anybody's rule."""
    beginning = conventions.PROGRAMME_DEFAULT.get(edition.language, "")
    for lesson in edition.lessons if beginning else ():
        for passage in lesson.prose:
            if passage.text.startswith(beginning) and passage.kind == "text" and not passage.alert:
                message = f"put what begins '{beginning}' into a callout of its own: '> [!NOTE]'"
                yield lesson.finding("unmarked-default", passage.line, message)


def sources(edition: Edition) -> Iterator[Finding]:
    """Lessons that do not say what they rest on, or whose head names other sources than their callout."""
    beginning = conventions.SOURCES.get(edition.language, "")
    for lesson in edition.lessons if beginning else ():
        callouts = list(lesson.callouts(beginning))
        if not callouts:
            message = f"there is no callout '> [!NOTE]' that begins '**{beginning}.**' and names the sources"
            yield lesson.finding("no-sources", 1, message)
            continue
        said = {key for text, _line in callouts for key in SOURCE.findall(text)}
        listed = lesson.listed("sources")
        if missing := sorted(said - set(listed)):
            message = f"the callout rests on {', '.join(missing)}; name it under 'sources' in the head, too"
            yield lesson.finding("source-not-listed", callouts[0][1], message)
        if silent := [key for key in listed if key not in said]:
            message = f"the head names {', '.join(silent)}; say in '{beginning}' what comes from there"
            yield lesson.finding("source-not-said", lesson.file.line("sources"), message)
