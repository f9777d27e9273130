"""Where a learner stands on a path: a function of the facts, the path, the first day that counts and the day asked about. Pure.

Nothing is kept between two calls. `standing_after` looks again only at what changed facts can have changed, and says the same.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import LEARNER, NOBODY, Finding
from assessments.certification.laws.requirements.requirement import ALWAYS_READ
from assessments.certification.laws.tree import GROUPS, AnyOf, Node, Then, leaves

Findings = Mapping[str, Finding]


class Followed(Protocol):
    """What has a tree: a path of the rules."""

    @property
    def tree(self) -> Node:
        """What it asks for."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a learner stands on a path on one day."""

    findings: Findings
    """By key of the requirement, in the order of the path; of all of them, whether they are needed or not."""
    met: bool
    """Whether the path asks for nothing more."""
    met_on: date | None
    """The day of the act by which that was so; the day asked about, where something without a day was needed. None while it is not."""
    done: int
    """How many requirements are met or waived, of those that are needed: where any of several suffice, the nearest are taken."""
    total: int
    next_keys: tuple[str, ...]
    """Keys of what the learner can do now, in order."""
    waiting: tuple[str, ...]
    """Keys of what waits for somebody else now, in order; `waits_for` of the finding says for whom."""
    locked: tuple[str, ...]
    """Keys of what is needed and has its turn later, in order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Branch:
    """Where a learner stands at one node."""

    node: Node
    met: bool
    met_on: date | None
    done: int
    total: int
    below: tuple["_Branch", ...] = ()
    """At its children, in the order of the path."""


def standing(path: Followed, facts: Facts, *, since: date | None, on: date) -> Standing:
    """Where a learner stands; acts before `since` do not count (None: all do), and acts after `on` do not exist."""
    findings = {leaf.key: leaf.finding(facts, since=since, on=on) for leaf in leaves(path.tree)}
    return standing_by(path, findings, on=on)


def standing_after(
    before: Standing, path: Followed, facts: Facts, *, changed: Collection[str], since: date | None, on: date
) -> Standing:
    """The same as `standing`, from one of the same path and the same days, where only these fields of the facts have changed.

    `Facts.differing` names them.
    """
    names = frozenset(changed)
    findings = {
        leaf.key: leaf.finding(facts, since=since, on=on)
        if names & (leaf.reads | ALWAYS_READ)
        else before.findings[leaf.key]
        for leaf in leaves(path.tree)
    }
    return standing_by(path, findings, on=on)


def standing_by(path: Followed, findings: Findings, *, on: date) -> Standing:
    """The same from what each requirement has found already: there is a finding for every requirement of the path."""
    tree = path.tree
    branch = _branch(tree, findings, on)
    pending = [] if branch.met else list(_pending(branch, locked=False))
    now = [key for key, locked in pending if not locked]
    return Standing(
        findings=findings,
        met=branch.met,
        met_on=branch.met_on,
        done=branch.done,
        total=branch.total,
        next_keys=tuple(key for key in now if findings[key].waits_for == LEARNER),
        waiting=tuple(key for key in now if findings[key].waits_for not in (LEARNER, NOBODY)),
        locked=tuple(key for key, locked in pending if locked),
    )


def _branch(node: Node, findings: Findings, on: date) -> _Branch:
    if not isinstance(node, GROUPS):
        finding = findings[node.key]
        counts = finding.counts
        return _Branch(
            node=node, met=counts, met_on=(finding.met_on or on) if counts else None, done=int(counts), total=1
        )
    below = tuple(_branch(child, findings, on) for child in node.children)
    branches: Sequence[_Branch] = below
    if isinstance(node, AnyOf):
        branches = sorted(below, key=_nearness)[: node.count]
    met = all(branch.met for branch in branches) and (not isinstance(node, AnyOf) or len(branches) == node.count)
    days = [branch.met_on for branch in branches if branch.met_on is not None]
    return _Branch(
        node=node,
        below=below,
        met=met,
        met_on=max(days, default=on) if met else None,
        done=sum(branch.done for branch in branches),
        total=sum(branch.total for branch in branches),
    )


def _nearness(branch: _Branch) -> tuple[bool, date, Fraction]:
    """First what is met, the earliest first; then what is nearest to it."""
    missing = Fraction(branch.total - branch.done, branch.total) if branch.total else Fraction(1)
    return not branch.met, branch.met_on or date.max, missing


def _pending(branch: _Branch, *, locked: bool) -> Iterator[tuple[str, bool]]:
    """Keys of what is still needed below a node that is not met, and whether its turn comes later."""
    if not isinstance(branch.node, GROUPS):
        yield branch.node.key, locked
    for below in branch.below:
        if not below.met:
            yield from _pending(below, locked=locked)
            locked = locked or isinstance(branch.node, Then)
