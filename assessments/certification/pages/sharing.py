"""Who sees what of a certificate, for its holder."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.laws.codes import grouped
from assessments.certification.models import Credential, Share
from assessments.certification.pages.periods import day_text
from assessments.certification.selectors.sharing import is_open
from assessments.presenting.shapes import Link


@dataclass(frozen=True, kw_only=True)
class ShareLine:
    """A link."""

    address: str
    """"" once it is over."""
    end: str
    """Where it is ended; "" once it is over."""
    until: str
    shows: str
    made: str


@dataclass(frozen=True, kw_only=True)
class SharingPage:
    """Everything that others may see."""

    title: str
    code: str
    here: str
    shown_url: str
    back: Link
    public: Link
    has_competencies: bool
    has_badge: bool
    open: tuple[ShareLine, ...]
    over: tuple[ShareLine, ...]


def sharing_page(row: Credential, shares: Iterable[Share], *, on: date) -> SharingPage:
    """The page on a day, where the issuer is."""
    rows = list(shares)
    here = [row.pk]
    return SharingPage(
        title=row.certification.title,
        code=grouped(row.code),
        here=reverse("certification:sharing", args=here),
        shown_url=reverse("certification:sharing_shown", args=here),
        back=Link(title=_("The certificate"), url=reverse("certification:credential", args=here)),
        public=Link(title=_("What strangers see"), url=reverse("certification:verified", args=[row.code])),
        has_competencies=bool(row.snapshot.get("competencies")),
        has_badge=bool(row.badge),
        open=tuple(_line(row, each, is_over=False) for each in rows if is_open(each, on=on)),
        over=tuple(_line(row, each, is_over=True) for each in rows if not is_open(each, on=on)),
    )


def _line(row: Credential, share: Share, *, is_over: bool) -> ShareLine:
    path = reverse("certification:shared", args=[share.secret])
    return ShareLine(
        address="" if is_over else f"{settings.SITE_URL.rstrip('/')}{path}",
        end="" if is_over else reverse("certification:sharing_end", args=[row.pk, share.pk]),
        until=_until(share),
        shows=_("With the competencies") if share.competencies else _("Without the competencies"),
        made=_("made on %(day)s") % {"day": day_text(timezone.localdate(share.created_at))},
    )


def _until(share: Share) -> str:
    if share.ended_at is not None:
        return _("Ended on %(day)s") % {"day": day_text(timezone.localdate(share.ended_at))}
    return _("Through %(day)s") % {"day": day_text(share.until)}
