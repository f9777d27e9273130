"""What the database refuses in certification: rows that are written once, published rules, and what stands on a certificate.

Sealed columns are left out, as in mentoring: rotating keys changes their bytes and not their words.
"""

from assessments.guards import Guard, changed, written_once

REMOVAL = (
    "OLD.name <> '' AND NEW.name = '' AND NEW.token = '' AND NEW.badge IS NULL"
    " AND EXISTS (SELECT 1 FROM certification_change WHERE credential_id = NEW.id AND kind = 'removed')"
)


def changed_or_emptied(column: str, *, json: bool = False) -> str:
    """The condition that a column that may be empty changes, is filled, or is emptied."""
    other = changed(json=(column,)) if json else changed(column)
    return f"(OLD.{column} IS NULL) <> (NEW.{column} IS NULL) OR {other}"


CERTIFICATION = (
    written_once("certification_certificationevent"),
    written_once("certification_waiver"),
    written_once("certification_nameconfirmation"),
    written_once("certification_refresher"),
    written_once("certification_conflict"),
    written_once("certification_change"),
    written_once("certification_showing"),
    Guard(
        table="certification_certificationversion",
        name="published_rules_stay",
        condition="OLD.published_at IS NOT NULL",
    ),
    Guard(
        table="certification_certification",
        name="a_certification_keeps_its_code",
        condition=changed("code", "issuer_id"),
    ),
    Guard(
        table="certification_credential",
        name="a_credential_stays_as_issued",
        condition=changed(
            *("code", "issuer_id", "year", "serial", "cycle_id", "certification_id", "holder_id", "language"),
            *("valid_from", "zone", "key_id", "status_index", "reissued", "issued_at"),
            json=("snapshot",),
        )
        # A last day may be none, and none is equal to nothing.
        + f" OR {changed_or_emptied('valid_until')} OR {changed_or_emptied('supersedes_id')}",
    ),
    Guard(
        table="certification_credential",
        name="the_holder_goes_by_one_door",
        # What names the holder, and what was signed about them, goes all at once, once the ledger says that it was removed.
        condition=f"({changed('name', 'token', 'sha256')} OR {changed_or_emptied('badge', json=True)}) AND NOT ({REMOVAL})",
    ),
    Guard(
        table="certification_cycle",
        name="a_cycle_keeps_its_person",
        condition=changed("learner_id", "certification_id", "number"),
    ),
    Guard(
        table="certification_decision",
        name="a_decision_is_made_for_good",
        condition="OLD.state <> 'open'",
    ),
    Guard(
        table="certification_vote",
        name="a_vote_is_given_for_good",
        condition=changed("decision_id", "by_id", "outcome", "at"),
    ),
    Guard(
        table="certification_share",
        name="a_link_is_ended_and_never_changed",
        condition=f"OLD.ended_at IS NOT NULL OR {changed('secret', 'cycle_id', 'competencies', 'until', 'by_id', 'created_at')}",
    ),
    Guard(
        table="certification_attestation",
        name="a_word_stays_as_given",
        condition=changed(
            *(
                "cycle_id",
                "learner_id",
                "requirement",
                "subject",
                "everywhere",
                "role",
                "version_id",
                "wording",
                "mark",
            ),
            *("asked_on", "said_by_id", "said_on", "acted_on"),
            json=("asked_of",),
        )
        # What was said can be taken back, and nothing else; what was taken back stays so.
        + " OR (OLD.state IN ('given', 'declined') AND NEW.state NOT IN (OLD.state, 'taken_back'))"
        + " OR (OLD.state IN ('taken_back', 'withdrawn') AND NEW.state <> OLD.state)",
    ),
    Guard(
        table="certification_issuerkey",
        name="a_key_stays_what_it_is",
        # What was retired or given up never comes back.
        condition=changed("name", "public", "not_before", "retired_at", "compromised_at")
        + " OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS NULL)"
        + " OR (OLD.compromised_at IS NOT NULL AND NEW.compromised_at IS NULL)",
    ),
)
