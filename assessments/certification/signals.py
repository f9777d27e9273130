"""What certification tells those above it."""

from django.dispatch import Signal

followed = Signal()
"""An open round was looked at and stands otherwise than before: `learner_id`."""

recorded = Signal()
"""Many rounds were written together from earlier records, in one transaction: `learners` (their numbers), `decisions`, and the `events` of
the ledger. No `post_save` tells of them.
"""
