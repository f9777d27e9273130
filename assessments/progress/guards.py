"""What the database refuses in the ledger of progress."""

from assessments.guards import written_once

PROGRESS = (written_once("progress_lessonevent"),)
