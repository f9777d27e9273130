"""The requirements of a path as stops: what belongs to one module, to practice, to papers, or to a group of which some suffice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.laws.evaluation import Standing
from assessments.certification.laws.findings import WAIVED, Finding
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.tree import AnyOf, Node, Then, leaves
from assessments.certification.models import Claim
from assessments.certification.pages.asked import FAMILIES, door_of, stop_of, title_of
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.request_words import claim_short
from assessments.certification.pages.wording import sentence
from assessments.certification.pages.words import Words, tail, waits_text
from assessments.certification.services.recognition import RECOGNISABLE
from assessments.presenting.shapes import Link
from modules.wording import number_text, phase_colour, phase_name

DONE, NEXT, WAITING, LOCKED, SPARE = "done", "next", "waiting", "locked", "spare"
STATES: Mapping[str, Promise] = {
    DONE: gettext_lazy("Done"),
    NEXT: gettext_lazy("You can do this now"),
    WAITING: gettext_lazy("Waits for somebody else"),
    LOCKED: gettext_lazy("Later"),
    SPARE: gettext_lazy("Not needed any more"),
}
ICONS: Mapping[str, str] = {DONE: "right", NEXT: "go", WAITING: "partly", LOCKED: "lock", SPARE: "wrong"}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One requirement."""

    key: str
    title: str
    state: str
    state_text: str
    icon: str
    sentence: str
    day: str
    """Since when it is met."""
    behind: str
    """What it is locked behind."""
    door: Link | None
    claim: Link | None
    """The claim about it, or the way to make one."""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Requirements that belong together."""

    title: str
    items: tuple[Item, ...]
    phase: str = "every"
    phase_name: str = ""
    number: str = ""
    note: str = ""
    """How many of them suffice, or in which order."""
    unfolded: bool = False
    """Whether it begins open: the first in which something can be done, and where somebody else is waited for."""

    @property
    def state(self) -> str:
        """Of all of them: the first of these that one of them is in, and done only where all are."""
        found = {item.state for item in self.items}
        return next((state for state in (NEXT, WAITING, LOCKED) if state in found), DONE)

    @property
    def state_text(self) -> str:
        """The same in words."""
        return str(STATES[self.state])

    @property
    def counted(self) -> str:
        """`1 of 2 done`."""
        done = sum(item.state == DONE for item in self.items)
        return _("%(done)d of %(all)d done") % {"done": done, "all": len(self.items)}


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Everything that an item is made from."""

    code: str
    """Of the certification."""
    words: Words
    findings: Mapping[str, Finding]
    standing: Standing
    claims: Mapping[str, Claim] = field(default_factory=dict)
    is_open: bool = True
    """Whether the round is at work: something can be claimed."""


def stops_of(tree: Node, around: Surroundings) -> tuple[Stop, ...]:
    """The stops, in the order of the path."""
    found = list(_stops(tree, around, dict(_behind(tree, around))))
    first = next((number for number, stop in enumerate(found) if stop.state == NEXT), None)
    return tuple(replace(stop, unfolded=number == first or stop.state == WAITING) for number, stop in enumerate(found))


def _stops(tree: Node, around: Surroundings, behind: Mapping[str, str]) -> Iterator[Stop]:
    if isinstance(tree, Requirement | AnyOf):
        yield from _group(tree, around, behind)
        return
    loose: dict[str, list[Requirement]] = {}
    groups: list[Node] = []
    for child in tree.children:
        if isinstance(child, Requirement):
            loose.setdefault(stop_of(child, around.words), []).append(child)
        else:
            groups.append(child)
    for key, asked in loose.items():
        yield _stop(key, asked, around, behind)
    for group in groups:
        yield from _group(group, around, behind)


def _group(node: Node, around: Surroundings, behind: Mapping[str, str]) -> Iterator[Stop]:
    """A group of which some suffice is one stop; any other is taken apart."""
    if isinstance(node, Requirement):
        yield _stop(stop_of(node, around.words), [node], around, behind)
    elif isinstance(node, AnyOf):
        asked = list(leaves(node))
        note = ngettext(
            "%(count)d of these is enough, whichever.", "%(count)d of these are enough, whichever.", node.count
        )
        yield Stop(
            title=_("Your choice"),
            note=note % {"count": node.count},
            items=tuple(_item(one, around, behind) for one in asked),
        )
    else:
        yield from _stops(node, around, behind)


def _stop(key: str, asked: list[Requirement], around: Surroundings, behind: Mapping[str, str]) -> Stop:
    around = replace(around, words=around.words.under(key))
    items = tuple(_item(one, around, behind) for one in asked)
    if key in FAMILIES:
        return Stop(title=str(FAMILIES[key]), items=items)
    module = around.words.programme.module(key) if around.words.programme else None
    if module is None:
        return Stop(title=tail(key), items=items)
    return Stop(
        title=module.title,
        number=number_text(module.number),
        phase=phase_colour(module.phase),
        phase_name=phase_name(module.phase),
        items=items,
    )


def _item(one: Requirement, around: Surroundings, behind: Mapping[str, str]) -> Item:
    finding = around.findings[one.key]
    state = state_of(one.key, around)
    met_on = finding.met_on if state == DONE else None
    return Item(
        key=one.key,
        title=title_of(one, around.words),
        state=state,
        state_text=_state_text(state, finding),
        icon=ICONS[state],
        sentence=sentence(finding.code, finding.params, around.words) if finding.code else _("Nobody has looked yet."),
        day=day_text(met_on) if met_on else "",
        behind=behind.get(one.key, "") if state == LOCKED else "",
        door=door_of(one, around.words, code=around.code) if state in (NEXT, WAITING) else None,
        claim=_claim(one, around, state),
    )


def state_of(key: str, around: Surroundings) -> str:
    """How one requirement is drawn."""
    standing = around.standing
    if around.findings[key].counts:
        return DONE
    if key in standing.locked:
        return LOCKED
    if key in standing.next_keys:
        return NEXT
    return WAITING if key in standing.waiting else SPARE


def _state_text(state: str, finding: Finding) -> str:
    if state == WAITING:
        return waits_text(finding.waits_for)
    return _("Waived") if finding.state == WAIVED else str(STATES[state])


def _claim(one: Requirement, around: Surroundings, state: str) -> Link | None:
    claim = around.claims.get(one.key)
    if claim is not None and claim.state != "withdrawn":
        return Link(title=claim_short(claim.state), url=reverse("certification:claim", args=[claim.pk]))
    if not around.is_open or state in (DONE, SPARE) or not isinstance(one, RECOGNISABLE):
        return None
    return Link(title=_("I learned this before"), url=reverse("certification:recognition", args=[around.code, one.key]))


def _behind(tree: Node, around: Surroundings) -> Iterator[tuple[str, str]]:
    """Key → what has to be done before it."""
    if isinstance(tree, Requirement):
        return
    before: list[str] = []
    for child in tree.children:
        asked = list(leaves(child))
        if before and isinstance(tree, Then):
            more = len(before) - 1
            text = ngettext("After: %(first)s and %(n)d more", "After: %(first)s and %(n)d more", more)
            first = {"first": before[0], "n": more}
            for one in asked:
                yield one.key, text % first if more else _("After: %(first)s") % first
        yield from _behind(child, around)
        before += [title_of(one, around.words) for one in asked if not around.findings[one.key].counts]
