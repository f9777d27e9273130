"""What certification tells those above it."""

from django.dispatch import Signal

followed = Signal()
"""An open round was looked at and stands otherwise than before: `learner_id`."""
