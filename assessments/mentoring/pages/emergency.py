"""Emergency access in words, as the one who looks at the page may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.emergency import SCOPE
from assessments.mentoring.models import BreakGlass
from assessments.mentoring.pages.seen import Day, days
from assessments.mentoring.selectors.emergency import is_party, may_answer, uses
from training_site.people.models import User

STATES: dict[str, Promise] = {
    "requested": gettext_lazy("Waits for a second person"),
    "approved": gettext_lazy("Open until %(until)s"),
    "refused": gettext_lazy("Refused"),
    "withdrawn": gettext_lazy("Taken back"),
    "closed": gettext_lazy("Closed early"),
    "expired": gettext_lazy("Over"),
}


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One emergency access."""

    url: str
    learner: str
    requester: str
    approver: str
    reason: str
    state: str
    is_open: bool
    asked_on: str
    scope: tuple[str, ...]
    hours: int
    told: str
    words: str = ""
    delay_words: str = ""
    may_answer: bool = False
    may_withdraw: bool = False
    may_close: bool = False
    facts_url: str = ""
    looks: tuple[Day, ...] = ()
    """Who has used it, and when."""


def line(grant: BreakGlass, *, now: datetime) -> Grant:
    """As it stands in a list: no words."""
    is_open = grant.state == "approved" and grant.expires_at is not None and grant.expires_at > now
    state = grant.state if is_open or grant.state != "approved" else "expired"
    until = date_format(timezone.localtime(grant.expires_at), "DATETIME_FORMAT") if grant.expires_at else ""
    return Grant(
        url=reverse("mentoring:emergency", args=[grant.pk]),
        learner=str(grant.learner),
        requester=str(grant.requester),
        approver=str(grant.approver or ""),
        reason=grant.get_reason_display(),
        state=str(STATES[state]) % {"until": until},
        is_open=is_open,
        asked_on=date_format(timezone.localtime(grant.created_at)),
        scope=tuple(str(SCOPE[DataClass(one)]) for one in grant.scope),
        hours=grant.hours,
        told=_told(grant, now=now),
    )


def whole(grant: BreakGlass, *, viewer: User, now: datetime) -> Grant:
    """The page of one: the words, and what the viewer can do."""
    shown = line(grant, now=now)
    answers = grant.state == "requested" and may_answer(viewer, grant, now=now)
    return Grant(
        **{
            **vars(shown),
            "words": grant.words.opened(),
            "delay_words": "" if is_party(viewer, grant.learner_id) else grant.delay_words.opened(),
            "looks": days(uses(grant)),
            "may_answer": answers,
            "may_withdraw": grant.state == "requested" and viewer.pk == grant.requester_id,
            "may_close": shown.is_open and viewer.pk in (grant.requester_id, grant.approver_id),
            "facts_url": reverse("mentoring:opened", args=[grant.pk])
            if shown.is_open and viewer.pk == grant.requester_id
            else "",
        }
    )


def _told(grant: BreakGlass, *, now: datetime) -> str:
    if grant.notify_at is None:
        wish = grant.tell_on
        return _("They are to be told on %(day)s") % {"day": date_format(wish)} if wish else _("They are told at once")
    day = date_format(timezone.localtime(grant.notify_at))
    told = _("Both were told on %(day)s") if grant.notify_at <= now else _("Both will be told on %(day)s")
    return told % {"day": day}
