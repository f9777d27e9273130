"""The page of a quiz, and sitting down to it."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from assessments import selectors
from assessments.models import QuizPage
from assessments.presenting.quiz_pages import quiz_page_view, refused_again
from assessments.services import quizzes
from assessments.services.terms import terms_of
from assessments.views import refusals
from assessments.views.refusals import Link, Refusal, refuse
from assessments.views.sittings import address
from modules.rendering import lesson_document
from training_site.people.models import User


def page_context(page: QuizPage, request: HttpRequest) -> dict[str, Any]:
    """What the template of a quiz page is given (`QuizPage.context_builder`)."""
    preview = getattr(request, "is_preview", False)
    user = None if preview else getattr(request, "user", None)
    learner_id = user.pk if user is not None else None
    earlier = list(selectors.sittings(learner_id=learner_id, content_key=page.content_key)) if learner_id else []
    document = lesson_document(page, keep=not preview)
    now = timezone.now()
    rules = terms_of(learner=user, page=page, now=now) if isinstance(user, User) else page.rules
    return quiz_page_view(
        page,
        document=document,
        earlier=earlier,
        signed_in=learner_id is not None,
        rules=rules,
        refused=refused_again(earlier, rules=rules, now=now),
        now=now,
    )


class StartView(View):
    """`POST`: sit down, or go on where one sat down before."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: object, page_id: int, **kwargs: object) -> HttpResponseBase:
        """A quiz that everybody may see, for somebody who is signed in."""
        page = QuizPage.objects.live().public().filter(pk=page_id).first()
        if page is None:
            return refuse(request, refusals.not_found())
        if not isinstance(request.user, User):
            return redirect_to_login(page.get_url(request) or "/")
        return super().dispatch(request, *args, page=page, learner=request.user, **kwargs)

    def get(self, request: HttpRequest, page: QuizPage, learner: User) -> HttpResponse:
        """Nobody sits down by GET."""
        del learner
        return HttpResponseRedirect(page.get_url(request) or "/")

    def post(self, request: HttpRequest, page: QuizPage, learner: User) -> HttpResponse:
        """The learner's open sitting, or a new one."""
        try:
            sitting = quizzes.start(learner=learner, page=page, document=lesson_document(page), now=timezone.now())
        except quizzes.QuizIsEmpty:
            return refuse(request, no_questions(Link(title=_("Back to the page"), url=page.get_url(request) or "/")))
        except quizzes.BankIsShort:
            return refuse(request, too_few(Link(title=_("Back to the page"), url=page.get_url(request) or "/")))
        except quizzes.NotAdmitted as not_now:
            way_back = Link(title=_("Back to the page"), url=page.get_url(request) or "/")
            return refuse(request, refusals.not_admitted(not_now.refused, way_back))
        return HttpResponseRedirect(address(sitting))


def no_questions(link: Link) -> Refusal:
    """Said of a quiz that has no questions yet."""
    return Refusal(
        status=409, title=_("There are no questions yet"), text=_("This quiz is still being written."), back=link
    )


def too_few(link: Link) -> Refusal:
    """Said where a bank has lost questions since the quiz was published."""
    return Refusal(
        status=409,
        title=_("This quiz cannot be given now"),
        text=_("Its bank has fewer questions than it asks for. Tell your trainer; nothing was counted."),
        back=link,
    )
