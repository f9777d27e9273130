"""What every page of the curriculum shares.

A CurriculumPage has a content key, the same in every language and after every import: progress and answers hang on it.
A MarkdownPage has a body besides: one text in the lesson dialect, so that line 12 in a message is line 12 of the text.
What a template is given is built above the models; a page class names the function that builds it.
"""

from collections.abc import Iterator
from http import HTTPMethod
from typing import Any, ClassVar, Self
from uuid import uuid4

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester, PageViewRestriction, Site

from modules.fields import MarkdownField

PROGRAMME_DEPTH = 3
"""Root, home, programme."""


class CurriculumPermissions(PagePermissionTester):
    """What somebody may do with a page: Wagtail's answer, but whoever may write does not delete.

    Wagtail lets everybody who publishes delete what has nothing below it.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002  # Wagtail's signature
        """Whether this page, with what is below it, may be gone for good. Wagtail asks with `ignore_bulk` whether it may be moved."""
        deletes = ignore_bulk or self.user.is_superuser or (self.user.is_active and "bulk_delete" in self.permissions)
        return bool(deletes and super().can_delete(ignore_bulk=ignore_bulk))


WITHOUT_SCRIPTS = "without-scripts"
"""The preview of a page as a browser shows it that runs no scripts."""


IN_A_FRAME = {"frame-ancestors": [SELF]}
"""The editor shows a preview in a frame of the same site, which no other page may stand in."""
SANDBOXED = {**IN_A_FRAME, "script-src": [NONE], "sandbox": ["allow-same-origin"]}


class CurriculumPage(Page):
    """A page of the curriculum."""

    content_key = models.CharField(_("content key"), max_length=150, blank=True, db_index=True, editable=False)
    """`<programme>/<key>`, for example `reintegration/m01-l1`; made once, never changed."""
    imported_digest = models.CharField(_("digest of the imported file"), max_length=64, blank=True, editable=False)
    """SHA-256 of the file this page was last imported from; empty for a page made in the editor."""
    source_path = models.CharField(_("file"), max_length=255, blank=True, editable=False)
    """Where the page stands in the content folder, as `reintegration/en/01-why-families/module.toml`."""

    context_builder: ClassVar[str] = ""
    """Dotted name of `builder(page, request) -> dict`, which gives the template its values."""
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    """A page is read; what is answered goes to doors of its own."""
    exclude_fields_in_copy = ["content_key", "imported_digest", "source_path"]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a content key in any case."""
        if not self.content_key:
            self.content_key = self.new_content_key()
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A revision as a page: what it is called and where it came from is never taken from an old revision."""
        page: Self = super().with_content_json(content)
        for name in self.exclude_fields_in_copy:
            setattr(page, name, getattr(self, name))
        return page

    def new_content_key(self) -> str:
        """The key of the same page in another language, or a new one that no other page can have."""
        known = type(self)._default_manager.filter(translation_key=self.translation_key).exclude(content_key="")
        shared = known.values_list("content_key", flat=True).first()
        return shared or self.fresh_content_key()

    def fresh_content_key(self) -> str:
        """A key below the programme the page stands in."""
        programmes = apps.get_model("modules.ProgrammePage")._default_manager
        programme = programmes.filter(path=self.path[: PROGRAMME_DEPTH * self.steplen]).values_list(
            "content_key", flat=True
        )
        return f"{programme.first() or 'page'}/{self.slug[:80]}-{uuid4().hex[:12]}"

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        """The page's address. Where there is one site, nobody needs to be asked which one this is."""
        sites = {root.site_id for root in Site.get_site_root_paths()} if request and current_site is None else set()
        if len(sites) == 1:
            current_site = Site(pk=sites.pop())
        url: str | None = super().get_url(request, current_site)
        return url

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail's answer; without its two queries where the query that found the page saw that no page is restricted."""
        if getattr(self, "some_page_is_restricted", True):
            found: QuerySet[PageViewRestriction] = super().get_view_restrictions()
            return found
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What somebody may do with this page."""
        return CurriculumPermissions(user, self)

    def leaves(self) -> Iterator[str]:
        """The short Markdown texts the page shows, for rendering when it is published."""
        yield from ()

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """As the page will be, and as a browser shows it that runs no scripts."""
        return [("", str(_("With scripts"))), (WITHOUT_SCRIPTS, str(_("Without JavaScript")))]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The widths in which every page is looked at: a cheap phone, and a screen."""
        return [
            {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("As on a phone")},
            {"name": "screen", "icon": "desktop", "device_width": 1280, "label": _("As on a screen")},
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Wagtail's preview, under the policy of its mode."""
        shown: HttpResponse = super().serve_preview(request, mode_name)
        policy = SANDBOXED if mode_name == WITHOUT_SCRIPTS else IN_A_FRAME
        csp_replace(policy)(lambda _request: shown)(request)  # writes it on the answer
        return shown

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context and what the page's builder adds."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.context_builder:
            context.update(import_string(self.context_builder)(self, request))
        return context


class MarkdownPage(CurriculumPage):
    """A page whose content is one text in the lesson dialect."""

    body = MarkdownField(_("text"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)

    content_panels = [*Page.content_panels, FieldPanel("minutes"), FieldPanel("body")]

    class Meta:
        abstract = True
