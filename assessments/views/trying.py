"""Trying a draft as a learner would, before it is published: everything can be answered, and nothing is recorded."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.models import Page

from assessments.models import QuizPage
from assessments.presenting.desk import Desk
from assessments.presenting.shapes import Link
from assessments.presenting.standing import Trial
from assessments.views import refusals
from assessments.views.answers import typed_in, wants_fragment
from assessments.views.reading import can_be_answered, is_missing, read_together, trials_together
from assessments.views.refusals import refuse
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities.scenario import Scenario
from modules.dialect.reading import UnreadableAnswer
from modules.linking import linked_document
from modules.models import MarkdownPage


@method_decorator([never_cache, xframe_options_sameorigin, csp_replace({"frame-ancestors": [SELF]})], name="dispatch")
class TryView(View):
    """`GET`: the draft as it was saved last. `POST`: an answer to one of its activities."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: object, page_id: int, **kwargs: object) -> HttpResponseBase:
        """Only for those who may edit the page; for everybody else there is nothing here."""
        page = draft_for(request, page_id)
        if page is None:
            return refuse(request, refusals.not_found())
        with translation.override(page.locale.language_code):
            return super().dispatch(request, *args, page=page, **kwargs)

    def get(self, request: HttpRequest, page: MarkdownPage, activity: str = "") -> HttpResponse:
        """The draft; an activity's own address leads to it."""
        if activity:
            return HttpResponseRedirect(f"{address(page)}#{activity}")
        return show(request, page, Desk(
            page=page,
            page_url=address(page),
            learner_id=None,
            trying=True,
            at=request.GET.get("at", ""),
            path=tuple(request.GET.getlist("path")),
        ))  # fmt: skip

    def post(self, request: HttpRequest, page: MarkdownPage, activity: str = "") -> HttpResponse:
        """What an answer leads to."""
        compiled, quiz = linked_document(page, keep=False).answered_at(activity)
        if compiled is None or not (can_be_answered(compiled) or (quiz and quiz.together)):
            return refuse(request, refusals.not_found())
        back = Link(title=_("Back to the page"), url=f"{address(page)}#{activity}")
        if request.POST.get("version", compiled.version) != compiled.version:
            return refuse(request, refusals.changed_meanwhile(back, typed_in(request)))
        desk = Desk(page=page, page_url=address(page), learner_id=None, trying=True)
        if quiz and quiz.together:
            asked = desk.asked(quiz)
            try:
                desk.trials = trials_together(asked, read_together(request.POST, asked))
            except UnreadableAnswer:
                return refuse(request, refusals.unreadable(back))
            return show(request, page, desk, quiz)
        try:
            answer = compiled.activity.read(dict(request.POST.lists()))
        except UnreadableAnswer:
            return refuse(request, refusals.unreadable(back))
        error = _("Choose or write an answer first.") if is_missing(compiled, answer) else ""
        if isinstance(compiled.activity, Scenario) and not error:
            desk.at, desk.path = compiled.key, tuple(answer.get("path", ()))
        else:
            desk.trials = (Trial(key=compiled.key, answer=answer, error=error),)
        return show(request, page, desk, compiled)


def show(
    request: HttpRequest, page: MarkdownPage, desk: Desk, compiled: CompiledActivity | CompiledQuiz | None = None
) -> HttpResponse:
    """The page at this desk; only one activity for a script that asks for it."""
    if compiled is not None and wants_fragment(request):
        return HttpResponse(desk.printed(compiled, csrf_token=get_token(request)))
    request.desk = desk  # type: ignore[attr-defined]  # as `desk_for` hangs it there
    request.is_preview = True  # type: ignore[attr-defined]  # nothing about the reader is read or kept
    served: HttpResponse = page.serve_preview(request, page.default_preview_mode)
    return served


def draft_for(request: HttpRequest, page_id: int) -> MarkdownPage | None:
    """The page as it was saved last, for those who may edit it. A quiz is tried in its own way."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not request.user.is_authenticated or not page.permissions_for_user(request.user).can_edit():
        return None
    draft = page.get_latest_revision_as_object()
    return draft if isinstance(draft, MarkdownPage) and not isinstance(draft, QuizPage) else None


def address(page: MarkdownPage) -> str:
    """Where the draft is tried."""
    return reverse("assessments:try", args=[page.pk])
