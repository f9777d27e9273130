"""Nothing that looks like a real person, number or day stands in the curriculum, except what is listed with its reason."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from modules.services.content_files import ContentFile, Finding
from modules.services.strict.edition import Edition
from training_site.identifiers import examine

LISTED = "identifiers.tsv"
"""In the content folder: file, kind, words, how often, and why they may stand there."""
REASONS = {
    "fiction": "a person or a day of a story; the guard cannot know that nobody is meant",
    "teaching example": "an example of what must not be written: finding it is right",
    "author": "somebody who wrote a published source",
    "source address": "the address of a published source",
    "source detail": "a date or a number of a published source",
    "body or region": "an organisation or a region in the list of sources, not known to the guard",
    "ordinary word": "no name at all: a mistake of the guard",
}
Row = tuple[str, str, str]
"""File, kind and words."""


def identifiers(edition: Edition) -> Iterator[Finding]:
    """What the guard finds and nobody has listed, or more often than listed."""
    for file in edition.files:
        listed = allowed(file.place.folder)
        counted: Counter[Row] = Counter()
        for kind, words, line in found_in(file):
            row = (file.path, kind, words)
            counted[row] += 1
            if counted[row] > listed.get(row, (0, ""))[0]:
                message = f"'{words}' looks like a {kind.replace('_', ' ')}; take it out, or list it in {LISTED} with a reason"
                yield file.finding("identifying", line, message)


def found_in(file: ContentFile) -> Iterator[tuple[str, str, int]]:
    """Kind, words and line of everything in a file that may identify somebody."""
    for each in examine(file.text):
        yield each.kind.value, file.text[each.start : each.end], file.text.count("\n", 0, each.start) + 1


@lru_cache(maxsize=4)
def allowed(folder: Path) -> dict[Row, tuple[int, str]]:
    """What may stand in the files: row → how often, and why."""
    file = folder / LISTED
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    rows = (line.split("\t") for line in lines if line)
    return {(path, kind, words): (int(times), reason) for path, kind, words, times, reason in rows}
