"""What the database refuses of people: a merge that is changed, lost, or one of a chain."""

from training_site.guards import Guard, never_leaves, written_once

PEOPLE = (
    written_once("people_merge"),
    never_leaves("people_merge"),
    Guard(
        table="people_merge",
        name="merges_make_no_chain",
        moment="INSERT",
        condition="EXISTS (SELECT 1 FROM people_merge WHERE person_id = NEW.account_id OR account_id = NEW.person_id)",
    ),
)
