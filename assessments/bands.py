"""What is said about a result: one text for each band of marks, written one on a line as `80: Well done.` Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

_LINE = re.compile(r"(?P<least>\d{1,3}) ?%? ?: *(?P<text>\S.*)")


@dataclass(frozen=True, kw_only=True)
class Band:
    """From so many percent on, up to the next band."""

    least: int
    text: str


@dataclass(frozen=True, kw_only=True)
class BadBand:
    """A line that is no band, and what to do."""

    row: int
    line: str


def read(lines: Sequence[str]) -> tuple[Band, ...]:
    """The bands, highest first; lines that are none are left out."""
    found = (_LINE.fullmatch(line) for line in lines)
    bands = (Band(least=int(match["least"]), text=match["text"]) for match in found if match)
    return tuple(sorted(bands, key=lambda band: -band.least))


def faults(lines: Sequence[str]) -> Iterator[BadBand]:
    """The lines that cannot be read, that go beyond 100, or that stand twice."""
    seen: set[int] = set()
    for row, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        least = int(match["least"]) if match else 101
        if least > 100 or least in seen:
            yield BadBand(row=row, line=line)
        seen.add(least)


def band_of(bands: Iterable[Band], score: Fraction) -> Band | None:
    """The band a score lies in; None below all of them."""
    return next((band for band in bands if score * 100 >= band.least), None)
