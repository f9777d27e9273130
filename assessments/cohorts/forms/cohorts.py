"""The form of a cohort, and of another organisation in it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import day_input
from assessments.certification.models import Certification
from assessments.cohorts.models import Cohort
from assessments.cohorts.selectors.organisations import NoSuchPlace, SeveralPlaces, named
from assessments.cohorts.services.cohorts import Plan
from assessments.progress.selectors import programmes
from training_site.people.models import Organisation

FIELDS = ("name", "begins_on", "ends_on", "seats", "due_on", "due_days", "certification")


class CohortForm(forms.Form):
    """`plan()` is what it says, once it is valid."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people will know it: “Autumn 2026, region north”.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation that answers for it"), queryset=Organisation.objects.none()
    )
    road = forms.ChoiceField(label=_("What people learn"))
    begins_on = forms.DateField(label=_("First day"), widget=day_input())
    ends_on = forms.DateField(
        label=_("Last day to join (you can leave this empty)"), widget=day_input(), required=False
    )
    seats = forms.IntegerField(label=_("Seats (empty: any number)"), min_value=1, max_value=100_000, required=False)
    certification = forms.ModelChoiceField(
        label=_("Certificate that is asked for"),
        queryset=Certification.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    due_on = forms.DateField(label=_("Due on a fixed day"), widget=day_input(), required=False)
    due_days = forms.IntegerField(
        label=_("or so many days after joining"), min_value=1, max_value=3_650, required=False
    )

    def __init__(
        self, *args: Any, organisations: "QuerySet[Organisation]", cohort: Cohort | None = None, **kwargs: Any
    ) -> None:
        if cohort is not None:
            kwargs.setdefault("initial", {name: getattr(cohort, name) for name in FIELDS} | {"road": road_of(cohort)})
        super().__init__(*args, **kwargs)
        self.fields["road"].choices = roads()  # type: ignore[attr-defined]  # a choice field has them
        self.fields["certification"].queryset = offered()  # type: ignore[attr-defined]  # as above
        if cohort is None:
            self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # as above
        else:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        """What does not fit together."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = given.get("begins_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day is before the first."))
        if given.get("due_on") and given.get("due_days"):
            self.add_error("due_days", _("Either a fixed day or so many days after joining, not both."))
        if begins and given.get("due_on") and given["due_on"] < begins:
            self.add_error("due_on", _("This is before the first day."))
        certification = given.get("certification")
        if certification and not given.get("road", "").startswith(f"{certification.programme_key} "):
            self.add_error("certification", _("This certificate belongs to another programme."))
        return given

    def plan(self) -> Plan:
        """What the cohort is to be."""
        given = {name: self.cleaned_data[name] for name in FIELDS}
        programme, _space, pathway = self.cleaned_data["road"].partition(" ")
        return Plan(**given, programme_key=programme, pathway=pathway)


def roads() -> list[tuple[str, str]]:
    """Every pathway of every programme, and each programme with the pathway left open."""
    found: list[tuple[str, str]] = []
    for programme in programmes():
        key, title = programme.content_key, programme.title
        found += [(f"{key} {pathway.key}", f"{title}: {pathway.title}") for pathway in programme.pathways]
        found.append((f"{key} ", str(_("%(title)s: everybody chooses") % {"title": title})))
    return found


def road_of(cohort: Cohort) -> str:
    """The choice that a cohort stands for."""
    return f"{cohort.programme_key} {cohort.pathway}"


def offered() -> "QuerySet[Certification]":
    """What can be asked for: published, and not retired."""
    rows = Certification.objects.filter(Q(retired_at=None), versions__published_at__isnull=False)
    return rows.distinct().order_by("code")


class PlaceForm(forms.Form):
    """Another organisation, by its name."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=340,
        help_text=_(
            "Exactly as it stands in the tree. Where two have one name, put the one above in front: “Region / Name”."
        ),
    )

    def clean_name(self) -> Organisation:
        """The organisation."""
        try:
            return named(self.cleaned_data["name"])
        except NoSuchPlace as error:
            raise forms.ValidationError(_("There is no organisation of this name.")) from error
        except SeveralPlaces as error:
            raise forms.ValidationError(
                _("Several organisations have this name. Put the one above in front: “Region / Name”.")
            ) from error


class CodeForm(forms.Form):
    """A new join code."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation of those who join by it"), queryset=Organisation.objects.none()
    )
    opens_on = forms.DateField(label=_("First day"), widget=day_input())
    closes_on = forms.DateField(label=_("Last day"), widget=day_input())
    seats = forms.IntegerField(label=_("Seats (empty: any number)"), min_value=1, max_value=100_000, required=False)

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a choice field has one

    def clean(self) -> dict[str, Any]:
        """No code closes before it opens."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day is before the first."))
        return given


class ResolveForm(forms.Form):
    """What to do with the exceptions that are ticked."""

    resolution = forms.ChoiceField(
        label=_("What to do with those that are ticked"),
        widget=forms.RadioSelect,
        choices=[
            ("assigned", _("Ask all the same, by the day of the cohort")),
            ("later", _("Ask by a later day")),
            ("left", _("Leave it as it is")),
        ],
    )
    later = forms.DateField(label=_("The later day"), widget=day_input(), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A later day has to be named, and to come."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("resolution") == "later" and (given.get("later") is None or given["later"] < self.today):
            self.add_error("later", _("Name a day that has not passed."))
        return given
