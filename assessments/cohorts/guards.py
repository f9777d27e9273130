"""What the database refuses of cohorts: who came when, by which way, and what was answered stays as it was."""

from assessments.guards import Guard, changed

COHORTS = (
    Guard(
        table="cohorts_cohortmember",
        name="a_member_came_as_they_came",
        condition=changed("cohort_id", "learner_id", "organisation_id", "since", "basis")
        + " OR (OLD.until IS NOT NULL AND (NEW.until IS NULL OR NEW.until <> OLD.until))",
    ),
    Guard(
        table="cohorts_joincode",
        name="a_join_code_is_revoked_for_good",
        condition=changed("code", "cohort_id", "organisation_id", "opens_on")
        + " OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL)",
    ),
    Guard(
        table="cohorts_invitation",
        name="an_invitation_is_answered_for_good",
        condition="OLD.answered_at IS NOT NULL AND (NEW.answered_at IS NULL OR NEW.answer <> OLD.answer)",
    ),
    Guard(
        table="cohorts_firstcode",
        name="a_first_code_is_used_once",
        condition=changed("person_id", "digest") + " OR (OLD.used_at IS NOT NULL AND NEW.used_at IS NULL)",
    ),
    Guard(
        table="cohorts_enrolmentimport",
        name="an_import_is_carried_out_once",
        condition=changed("sha256", "cohort_id", "looked_at") + " OR OLD.state <> 'looked'",
    ),
    Guard(
        table="cohorts_cohortexception",
        name="an_exception_is_resolved_for_good",
        condition=changed("member_id", "kind")
        + " OR (OLD.resolved_at IS NOT NULL AND NEW.resolution <> OLD.resolution)",
    ),
)
