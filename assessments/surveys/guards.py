"""What the database refuses of surveys: versions and ratings stay as they were, what is spent or closed never opens again."""

from assessments.guards import Guard, changed, written_once

SURVEYS = (
    written_once("surveys_instrumentversion"),
    written_once("surveys_testseat"),
    Guard(
        table="surveys_rating",
        name="a_rating_stays_as_it_was_given",
        condition=changed("person_id", "version_id", "moment", "consented_at"),
    ),
    Guard(
        table="surveys_ticket",
        name="a_ticket_is_spent_once",
        condition=changed("survey_id", "person_id") + " OR (OLD.spent AND NOT NEW.spent)",
    ),
    Guard(
        table="surveys_survey",
        name="a_survey_closes_for_good",
        condition=changed("version_id", "cohort_id") + " OR OLD.closed_at IS NOT NULL",
    ),
    Guard(
        table="surveys_testplan",
        name="a_test_keeps_its_forms_and_its_seed",
        condition=changed("cohort_id", "instrument", "form_a", "form_b", "seed")
        + " OR OLD.after_opened_at IS NOT NULL",
    ),
)
"""A rating may be sealed anew with another key, so its words are not compared."""
