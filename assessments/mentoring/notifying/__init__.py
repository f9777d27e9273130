"""What mentoring tells people: a module of kinds for each of its rooms. No sentence has a place for anybody's words."""

from assessments.mentoring.notifying.access import ACCESS
from assessments.mentoring.notifying.board import BOARD
from assessments.mentoring.notifying.competency import COMPETENCY
from assessments.mentoring.notifying.log import LOG
from assessments.mentoring.notifying.observations import OBSERVATIONS
from assessments.mentoring.notifying.relationships import RELATIONSHIPS
from assessments.mentoring.notifying.sessions import SESSIONS
from training_site.notices import kinds

KINDS = (*BOARD, *ACCESS, *RELATIONSHIPS, *LOG, *SESSIONS, *OBSERVATIONS, *COMPETENCY)


def register_all() -> None:
    """Make every kind known."""
    for kind in KINDS:
        kinds.register(kind)
