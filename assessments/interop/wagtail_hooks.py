"""What interchange adds to Wagtail's editor: ways to bring questions into a page and to take them out, wherever a page has a menu."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from assessments.interop.selectors import edited_by
from modules.models import CurriculumPage, MarkdownPage
from training_site.people.models import User


class QuestionsMenuItem(MenuItem):
    """For whoever may edit a page with a text."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is such a page."""
        return isinstance(request.user, User) and edited_by(request.user).exists()


@hooks.register("register_admin_menu_item")
def import_questions() -> MenuItem:
    """In the menu of the editor's desk."""
    return QuestionsMenuItem(
        _("Import questions"), reverse("interop:look"), name="questions", icon_name="upload", order=300
    )


@hooks.register("register_page_header_buttons")
def beside_the_title(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu beside the title of a page."""
    del view_name, next_url
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def in_the_list(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a page in a list."""
    del next_url
    yield from _buttons(page, user)


def _buttons(page: Page, user: Any) -> Iterator[Button]:
    model = page.specific_class
    if (
        not page.pk
        or not model
        or not issubclass(model, CurriculumPage)
        or not page.permissions_for_user(user).can_edit()
    ):
        return
    if issubclass(model, MarkdownPage):
        url = f"{reverse('interop:look')}?into={page.pk}"
        yield Button(_("Import questions"), url=url, icon_name="upload", priority=73)
    yield Button(
        _("Export questions"), url=reverse("interop:export", args=[page.pk]), icon_name="download", priority=74
    )
