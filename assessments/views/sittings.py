"""A sitting of a quiz: its paper, saving on the way, handing in, the result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from assessments import auditing, selectors
from assessments.models import QuizAttempt
from assessments.presenting import results, sittings
from assessments.presenting.quiz_pages import around
from assessments.services import quizzes, versions
from assessments.services.keeping import ledger_of, undecided
from assessments.services.standings import by_question, stands_from
from assessments.views import refusals
from assessments.views.answers import device_time, typed_in
from assessments.views.reading import read_item
from assessments.views.refusals import Link, Refusal, refuse
from modules.dialect.reading import UnreadableAnswer
from modules.dialect.shown import Answer
from training_site.design.templatetags.design import word_for
from training_site.people.models import User

CERTAINTIES = ("1", "2", "3")


class Paper(NamedTuple):
    """What the form of a sitting says."""

    answers: Mapping[str, Answer]
    certainties: Mapping[str, int]
    sequence: int
    origin: quizzes.Origin


class OwnSittingView(View):
    """Base of everything that happens in one's own sitting; anybody else's does not exist."""

    http_method_names = ["get", "head", "post", "options"]
    sitting: QuizAttempt
    door = "sitting"
    """What the audit trail calls it."""

    def dispatch(self, request: HttpRequest, *args: object, sitting: UUID, **kwargs: object) -> HttpResponseBase:
        """Sign in first; then only one's own."""
        if not isinstance(request.user, User):
            return self.signed_out(request, sitting)
        found = selectors.own_sitting(learner=request.user, sitting=sitting)
        if found is None:
            if request.method == "POST" and (theirs := selectors.any_sitting(sitting)) is not None:
                self.note(request, theirs, auditing.FOREIGN)
            return refuse(request, refusals.not_found())
        self.sitting = found
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Back to the sitting, for a reloaded or bookmarked address."""
        del request
        return HttpResponseRedirect(address(self.sitting))

    def note(self, request: HttpRequest, sitting: QuizAttempt, why: str) -> None:
        """Leave a line in the audit trail."""
        if isinstance(request.user, User):
            auditing.of_refusal(sitting, why=why, door=self.door, by=request.user, now=timezone.now())

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
        rows = ledger_of(sitting)
        stands = stands_from(by_question(rows), sitting, compiled, finished=not sitting.is_open)
        place = around(request, sitting, now=now)
        said = {"trail": place.trail, "draft_text": place.draft_text}
        if not sitting.is_open:
            result = results.result(sitting, compiled, stands, around=place, mark=mark, now=now)
            return render(request, "assessments/quiz_result.html", {"result": result, **said})
        paper = sittings.paper(
            sitting,
            compiled,
            stands,
            rows,
            title=place.title,
            point_out_missing="gaps" in request.GET,
            now=now,
        )
        return render(request, "assessments/quiz_attempt.html", {"attempt": paper, **said})


@method_decorator(csrf_exempt, name="dispatch")
class KeepingView(OwnSittingView):
    """Base of what is sent to an open sitting: refused where the form holds what it cannot, or the sitting takes nothing any more."""

    def dispatch(self, request: HttpRequest, *args: object, sitting: UUID, **kwargs: object) -> HttpResponseBase:
        """What is too much to be read is refused before anything else; then the token of the form is looked at, as everywhere."""
        try:
            len(request.POST)
        except SuspiciousOperation:
            return self.too_much(request, sitting)
        return csrf_protect(super().dispatch)(request, *args, sitting=sitting, **kwargs)

    def too_much(self, request: HttpRequest, sitting: UUID) -> HttpResponse:
        """More than any form of ours sends."""
        own = selectors.own_sitting(learner=request.user, sitting=sitting) if isinstance(request.user, User) else None
        if own is None:
            return refuse(request, refusals.not_found())
        return self.refused(request, own, auditing.OVERSIZED, refusals.too_much(back(own)))

    def refused(self, request: HttpRequest, sitting: QuizAttempt, why: str, refusal: Refusal) -> HttpResponse:
        """Say so, and leave a line in the audit trail."""
        self.note(request, sitting, why)
        return refuse(request, refusal)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it, and say why not otherwise."""
        sitting, way_back = self.sitting, back(self.sitting)
        try:
            return self.kept(request, read_paper(request, sitting), now=timezone.now())
        except (UnreadableAnswer, ValueError, quizzes.UnknownSave) as error:
            why = auditing.OVERSIZED if getattr(error, "reason", "") == "too-long" else auditing.FORGED
            return self.refused(request, sitting, why, refusals.unreadable(way_back))
        except quizzes.TimeIsUp:
            return self.refused(request, sitting, auditing.LATE, refusals.time_is_up(way_back))
        except quizzes.AlreadyHandedIn:
            return self.refused(request, sitting, auditing.LATE, refusals.handed_in_already(way_back))
        except quizzes.SentTwice:
            return self.refused(request, sitting, auditing.REPLAYED, refusals.sent_twice(way_back, typed_in(request)))

    def kept(self, request: HttpRequest, paper: Paper, *, now: datetime) -> HttpResponse:
        """The answer once it was kept."""
        raise NotImplementedError


class SaveView(KeepingView):
    """`POST`: keep what has been answered so far. `GET` by a script: how much time is left, whose it is, and the token to send with."""

    door = "save"

    def get(self, request: HttpRequest) -> HttpResponse:
        """A device that slept asks what time it is; one whose session had ended asks for the token that signing in has changed."""
        if not wants_json(request):
            return super().get(request)
        left = sittings.seconds_left(self.sitting, timezone.now())
        return JsonResponse({"left": left, "token": get_token(request), "reader": word_for(request.user)})

    def kept(self, request: HttpRequest, paper: Paper, *, now: datetime) -> HttpResponse:
        """Save, and say so only after it was saved; what does not count is said with what does."""
        receipt = quizzes.save(attempt=self.sitting, now=now, **paper._asdict())
        if not wants_json(request):
            return after(receipt, paper.origin)
        said: dict[str, Any] = {
            "saved_text": sittings.saved_text(receipt.at),
            "answered_text": sittings.answered_text(self.sitting, quizzes.current_answers(receipt)),
        }
        if not receipt.differing:
            return JsonResponse(said)
        waiting = receipt.differing & undecided(receipt.rows).keys()
        said |= {"error": _("Saved, but something else counts"), "differing": sorted(waiting)}
        return JsonResponse(said, status=409)


class CheckView(KeepingView):
    """`POST`: have one question marked now, named by `check`; or leave its hint and answer anew, named by `again`."""

    door = "check"

    def kept(self, request: HttpRequest, paper: Paper, *, now: datetime) -> HttpResponse:
        """Back to the question, with what there is to say."""
        key, again = request.POST.get("check", ""), request.POST.get("again", "")
        if (key or again) not in {item.key for item in self.sitting.frozen_items}:
            raise UnreadableAnswer("unknown-option")
        act = quizzes.try_again if again else quizzes.check
        act(attempt=self.sitting, key=key or again, now=now, **paper._asdict())
        return HttpResponseRedirect(f"{address(self.sitting)}#{key or again}")


class HandInView(KeepingView):
    """`POST`: close the sitting. Sent twice it leads to the same result."""

    door = "hand-in"

    def kept(self, request: HttpRequest, paper: Paper, *, now: datetime) -> HttpResponse:
        """Hand in; with gaps only when that was asked for."""
        if self.sitting.is_open and not self.sitting.clock.takes_answers(now):
            self.note(request, self.sitting, auditing.LATE)
        anyway = request.POST.get("anyway") == "1"
        sitting = quizzes.hand_in(attempt=self.sitting, with_gaps=anyway, now=now, **paper._asdict())
        return HttpResponseRedirect(f"{address(sitting)}?gaps#missing" if sitting.is_open else address(sitting))


def read_paper(request: HttpRequest, sitting: QuizAttempt) -> Paper:
    """The answers in the form, how certain somebody is of them, and where they come from. Those named by `changed`, or all of them.

    Raises UnreadableAnswer, and ValueError for a number that is none a browser counts to or a page that is no UUID.
    """
    sent = request.POST
    known = {item.key: item.version for item in sitting.frozen_items}
    wanted = sent.getlist("changed") or list(known)
    if not set(wanted) <= known.keys():
        raise UnreadableAnswer("unknown-option")
    compiled = versions.compiled_versions({key: known[key] for key in wanted})
    return Paper(
        answers={key: read_item(sent, compiled[key], key=key) for key in wanted},
        certainties={key: int(said) for key in wanted if (said := sent.get(f"{key}.certainty")) in CERTAINTIES},
        sequence=_number(sent.get("sequence", "")),
        origin=quizzes.Origin(
            client_id=UUID(sent["client_id"]) if "client_id" in sent else None,
            shown=_number(sent["shown"]) if "shown" in sent else None,
            whole="changed" not in sent and "shown" in sent,
            chosen=_number(sent["count"]) if "count" in sent else None,
            answered_at=device_time(sent.get("answered_at", "")),
        ),
    )


def _number(written: str) -> int:
    number = int(written)
    if not 0 <= number <= quizzes.LAST_SEQUENCE:
        raise ValueError(number)
    return number


def after(receipt: quizzes.Receipt, origin: quizzes.Origin) -> HttpResponse:
    """Back to the paper: to the question about which there is something to say."""
    there = next((row.item_key for row in receipt.kept if row.aside or origin.chosen is not None), "")
    return HttpResponseRedirect(f"{address(receipt.attempt)}#{there}" if there else address(receipt.attempt))


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return "application/json" in request.headers.get("Accept", "")


def address(sitting: QuizAttempt) -> str:
    """Where a sitting is, in every state."""
    return reverse("assessments:quiz_attempt", args=[sitting.pk])


def back(sitting: QuizAttempt) -> Link:
    """The way back to a sitting."""
    return Link(title=_("Back to the quiz"), url=address(sitting))
