"""A page from its address in one query.

Wagtail walks from the site's root to the page, two queries a level. We remember which page an address led to, ask for
exactly that page, and let the database confirm that it is still there, still live and still at that address. Whatever is not
found that way goes Wagtail's own way, so drafts, moved pages and addresses that do not exist are answered as ever.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import hooks, views
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction, Site

from modules.models import CurriculumPage

MOST_REMEMBERED = 5_000
_remembered: dict[str, tuple[type[CurriculumPage], int]] = {}


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at an address."""
    page = find(path)
    if page is None:
        response: HttpResponse = views.serve(request, path)
        return response
    return _with_hooks(page, request)


def find(path: str) -> CurriculumPage | None:
    """The live page at this address in the active language, or None where Wagtail had better look itself."""
    root = _root_path()
    if root is None:
        return None
    url_path = f"{root}{path}"
    model, pk = _remembered.get(url_path) or _look_up(url_path) or (None, 0)
    if model is None:
        return None
    page = model._default_manager.annotate(some_page_is_restricted=Exists(PageViewRestriction.objects.all()))
    found = page.filter(pk=pk, url_path=url_path, live=True).first()
    if found is None:
        _remembered.pop(url_path, None)
    return found


def _look_up(url_path: str) -> tuple[type[CurriculumPage], int] | None:
    page = Page.objects.filter(url_path=url_path, slug=url_path.rstrip("/").rpartition("/")[2], live=True).first()
    if page is None or not issubclass(page.specific_class or Page, CurriculumPage):
        return None
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[url_path] = (page.specific_class, page.pk)
    return _remembered[url_path]


def _root_path() -> str | None:
    """Where the pages of the active language begin; None where several sites make that a longer question."""
    roots = Site.get_site_root_paths()
    if len({root.site_id for root in roots}) != 1:
        return None
    try:
        language = get_supported_content_language_variant(get_language())
    except LookupError:
        return None
    return next((root.root_path for root in roots if root.language_code == language), None)


def _with_hooks(page: CurriculumPage, request: HttpRequest) -> HttpResponse:
    """What Wagtail does once it has found a page."""
    chain: Callable[..., Any] = _serve
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(page, request, [], {})
        if isinstance(result, HttpResponse):
            return result
    response: HttpResponse = chain(page, request, [], {})
    return response


def _serve(page: CurriculumPage, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
    response: HttpResponse = page.serve(request, *args, **kwargs)
    return response
