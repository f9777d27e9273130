"""What people and organisations tell the apps that stand on them (the audit trail).

Each is sent inside the transaction that writes, so that what follows from it is saved with it or not at all. `by` is who did it:
None from the command line.
"""

from django.dispatch import Signal

membership_begun = Signal()
"""`membership`, `by`."""

membership_ended = Signal()
"""`membership`, `by`."""

organisation_changed = Signal()
"""`organisation`, `by`, `how`: "made", "changed", "moved" or "rang" (its contacts were called)."""

account_changed = Signal()
"""`person`, `by`, `how`: "superuser" or "closed"."""
