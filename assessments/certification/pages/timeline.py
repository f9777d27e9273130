"""The years of a certificate, drawn: above what it is worth, below the rounds in which somebody works towards the next one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from assessments.certification.laws.foreseeing import Foreseen, Round
from assessments.certification.pages.periods import day_text

WIDTH, LEFT = 360, 4
MOST_TICKS = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A stretch of time; `x` and `width` in units of the drawing."""

    x: int
    width: int
    kind: str
    """valid, window, grace or work."""
    text: str


@dataclass(frozen=True, kw_only=True)
class Tick:
    """The first day of a year."""

    x: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The drawing."""

    width: int
    worth: tuple[Bar, ...]
    rounds: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    now_x: int
    text: str
    """What it shows, for those who do not see it."""


@dataclass(frozen=True, kw_only=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> int:
        """Where a day lies, within the drawing."""
        inside = min(max(day, self.first), self.last)
        return LEFT + (inside - self.first).days * (WIDTH - 2 * LEFT) // max((self.last - self.first).days, 1)

    def bar(self, kind: str, first: date, last: date, text: str) -> Iterator[Bar]:
        """From a day through another; nothing where no day of it is drawn."""
        if first <= min(last, self.last) and last >= self.first:
            x = self.x(first)
            yield Bar(x=x, width=max(self.x(last + _DAY) - x, 2), kind=kind, text=text)


def timeline(foreseen: Foreseen, *, on: date) -> Timeline:
    """Everything from the first round to the end."""
    first = min((each.opened_on for each in foreseen.rounds), default=on)
    scale = _Scale(first=min(first, on), last=max(foreseen.until, on))
    return Timeline(
        width=WIDTH,
        worth=tuple(_worth(foreseen, scale)),
        rounds=tuple(_rounds(foreseen, scale)),
        ticks=tuple(_ticks(scale)),
        now_x=scale.x(on),
        text=_("From %(first)s to %(last)s; the table below says the same in words.")
        % {"first": day_text(scale.first), "last": day_text(scale.last)},
    )


def _worth(foreseen: Foreseen, scale: _Scale) -> Iterator[Bar]:
    held = [each for each in foreseen.rounds if each.dates is not None]
    for number, each in enumerate(held, start=1):
        after = held[number] if number < len(held) else None
        yield from _held(each, after.met_on if after else None, foreseen, scale)


def _held(each: Round, renewed_on: date | None, foreseen: Foreseen, scale: _Scale) -> Iterator[Bar]:
    dates, met_on = each.dates, each.met_on
    if dates is None or met_on is None:
        return
    end = (renewed_on - _DAY) if renewed_on else scale.last
    if dates.expires_on is None or dates.window_opens_on is None:
        yield from scale.bar("valid", met_on, end, _("Valid for ever"))
        return
    last = min(dates.expires_on, end)
    text = _("Valid through %(day)s") % {"day": day_text(dates.expires_on)}
    yield from scale.bar("valid", met_on, min(last, dates.window_opens_on - _DAY), text)
    yield from scale.bar("window", max(met_on, dates.window_opens_on), last, _("Can be renewed"))
    grace = min(foreseen.grace_of(each).after(dates.expires_on), end)
    yield from scale.bar("grace", dates.expires_on + _DAY, grace, _("Expired; grace"))


def _rounds(foreseen: Foreseen, scale: _Scale) -> Iterator[Bar]:
    for each in foreseen.rounds:
        end = each.met_on or (each.gave_way_on - _DAY if each.gave_way_on else scale.last)
        yield from scale.bar("work", each.opened_on, end, f"{each.number}. {each.path.title}")


def _ticks(scale: _Scale) -> Iterator[Tick]:
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = len(years) // MOST_TICKS + 1
    for year in years[::step]:
        yield Tick(x=scale.x(date(year, 1, 1)), text=str(year))
