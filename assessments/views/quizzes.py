"""Taking a quiz: its page, the paper, saving on the way, handing in, the result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View

from assessments import selectors
from assessments.models import QuizAttempt, QuizPage
from assessments.presenting import results, sittings
from assessments.presenting.quiz_pages import around, quiz_page_view, refused_again
from assessments.services import quizzes, versions
from assessments.services.standings import stands_of
from assessments.services.terms import terms_of
from assessments.views import refusals
from assessments.views.answers import typed_in
from assessments.views.reading import read_item
from assessments.views.refusals import Link, Refusal, refuse
from modules.dialect.reading import UnreadableAnswer
from modules.dialect.shown import Answer
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


CERTAINTIES = ("1", "2", "3")


class Paper(NamedTuple):
    """What the form of a sitting says."""

    answers: Mapping[str, Answer]
    certainties: Mapping[str, int]
    sequence: int


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


class OwnSittingView(View):
    """Base of everything that happens in one's own sitting; anybody else's does not exist."""

    http_method_names = ["get", "head", "post", "options"]
    sitting: QuizAttempt

    def dispatch(self, request: HttpRequest, *args: object, sitting: UUID, **kwargs: object) -> HttpResponseBase:
        """Sign in first; then only one's own."""
        if not isinstance(request.user, User):
            return self.signed_out(request, sitting)
        found = selectors.own_sitting(learner=request.user, sitting=sitting)
        if found is None:
            return refuse(request, refusals.not_found())
        self.sitting = found
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Back to the sitting, for a reloaded or bookmarked address."""
        del request
        return HttpResponseRedirect(address(self.sitting))

    @staticmethod
    def signed_out(request: HttpRequest, sitting: UUID) -> HttpResponse:
        """Reading leads to the sign-in; what was sent is shown again, because it could not be saved."""
        here = reverse("assessments:quiz_attempt", args=[sitting])
        if request.method != "POST":
            return redirect_to_login(here)
        door = f"{reverse('account_login')}?{urlencode({'next': here})}"
        return refuse(request, refusals.signed_out(Link(title=_("Sign in"), url=door), typed_in(request)))


class SittingView(OwnSittingView):
    """`GET`: the paper while it is open, the result afterwards."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page of the sitting in its state."""
        now = timezone.now()
        sitting = quizzes.catch_up(attempt=self.sitting, now=now)
        if sitting.state == QuizAttempt.State.OVERDUE:
            return render(request, "assessments/quiz_overdue.html", {"overdue": sittings.overdue(sitting)})
        if sitting.state == QuizAttempt.State.ABANDONED:
            return refuse(request, refusals.not_handed_in(around(request, sitting, now=now).trail[-1]))
        mark = None if sitting.is_open else selectors.newest_mark(sitting)
        asked = {item.key: item.version for item in sitting.frozen_items}
        compiled = versions.compiled_versions({**asked, **(mark.versions if mark else {})})
        stands = stands_of(sitting, compiled, finished=not sitting.is_open)
        place = around(request, sitting, now=now)
        if not sitting.is_open:
            result = results.result(sitting, compiled, stands, around=place, mark=mark, now=now)
            return render(
                request,
                "assessments/quiz_result.html",
                {"result": result, "trail": place.trail, "draft_text": place.draft_text},
            )
        sequence, saved_at = quizzes.last_save(sitting)
        paper = sittings.paper(
            sitting,
            compiled,
            stands,
            title=place.title,
            sequence=sequence + 1,
            saved_at=saved_at,
            point_out_missing="gaps" in request.GET,
        )
        return render(
            request,
            "assessments/quiz_attempt.html",
            {"attempt": paper, "trail": place.trail, "draft_text": place.draft_text},
        )


class KeepingView(OwnSittingView):
    """Base of what is kept in an open sitting: refused where the form holds what it cannot, or the sitting takes nothing any more."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it, and say why not otherwise."""
        try:
            return self.kept(request, read_paper(request, self.sitting), now=timezone.now())
        except (UnreadableAnswer, ValueError):
            return refuse(request, refusals.unreadable(back(self.sitting)))
        except quizzes.TimeIsUp:
            return refuse(request, refusals.time_is_up(back(self.sitting)))
        except quizzes.AlreadyHandedIn:
            return refuse(request, refusals.handed_in_already(back(self.sitting)))

    def kept(self, request: HttpRequest, paper: Paper, *, now: datetime) -> HttpResponse:
        """The answer once it was kept."""
        raise NotImplementedError


class SaveView(KeepingView):
    """`POST`: keep what has been answered so far."""

    def kept(self, request: HttpRequest, paper: Paper, *, now: datetime) -> HttpResponse:
        """Save, and say so only after it was saved."""
        quizzes.save(attempt=self.sitting, now=now, **paper._asdict())
        if "application/json" not in request.headers.get("Accept", ""):
            return HttpResponseRedirect(address(self.sitting))
        kept = quizzes.current_answers(self.sitting)
        said = {"saved_text": sittings.saved_text(now), "answered_text": sittings.answered_text(self.sitting, kept)}
        return JsonResponse(said)


class CheckView(KeepingView):
    """`POST`: have one question marked now, named by `check`; or leave its hint and answer anew, named by `again`."""

    def kept(self, request: HttpRequest, paper: Paper, *, now: datetime) -> HttpResponse:
        """Back to the question, with what there is to say."""
        key, again = request.POST.get("check", ""), request.POST.get("again", "")
        if (key or again) not in {item.key for item in self.sitting.frozen_items}:
            raise UnreadableAnswer("unknown-option")
        if again:
            quizzes.try_again(attempt=self.sitting, key=again, sequence=paper.sequence, now=now)
        else:
            quizzes.check(attempt=self.sitting, key=key, now=now, **paper._asdict())
        return HttpResponseRedirect(f"{address(self.sitting)}#{key or again}")


class HandInView(OwnSittingView):
    """`POST`: close the sitting. Sent twice it leads to the same result."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand in; with gaps only when that was asked for."""
        try:
            paper = read_paper(request, self.sitting)
            sitting = quizzes.hand_in(
                attempt=self.sitting,
                **paper._asdict(),
                with_gaps=request.POST.get("anyway") == "1",
                now=timezone.now(),
            )
        except (UnreadableAnswer, ValueError):
            return refuse(request, refusals.unreadable(back(self.sitting)))
        return HttpResponseRedirect(f"{address(sitting)}?gaps#missing" if sitting.is_open else address(sitting))


def read_paper(request: HttpRequest, sitting: QuizAttempt) -> Paper:
    """The answers in the form, how certain somebody is of them, and their sequence. Those named by `changed`, or all of them.

    Raises UnreadableAnswer, and ValueError for a sequence that is no number a browser counts to.
    """
    sequence = int(request.POST.get("sequence", ""))
    if not 0 <= sequence <= quizzes.LAST_SEQUENCE:
        raise ValueError(sequence)
    known = {item.key: item.version for item in sitting.frozen_items}
    wanted = request.POST.getlist("changed") or list(known)
    if not set(wanted) <= known.keys():
        raise UnreadableAnswer("unknown-option")
    compiled = versions.compiled_versions({key: known[key] for key in wanted})
    return Paper(
        answers={key: read_item(request.POST, compiled[key], key=key) for key in wanted},
        certainties={key: int(said) for key in wanted if (said := request.POST.get(f"{key}.certainty")) in CERTAINTIES},
        sequence=sequence,
    )


def address(sitting: QuizAttempt) -> str:
    """Where a sitting is, in every state."""
    return reverse("assessments:quiz_attempt", args=[sitting.pk])


def back(sitting: QuizAttempt) -> Link:
    """The way back to a sitting."""
    return Link(title=_("Back to the quiz"), url=address(sitting))


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
