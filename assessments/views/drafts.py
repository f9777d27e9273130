"""What is typed into an activity of a lesson, sent by a script while its writer pauses: kept, and nothing comes back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views import View
from wagtail.models import PageViewRestriction

from assessments.presenting.shapes import Link
from assessments.services import drafts
from assessments.views import refusals
from assessments.views.reading import read_item
from assessments.views.refusals import refuse
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.reading import UnreadableAnswer
from modules.dialect.shown import Answer
from modules.linking import linked_document
from modules.models import LessonPage, MarkdownPage, ToolPage
from training_site.people.models import User


class DraftView(View):
    """`POST`: the form of one activity, or of a quiz whose questions are checked together, as far as it is filled in."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, page_id: int, activity: str) -> HttpResponse:
        """Whoever may answer and is signed in; for others there is nowhere to keep it."""
        page = find_page(page_id)
        found, quiz = linked_document(page).answered_at(activity) if page else (None, None)
        if page is None or found is None or not (drafts.can_be_kept(found) or (quiz and quiz.together)):
            return refuse(request, refusals.not_found())
        with translation.override(page.locale.language_code):
            return self.keep(request, page, found, quiz if quiz and quiz.together else None)

    def keep(
        self, request: HttpRequest, page: MarkdownPage, compiled: CompiledActivity, quiz: CompiledQuiz | None
    ) -> HttpResponse:
        """204 once it is kept; 410 where it has been answered since."""
        back = Link(title=_("Back to the page"), url=f"{page.get_url(request)}#{compiled.key}")
        now = timezone.now()
        if not isinstance(request.user, User):
            return refuse(request, refusals.signed_out(back, ()))
        if request.POST.get("version") != compiled.version:
            return refuse(request, refusals.changed_meanwhile(back, ()))
        try:
            client_id = UUID(request.POST.get("client_id", ""))
            answers = typed(request.POST, compiled, quiz)
            drafts.keep(
                learner=request.user,
                content_key=page.content_key,
                answers=answers,
                client_ids=[client_id, *(uuid5(client_id, key) for key in answers)],
                typed_at=typed_at(request.POST.get("age", ""), now=now),
                now=now,
            )
        except (UnreadableAnswer, ValueError):
            return refuse(request, refusals.unreadable(back))
        except drafts.TooLong:
            return refuse(request, refusals.too_long(back))
        except drafts.Answered:
            return refuse(request, refusals.answered_meanwhile(back))
        return HttpResponse(status=204)


def find_page(page_id: int) -> LessonPage | ToolPage | None:
    """The lesson or tool with this number, if everybody may read it. One query for a lesson, because this is asked often."""
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.annotate(here=here).filter(here__startswith=F("page__path"))
    for model in (LessonPage, ToolPage):
        page: LessonPage | ToolPage | None = (
            model.objects.live().filter(~Exists(restricted), pk=page_id).select_related("locale").first()
        )
        if page is not None:
            return page
    return None


def typed(form: QueryDict, compiled: CompiledActivity, quiz: CompiledQuiz | None) -> Mapping[str, Answer]:
    """What is in the form, by the key of its activity; of a quiz the questions that this person is asked. Raises UnreadableAnswer."""
    if quiz is None:
        return {compiled.key: compiled.activity.read(dict(form.lists()))}
    begun = {name.partition(".")[0] for name in form}
    return {
        part.key: read_item(form, part, key=part.key)
        for part in quiz.parts
        if part.key in begun and drafts.can_be_kept(part)
    }


def typed_at(age: str, *, now: datetime) -> datetime:
    """When it was typed, by the clock of the server: a device says how many milliseconds ago, because its own clock may be wrong."""
    milliseconds = int(age) if age.isascii() and age.isdigit() and len(age) < 12 else 0
    return now - timedelta(milliseconds=milliseconds)
