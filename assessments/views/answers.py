"""An answer to an activity in a lesson: record it and go back to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.views import View
from wagtail.models import Page

from assessments.models import QuizPage
from assessments.presenting.desk import desk_for
from assessments.presenting.scenarios import scene_url
from assessments.presenting.standing import Trial
from assessments.services import attempts, texts, together
from assessments.views import refusals
from assessments.views.reading import can_be_answered, is_incomplete, is_missing, read_together, trials_together
from assessments.views.refusals import Link, refuse
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities.scenario import Scenario
from modules.dialect.attributes import KEY
from modules.dialect.reading import MAX_ANSWER_LENGTH, UnreadableAnswer
from modules.dialect.shown import Answer
from modules.linking import linked_document
from modules.models import MarkdownPage
from training_site.people.models import User

FRAGMENT = "text/html+fragment"
HIDDEN_FIELDS = frozenset({"csrfmiddlewaretoken", "version", "client_id", "answered_at"})


@dataclass(frozen=True, kw_only=True)
class Door:
    """The activity an address names, or the quiz whose questions are checked together."""

    page: MarkdownPage
    page_url: str
    compiled: CompiledActivity
    quiz: CompiledQuiz | None = None
    """What the activity stands in, or is."""

    @property
    def together(self) -> CompiledQuiz | None:
        """The quiz, where one form holds all its questions."""
        return self.quiz if self.quiz and self.quiz.together else None

    @property
    def rounds(self) -> int | None:
        """How often the quiz it stands in, or is, may be gone through."""
        return self.quiz.attempts if self.quiz else None

    @property
    def back(self) -> Link:
        """The way back to it."""
        return Link(title=_("Back to the page"), url=f"{self.page_url}#{self.compiled.key}")


class AnswerView(View):
    """`POST`: the form of one activity. `GET`: the way back, for a reloaded or bookmarked address."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(
        self, request: HttpRequest, *args: object, page_id: int, activity: str, **kwargs: object
    ) -> HttpResponseBase:
        """Everybody may answer what everybody may read; a draft, a private page and a quiz have no door here.

        What comes back goes into the page of the lesson, so it speaks the language of that page.
        """
        door = find_door(request, page_id=page_id, activity=activity)
        if door is None:
            return refuse(request, refusals.not_found())
        with translation.override(door.page.locale.language_code):
            return super().dispatch(request, *args, door=door, **kwargs)

    def get(self, request: HttpRequest, door: Door) -> HttpResponse:
        """Nothing is ever answered by GET."""
        del request
        return HttpResponseRedirect(door.back.url)

    def post(self, request: HttpRequest, door: Door) -> HttpResponse:
        """What is sent from a page that shows another text is not taken."""
        if request.POST.get("version", door.compiled.version) != door.compiled.version:
            return refuse(request, refusals.changed_meanwhile(door.back, typed_in(request)))
        if door.together:
            return self.post_together(request, door, door.together)
        return self.post_alone(request, door)

    def post_alone(self, request: HttpRequest, door: Door) -> HttpResponse:
        """Record the answer of a learner; show that of a visitor."""
        try:
            answer = door.compiled.activity.read(dict(request.POST.lists()))
            client_id = UUID(request.POST["client_id"] if "version" in request.POST else "")
        except (UnreadableAnswer, MultiValueDictKeyError, ValueError):
            return refuse(request, refusals.unreadable(door.back))
        if is_missing(door.compiled, answer):
            nothing = Trial(key=door.compiled.key, answer={}, error=_("Choose or write an answer first."))
            return show(request, door, trials=[nothing])
        if not isinstance(request.user, User):
            return show_visitor(request, door, answer)
        try:
            record(request, door, request.user, answer, client_id, now=timezone.now())
        except attempts.AnswerConflict:
            return refuse(request, refusals.sent_twice(door.back, typed_in(request)))
        except attempts.NoTriesLeft:
            return refuse(request, refusals.no_tries_left(door.back))
        except texts.TextWaits:
            return refuse(request, refusals.text_waits(door.back, typed_in(request)))
        return show(request, door) if wants_fragment(request) else HttpResponseRedirect(where_it_led(door, answer))

    def post_together(self, request: HttpRequest, door: Door, quiz: CompiledQuiz) -> HttpResponse:
        """Record the answers to all questions of a quiz; show those of a visitor, and those among which one is missing."""
        desk = desk_for(request, door.page)
        asked = desk.asked(quiz)
        try:
            answers = read_together(request.POST, asked)
            client_id = UUID(request.POST["client_id"] if "version" in request.POST else "")
        except (UnreadableAnswer, MultiValueDictKeyError, ValueError):
            return refuse(request, refusals.unreadable(door.back))
        if not isinstance(request.user, User) or is_incomplete(asked, answers):
            return show(request, door, trials=trials_together(asked, answers))
        try:
            record_together(request, door, request.user, asked, answers, client_id, now=timezone.now())
        except attempts.AnswerConflict:
            return refuse(request, refusals.sent_twice(door.back, typed_in(request)))
        except attempts.NoTriesLeft:
            return refuse(request, refusals.no_tries_left(door.back))
        desk.forget()
        return show(request, door) if wants_fragment(request) else HttpResponseRedirect(door.back.url)


def find_door(request: HttpRequest, *, page_id: int, activity: str) -> Door | None:
    """The activity with this key in this page, if everybody may read the page."""
    page = Page.objects.live().public().filter(pk=page_id).specific().first()
    if not isinstance(page, MarkdownPage) or isinstance(page, QuizPage):
        return None
    compiled, quiz = linked_document(page).answered_at(activity)
    page_url = page.get_url(request)
    if compiled is None or not page_url or not (can_be_answered(compiled) or (quiz and quiz.together)):
        return None
    return Door(page=page, page_url=page_url, compiled=compiled, quiz=quiz)


def record(request: HttpRequest, door: Door, learner: User, answer: Answer, client_id: UUID, *, now: datetime) -> None:
    """Hand the answer to the service, with the time the device says."""
    attempts.record(
        learner=learner,
        content_key=door.page.content_key,
        compiled=door.compiled,
        answer=answer,
        client_id=client_id,
        language=door.page.locale.language_code,
        answered_at=device_time(request.POST.get("answered_at", "")),
        rounds=door.rounds,
        now=now,
    )


def record_together(
    request: HttpRequest,
    door: Door,
    learner: User,
    asked: Sequence[CompiledActivity],
    answers: Mapping[str, Answer],
    client_id: UUID,
    *,
    now: datetime,
) -> None:
    """Hand the answers to all questions of a quiz to the service."""
    together.record(
        learner=learner,
        content_key=door.page.content_key,
        asked=asked,
        answers=answers,
        most=door.rounds,
        client_id=client_id,
        language=door.page.locale.language_code,
        answered_at=device_time(request.POST.get("answered_at", "")),
        now=now,
    )


def show(request: HttpRequest, door: Door, *, trials: Sequence[Trial] = ()) -> HttpResponse:
    """The activity after an answer: alone for a script, in its page for a browser without one."""
    desk = desk_for(request, door.page, trials=trials)
    if not wants_fragment(request):
        return door.page.serve(request)
    desk.at, desk.path = "", ()
    return HttpResponse(desk.printed_answered(door.compiled, door.quiz, csrf_token=get_token(request)))


def show_visitor(request: HttpRequest, door: Door, answer: Answer) -> HttpResponse:
    """What a visitor's answer led to: nothing is recorded, the scene of a scenario stands in the address."""
    if isinstance(door.compiled.activity, Scenario):
        return HttpResponseRedirect(where_it_led(door, answer))
    return show(request, door, trials=[Trial(key=door.compiled.key, answer=answer)])


def where_it_led(door: Door, answer: Answer) -> str:
    """The address to go to: in a scenario the scene that was reached."""
    if not isinstance(door.compiled.activity, Scenario):
        return door.back.url
    return f"{scene_url(door.page_url, door.compiled.key, answer.get('path', ()))}#{door.compiled.key}"


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script asks for the activity alone."""
    return FRAGMENT in request.headers.get("Accept", "")


def typed_in(request: HttpRequest) -> tuple[str, ...]:
    """What was written by hand: no hidden fields, no keys of options, which mean nothing to the person who chose them."""
    values = (str(value) for name, given in request.POST.lists() if name not in HIDDEN_FIELDS for value in given)
    return tuple(value[:MAX_ANSWER_LENGTH] for value in values if value and not KEY.fullmatch(value))


def device_time(written: str) -> datetime | None:
    """The device's time in ISO form with a zone; None for anything else."""
    try:
        given = datetime.fromisoformat(written)
    except ValueError:
        return None
    return given if given.tzinfo is not None else None
