"""A Slot is one thing that the rhythm asks for, with the days on which it can be kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assessments.mentoring.framework.bands import CERTIFIED, TRAINING, Band
from assessments.mentoring.framework.pauses import NEVER, Clock, Pause

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One expected session, entry, observation or review."""

    band: Band
    opens: date
    closes: date
    """The last day; NEVER while a pause without an end keeps it open."""
    block: int
    """Slots of a band come in blocks, as many as fit into twelve months; this is the number of its block, from 0."""
    planned: int
    """Whole slots of that block, whether or not a certificate cuts them short."""
    whole: bool = True
    """False where the end of the band or the certificate cuts it short: it can be kept, but asks for nothing."""

    def lapses(self, tolerance_days: int) -> date:
        """The first day on which it cannot be kept any more, and is missed if it asks for something."""
        if self.closes == NEVER:
            return NEVER
        return self.closes + (tolerance_days * self.whole + 1) * _DAY

    def cut(self, day: date) -> "Slot":
        """The slot as it is when its stage ends the day before this."""
        return self if self.closes < day else replace(self, closes=day - _DAY, whole=False)


def slots(
    bands: Iterable[Band], *, starts_on: date, certified_on: date | None, pauses: Iterable[Pause], today: date
) -> list[Slot]:
    """What these bands of one kind have asked until today, and the next of each band, in the order of closing."""
    bands, pauses = tuple(bands), tuple(pauses)
    found = _of_stage(bands, TRAINING, starts_on, pauses, today)
    if certified_on is not None and certified_on <= today:
        found = [slot.cut(certified_on) for slot in found if slot.opens < certified_on]
        found += _of_stage(bands, CERTIFIED, certified_on, pauses, today)
    return sorted(found, key=lambda slot: (slot.closes, slot.opens))


def _of_stage(bands: Iterable[Band], stage: str, origin: date, pauses: Iterable[Pause], today: date) -> list[Slot]:
    clock = Clock.of(pauses, since=origin)
    return [slot for band in bands if band.stage == stage for slot in _of_band(band, origin, clock, today)]


def _of_band(band: Band, origin: date, clock: Clock, today: date) -> Iterator[Slot]:
    """The slots of a band, up to the first that opens after today where it asks again and again."""
    in_all = None if band.to_month is None else sum(whole for *_, whole in _windows(band, origin))
    for number, (first, after, whole) in enumerate(_windows(band, origin)):
        block = number // band.in_twelve_months
        rest = band.in_twelve_months if in_all is None else in_all - block * band.in_twelve_months
        slot = Slot(
            band=band,
            opens=clock.moved(first),
            closes=clock.moved(after - _DAY),
            block=block,
            planned=min(rest, band.in_twelve_months),
            whole=whole,
        )
        yield slot
        if slot.opens > today and band.times is None:
            return


def _windows(band: Band, origin: date) -> Iterator[tuple[date, date, bool]]:
    """(first day, day after, whole) of every slot, without pauses; endless where the band is."""
    first, end = band.edge(origin, 0), band.end(origin)
    if band.times is not None:
        yield from [(first, end, True)] * band.times
        return
    number = 1
    while (after := band.edge(origin, number)) <= end:
        yield first, after, True
        first, number = after, number + 1
    if first < end:
        yield first, end, False
