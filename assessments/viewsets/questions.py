"""Banks of questions at the editor's desk: every editor reads those of their branch of the tree, and writes in those below them."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet, django_filters
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.log_actions import log
from wagtail.permission_policies.base import BasePermissionPolicy

from assessments.forms.questions import BankForm, QuestionForm
from assessments.models import Question, QuestionBank
from assessments.selectors.questions import changeable, export_text, usable, uses
from assessments.services.impossible import broken_around
from training_site.people.models import User
from training_site.people.roles import EDITING_ROLES
from training_site.people.selectors import memberships_on

READING = frozenset({"view"})


class AlongTheTree(BasePermissionPolicy):
    """Banks, and the questions in them: read along the whole branch, changed below. Nothing is deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether somebody is an editor at all; a superuser is one everywhere."""
        if action == "delete" or not user.is_active:
            return False
        return bool(user.is_superuser or self.users_with_any_permission({action}).filter(pk=user.pk).exists())

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        """Editors of the curriculum."""
        del actions
        members = memberships_on(timezone.localdate()).filter(role__in=EDITING_ROLES)
        return User.objects.filter(pk__in=members.values("user"), is_active=True)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether the row is one of those."""
        return self.instances_user_has_any_permission_for(user, {action}).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        """What somebody may read, or change where they ask for that."""
        today = timezone.localdate()
        banks = usable(user, today=today) if READING & set(actions) else changeable(user, today=today)
        return banks if self.model is QuestionBank else Question.objects.filter(bank__in=banks)


class OnlyTheirs:
    """A view of one row: that of another branch does not exist. Wagtail asks only about the model."""

    request: HttpRequest
    model: type[Any]
    asks_for = "change"

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        """The row, or 404."""
        row = super().get_object(queryset)  # type: ignore[misc]  # of the view it is mixed into
        if not AlongTheTree(self.model).user_has_permission_for_instance(self.request.user, self.asks_for, row):
            raise Http404
        return row


class TheirIndexView(generic.IndexView):
    """The list of what somebody may read; what they may change leads to its form."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Along the tree."""
        rows = AlongTheTree(self.model).instances_user_has_any_permission_for(self.request.user, READING)
        return rows.select_related("bank") if self.model is Question else rows.select_related("organisation")

    def get_edit_url(self, instance: Any) -> str | None:
        """The form, for who may change it."""
        return super().get_edit_url(instance) if instance.pk in self._changeable else None

    @cached_property
    def _changeable(self) -> set[int]:
        rows = AlongTheTree(self.model).instances_user_has_any_permission_for(self.request.user, {"change"})
        return set(rows.values_list("pk", flat=True))


class BankIndexView(TheirIndexView):
    """Banks; each leads to its questions, and to all of them as one text."""

    def get_list_more_buttons(self, instance: QuestionBank) -> list[Any]:
        """Wagtail's, and ours."""
        questions = f"{reverse('questions:index')}?bank={instance.pk}"
        text = reverse("question_banks:text", args=[instance.pk])
        ours = [
            MenuItem(_("Its questions"), url=questions, icon_name="list-ul", priority=20),
            MenuItem(_("All questions as one text"), url=text, icon_name="download", priority=30),
        ]
        return [*super().get_list_more_buttons(instance), *ours]


class BankEditView(OnlyTheirs, generic.EditView):
    """Changing the title of a bank, or whose it is."""


class QuestionAddView(generic.CreateView):
    """Writing a question."""

    def save_instance(self) -> Question:
        """Through the service."""
        question: Question = self.form.keep(by=self.request.user, now=timezone.now())
        log(question, "wagtail.create", user=self.request.user)
        return question


class QuestionEditView(OnlyTheirs, generic.EditView):
    """Writing another version of a question. Who retires one is told which quizzes are short of it."""

    def save_instance(self) -> Question:
        """Through the service."""
        question: Question = self.form.keep(by=self.request.user, now=timezone.now())
        log(question, "wagtail.edit", user=self.request.user)
        for page, problem in broken_around(question):
            named = {"quiz": page.title, "line": problem.line, "message": problem.message.said(gettext)}
            messages.warning(self.request, _("“%(quiz)s” cannot be given now, line %(line)s: %(message)s") % named)
        return question


class QuestionView(OnlyTheirs, generic.InspectView):
    """A question as it stands, what it said before, and where it is asked."""

    asks_for = "view"
    any_permission_required = ["view"]
    page_title = _("Question")
    template_name = "assessments/desk/question.html"

    def get_edit_url(self) -> str | None:
        """The form, for who may change it."""
        may = AlongTheTree(Question).user_has_permission_for_instance(self.request.user, "change", self.object)
        return super().get_edit_url() if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its versions, latest first, and the quizzes that ask it."""
        return super().get_context_data(
            **kwargs,
            question=self.object,
            versions=self.object.versions.select_related("version", "written_by").order_by("-number"),
            uses=uses(self.object),
        )


class BankTextView(OnlyTheirs, generic.InspectView):
    """`GET`: all questions of a bank as one text in the dialect, to be kept, compared or brought into another bank."""

    asks_for = "view"
    any_permission_required = ["view"]

    def get(self, *_args: object, **_kwargs: object) -> HttpResponse:
        """A file."""
        response = HttpResponse(export_text(self.object), content_type="text/markdown; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{slugify(self.object.key)}.md"'
        return response


class QuestionFilters(WagtailFilterSet):
    """Every filter is a part of the address."""

    bank = django_filters.ModelChoiceFilter(
        label=_("bank"), queryset=lambda request: usable(request.user, today=timezone.localdate())
    )
    outcome = django_filters.CharFilter(label=_("learning outcome"), lookup_expr="iexact")
    tag = django_filters.CharFilter(label=_("tag"), field_name="tags__name", lookup_expr="iexact", distinct=True)
    critical = django_filters.BooleanFilter(label=_("safety-critical"))

    class Meta:
        model = Question
        fields = ("bank", "language", "status", "difficulty", "thinking", "kind")


class OursOnly:
    """Of Wagtail's pages the list, the form and the look; nothing is copied or deleted, and the history is the versions'."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the doors that are not there."""
        absent = dict.fromkeys(("history_url_name", "usage_url_name", "delete_url_name"))
        found: dict[str, Any] = super().get_common_view_kwargs(**absent, **kwargs)  # type: ignore[misc]  # of the viewset it is mixed into
        return found

    def get_urlpatterns(self) -> list[URLPattern]:
        """The doors that are there."""
        ours = {"index", "index_results", "add", "edit", "inspect"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in ours]  # type: ignore[misc]  # of the viewset it is mixed into


class BankViewSet(OursOnly, ModelViewSet):
    """Banks."""

    model = QuestionBank
    icon = "folder-open-inverse"
    menu_label = _("Question banks")
    url_prefix = "question-banks"
    url_namespace = "question_banks"
    index_view_class = BankIndexView
    edit_view_class = BankEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["title", "key", "organisation"]
    search_fields = ["title", "key"]
    edit_handler = ObjectList([FieldPanel(name) for name in BankForm.Meta.fields], base_form_class=BankForm)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The bank as a text besides."""
        text = self.construct_view(BankTextView, **self.get_common_view_kwargs())
        return [*super().get_urlpatterns(), path("text/<int:pk>/", text, name="text")]


class QuestionViewSet(OursOnly, ModelViewSet):
    """Questions."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    url_prefix = "questions"
    url_namespace = "questions"
    index_view_class = TheirIndexView
    add_view_class = QuestionAddView
    edit_view_class = QuestionEditView
    inspect_view_class = QuestionView
    inspect_view_enabled = True
    inspect_template_name = "assessments/desk/question.html"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["__str__", "bank", "language", "status", "difficulty", "thinking", "outcome", "critical"]
    search_fields = ["key", "excerpt", "version__source"]
    filterset_class = QuestionFilters
    list_per_page = 50
    edit_handler = ObjectList([FieldPanel(name) for name in QuestionForm.Meta.fields], base_form_class=QuestionForm)


class QuestionRooms(ModelViewSetGroup):
    """Both under one entry of the menu."""

    items = (QuestionViewSet, BankViewSet)
    menu_label = _("Question banks")
    menu_icon = "help"
    menu_order = 300
