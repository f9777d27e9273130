"""What somebody reads who is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.presenting.shapes import Link
from assessments.surveys.laws.crossover import other
from assessments.surveys.laws.instruments import Instrument
from assessments.surveys.links import token as token_of
from assessments.surveys.models import InstrumentVersion, TestSeat, Ticket
from assessments.surveys.pages.results import day_text
from assessments.surveys.selectors import tests
from training_site.people.models import User
from training_site.people.permissions import scopes_of
from training_site.people.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something to do."""

    title: str
    note: str
    url: str
    button: str


def home(
    tickets: Iterable[Ticket], taken: Sequence[Waiting], *, confidence: Sequence[InstrumentVersion], staff: bool
) -> dict[str, Any]:
    """Everything that waits for somebody."""
    return {
        "surveys": [_ticket(ticket) for ticket in tickets],
        "tests": taken,
        "confidence": Link(title=confidence[0].title, url=reverse("surveys:confidence")) if confidence else None,
        "results_url": reverse("surveys:results") if staff else "",
    }


def is_staff(person: User, *, today: date) -> bool:
    """Whether somebody reads results anywhere."""
    return bool(scopes_of(person, Permission.VIEW_PROGRESS, today=today))


def tests_of(seats: Iterable[TestSeat], *, language: str) -> list[Waiting]:
    """The next step of each test, and at the end what was gained."""
    return [_test(seat, language) for seat in seats]


def question_page(ticket: Ticket, asked: Instrument, *, token: str) -> dict[str, Any]:
    """The questions of a ticket."""
    return {
        "title": asked.title,
        "intro": asked.intro,
        "facts": [
            ngettext("%(n)d minute", "%(n)d minutes", asked.minutes) % {"n": asked.minutes},
            _("open until %(day)s") % {"day": day_text(ticket.survey.closes_on)},
            _("every question can be left out"),
        ],
        "stop_url": reverse("surveys:stop", args=[token]),
    }


def stop_page(token: str) -> dict[str, Any]:
    """No more reminders."""
    return {"answer_url": reverse("surveys:answer", args=[token])}


def _ticket(ticket: Ticket) -> Waiting:
    survey = ticket.survey
    return Waiting(
        title=survey.version.title,
        note=_("%(cohort)s, open until %(day)s. Anonymous.")
        % {"cohort": survey.cohort.name, "day": day_text(survey.closes_on)},
        url=reverse("surveys:answer", args=[token_of(ticket)]),
        button=_("Answer"),
    )


def _test(seat: TestSeat, language: str) -> Waiting:
    plan = seat.plan
    one = tests.shown(seat, tests.handed_in([seat.person_id], {plan.form_a, plan.form_b}))
    if one.before is not None and one.after is not None:
        return Waiting(title=plan.cohort.name, note=_gained(one.before, one.after), url="", button="")
    swapped = plan.after_opened_at is not None
    if (one.before is not None) != swapped:
        waits = one.before is not None
        note = (
            _("The first test is taken. The second one comes after the training.")
            if waits
            else _("The first test is over, so there is nothing to compare with.")
        )
        return Waiting(title=plan.cohort.name, note=note, url="", button="")
    if swapped:
        form, note, button = (
            other(seat.first),
            _("After the training: other questions of the same kind."),
            _("To the second test"),
        )
    else:
        form, note, button = (
            seat.first,
            _("Before the training: nothing depends on the result."),
            _("To the first test"),
        )
    page = tests.page_of(tests.form_of(plan, form), language)
    url = (page.get_url() or "") if page else ""
    return Waiting(title=plan.cohort.name, note=note, url=url, button=button)


def _gained(before: tests.Sat, after: tests.Sat) -> str:
    return _("Before: %(before)d %%. After: %(after)d %%.") % {
        "before": int(before.score * 100),
        "after": int(after.score * 100),
    }
