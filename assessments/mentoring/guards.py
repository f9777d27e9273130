"""What the database refuses in the ledgers of mentoring: rows that are written once, and the facts of what was signed.

Sealed columns are left out: rotating keys changes their bytes and not their words, erasing empties them, and a signature's digest
covers the plain text. Who and when are not left out.
"""

from assessments.guards import Guard, changed, written_once


def facts_stay(table: str, *columns: str, json: tuple[str, ...] = ()) -> Guard:
    """An UPDATE that changes one of these columns is refused."""
    return Guard(table=table, name=f"{table}_keeps_its_facts", condition=changed(*columns, json=json))


MENTORING = (
    written_once("mentoring_event"),
    written_once("mentoring_accessevent"),
    written_once("mentoring_withdrawal"),
    written_once("mentoring_selfrating"),
    written_once("mentoring_policyversion"),
    facts_stay("mentoring_recordversion", "record_id", "number", "digest", "by_id", "at"),
    facts_stay("mentoring_comment", "subject", "machine", "author_id", "at"),
    facts_stay("mentoring_annex", "session_id", "author_id", "at"),
    facts_stay("mentoring_commitment", "learner_id", "content_key", "client_id", "made_at"),
    facts_stay("mentoring_invitation", "observation_id", "token_digest", "invited_by_id", "invited_at", "expires_at"),
    facts_stay(
        "mentoring_evidence",
        *("learner_id", "indicator", "kind", "level", "lapse", "acted_on", "entered_at", "framework_version"),
    ),
    facts_stay(
        "mentoring_decision", "learner_id", "relationship_id", "decided_by_id", "indicator", "level", json=("basis",)
    ),
    facts_stay(
        "mentoring_signature",
        *("subject", "machine", "part", "role", "unit", "statement", "outcome", "digest", "method", "signed_at"),
    ),
    facts_stay("mentoring_addendum", "subject", "author_id", "reason", "digest"),
    facts_stay(
        "mentoring_tutorial", "group_id", "occurred_on", "minutes", "topic", "note", "entered_by_id", "entered_at"
    ),
    facts_stay("mentoring_escalation", "relationship_id", "raised_by_id", "channel", "raised_on", "entered_at"),
    Guard(
        table="mentoring_sessionrecord",
        name="a_signed_record_keeps_its_content",
        condition="OLD.state IN ('part_signed','signed','signed_with_disagreement','amended','in_review')"
        " AND (OLD.digest <> NEW.digest OR OLD.writer_id <> NEW.writer_id OR OLD.session_id <> NEW.session_id"
        " OR CAST(OLD.facts AS text) <> CAST(NEW.facts AS text))",
    ),
    Guard(
        table="mentoring_observation",
        name="a_submitted_observation_keeps_its_judgement",
        condition="OLD.state IN ('submitted','learner_responded','signed','replaced')"
        " AND (OLD.form_digest <> NEW.form_digest OR OLD.acted_on <> NEW.acted_on OR OLD.consent <> NEW.consent"
        " OR OLD.submitted_at <> NEW.submitted_at OR CAST(OLD.facts AS text) <> CAST(NEW.facts AS text))",
    ),
)
