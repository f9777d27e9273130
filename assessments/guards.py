"""What the database refuses in assessments: evidence stays as it was written.

There are no guards for DELETE: erasing a person is a right, and it is done by a service that leaves a trace.
"""

from collections.abc import Iterable

from assessments.timing.life import followers
from training_site.guards import MESSAGE, Guard, changed, guard_tables, install, keep, lay_aside, written_once

__all__ = ["ASSESSMENTS", "MESSAGE", "Guard", "changed", "guard_tables", "install", "keep", "lay_aside", "written_once"]

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


_OF_THE_SITTING = "FROM assessments_quizmark WHERE sitting_id = OLD.id"
_SAYS_THE_NEWEST_MARK = (
    "NEW.state = 'submitted' AND NEW.submitted_at = OLD.submitted_at AND EXISTS ("
    f"SELECT 1 {_OF_THE_SITTING} AND number = (SELECT MAX(number) {_OF_THE_SITTING})"
    " AND score_numerator = NEW.score_numerator AND score_denominator = NEW.score_denominator"
    " AND passed = NEW.passed AND CAST(missed_critical AS text) = CAST(NEW.missed_critical AS text))"
)
"""A result changes only together with a mark that tells of it, and to what this mark says."""

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
        condition=f"OLD.state = 'abandoned' OR OLD.state = 'submitted' AND NOT ({_SAYS_THE_NEWEST_MARK})",
    ),
    written_once("assessments_quizmark"),
    written_once("assessments_regradeline"),
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
    written_once("assessments_markingevent"),
    written_once("assessments_peertask"),
    # Sealed columns are left out: new keys change their bytes and not their words, and erasing empties them.
    Guard(
        table="assessments_judgement",
        name="a_judgement_stays_as_it_was_signed",
        condition=changed(
            *("text_id", "marker_id", "part", "version_id", "score_numerator", "score_denominator", "signed_at"),
            json=("levels",),
        ),
    ),
    Guard(
        table="assessments_handedtext",
        name="a_text_stays_as_it_was_handed_in",
        condition=changed(
            *("learner_id", "content_key", "activity_key", "version_id", "language", "marked_by", "wanted"),
            *("client_id", "created_at"),
        ),
    ),
    Guard(
        table="assessments_judgement",
        name="nobody_judges_a_text_of_their_own",
        moment="INSERT",
        condition="EXISTS (SELECT 1 FROM assessments_handedtext WHERE id = NEW.text_id AND learner_id = NEW.marker_id)",
    ),
)
