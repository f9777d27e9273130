"""Who is around a learner, and by which policy they are mentored (three queries): as mentoring decides it, by the primary mentor."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from assessments.certification.laws.findings import ASSESSOR, LINE_MANAGER, MENTOR, MODERATOR
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES
from assessments.mentoring.selectors.competency import home_first
from assessments.mentoring.selectors.policies import policies_for

Kind = Relationship.Kind
ROLES = {
    Kind.REFLECTIVE: MENTOR,
    Kind.ASSESSOR: ASSESSOR,
    Kind.MODERATOR: MODERATOR,
    Kind.LINE_MANAGEMENT: LINE_MANAGER,
    Kind.PEER: "peer",
}
"""Kind of relationship → as findings call the person. Whoever is several of them acts as the first."""
_RANK = {role: rank for rank, role in enumerate(ROLES.values())}


class Bond(NamedTuple):
    """A relationship of a learner, in the order of COLUMNS."""

    pk: UUID
    learner: int
    person: int
    kind: str
    state: str
    starts_on: date
    programme: str
    organisation: int | None


COLUMNS = ("pk", "learner", "mentor", "kind", "state", "starts_on", "programme_key", "organisation")


@dataclass(frozen=True, kw_only=True)
class Around:
    """The people around some learners."""

    pairs: Mapping[int, Bond]
    """Learner → the pair with the mentor of today."""
    roles: Mapping[tuple[int, int], str]
    """Learner and somebody else → what they are or were to the learner."""
    policies: Mapping[int, Policy]
    """Of everybody who is or was accompanied."""

    def policy(self, learner: int) -> Policy:
        """How somebody is mentored; the programme's default for who never was."""
        return self.policies.get(learner) or Policy()


def around(people: Collection[int]) -> Around:
    """Everybody around these learners."""
    homes: dict[int, Bond] = {}
    roles: dict[tuple[int, int], str] = {}
    for bond in map(Bond._make, home_first(people).values_list(*COLUMNS)):
        homes.setdefault(bond.learner, bond)
        role, place = ROLES[Kind(bond.kind)], (bond.learner, bond.person)
        roles[place] = min(role, roles.get(place, role), key=_RANK.__getitem__)
    policies = policies_for((bond.organisation, bond.programme) for bond in homes.values())
    return Around(
        pairs={learner: bond for learner, bond in homes.items() if _is_current_pair(bond)},
        roles=roles,
        policies={learner: policies[bond.organisation, bond.programme] for learner, bond in homes.items()},
    )


def _is_current_pair(bond: Bond) -> bool:
    return bond.kind == Kind.REFLECTIVE and bond.state in CURRENT_STATES
