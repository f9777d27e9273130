"""Which questions an agreement asks.

Learner and mentor sign the learning agreement (T47), and with it what every pair needs from the supervision agreement (T41): how they
meet, who writes, what may leave the room, whom to ask when they cannot agree. A mentor and their own supervisor sign T41 alone.
"""

from collections.abc import Mapping
from dataclasses import replace

from assessments.mentoring.framework.papers.reader import Paper, paper

LEARNING, SUPERVISION = "learning_agreement", "supervision_agreement"
FOR_EVERY_PAIR = ("mode", "place", "cancelling", "who_writes", "exceptions", "disagreement", "changing_mentor")
LAST = "review_on"

Versions = Mapping[str, int]


def agreement_paper(*, of_a_mentor: bool) -> Paper:
    """The questions that are asked now: of a learner, or of a mentor who is accompanied themself."""
    return _joined(paper(SUPERVISION), None if of_a_mentor else paper(LEARNING))


def agreement_paper_of(versions: Versions) -> Paper:
    """The questions that these versions asked. Raises UnknownPaper."""
    supervision = paper(SUPERVISION, versions[SUPERVISION])
    return _joined(supervision, paper(LEARNING, versions[LEARNING]) if LEARNING in versions else None)


def versions_of(asked: Paper) -> dict[str, int]:
    """The versions in which an agreement's questions are found again."""
    supervision = {SUPERVISION: paper(SUPERVISION).version}
    return supervision if asked.key == SUPERVISION else {LEARNING: asked.version, **supervision}


def _joined(supervision: Paper, learning: Paper | None) -> Paper:
    if learning is None:
        return supervision
    own = [field for field in learning.fields if field.key != LAST]
    borrowed = [supervision.field(key) for key in FOR_EVERY_PAIR]
    return replace(
        learning,
        statements=(*learning.statements, *supervision.statements),
        fields=(*own, *borrowed, learning.field(LAST)),
    )
