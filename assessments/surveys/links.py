"""The link of a ticket: signed, so that nobody makes one up. It works without an account, until the survey closes, for one answer."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from assessments.surveys.models import Ticket

SIGNER = Signer(salt="surveys.ticket", sep=".")
"""The dot may stand in the path of a notice."""


class NoTicket(Exception):
    """The link is none of ours."""


class Gone(Exception):
    """It was one of ours, and its survey is over."""


def token(ticket: Ticket) -> str:
    """What stands in the link."""
    return SIGNER.sign(str(ticket.pk))


def found(text: str) -> Ticket:
    """The ticket behind a link. Raises NoTicket, Gone."""
    try:
        key = UUID(SIGNER.unsign(text))
    except (BadSignature, ValueError) as error:
        raise NoTicket from error
    rows = Ticket.objects.select_related("survey__version", "survey__cohort")
    one = rows.filter(pk=key, survey__closed_at=None).first()
    if one is None:
        raise Gone
    return one
