"""What is noticed in a text while it is typed, for the editor to show below it. Nothing is kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from modules import report_words
from modules.models import LessonPage, MarkdownPage
from modules.services import publishing, text_reports
from modules.services.strict.weight import served
from training_site import limits

MOST, SECONDS = 120, 60
"""So many questions a person may ask in so many seconds. The editor asks less often than once a second."""


@method_decorator(never_cache, name="dispatch")
class CheckTextView(View):
    """`POST text=…`: what is noticed in it, as a piece of HTML. The page is the one it stands in, or that above a new one."""

    http_method_names = ["post", "options"]

    def dispatch(self, request: HttpRequest, *args: object, page_id: int, **kwargs: object) -> HttpResponseBase:
        """Only for those who may write there."""
        page = get_object_or_404(Page, pk=page_id)
        may = page.permissions_for_user(request.user)
        if not (may.can_edit() or may.can_add_subpage()):
            raise Http404
        return super().dispatch(request, *args, page=page, **kwargs)

    def post(self, request: HttpRequest, page: Page) -> HttpResponse:
        """The report."""
        if limits.count(f"modules.checks:{request.user.pk}", seconds=SECONDS) > MOST:
            return HttpResponse(status=429, headers={"Retry-After": str(SECONDS)})
        source = request.POST.get("text", "").replace("\r\n", "\n")
        draft = page.get_latest_revision_as_object()
        shown = report_words.shown(
            text_reports.report(source=source, language=page.locale.language_code, kind=publishing.kind_of(draft)),
            is_lesson=isinstance(draft, LessonPage),
            weight=_weigh(request, draft, source) if isinstance(draft, MarkdownPage) else None,
        )
        return render(request, "modules/text_report.html", shown)


def _weigh(request: HttpRequest, draft: MarkdownPage, source: str) -> int:
    """Bytes of the page with this text, rendered as it would be served, and of its stylesheet."""
    draft.body = source
    request.is_preview = True  # type: ignore[attr-defined]  # nothing about the reader is read or kept
    with translation.override(draft.locale.language_code):
        shown: Any = draft.serve_preview(request, draft.default_preview_mode)
        return served(shown.render().content)
