"""Somebody's word about a learner: it is asked for, then given or declined, and it is about one wording. Pure."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

GIVEN, ASKED, DECLINED = "given", "asked", "declined"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attested:
    """Somebody in a role was asked to vouch for something by hand, and what they said."""

    role: str
    key: str
    """Of the requirement, or of what is signed off, such as a module."""
    on: date
    """The day of the act that was vouched for; while nothing was vouched for, the day of the question or of the answer."""
    word: str = GIVEN
    """GIVEN, ASKED or DECLINED."""
    certification: str = ""
    """The code of the certification that asks for it; empty: it says something in all of them."""
    wording: str = ""
    """The mark of what was vouched for; empty: nobody noted a wording, as on paper."""
    ref: str = ""


def wording_mark(text: str) -> str:
    """Tells one wording from another; empty for none."""
    return sha256(text.encode()).hexdigest()[:16] if text else ""
