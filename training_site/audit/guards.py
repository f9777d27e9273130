"""What the database refuses in the audit trail: any change, and any end."""

from training_site.guards import never_leaves, written_once

AUDIT = (
    written_once("audit_auditevent"),
    never_leaves("audit_auditevent"),
    written_once("audit_link"),
    never_leaves("audit_link"),
)
