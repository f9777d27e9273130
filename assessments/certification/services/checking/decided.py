"""Decisions: what they rest on is whole, was enough, and was decided by people who had no part in it."""

from collections.abc import Iterator
from datetime import datetime

from assessments.certification.laws.findings import MET, WAIVED
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.tree import AnyOf, Node
from assessments.certification.models import Decision
from assessments.certification.selectors.rules import path_of
from assessments.certification.services.checking.problem import Kind, Problem, row_of
from assessments.mentoring.canonical import digest

ALTERED = Kind(
    code="decision_altered",
    explanation="What a decision rests on is not what its digest says.",
    cause="Somebody changed the database past the services and its triggers.",
)
NOT_ENOUGH = Kind(
    code="award_without_enough",
    explanation="By the rules of its version, the findings kept with an award do not suffice.",
    cause="The award was made by hand.",
)
FEW_VOTES = Kind(
    code="award_without_quorum",
    explanation="An award of an assessor or panel has fewer votes than its quorum.",
)


def check(_now: datetime) -> Iterator[Problem]:
    """Everything about decisions that does not hold."""
    made = Decision.objects.filter(decided_at__isnull=False).select_related("cycle__version")
    for decision in made.prefetch_related("votes").iterator(chunk_size=500):
        yield from _one(decision)


def _one(decision: Decision) -> Iterator[Problem]:
    said = digest({"version": decision.cycle.version.digest, "findings": decision.findings})
    if said != decision.digest:
        yield Problem(kind=ALTERED, row=row_of(decision))
    # An earlier record says that somebody was certified, and not by which requirements.
    if decision.state != "awarded" or decision.mode == Decision.Mode.RECORDS:
        return
    counting = {row["key"] for row in decision.findings if row["state"] in (MET, WAIVED)}
    if not suffices(path_of(decision.cycle).tree, counting):
        yield Problem(kind=NOT_ENOUGH, row=row_of(decision))
    votes = sum(vote.outcome == "award" for vote in decision.votes.all())
    if decision.mode != Decision.Mode.AUTOMATIC and votes < decision.quorum:
        yield Problem(kind=FEW_VOTES, row=row_of(decision), details={"votes": votes, "quorum": decision.quorum})


def suffices(node: Node, counting: set[str]) -> bool:
    """Whether a tree asks for nothing more than these keys."""
    if isinstance(node, Requirement):
        return node.key in counting
    met = [suffices(child, counting) for child in node.children]
    return sum(met) >= node.count if isinstance(node, AnyOf) else all(met)
