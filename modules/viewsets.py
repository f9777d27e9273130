"""Law and local procedure at the editor's desk: national editors write the texts of their own country, superusers all."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import DeleteView, EditView, HistoryView, SnippetViewSet, UsageView

from modules.models import LawText, LessonPage
from modules.services import laws, publishing
from training_site.people.models import User
from training_site.people.selectors import countries_edited_by, national_editors


class NationalEditors(BasePermissionPolicy):
    """Whoever holds an editing role in a country itself, not in a part of it, edits that country's texts."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there is a country the person writes for."""
        del action
        return bool(user.is_active and (user.is_superuser or _countries(user)))

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        """Superusers and national editors."""
        del actions
        editors = national_editors(today=timezone.localdate())
        return User.objects.filter(Q(is_superuser=True) | Q(pk__in=editors), is_active=True)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: LawText) -> bool:
        """Whether the text is one of their country."""
        del action
        return bool(user.is_active and (user.is_superuser or instance.country in _countries(user)))

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[LawText]:
        """The texts of their countries."""
        del actions
        rows = LawText.objects.all()
        return rows if user.is_superuser else rows.filter(country__in=_countries(user))


def _countries(user: Any) -> list[str]:
    return list(countries_edited_by(user, today=timezone.localdate())) if isinstance(user, User) else []


class LawTextForm(WagtailAdminModelForm):
    """A text for one of the lessons that ask for one, in a country the editor writes for."""

    lesson_key = forms.ChoiceField(label=_("lesson"))

    class Meta:
        model = LawText
        fields = ("lesson_key", "country", "language", "owner", "dated", "review_by", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lessons = LessonPage.objects.exclude(law="").order_by("path").values_list("content_key", "title").distinct()
        self.fields["lesson_key"].choices = list(lessons)

    def clean_country(self) -> str:
        """A country the editor writes for."""
        country: str = self.cleaned_data["country"]
        if not self.for_user.is_superuser and country not in _countries(self.for_user):
            raise ValidationError(_("Write for a country in which you are an editor: as its name stands there."))
        return country

    def clean_body(self) -> str:
        """A text without errors."""
        body: str = self.cleaned_data["body"]
        if found := [publishing.said(problem) for problem in publishing.errors(body)]:
            raise ValidationError(found)
        return body

    def save(self, commit: bool = True) -> LawText:  # noqa: FBT001, FBT002  # Django's signature
        """Save the text with its rendered form."""
        row: LawText = super().save(commit=False)
        return laws.save(row=row) if commit else row


class OfTheirCountry:
    """A view of one text: that of another country does not exist for an editor. Wagtail asks only about the model."""

    request: HttpRequest

    def get_object(self, *args: Any) -> LawText:
        """The text, or 404."""
        row: LawText = super().get_object(*args)  # type: ignore[misc]  # of the view it is mixed into
        if not NationalEditors(LawText).user_has_permission_for_instance(self.request.user, "change", row):
            raise Http404
        return row


class LawEditView(OfTheirCountry, EditView):
    """Changing a text."""


class LawDeleteView(OfTheirCountry, DeleteView):
    """Taking a text away."""


class LawUsageView(OfTheirCountry, UsageView):
    """Where a text is used."""


class LawHistoryView(OfTheirCountry, HistoryView):
    """What was done with a text."""


class AmongTheirCountries:
    """A chooser that offers the texts of an editor's countries, as the list does. Wagtail's offers all."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet[LawText]:
        """The texts the editor may change."""
        return NationalEditors(LawText).instances_user_has_any_permission_for(self.request.user, ("change",))


class LawChooseView(AmongTheirCountries, ChooseView):
    """Choosing a text."""


class LawChooseResultsView(AmongTheirCountries, ChooseResultsView):
    """What a search among them finds."""


class LawChosenView(AmongTheirCountries, SnippetChosenView):
    """The text that was chosen, by its number: of those that were offered."""

    def get_object(self, pk: str) -> LawText:
        """The text, or Wagtail's 404."""
        return self.get_object_list().get(pk=pk)


class LawChosenMultipleView(AmongTheirCountries, SnippetChosenMultipleView):
    """Several of them at once."""

    def get_objects(self, pks: Collection[str]) -> QuerySet[LawText]:
        """Those that were offered; the others are left out, as Wagtail does with pictures."""
        return self.get_object_list().filter(pk__in=pks)


class LawChooserViewSet(SnippetChooserViewSet):
    """The chooser of texts."""

    choose_view_class = LawChooseView
    choose_results_view_class = LawChooseResultsView
    chosen_view_class = LawChosenView
    chosen_multiple_view_class = LawChosenMultipleView


class LawTextViewSet(SnippetViewSet):
    """The list and the form."""

    model = LawText
    edit_view_class = LawEditView
    delete_view_class = LawDeleteView
    usage_view_class = LawUsageView
    history_view_class = LawHistoryView
    chooser_viewset_class = LawChooserViewSet
    copy_view_enabled = False
    icon = "doc-full"
    menu_label = _("Law and local procedure")
    add_to_admin_menu = True
    list_display = ["__str__", "owner", "dated", "review_by"]
    list_filter = ["country", "review_by"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in LawTextForm.Meta.fields],
        base_form_class=LawTextForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[LawText]:
        """The texts the editor may change."""
        return NationalEditors(LawText).instances_user_has_any_permission_for(request.user, ("change",))
