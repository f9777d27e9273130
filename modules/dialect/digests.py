"""The name of a version of an activity: what it says decides it, how it was typed does not."""

from hashlib import sha256

from modules.dialect.document import Activity
from modules.dialect.writer import write


def digest(activity: Activity) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(write(activity).encode()).hexdigest()
