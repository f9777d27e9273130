"""Signing a certificate that is about to be stored: its badge, the token of its square code, and its place in the issuer's lists."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assessments.certification.badges import credential as badge
from assessments.certification.badges import status_list, token
from assessments.certification.models import Credential, IssuerKey
from assessments.certification.printing.graphemes import clusters
from assessments.certification.selectors import awards
from assessments.certification.services import keys

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def signed(row: Credential, *, key: IssuerKey, now: datetime) -> Credential:
    """The row, signed with the issuer's current key, which is locked: so that its place in the lists is nobody else's."""
    signing = keys.signing(key)
    row.key, row.status_index = key, _place(row.issuer_id)
    award = awards.award_of(row, row.snapshot)
    row.badge = dict(badge.issued(award, key=signing, signed_at=now.astimezone(ZoneInfo("UTC"))))
    title, name = _fitting(row.snapshot["title"]), _fitting(row.name)
    row.token = token.issued(award, code=row.code, title=title, name=name, key=signing, signed_at=now)
    return row


def _fitting(text: str) -> str:
    """A text, or as many whole letters of it as a token has room for, and an ellipsis."""
    if len(text.encode()) <= token.LONGEST_TEXT:
        return text
    letters, room = "", token.LONGEST_TEXT - len(ELLIPSIS.encode())
    for letter in clusters(text):
        if len((letters + letter).encode()) > room:
            break
        letters += letter
    return letters + ELLIPSIS


def _place(issuer_id: int) -> int:
    taken = Credential.objects.filter(issuer_id=issuer_id).values_list("status_index", flat=True)
    return status_list.unused_index(set(taken))
