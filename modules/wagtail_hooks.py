"""What the curriculum adds to Wagtail's editor, and what it leaves out for people who only teach."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from modules.models import LawText, MarkdownPage
from modules.services import publishing
from modules.views.checking import CheckTextView
from modules.viewsets import LawTextViewSet, NationalEditors

register_permission_policy(LawText, NationalEditors(LawText))
register_snippet(LawTextViewSet)

MOST_TOLD = 10
FOR_TECHNICIANS = frozenset({"documents", "images", "reports", "help"})
"""Menu items that nobody needs for writing and publishing lessons."""


@hooks.register("before_publish_page")
def refuse_a_text_with_errors(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop direct publishing of a text with errors, wherever it was started from. The editor has saved it as a draft by then."""
    return redirect("wagtailadmin_pages:edit", page.pk) if _has_obstacles(request, page) else None


@hooks.register("before_bulk_action")
def refuse_texts_with_errors(
    request: HttpRequest, action_type: str, objects: list[Page], action: Any
) -> HttpResponse | None:
    """Stop the publishing of several pages when one of them has a text with errors."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in objects):
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for page in objects for below in page.get_descendants().filter(has_unpublished_changes=True)]
    refused = [_has_obstacles(request, page.get_latest_revision_as_object()) for page in pages]
    return redirect(action.next_url) if any(refused) else None


def _has_obstacles(request: HttpRequest, page: Page) -> bool:
    """Whether the page's text has errors; then they are told."""
    found = publishing.obstacles(page)
    if found:
        messages.error(request, _("“%(title)s” was not published. It has errors:") % {"title": page.title})
    for message in found[:MOST_TOLD]:
        messages.error(request, message)
    return bool(found)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_is_noticed(request: HttpRequest, page: Page) -> None:
    """Tell what is not in order in a text that was saved, without standing in the way."""
    if not isinstance(page, MarkdownPage) or not request.accepts("text/html"):
        return
    found = sorted(publishing.page_problems(page), key=lambda problem: problem.severity != "error")
    if "action-publish" in request.POST:  # the refusal has told the errors
        found = [problem for problem in found if problem.severity != "error"]
    for problem in found[:MOST_TOLD]:
        messages.warning(request, publishing.said(problem))


@hooks.register("register_admin_urls")
def doors_of_the_editor() -> list[URLPattern]:
    """Where a text is asked about while it is typed."""
    return [path("texts/<int:page_id>/check/", CheckTextView.as_view(), name="modules_check_text")]


@hooks.register("insert_global_admin_css")
def show_everything_without_scripts() -> SafeString:
    """The editor in a browser that runs none."""
    sheet = '<noscript><link rel="stylesheet" href="{}"></noscript>'
    return format_html(sheet, static("modules/editor/without_scripts.css"))


@hooks.register("construct_main_menu")
def show_trainers_what_they_need(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave out what is for technicians only."""
    if not getattr(request.user, "is_superuser", False):
        menu_items[:] = [item for item in menu_items if item.name not in FOR_TECHNICIANS]
