"""What the database refuses in certification: rows that are written once, published rules, and what stands on a certificate.

Sealed columns are left out, as in mentoring: rotating keys changes their bytes and not their words.
"""

from assessments.guards import Guard, changed, written_once

CERTIFICATION = (
    written_once("certification_certificationevent"),
    written_once("certification_waiver"),
    written_once("certification_nameconfirmation"),
    written_once("certification_refresher"),
    written_once("certification_conflict"),
    written_once("certification_change"),
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
        # Name, snapshot and badge are emptied when a holder's data are removed, and never otherwise.
        condition=changed(
            *("code", "issuer_id", "year", "serial", "cycle_id", "holder_id", "valid_from", "key_id", "status_index"),
            *("sha256", "issued_at"),
        )
        + " OR (NEW.name <> OLD.name AND NEW.name <> '')"
        # A last day may be none, and none is equal to nothing.
        + " OR (OLD.valid_until IS NULL) <> (NEW.valid_until IS NULL) OR OLD.valid_until <> NEW.valid_until",
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
