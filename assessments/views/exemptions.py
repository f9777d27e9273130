"""More time, other days and more attempts at quizzes: who has them, and giving and ending them for one person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments import selectors
from assessments.forms.exempting import ExemptForm, StretchForm
from assessments.models import Accommodation, QuizExemption
from assessments.presenting import exemptions as pages
from assessments.presenting.shapes import Link
from assessments.services import terms
from assessments.services.terms import Span
from assessments.timing.terms import Exemption
from assessments.views.private import PrivateView
from training_site.people.models import User
from training_site.people.permissions import GIVE_TIME, scopes_of
from training_site.people.roles import Permission

MOST_FOUND = 50
ENDED = Span(reason=QuizExemption.Reason.ENDED)


class PeopleView(PrivateView):
    """Of the learners somebody looks after: who has more time, and whom a name finds."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """By name."""
        if not scopes_of(self.person, Permission.GIVE_TIME, today=self.today):
            raise Http404
        text = request.GET.get("q", "")[:200]
        learners = User.objects.filter(GIVE_TIME.visible_to(self.person, today=self.today))
        found = selectors.named(learners, text) if text else selectors.exempted(learners)
        lines = [Link(title=one.display_name, url=address(one)) for one in found[:MOST_FOUND]]
        return self.page("exemptions/people.html", {"lines": lines, "text": text})


class PersonView(PrivateView):
    """What is different for one learner."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, learner: int) -> HttpResponse:
        """What was given, and two forms."""
        return self.shown(self.find(learner), StretchForm(), ExemptForm(quizzes=quizzes()))

    def post(self, request: HttpRequest, learner: int) -> HttpResponse:
        """Give something, or end it."""
        found = self.find(learner)
        act = request.POST.get("act", "")
        stretch = StretchForm(request.POST if act == "stretch" else None)
        exempt = ExemptForm(request.POST if act == "exempt" else None, quizzes=quizzes())
        if act == "end":
            self.end(found, request.POST.get("key", ""))
        elif act == "stretch" and stretch.is_valid():
            terms.accommodate(
                person=found,
                percent=stretch.cleaned_data["percent"],
                by=self.person,
                now=self.now,
                span=stretch.span(),
            )
        elif act == "exempt" and exempt.is_valid():
            terms.exempt(
                content_key=exempt.cleaned_data["quiz"],
                changes=exempt.changes(),
                learner=found,
                by=self.person,
                now=self.now,
                span=exempt.span(),
            )
        else:
            return self.shown(found, stretch, exempt, status=400)
        messages.success(request, _("Kept. It holds for every attempt that begins from now on."))
        return HttpResponseRedirect(address(found))

    def end(self, learner: User, key: str) -> None:
        """Add a row that says that everything is as for everybody."""
        if key and not QuizExemption.objects.filter(learner=learner, content_key=key).exists():
            raise Http404
        if key:
            terms.exempt(
                content_key=key, changes=Exemption(), learner=learner, by=self.person, now=self.now, span=ENDED
            )
        else:
            terms.accommodate(person=learner, percent=100, by=self.person, now=self.now, span=ENDED)

    def find(self, pk: int) -> User:
        """The learner; never oneself. Raises Http404."""
        rows = User.objects.filter(GIVE_TIME.visible_to(self.person, today=self.today), pk=pk)
        found = rows.exclude(pk=self.person.pk).first()
        if found is None:
            raise Http404
        return found

    def shown(self, learner: User, stretch: StretchForm, exempt: ExemptForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        titles = selectors.offered_quizzes()
        everywhere = Accommodation.objects.filter(person=learner)
        at_one = QuizExemption.objects.filter(learner=learner)
        context: dict[str, Any] = {
            "name": learner.display_name,
            "lines": [
                *pages.stretch_lines(everywhere, today=self.today),
                *pages.exemption_lines(at_one, titles, today=self.today),
            ],
            "stretch": stretch,
            "exempt": exempt,
        }
        return self.page("exemptions/person.html", context, status=status)


def quizzes() -> list[tuple[str, str]]:
    """What can be chosen."""
    return list(selectors.offered_quizzes().items())


def address(learner: User) -> str:
    """Where what is different for a learner stands."""
    return reverse("assessments:exemptions_of", args=[learner.pk])
