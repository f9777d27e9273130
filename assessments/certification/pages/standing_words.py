"""What a certificate is worth, for its holder."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws import standing as law
from assessments.certification.pages.periods import day_text

SHORT: Mapping[str, Promise] = {
    law.VALID: _("Valid"),
    law.EXPIRING: _("Valid, expires soon"),
    law.EXPIRED: _("Expired"),
    law.SUSPENDED: _("Suspended"),
    law.REVOKED: _("Withdrawn by the issuer"),
    law.SUPERSEDED: _("Renewed by a later one"),
    law.CORRECTED: _("Replaced by a corrected one"),
    law.REISSUED: _("Signed anew"),
    law.NOT_YET_VALID: _("Not valid yet"),
}
"""In a word."""
NOTES: Mapping[str, Promise] = {
    law.EXPIRED: _("Expired: it was valid through %(since)s."),
    law.SUSPENDED: _("Suspended since %(since)s. Until that is resolved, it does not count."),
    law.REVOKED: _("Withdrawn by the issuer on %(since)s. It no longer counts."),
    law.SUPERSEDED: _("Renewed on %(since)s: a later certificate has taken its place."),
    law.CORRECTED: _("Replaced on %(since)s by a corrected certificate."),
    law.REISSUED: _("Signed anew on %(since)s: what it says is unchanged, and stands on the new one."),
    law.NOT_YET_VALID: _("Not valid yet."),
}
"""What stands on the certificate itself; nothing while it simply holds."""
ICONS: Mapping[str, str] = {law.VALID: "right", law.EXPIRING: "partly"}
"""Result → icon; an alert for all others."""


def short_text(status: law.Status) -> str:
    """In a word."""
    return str(SHORT[status.result])


def note_text(status: law.Status) -> str:
    """For the top of the certificate."""
    note, since = NOTES.get(status.result), status.since
    if note is None:
        return ""
    if since is not None and status.result == law.EXPIRED:
        since -= timedelta(days=1)
    return str(note % {"since": day_text(since) if since else ""})


def icon_of(status: law.Status) -> str:
    """The icon beside the word."""
    return ICONS.get(status.result, "alert")
