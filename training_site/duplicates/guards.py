"""What the database refuses: a word about two people that is changed or lost."""

from training_site.guards import never_leaves, written_once

DUPLICATES = (written_once("duplicates_distinction"), never_leaves("duplicates_distinction"))
