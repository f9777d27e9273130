"""What the database refuses in assessments: evidence stays as it was written.

There are no guards for DELETE: erasing a person is a right, and it is done by a service that leaves a trace.
"""

from training_site.guards import MESSAGE, Guard, changed, guard_tables, install, written_once

__all__ = ["ASSESSMENTS", "MESSAGE", "Guard", "changed", "guard_tables", "install", "written_once"]

ASSESSMENTS = (
    written_once("assessments_activityversion"),
    written_once("assessments_attempt"),
    written_once("assessments_quizresponse"),
    Guard(
        table="assessments_quizattempt",
        name="a_quiz_attempt_is_handed_in_for_good",
        condition="OLD.state = 'submitted'",
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
            json=("items",),
        ),
    ),
    Guard(
        table="assessments_quizresponse",
        name="nothing_is_saved_after_hand_in",
        moment="INSERT",
        condition="EXISTS (SELECT 1 FROM assessments_quizattempt WHERE id = NEW.attempt_id AND state = 'submitted')",
    ),
)
