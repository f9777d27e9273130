"""Being asked: what waits for somebody, and the page behind a link.

The page of a link needs no account and sets no cookie: whoever holds the link was written to, and the link itself stands for the right to
answer, so no cookie has to prove that a form came from here. Nothing is logged or remembered of an answer beside the box.
"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from assessments.mentoring.views.private import PrivateView
from assessments.surveys import links
from assessments.surveys.forms.answering import AnswerForm
from assessments.surveys.laws.instruments import Kind
from assessments.surveys.models import Ticket
from assessments.surveys.pages import asked as pages
from assessments.surveys.selectors import instruments, surveys, tests
from assessments.surveys.services import answering


class HomeView(PrivateView):
    """What somebody is asked, and their own comparisons."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Everything that waits."""
        language = get_language() or ""
        tickets = surveys.waiting_for(self.person, today=timezone.localdate(self.now))
        seats = tests.seats_of(self.person)
        context = pages.home(
            tickets,
            pages.tests_of(seats, language=language),
            confidence=instruments.in_use(Kind.CONFIDENCE, language=language),
            staff=pages.is_staff(self.person, today=timezone.localdate(self.now)),
        )
        return self.page("surveys/home.html", {"nav": "learning", **context})


@method_decorator(csrf_exempt, name="dispatch")
class LinkView(View):
    """A page behind the link of a ticket."""

    http_method_names = ["get", "head", "post", "options"]
    now: datetime
    ticket: Ticket

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponseBase:
        """Nothing here for a link that is none of ours; a plain word where its survey is over."""
        self.now = timezone.now()
        try:
            self.ticket = links.found(token)
        except links.NoTicket as error:
            raise Http404 from error
        except links.Gone:
            return self.said("over", status=410)
        return super().dispatch(request, *args, token=token, **kwargs)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page that is kept nowhere."""
        response = render(self.request, template, {"noindex": True, **context}, status=status)
        add_never_cache_headers(response)
        return response

    def said(self, what: str, *, status: int = 200) -> HttpResponse:
        """A page with one thing to say."""
        return self.page("surveys/said.html", {"what": what}, status=status)


class AnswerView(LinkView):
    """The questions, and the box."""

    def get(self, _request: HttpRequest, token: str) -> HttpResponse:
        """The form, once."""
        if self.ticket.spent:
            return self.said("spent")
        return self.shown(self.form(), token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Into the box; a second time finds the ticket spent."""
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.shown(form, token, status=form.status)
        try:
            answering.answer(ticket=self.ticket, given=form.given(), now=self.now)
        except answering.Spent:
            return self.said("spent", status=409)
        except answering.Over:
            return self.said("over", status=410)
        return self.said("thanks")

    def form(self, *args: Any) -> AnswerForm:
        """The form of this survey."""
        survey = self.ticket.survey
        return AnswerForm(*args, asked=instruments.asked(survey.version), organisation_id=survey.cohort.organisation_id)

    def shown(self, form: AnswerForm, token: str, *, status: int = 200) -> HttpResponse:
        """The page."""
        context = pages.question_page(self.ticket, form.asked, token=token)
        return self.page("surveys/answer.html", {"form": form, **context}, status=status)


class StopView(LinkView):
    """No more reminders."""

    def get(self, _request: HttpRequest, token: str) -> HttpResponse:
        """The button."""
        return self.page("surveys/stop.html", {**pages.stop_page(token), "silent": self.ticket.silent})

    def post(self, _request: HttpRequest, token: str) -> HttpResponse:
        """Be silent from now on."""
        del token
        answering.be_silent(ticket=self.ticket)
        return self.said("silent")
