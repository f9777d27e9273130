"""What a lesson weighs on the wire, before anybody has asked for it: an estimate, proved right by a test on served pages."""

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from modules.dialect import markup
from modules.dialect.document import Activity, Prose
from modules.services.content_files import Finding
from modules.services.strict.edition import Edition, Text

BUDGET = 14_600
"""Bytes of HTML and CSS together, compressed: what a server may send before it waits for the first answer."""
STYLESHEET = "design/css/site.css"

# Fitted by least squares to the lessons of the curriculum as they are served to a learner.
FRAME = 2_900
"""The page around the lesson: bar, way through the module, commitment, foot."""
TEXT = 0.96
"""What one compressed byte of its text weighs among the rest."""
FORM = 210
"""A form around an activity, with its two random values."""
FOLD = 26
"""An activity that is only read."""
CONTROL = 2.72
"""A box, a button, a field."""


def weight(edition: Edition) -> Iterator[Finding]:
    """Lessons that do not fit into one congestion window.

    A warning for a translation: Cyrillic takes two bytes a sign and Khmer three, and what has to be said has to be said.
    """
    for lesson in edition.lessons:
        if (size := estimate(lesson) + stylesheet()) > BUDGET:
            message = f"the page will weigh about {size} bytes with its stylesheet, at most {BUDGET} may be sent; shorten the lesson"
            yield lesson.file.finding("page-weight", 1, message, "error" if edition.is_first else "warning")


def estimate(lesson: Text) -> int:
    """Bytes of the lesson's HTML, compressed as it is sent to a learner who has not answered anything yet."""
    activities = [each for each in lesson.activities if not each.holds_activities]
    shown = [each.shown() for each in activities]
    forms = sum(bool(each.parts) for each in shown)
    controls = sum(max(1, len(part.options)) for each in shown for part in each.parts)
    text = len(gzip.compress("".join(_read(lesson)).encode(), 6))
    return round(FRAME + TEXT * text + FORM * forms + FOLD * (len(shown) - forms) + CONTROL * controls)


def served(html: bytes) -> int:
    """Bytes of a page and its stylesheet, compressed as they are sent."""
    return len(gzip.compress(html, 6)) + stylesheet()


def _read(lesson: Text) -> Iterator[str]:
    nodes = lesson.document.nodes
    yield from markup.render_prose([node.text for node in nodes if isinstance(node, Prose)])
    for activity in (each for each in lesson.activities):
        yield from _before_answering(activity)


def _before_answering(activity: Activity) -> Iterator[str]:
    shown = activity.shown()
    yield from (shown.title, markup.render(shown.prompt), markup.render(shown.flow))
    for part in shown.parts:
        yield from map(markup.render_inline, (part.text, *(option.text for option in part.options)))
    for panel in shown.panels:
        yield from (markup.render_inline(panel.title), markup.render(panel.text))


@cache
def stylesheet() -> int:
    """Bytes of the site's stylesheet, compressed."""
    return len(gzip.compress(Path(str(finders.find(STYLESHEET))).read_bytes(), 6))
