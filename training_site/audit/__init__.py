"""An AuditEvent is one privileged act; a Link gives it its place in one chain of hashes. Neither is ever changed or taken away."""
