"""What the database refuses in assessments: evidence stays as it was written.

There are no guards for DELETE: erasing a person is a right, and it is done by a service that leaves a trace.
"""

from collections.abc import Iterable

from assessments.timing.life import followers
from training_site.guards import MESSAGE, Guard, changed, guard_tables, install, written_once

__all__ = ["ASSESSMENTS", "MESSAGE", "Guard", "changed", "guard_tables", "install", "written_once"]

_STEPS = "FROM assessments_quizstep WHERE attempt_id = NEW.attempt_id"
_LAST_STEP = f"COALESCE((SELECT kind {_STEPS} ORDER BY number DESC LIMIT 1), '')"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


def _out_of_order() -> str:
    """The condition that a new step cannot follow the last one, or is not numbered next."""
    follows = [
        f"{_LAST_STEP} = '{before}' AND NEW.kind IN ({_quoted(after)})"
        for before, after in followers().items()
        if after
    ]
    return f"NOT (({') OR ('.join(follows)})) OR NEW.number <> 1 + (SELECT COUNT(*) {_STEPS})"


ASSESSMENTS = (
    written_once("assessments_activityversion"),
    written_once("assessments_attempt"),
    written_once("assessments_quizresponse"),
    written_once("assessments_quizstep"),
    written_once("assessments_quizexemption"),
    written_once("assessments_accommodation"),
    written_once("assessments_questionversion"),
    Guard(
        table="assessments_quizstep",
        name="a_step_of_a_quiz_attempt_follows",
        moment="INSERT",
        condition=_out_of_order(),
    ),
    Guard(
        table="assessments_quizattempt",
        name="a_quiz_attempt_is_handed_in_for_good",
        condition="OLD.state IN ('submitted', 'abandoned')",
    ),
    Guard(
        table="assessments_quizattempt",
        name="a_quiz_attempt_never_opens_again",
        condition="OLD.state = 'overdue' AND NEW.state = 'open'",
    ),
    Guard(
        table="assessments_quizattempt",
        name="a_quiz_attempt_keeps_its_paper",
        condition=changed(
            "id",
            "learner_id",
            "content_key",
            "number",
            "language",
            "seed",
            "pass_mark",
            "policy",
            "started_at",
            "at_end",
            "counts",
            "grace_seconds",
            json=("items", "promised"),
        )
        + " OR OLD.deadline_at IS DISTINCT FROM NEW.deadline_at",
    ),
    Guard(
        table="assessments_quizresponse",
        name="nothing_is_saved_after_hand_in",
        moment="INSERT",
        condition="EXISTS (SELECT 1 FROM assessments_quizattempt WHERE id = NEW.attempt_id AND state <> 'open')",
    ),
)
