"""What evidence adds to Wagtail's editor: a way to try a draft as a learner."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from assessments.models import Question, QuestionBank, QuizPage
from assessments.viewsets.planning import QuizPlanView
from assessments.viewsets.questions import AlongTheTree, QuestionRooms
from modules.models import MarkdownPage

for model in (QuestionBank, Question):
    register_permission_policy(model, AlongTheTree(model))


@hooks.register("register_admin_viewset")
def banks_of_questions() -> QuestionRooms:
    """Banks and their questions."""
    return QuestionRooms()


@hooks.register("register_admin_urls")
def rooms_of_quizzes() -> list[URLPattern]:
    """A quiz as a whole."""
    return [path("quizzes/<int:page_id>/plan/", QuizPlanView.as_view(), name="quiz_plan")]


@hooks.register("register_page_header_buttons")
def try_as_a_learner(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A button beside the title of a page with a text; it shows the draft as it was saved last."""
    del view_name, next_url
    can_edit = page.pk and page.permissions_for_user(user).can_edit()
    if can_edit and isinstance(page.specific, QuizPage):
        url = reverse("quiz_plan", args=[page.pk])
        yield Button(_("Look at the whole quiz"), url=url, icon_name="view", priority=15)
    if can_edit and isinstance(page.specific, MarkdownPage) and not isinstance(page.specific, QuizPage):
        url = reverse("assessments:try", args=[page.pk])
        yield Button(_("Try as a learner"), url=url, icon_name="view", attrs={"target": "_blank"}, priority=15)
