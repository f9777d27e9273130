"""Every answer that a stranger can get, in words and as a drawing: never by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws import standing
from assessments.certification.selectors.verifying import NOT_FOUND, REMOVED

GOOD, SOON, OVER, BAD, MOVED = "good", "soon", "over", "bad", "moved"
"""Moods, each with its colours in the stylesheet."""

_CLOCK = "M24 14v11l7 4"
_ARROW = "M15 24h17m-7-8 8 8-8 8"


@dataclass(frozen=True, kw_only=True)
class Words:
    """How an answer is said and drawn."""

    mood: str
    drawing: str
    """Lines on a round field of 48 by 48."""
    headline: Promise
    sentences: tuple[Promise, ...]
    """With `since`, `first` and `last` as days, and `left` as a number of days."""


WORDS: Mapping[str, Words] = {
    standing.VALID: Words(
        mood=GOOD,
        drawing="m15 25 6.5 6.5L34 18",
        headline=_("Valid"),
        sentences=(_("This certificate holds today."),),
    ),
    standing.EXPIRING: Words(
        mood=SOON,
        drawing=_CLOCK,
        headline=_("Valid, expires soon"),
        sentences=(_("This certificate holds today. Its last day is %(last)s; %(left)s."),),
    ),
    standing.EXPIRED: Words(
        mood=OVER,
        drawing=_CLOCK,
        headline=_("Expired"),
        sentences=(_("Its last day was %(last)s. What it says was true until then; it does not hold today."),),
    ),
    standing.SUSPENDED: Words(
        mood=BAD,
        drawing="M19 16v16m10-16v16",
        headline=_("Suspended"),
        sentences=(
            _("The issuer suspended this certificate on %(since)s. It does not hold today."),
            _("It may hold again later: ask again, or ask the issuer."),
        ),
    ),
    standing.REVOKED: Words(
        mood=BAD,
        drawing="m17 17 14 14m0-14L17 31",
        headline=_("Withdrawn by the issuer"),
        sentences=(_("The issuer withdrew this certificate on %(since)s. It does not hold, whatever its dates say."),),
    ),
    standing.SUPERSEDED: Words(
        mood=MOVED,
        drawing=_ARROW,
        headline=_("Renewed"),
        sentences=(_("Its holder renewed this certificate on %(since)s. The newer one counts."),),
    ),
    standing.CORRECTED: Words(
        mood=MOVED,
        drawing=_ARROW,
        headline=_("Replaced by a corrected certificate"),
        sentences=(_("The issuer corrected this certificate on %(since)s. The corrected one counts, not this one."),),
    ),
    standing.REISSUED: Words(
        mood=MOVED,
        drawing=_ARROW,
        headline=_("Signed anew"),
        sentences=(
            _("The issuer gave up the key that signed this certificate, and signed it anew on %(since)s."),
            _("What it says has not changed. Rely on the new one: the old signature proves nothing any more."),
        ),
    ),
    standing.NOT_YET_VALID: Words(
        mood=SOON,
        drawing="M15 19h18v13H15zm0 5h18M20 15v5m8-5v5",
        headline=_("Not valid yet"),
        sentences=(_("Its first day is %(first)s. It does not hold today."),),
    ),
    REMOVED: Words(
        mood=OVER,
        drawing="M16 24h16",
        headline=_("Holder's data removed"),
        sentences=(
            _("A certificate was issued under this code. The data of its holder were removed since."),
            _("Nothing more can be confirmed here."),
        ),
    ),
    NOT_FOUND: Words(
        mood=OVER,
        drawing="M18.5 19.5a5.5 5.5 0 1 1 7.6 5.1c-1.3.6-2.1 1.6-2.1 3m0 5v.1",
        headline=_("Not found"),
        sentences=(
            _("No certificate has this code."),
            _(
                "Compare it with the paper, sign by sign. There is no letter I, L, O or U in a code: they are 1, 1, 0 and V. "
                "If it is right, what you were shown is no certificate of ours."
            ),
        ),
    ),
}
"""Answer → its words."""
