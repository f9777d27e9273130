"""The rooms beside the board, for whoever may enter them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from training_site.people.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A room, and whether this page is in it."""

    title: str
    url: str
    is_here: bool


def tabs(held: Collection[Permission], *, here: str) -> tuple[Tab, ...]:
    """Where somebody can go from the page of this name."""
    rooms = (
        (Permission.VIEW_PROGRESS, _("Board"), ("reporting:board",)),
        (Permission.VIEW_ITEMS, _("Quizzes"), ("reporting:quizzes", "reporting:questions")),
        (Permission.VIEW_PROGRESS, _("Surveys"), ("surveys:results",)),
        (Permission.VIEW_PROGRESS, _("Saved views"), ("reporting:views",)),
        (Permission.VIEW_PROGRESS, _("Files"), ("reporting:exports",)),
    )
    return tuple(
        Tab(title=title, url=reverse(pages[0]), is_here=here in pages) for power, title, pages in rooms if power in held
    )
