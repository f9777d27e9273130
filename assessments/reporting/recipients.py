"""Whoever answers a question to the board, as a list of people to write to. Its value is the question, in the one spelling that it has."""

from datetime import date
from operator import itemgetter
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.models import Certification
from assessments.reporting.filters import Filters
from assessments.reporting.models import SavedView
from assessments.reporting.pages.words import STATUS, TURNS
from assessments.reporting.selectors import board
from assessments.reporting.selectors.units import unit_for
from training_site.notices import recipients
from training_site.notices.recipients import Recipients, Source
from training_site.people.models import User
from training_site.people.permissions import WRITE_TO_LEARNERS, scopes_of
from training_site.people.roles import Permission

KEY = "reporting.board"


def write_url(filters: Filters) -> str:
    """Where one writes to those who answer a question."""
    return recipients.address_of(BOARD, filters.query)


def _kept(viewer: User, today: date) -> list[tuple[str, str]]:
    """The views that the viewer has kept: other questions are asked on the board."""
    if not _may_write(viewer, today):
        return []
    kept = SavedView.objects.filter(owner=viewer).order_by("-title", "-pk")
    return sorted({one.query: one.title for one in kept}.items(), key=itemgetter(1))


def _answering(viewer: User, value: str, today: date) -> Recipients | None:
    filters = Filters.read(dict(parse_qsl(value)))
    around = unit_for(viewer, filters.unit, today=today)
    if around is None or filters.query != value or not _may_write(viewer, today):
        return None
    everybody = board.answering(around.unit, filters, today=today).order_by().values("learner")
    mine = WRITE_TO_LEARNERS.visible_to(viewer, today=today)
    return Recipients(
        name=_name(around.unit.name, filters),
        people=User.objects.filter(mine, pk__in=everybody, is_active=True),
        organisation=around.unit,
        everybody=everybody.distinct().count(),
    )


def _may_write(viewer: User, today: date) -> bool:
    return bool(scopes_of(viewer, Permission.WRITE_TO_LEARNERS, today=today))


def _name(unit: str, filters: Filters) -> str:
    """`Lantern House · Reintegration practice · Stalled for a month · waits for the mentor`."""
    parts = [unit]
    title = Certification.objects.filter(pk=filters.certification).first() if filters.certification else None
    if title:
        parts.append(title.title)
    if filters.status:
        parts.append(str(STATUS[filters.status]))
    if filters.waits:
        parts.append(_("waits for %(who)s") % {"who": TURNS[filters.waits]})
    return " · ".join(parts)


BOARD = Source(KEY, gettext_lazy("From the board"), choices=_kept, find=_answering)


def register_all() -> None:
    """Offer the lists."""
    recipients.register(BOARD)
