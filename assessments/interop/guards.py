"""What the database refuses of files of questions: a file is decided once, and stays the file it was."""

from assessments.guards import Guard, changed

INTEROP = (
    Guard(
        table="interop_questionimport",
        name="questions_are_decided_once",
        condition=changed("sha256", "page_id", "looked_by_id", "looked_at") + " OR OLD.state <> 'looked'",
    ),
)
