"""`:::hotspots`: places in a picture, numbered; to find the right ones among them, or to read about each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Self

from modules.dialect.blocks import blocks
from modules.dialect.checks import error, none_of
from modules.dialect.credit import DEFAULT, Policy, score
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import TICKS, Report, boxes_agree, with_keys
from modules.dialect.layout import bullet
from modules.dialect.leaves import Item, Spot
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Panel, Part, Place, Widget
from modules.dialect.source import trim

POLICIES = (Policy.NET, Policy.ALL, Policy.EACH, Policy.HALVES)

_SHARE = r"[ \t]*([0-9]{1,3}(?:\.[0-9]{1,3})?)[ \t]*%[ \t]*"
_WHERE = re.compile(rf"\({_SHARE},{_SHARE}(?:,{_SHARE})?\)\s*")
_PICTURE = re.compile(r"!\[[^\]\n]+\]\([^()\s]+(?:[ \t]+\"[^\"\n]*\")?\)")


@dataclass(frozen=True, kw_only=True)
class Hotspots(Activity):
    """A picture with places in it. With boxes one part, `answer`; without boxes the places are panels to read."""

    picture: str
    """The picture as a Markdown leaf."""
    spots: tuple[Spot, ...]

    kind: ClassVar[str] = "hotspots"
    scored: ClassVar[bool] = True
    attributes: ClassVar[frozenset[str]] = frozenset({"credit"})

    @property
    def asks(self) -> bool:
        """Whether places are to be found."""
        return any(spot.item.box for spot in self.spots)

    @property
    def is_scored(self) -> bool:
        """Only where places are to be found."""
        return self.asks

    @property
    def records(self) -> bool:
        """Reading leaves nothing to record."""
        return self.asks

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, the picture on a line of its own, then a bullet for each place: `- [x] (22%, 61%) what is there`."""
        listed = frame.listed(boxes=TICKS)
        prompt, picture = _divided(listed.prompt)
        if not picture:
            frame.report("no-picture", frame.line, _("put the picture on a line of its own, directly above the places"))
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the places: '- [x] (22%%, 61%%) what is there'"))
        if any(item.box for item in listed.items):
            boxes_agree(listed.items, frame.report)
        spots = [_spot(item, frame.report) for item in listed.items]
        items = with_keys(tuple(spot.item for spot in spots))
        named = tuple(replace(spot, item=item) for spot, item in zip(spots, items, strict=True))
        return cls(picture=picture, spots=named, **frame.common(prompt))

    def body(self) -> Iterator[str]:
        """The picture, then the places as bullets."""
        yield self.picture
        yield "\n".join(
            bullet(f"{_written(spot)} {spot.item.text}", box=spot.item.box, key=spot.item.key, attrs=spot.item.attrs, replies=spot.item.replies)
            for spot in self.spots
        )  # fmt: skip

    def bullets(self) -> tuple[Item, ...]:
        """What is at the places."""
        return tuple(spot.item for spot in self.spots)

    def lint(self) -> Iterator[Problem]:
        """Places inside the picture, something to find where something is asked, a policy that exists."""
        for spot in self.spots:
            if any(Fraction(share) > 100 for share in (spot.x, spot.y, spot.r or "0")):
                yield error(
                    "bad-value",
                    spot.line,
                    _("%(place)s lies outside the picture; 100%% is its far edge", place=_written(spot)),
                )
        if not self.asks:
            return
        right = [spot for spot in self.spots if spot.item.right]
        if not right:
            yield error("no-right-option", self.line, _("mark what is to be found with (x) or [x]"))
        if len(right) > 1 and not self._multiple:
            yield error("two-right", right[1].line, _("use [ ] where several places are right, or leave one (x)"))
        if len(self.spots) < 2:
            yield error("one-option", self.line, _("give at least two places to choose from"))
        if self.attrs.get("credit", DEFAULT) not in POLICIES:
            yield none_of("credit", self.attrs["credit"], POLICIES, self.line)

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """One part; the places keep the numbers they have in the picture."""
        del order
        if not self.asks:
            return ()
        widget = Widget.CHECKBOX if self._multiple else Widget.RADIO
        options = tuple(Option(key=spot.item.key, text=spot.item.text) for spot in self.spots)
        return (Part(key="answer", widget=widget, options=options),)

    def panels(self) -> tuple[Panel, ...]:
        """What is at each place, where nothing is asked."""
        if self.asks:
            return ()
        return tuple(
            Panel(title=item.text, text="\n\n".join(item.said), key=item.key, lang=item.attrs.get("lang", ""))
            for item in self.bullets()
        )

    def places(self) -> tuple[Place, ...]:
        """Where the numbers stand in the picture."""
        return tuple(Place(key=spot.item.key, x=spot.x, y=spot.y, r=spot.r) for spot in self.spots)

    def inner_leaves(self) -> Iterator[str]:
        """The picture, what is at the places, and what is said about it."""
        yield self.picture
        for item in self.bullets():
            yield from (item.text, *item.said)
        for panel in self.panels():
            yield panel.text

    def grade(self, answer: Answer) -> Outcome:
        """The policy's score of what is chosen; feedback at every place that was chosen."""
        if not self.asks:
            return Outcome.noted()
        chosen = [item for item in self.bullets() if item.key in answer.get("answer", ())]
        value = score(
            Policy(self.attrs.get("credit", DEFAULT)) if self._multiple else Policy.ALL,
            options={item.key for item in self.bullets()},
            right={item.key for item in self.bullets() if item.right},
            ticked={item.key for item in chosen},
        )
        marks = (Mark(part="answer", option=item.key, right=item.right, said=item.said) for item in chosen)
        return Outcome.scored(value, marks=tuple(marks), said=self.said(value))

    def solution(self) -> Answer | None:
        """The places to find."""
        if not self.asks:
            return None
        return {"answer": tuple(item.key for item in self.bullets() if item.right)}

    @property
    def _multiple(self) -> bool:
        return any(spot.item.box.startswith("[") for spot in self.spots)


def _divided(text: str) -> tuple[str, str]:
    """The text without the picture that ends it, and the picture; without one, the text and nothing."""
    found = blocks(text)
    lines = text.split("\n")
    last = "\n".join(lines[found[-1].start :]).strip() if found else ""
    if not _PICTURE.fullmatch(last):
        return text, ""
    return trim("\n".join(lines[: found[-1].start])), last


def _spot(item: Item, report: Report) -> Spot:
    where = _WHERE.match(item.text)
    if where is None:
        report(
            "no-place", item.line, _("say where it is, from the left and from the top: '(22%%, 61%%) what is there'")
        )
        return Spot(x="0", y="0", item=item, line=item.line)
    text = item.text[where.end() :]
    return Spot(x=where[1], y=where[2], r=where[3] or "", item=replace(item, text=text), line=item.line)


def _written(spot: Spot) -> str:
    return f"({spot.x}%, {spot.y}%{f', {spot.r}%' if spot.r else ''})"
