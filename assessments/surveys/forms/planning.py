"""Planning a survey, and a test before and after."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import day_input
from assessments.cohorts.models import Cohort
from assessments.surveys.models import InstrumentVersion

LONGEST_DAYS = 92


class SurveyForm(forms.Form):
    """What is asked of whom, and when."""

    cohort = forms.ModelChoiceField(label=_("Cohort"), queryset=Cohort.objects.none())
    version = forms.ChoiceField(label=_("What is asked"))
    months_after = forms.TypedChoiceField(
        label=_("When it is about"),
        coerce=int,
        choices=[
            (0, _("The training itself")),
            (3, _("Three months afterwards")),
            (6, _("Six months afterwards")),
        ],
    )
    opens_on = forms.DateField(
        label=_("First day"),
        widget=day_input(),
        help_text=_("Those who are in the cohort on that day are asked. A follow-up may lie months ahead."),
    )
    closes_on = forms.DateField(
        label=_("Last day"),
        widget=day_input(),
        help_text=_("Results are shown when it has closed, and only where five or more have answered."),
    )

    def __init__(
        self,
        *args: Any,
        cohorts: "QuerySet[Cohort]",
        versions: list[InstrumentVersion],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.versions = {version.pk: version for version in versions}
        self.fields["cohort"].queryset = cohorts  # type: ignore[attr-defined]  # a choice field has one
        self.fields["version"].choices = [(version.pk, version.title) for version in versions]  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        """The days follow each other, and the last one lies ahead."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and opens < self.today:
            self.add_error("opens_on", _("This day has passed."))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day is before the first."))
        elif opens and closes and (closes - opens).days > LONGEST_DAYS:
            self.add_error("closes_on", _("A survey is open for three months at most."))
        return given

    @property
    def version_chosen(self) -> InstrumentVersion:
        """What is asked."""
        return self.versions[self.cleaned_data["version"]]


class TestForm(forms.Form):
    """Which test for which cohort."""

    __test__ = False
    cohort = forms.ModelChoiceField(label=_("Cohort"), queryset=Cohort.objects.none())
    version = forms.ChoiceField(label=_("Test"))

    def __init__(
        self, *args: Any, cohorts: "QuerySet[Cohort]", versions: list[InstrumentVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {version.pk: version for version in versions}
        self.fields["cohort"].queryset = cohorts  # type: ignore[attr-defined]  # a choice field has one
        self.fields["version"].choices = [(version.pk, version.title) for version in versions]  # type: ignore[attr-defined]  # as above

    @property
    def version_chosen(self) -> InstrumentVersion:
        """The test."""
        return self.versions[self.cleaned_data["version"]]
