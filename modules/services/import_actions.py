"""What an import may do with one file."""

from enum import StrEnum


class Action(StrEnum):
    """What becomes of one file."""

    CREATE = "create"
    UPDATE = "update"
    ADOPT = "adopt"
    """The page says the same already; only the digest is noted."""
    PUBLISH = "publish"
    """Nothing to change, but the page is still a draft of ours."""
    KEEP = "keep"
    """The file is as it was imported; the page has been edited since and stays so."""
    REFUSE = "refuse"
    """Both the file and the page have changed."""
    SAME = "same"


CHANGES = frozenset({Action.CREATE, Action.UPDATE, Action.ADOPT, Action.PUBLISH})
