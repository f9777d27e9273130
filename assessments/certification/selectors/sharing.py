"""What a holder has chosen to show, and which links are open."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from assessments.certification.laws.calendar import day_in
from assessments.certification.models import Credential, Share, Showing


def shows_competencies(cycle_id: UUID) -> bool:
    """Whether the public page shows the list of competencies: yes, until its holder says no (one query)."""
    chosen = (
        Showing.objects.filter(cycle=cycle_id).order_by("-at", "-pk").values_list("competencies", flat=True).first()
    )
    return chosen is not False


def shares_of(cycle_id: UUID) -> list[Share]:
    """Every link to the certificates of a round, the newest first (one query)."""
    return list(Share.objects.filter(cycle=cycle_id))


def open_shares(cycle_id: UUID, *, on: date) -> list[Share]:
    """Those that are open on a day, where the issuer is (one query)."""
    return [each for each in shares_of(cycle_id) if is_open(each, on=on)]


def is_open(share: Share, *, on: date) -> bool:
    """Whether a link leads to the certificate on a day."""
    return share.ended_at is None and on <= share.until


def opened(secret: str, *, now: datetime) -> tuple[Share, Credential] | None:
    """An open link, and the certificate of its round that counts; None for any other text (one query, two for a link)."""
    share = Share.objects.filter(secret=secret.upper()).first()
    if share is None:
        return None
    row = Credential.objects.filter(cycle=share.cycle_id, superseded_by=None).exclude(name="").first()
    if row is None or not is_open(share, on=day_in(now, ZoneInfo(row.zone))):
        return None
    return share, row
