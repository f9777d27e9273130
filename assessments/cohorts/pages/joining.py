"""What somebody reads who is about to come in."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.cohorts.models import Cohort, CohortMember, Invitation, JoinCode
from assessments.cohorts.pages.codes import state_text
from assessments.cohorts.pages.cohorts import days_text, due_text, road_text
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class JoinPage:
    """The cohort, and the one thing to do."""

    name: str
    place: str
    facts: tuple[str, ...]
    action: str
    closed: str
    """Why nobody comes in by this now; empty while people do."""
    inside: bool
    mistake: str
    signed_in_as: str
    sign_in: str
    sign_up: str


def join_page(code: JoinCode, viewer: User | AnonymousUser, *, today: date, mistake: str) -> JoinPage:
    """For whoever has a code."""
    inside = (
        isinstance(viewer, User)
        and CohortMember.objects.filter(cohort=code.cohort, learner=viewer, until=None).exists()
    )
    closed = "" if code.is_open(today) and not code.cohort.is_over(today) else _closed(code, today)
    path = reverse("cohorts:join", args=[code.code])
    return _page(code.cohort, code.organisation.name, viewer, path=path, closed=closed, inside=inside, mistake=mistake)


def invited_page(invitation: Invitation, viewer: User | AnonymousUser, *, path: str, mistake: str) -> JoinPage:
    """For whoever was written to."""
    place = invitation.organisation.name
    return _page(invitation.cohort, place, viewer, path=path, closed="", inside=False, mistake=mistake)


def _page(
    cohort: Cohort, place: str, viewer: User | AnonymousUser, *, path: str, closed: str, inside: bool, mistake: str
) -> JoinPage:
    facts = (road_text(cohort), days_text(cohort), due_text(cohort))
    return JoinPage(
        name=cohort.name,
        place=place,
        facts=tuple(fact for fact in facts if fact),
        action=path,
        closed=closed,
        inside=inside,
        mistake=mistake,
        signed_in_as=viewer.display_name if isinstance(viewer, User) else "",
        sign_in=f"{reverse('account_login')}?next={path}",
        sign_up=f"{reverse('account_signup')}?next={path}",
    )


def _closed(code: JoinCode, today: date) -> str:
    if code.cohort.is_over(today):
        return _("This cohort has ended.")
    return _("This code does not let anybody in today: %(state)s.") % {"state": state_text(code, today).lower()}
