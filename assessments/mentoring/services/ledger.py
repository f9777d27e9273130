"""The ledger of mentoring is written like every ledger."""

from assessments.services.ledgers import NotNow, append, begin, lock

__all__ = ["NotNow", "append", "begin", "lock"]
