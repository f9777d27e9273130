"""Why a version of a certification cannot be published: what nobody could ever meet, and rules that contradict each other. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assessments.certification.laws.calendar import MOST_DAYS, Period
from assessments.certification.laws.clauses import (
    ASSESSOR,
    AUTOMATIC,
    FIXED_DAY,
    INITIAL,
    KINDS,
    NEVER_DUE,
    PANEL,
    RECERT,
    RECERT_PATH_DURING_GRACE,
    RELATIVE,
    ROTATING,
)
from assessments.certification.laws.expiry import FIXED, WINDOW
from assessments.certification.laws.known import UNKNOWN, Known
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import AnyOf, Group, group_name, leaves, placed

OBSTACLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(UNKNOWN.values(), ("found", "near")),
    "more_than_there_can_be": ("found", "most"),
    "asks_for_nothing": (),
    "two_subjects": (),
    "more_observers_than_observations": ("observers", "count"),
    "safety_critical_left_out": ("indicators",),
    "safety_critical_outside": ("indicators",),
    "more_than_there_are": ("count", "children"),
    "repeated_key": ("key",),
    "completed_once": ("module",),
    "cycle_of_certifications": ("certifications",),
    "retired_certification": ("found",),
    "no_initial_path": (),
    "several_paths": ("kind",),
    "repeated_sequence_no": ("kind", "sequence_no"),
    "recert_beside_rotating": (),
    "renewal_missing": (),
    "renewal_never_used": (),
    "window_not_shorter_than_active": ("window", "active"),
    "window_longer_than_minimum": ("window", "minimum"),
    "minimum_longer_than_active": ("minimum", "active"),
    "grace_longer_than_active": ("grace", "active"),
    "grace_missing": (),
    "early_credit_not_shorter_than_active": ("days", "window", "active"),
    "early_credit_days_unused": ("days",),
    "quorum_too_small": ("quorum", "least"),
    "quorum_only_for_panel": ("quorum",),
    "more_deciders_than_there_are": ("quorum", "people"),
    "due_unclear": ("mode",),
}
"""Every code → the names of its values."""
LEAST_QUORUM = 2


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """One reason."""

    code: str
    """One of OBSTACLES."""
    where: str
    """The path in the document, as in `$.paths[0].tree.all[2].min_score`."""
    params: Mapping[str, str | int]


def obstacles(rules: Rules, *, known: Known) -> tuple[Obstacle, ...]:
    """Everything that stands in the way, in the order of the document; nothing where the version can be published."""
    return (*_in_paths(rules, known), *_in_kinds(rules), *_in_periods(rules), *_in_clauses(rules, known))


def asks_for(rules: Rules) -> frozenset[str]:
    """Codes of the certifications that any path asks for: what `Known.certifications` wants to know of each."""
    return frozenset(
        leaf.certification
        for path in rules.paths
        for leaf in leaves(path.tree)
        if isinstance(leaf, OtherCertificationValid)
    )


def _obstacle(code: str, where: str, **params: str | int) -> Obstacle:
    return Obstacle(code=code, where=where, params=params)


def _in_paths(rules: Rules, known: Known) -> Iterator[Obstacle]:
    keys = Counter(leaf.key for path in rules.paths for leaf in leaves(path.tree))
    met: set[str] = set()
    for path in rules.of_kind(INITIAL):
        met |= {leaf.module for leaf in leaves(path.tree) if isinstance(leaf, ModuleCompleted)}
    for number, path in enumerate(rules.paths):
        once = met if known.modules_completed_once and path.kind in (RECERT, ROTATING) else frozenset[str]()
        for where, node in placed(path.tree, f"$.paths[{number}].tree"):
            if isinstance(node, Requirement):
                yield from _in_requirement(node, where, known, keys, once)
            else:
                yield from _in_group(node, where)


def _in_group(node: Group, where: str) -> Iterator[Obstacle]:
    if not node.children:
        yield _obstacle("asks_for_nothing", f"{where}.{group_name(node)}")
        return
    if isinstance(node, AnyOf):
        if node.count > len(node.children):
            yield _obstacle("more_than_there_are", f"{where}.count", count=node.count, children=len(node.children))
        if node.count == 0:
            yield _obstacle("asks_for_nothing", f"{where}.count")


def _in_requirement(
    node: Requirement, where: str, known: Known, keys: Mapping[str, int], once: Collection[str]
) -> Iterator[Obstacle]:
    for each in node.hindrances(known):
        yield Obstacle(code=each.code, where=f"{where}.{each.field}", params=each.params)
    if keys[node.key] > 1:
        yield _obstacle("repeated_key", f"{where}.key", key=node.key)
    if isinstance(node, ModuleCompleted) and not node.ever and node.module in once:
        yield _obstacle("completed_once", f"{where}.ever", module=node.module)
    if isinstance(node, OtherCertificationValid):
        way = _way_back(node.certification, known)
        if way:
            yield _obstacle("cycle_of_certifications", f"{where}.certification", certifications=" → ".join(way))


def _way_back(code: str, known: Known) -> tuple[str, ...]:
    """The shortest way by which a certification that is asked for asks for this one; empty where none does."""
    asks = known.certifications or {}
    ways: list[tuple[str, ...]] = [(known.certification, code)]
    seen = {code}
    for way in ways:
        if way[-1] == known.certification:
            return way
        for after in sorted(set(asks.get(way[-1], ())) - seen):
            seen.add(after)
            ways.append((*way, after))
    return ()


def _in_kinds(rules: Rules) -> Iterator[Obstacle]:
    where = "$.paths"
    number = {kind: len(rules.of_kind(kind)) for kind in KINDS}
    if not number[INITIAL]:
        yield _obstacle("no_initial_path", where)
    for kind in (INITIAL, RECERT):
        if number[kind] > 1:
            yield _obstacle("several_paths", where, kind=kind)
    for (kind, sequence_no), times in Counter((path.kind, path.sequence_no) for path in rules.paths).items():
        if times > 1 and kind not in (INITIAL, RECERT):
            yield _obstacle("repeated_sequence_no", where, kind=kind, sequence_no=sequence_no)
    yield from _in_renewals(rules, number[RECERT], number[ROTATING])


def _in_renewals(rules: Rules, recert: int, rotating: int) -> Iterator[Obstacle]:
    where = "$.paths"
    if recert and rotating:
        yield _obstacle("recert_beside_rotating", where)
    if rules.active is not None and not recert + rotating:
        yield _obstacle("renewal_missing", where)
    if rules.active is None and recert + rotating:
        yield _obstacle("renewal_never_used", where)


def _in_periods(rules: Rules) -> Iterator[Obstacle]:
    if rules.active is None:
        return
    active = str(rules.active)
    for name, length in (("active", rules.active), ("window", rules.window)):
        if length.is_zero:
            yield _obstacle("asks_for_nothing", f"$.{name}")
    if not rules.window.always_shorter_than(rules.active):
        yield _obstacle("window_not_shorter_than_active", "$.window", window=str(rules.window), active=active)
    if rules.basis == FIXED:
        yield from _in_fixed(rules, rules.active)
    if not rules.grace.never_longer_than(rules.active):
        yield _obstacle("grace_longer_than_active", "$.grace", grace=str(rules.grace), active=active)
    if rules.on_expiry == RECERT_PATH_DURING_GRACE and rules.grace.is_zero:
        yield _obstacle("grace_missing", "$.grace")
    yield from _in_early_credit(rules, rules.active)


def _in_fixed(rules: Rules, active: Period) -> Iterator[Obstacle]:
    minimum = str(rules.minimum_active)
    if not rules.minimum_active.never_longer_than(active):
        yield _obstacle("minimum_longer_than_active", "$.minimum_active", minimum=minimum, active=str(active))
    if not rules.window.never_longer_than(rules.minimum_active):
        yield _obstacle("window_longer_than_minimum", "$.window", window=str(rules.window), minimum=minimum)


def _in_early_credit(rules: Rules, active: Period) -> Iterator[Obstacle]:
    days, where = rules.early_credit.days, "$.early_credit.days"
    if rules.early_credit.mode == WINDOW:
        if days:
            yield _obstacle("early_credit_days_unused", where, days=days)
        return
    if not days:
        yield _obstacle("asks_for_nothing", where)
    if not _longer(rules.window, days).always_shorter_than(active):
        yield _obstacle(
            "early_credit_not_shorter_than_active", where, days=days, window=str(rules.window), active=str(active)
        )


def _longer(period: Period, days: int) -> Period:
    """A period and some days more, up to the longest there is."""
    return Period(months=period.months, days=min(period.days + days, MOST_DAYS))


def _in_clauses(rules: Rules, known: Known) -> Iterator[Obstacle]:
    yield from _in_decision(rules, known)
    given = [name for name, value in (("on", rules.due.on), ("days", rules.due.days)) if value is not None]
    if given != {NEVER_DUE: [], FIXED_DAY: ["on"], RELATIVE: ["days"]}[rules.due.mode]:
        yield _obstacle("due_unclear", "$.due", mode=rules.due.mode)


def _in_decision(rules: Rules, known: Known) -> Iterator[Obstacle]:
    quorum, people = rules.decision.quorum, known.deciders
    if rules.decision.mode == PANEL and quorum < LEAST_QUORUM:
        yield _obstacle("quorum_too_small", "$.decision.quorum", quorum=quorum, least=LEAST_QUORUM)
    if rules.decision.mode in (AUTOMATIC, ASSESSOR) and quorum > 1:
        yield _obstacle("quorum_only_for_panel", "$.decision.quorum", quorum=quorum)
    elif rules.decision.mode != AUTOMATIC and people is not None and quorum > people:
        yield _obstacle("more_deciders_than_there_are", "$.decision.quorum", quorum=quorum, people=people)
