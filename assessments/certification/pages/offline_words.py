"""Every finding of the page that checks without a network, in words and as a drawing."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from assessments.certification.badges.verdict import Result
from assessments.certification.laws import standing
from assessments.certification.pages.verification_words import BAD, GOOD, OVER, WORDS, Words

UNCHECKED = "unchecked"
"""The browser cannot check signatures."""

_TICK, _CROSS = WORDS[standing.VALID].drawing, WORDS[standing.REVOKED].drawing
_CLOCK, _PAUSE = WORDS[standing.EXPIRED].drawing, WORDS[standing.SUSPENDED].drawing
_QUESTION = "M18.5 19.5a5.5 5.5 0 1 1 7.6 5.1c-1.3.6-2.1 1.6-2.1 3m0 5v.1"
_FORGED = _("Do not rely on it. Keep a copy, and tell the issuer.")
_ASK_ONLINE = _("With a network, the page at the address on the certificate knows.")
_SAVE_ANEW = _("Save this page anew when there is a network.")

OFFLINE_WORDS: Mapping[str, Words] = {
    Result.GENUINE: Words(
        mood=GOOD,
        drawing=_TICK,
        headline=_("Genuine"),
        sentences=(
            _(
                "The issuer signed it, and by the list of %(as_of)s it had not been withdrawn. It holds today, %(today)s."
            ),
        ),
    ),
    Result.GENUINE_KEY_RETIRED_SINCE: Words(
        mood=GOOD,
        drawing=_TICK,
        headline=_("Genuine"),
        sentences=(
            _(
                "The issuer signed it, and by the list of %(as_of)s it had not been withdrawn. It holds today, %(today)s."
            ),
            _("The issuer has replaced the key that signed it since. What that key signed in its time stays good."),
        ),
    ),
    Result.UNREADABLE: Words(
        mood=OVER,
        drawing=_QUESTION,
        headline=_("Not a certificate's code"),
        sentences=(_("Nothing in it could be read. Scan the whole square code again, and paste all of what it says."),),
    ),
    Result.UNKNOWN_KEY: Words(
        mood=OVER,
        drawing=_QUESTION,
        headline=_("Signed by somebody unknown"),
        sentences=(
            _("No issuer in this page has the key that signed it. It is foreign, forged, or newer than this page."),
            _SAVE_ANEW,
        ),
    ),
    Result.TAMPERED: Words(
        mood=BAD,
        drawing=_CROSS,
        headline=_("Not genuine: changed"),
        sentences=(_("What it says is not what the issuer signed."), _FORGED),
    ),
    Result.SIGNED_BEFORE_KEY: Words(
        mood=BAD,
        drawing=_CROSS,
        headline=_("Not genuine: dated before its key"),
        sentences=(_("The key that signed it was not in use yet on the day it names."), _FORGED),
    ),
    Result.SIGNED_AFTER_RETIREMENT: Words(
        mood=BAD,
        drawing=_CROSS,
        headline=_("Not genuine: dated after its key"),
        sentences=(_("The key that signed it was no longer in use on the day it names."), _FORGED),
    ),
    Result.KEY_COMPROMISED: Words(
        mood=OVER,
        drawing=_QUESTION,
        headline=_("Cannot be told here"),
        sentences=(
            _("Somebody else came to know the key that signed it, so that the signature proves nothing."),
            _ASK_ONLINE,
        ),
    ),
    Result.WITHDRAWN: Words(
        mood=BAD,
        drawing=_CROSS,
        headline=_("Withdrawn by the issuer"),
        sentences=(
            _(
                "The issuer signed it, and withdrew or corrected it later: so says the list of %(as_of)s. It does not hold."
            ),
        ),
    ),
    Result.SUSPENDED: Words(
        mood=BAD,
        drawing=_PAUSE,
        headline=_("Suspended"),
        sentences=(_("The issuer signed it. By the list of %(as_of)s it was suspended."), _ASK_ONLINE),
    ),
    Result.NOT_YET_VALID: Words(
        mood=OVER,
        drawing=_CLOCK,
        headline=_("Not valid yet"),
        sentences=(_("The issuer signed it. Its first day is %(first)s; by this device, today is %(today)s."),),
    ),
    Result.EXPIRED: Words(
        mood=OVER,
        drawing=_CLOCK,
        headline=_("Expired"),
        sentences=(_("The issuer signed it. Its last day was %(last)s; by this device, today is %(today)s."),),
    ),
    Result.STATUS_LIST_TAMPERED: Words(
        mood=OVER,
        drawing=_QUESTION,
        headline=_("Signed, but the list was changed"),
        sentences=(
            _(
                "The issuer signed it. Whether it was withdrawn since cannot be told: a list in this page is not the issuer's."
            ),
            _SAVE_ANEW,
        ),
    ),
    Result.STATUS_LIST_TOO_OLD: Words(
        mood=OVER,
        drawing=_CLOCK,
        headline=_("Signed, but the list is too old"),
        sentences=(
            _("The issuer signed it, and on %(as_of)s it had not been withdrawn. Whether it was since cannot be told."),
            _SAVE_ANEW,
        ),
    ),
    Result.STATUS_UNKNOWN: Words(
        mood=OVER,
        drawing=_QUESTION,
        headline=_("Signed, but without a list"),
        sentences=(
            _("The issuer signed it. Whether it was withdrawn since cannot be told: its list is not in this page."),
            _SAVE_ANEW,
        ),
    ),
    UNCHECKED: Words(
        mood=OVER,
        drawing=_QUESTION,
        headline=_("Not checked"),
        sentences=(
            _(
                "This browser cannot check signatures. What stands in the code is shown below, and anybody could have written it."
            ),
            _ASK_ONLINE,
        ),
    ),
}
"""Result → its words; with `today`, `as_of`, `first` and `last` as days."""
