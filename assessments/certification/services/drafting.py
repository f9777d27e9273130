"""Editing a draft, one act at a time. Each act is saved with the revision it was seen at, or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from assessments.certification.laws import editing
from assessments.certification.laws.clauses import Path
from assessments.certification.laws.editing import ALL, ANY, THEN, Edited, NoSuchPlace, Place
from assessments.certification.laws.requirements.registry import BY_NAME
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import All
from assessments.certification.models import CertificationVersion
from assessments.certification.selectors.rules import rules_of
from assessments.certification.services import publishing
from assessments.certification.services.publishing import ChangedMeanwhile, NotTheLead
from training_site.people.models import User

__all__ = ["ChangedMeanwhile", "NoSuchPlace", "NotTheLead", "act", "put_path", "put_requirement", "put_terms"]

Acting = Callable[[Rules, Place, int], Edited]
NAMED_BY = ("module", "quiz", "step", "declaration", "certification", "subject", "field", "role", "kind")
"""Fields that give a requirement its key."""


def _dropped(rules: Rules, place: Place, _count: int) -> Edited:
    return Edited(rules=editing.remove_path(rules, place[0]), place=(max(place[0] - 1, 0),))


ACTS: Mapping[str, Acting] = {
    "up": lambda rules, place, _count: editing.move(rules, place, -1),
    "down": lambda rules, place, _count: editing.move(rules, place, 1),
    "in": lambda rules, place, _count: editing.move_in(rules, place),
    "out": lambda rules, place, _count: editing.move_out(rules, place),
    "wrap": lambda rules, place, _count: editing.wrap(rules, place, ALL),
    "dissolve": lambda rules, place, _count: editing.dissolve(rules, place),
    "remove": lambda rules, place, _count: editing.remove(rules, place),
    "group": lambda rules, place, _count: editing.add(rules, place, All(children=())),
    ALL: lambda rules, place, _count: editing.regroup(rules, place, ALL),
    THEN: lambda rules, place, _count: editing.regroup(rules, place, THEN),
    ANY: lambda rules, place, count: editing.regroup(rules, place, ANY, count),
    "drop": _dropped,
}
"""Name of an act → what it does at a place; a number says how many of a group are asked for."""


def act(
    *, version: CertificationVersion, name: str, place: Place, revision: int, by: User, now: datetime, count: int = 1
) -> Place:
    """Do something at a place; where to look now. Raises NotTheLead, ChangedMeanwhile, NoSuchPlace, laws.problems.Malformed."""
    rules = _seen(version, revision)
    if name not in ACTS:
        raise NoSuchPlace(name[:40])
    return _kept(version, ACTS[name](rules, place, count), revision, by, now)


def put_requirement(
    *,
    version: CertificationVersion,
    values: Mapping[str, Any],
    revision: int,
    by: User,
    now: datetime,
    key: str = "",
    to: Place = (),
) -> Place:
    """Change the requirement with a key, or add one to a group. `values` are as a document holds them, but for the key of a new one.

    Raises NotTheLead, ChangedMeanwhile, NoSuchPlace, laws.problems.Malformed with the places of these values from `$` on.
    """
    rules = _seen(version, revision)
    kind = BY_NAME[str(values["requirement"])]
    entered = {name: value for name, value in values.items() if name != "requirement"}
    if key:
        place = editing.place_with(rules, key)
        changed = kind.from_json({**entered, "key": key})
        return _kept(version, Edited(rules=editing.put(rules, place, changed), place=place), revision, by, now)
    made = kind.from_json({**entered, "key": new_key(kind, entered, rules)})
    return _kept(version, editing.add(rules, to, made), revision, by, now)


def put_path(
    *,
    version: CertificationVersion,
    kind: str,
    sequence_no: int,
    title: str,
    revision: int,
    by: User,
    now: datetime,
    number: int | None = None,
    copy: int | None = None,
) -> Place:
    """Describe the path with a number from 0, or add one, perhaps with what another one asks for.

    Raises NotTheLead, ChangedMeanwhile, NoSuchPlace, laws.problems.Malformed.
    """
    rules = _seen(version, revision)
    if number is not None:
        path = replace(editing.path_at(rules, (number,)), kind=kind, sequence_no=sequence_no, title=title)
        edited = Edited(rules=editing.put_path(rules, number, path), place=(number,))
    else:
        tree = All(children=()) if copy is None else editing.path_at(rules, (copy,)).tree
        copied = editing.copied(tree, editing.keys_of(rules))
        edited = editing.add_path(rules, Path(kind=kind, sequence_no=sequence_no, title=title, tree=copied))
    return _kept(version, edited, revision, by, now)


def put_terms(
    *, version: CertificationVersion, values: Mapping[str, Any], revision: int, by: User, now: datetime
) -> CertificationVersion:
    """Set everything beside the paths. Raises NotTheLead, ChangedMeanwhile, laws.problems.Malformed."""
    rules = _seen(version, revision)
    document = {**rules.document(), **values}
    return publishing.save(version=version, document=document, revision=revision, by=by, now=now)


def new_key(kind: type[Requirement], values: Mapping[str, Any], rules: Rules) -> str:
    """A key of its own for a new requirement, after what it names: `quiz-passed-m03-quiz`."""
    named = next((str(values[name]) for name in NAMED_BY if values.get(name)), "")
    wanted = "-".join(part for part in (kind.name, named.rpartition("/")[2]) if part)
    return editing.free_key(wanted, editing.keys_of(rules))


def _seen(version: CertificationVersion, revision: int) -> Rules:
    """The rules as they were seen. Raises ChangedMeanwhile."""
    if version.revision != revision or not version.is_draft:
        raise ChangedMeanwhile
    return rules_of(version)


def _kept(version: CertificationVersion, edited: Edited, revision: int, by: User, now: datetime) -> Place:
    publishing.save(version=version, document=edited.rules.document(), revision=revision, by=by, now=now)
    return edited.place
