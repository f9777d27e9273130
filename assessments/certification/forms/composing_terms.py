"""The form of everything that the rules say beside their paths: how long it holds, how it is renewed, who decides, until when it is due."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.composing_requirement import Group
from assessments.certification.forms.periods import PARTS, period_entered, period_fields, period_initial
from assessments.certification.forms.problem_words import problem_text
from assessments.certification.laws.calendar import NOTHING
from assessments.certification.laws.clauses import (
    ASSESSOR,
    AUTOMATIC,
    FIXED_DAY,
    INITIAL_PATH,
    NEVER_DUE,
    PANEL,
    RECERT_PATH_DURING_GRACE,
    RELATIVE,
)
from assessments.certification.laws.expiry import COMPLETION, DAYS_BEFORE, EXPIRY, FIXED, WINDOW
from assessments.certification.laws.problems import Malformed
from assessments.certification.laws.rules import Rules

PERIODS: Mapping[str, tuple[Promise, Promise]] = {
    "active": (_("How long it holds"), _("Leave all three empty for a certificate that never expires.")),
    "window": (_("How long before its end it can be renewed"), _("The window. It is shorter than the time it holds.")),
    "grace": (_("How long after its end it can still be renewed"), _("The grace. The certificate itself has expired.")),
    "minimum_active": (
        _("For how long it holds at least"),
        _("Only where everybody renews on the same day: who completes shortly before it goes on to the next."),
    ),
}
CHOICES: Mapping[str, tuple[Any, list[tuple[str, Promise]]]] = {
    "basis": (
        _("From when a renewal counts"),
        [
            (COMPLETION, _("From the day everything was met again")),
            (EXPIRY, _("From the day the last one ends: who renews early loses nothing")),
            (FIXED, _("From one day of the year that is the same for everybody")),
        ],
    ),
    "on_expiry": (
        _("When it has expired"),
        [
            (INITIAL_PATH, _("The whole way begins anew at once")),
            (RECERT_PATH_DURING_GRACE, _("The renewal can still be finished while the grace lasts")),
        ],
    ),
    "early_mode": (
        _("From when something done early counts for the renewal"),
        [(WINDOW, _("From the day the window opens")), (DAYS_BEFORE, _("From some days before that"))],
    ),
    "decision_mode": (
        _("Who decides when everything is met"),
        [
            (AUTOMATIC, _("The rules themselves, at once")),
            (ASSESSOR, _("One person who has not judged this practice")),
            (PANEL, _("Several such people together")),
        ],
    ),
    "due_mode": (
        _("Until when the first certificate is due"),
        [
            (NEVER_DUE, _("There is no such day")),
            (FIXED_DAY, _("By one day, the same for everybody")),
            (RELATIVE, _("Some days after somebody was asked for it")),
        ],
    ),
}
WHERE = {
    "early_credit.mode": "early_mode",
    "early_credit.days": "early_days",
    "decision.mode": "decision_mode",
    "decision.quorum": "quorum",
    "due.mode": "due_mode",
    "due.on": "due_on",
    "due.days": "due_days",
    "due": "due_mode",
}
"""Where a document says it → the field, where the two differ."""
SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Its time"), ("active", "window", "grace", "on_expiry")),
    (_("How it is renewed"), ("basis", "minimum_active", "early_mode", "early_days")),
    (_("Who decides"), ("decision_mode", "quorum")),
    (_("Until when it is due, and where days begin"), ("due_mode", "due_on", "due_days", "zone")),
)


def _number(label: Any, most: int, least: int = 0, help_text: Any = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "few"})
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, widget=widget, help_text=help_text
    )


class TermsForm(forms.Form):
    """`values()` is what was entered, as a document holds it: every field of the rules but the paths."""

    use_required_attribute = False
    early_days = _number(_("Days before the window opens"), 36_525)
    quorum = _number(_("How many have to agree"), 99, 1, _("Two at least for a panel."))
    due_on = forms.DateField(
        label=_("The day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_days = _number(_("Days"), 36_525)

    def __init__(self, data: Any = None, *, rules: Rules) -> None:
        super().__init__(data, initial=_initial(rules))
        for name in PERIODS:
            self.fields.update(period_fields(name))
        for name, (label, choices) in CHOICES.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone of the issuer"),
            choices=_zones(str(rules.zone)),
            help_text=_("On which day something is. A certificate holds through the end of its last day there."),
        )

    def values(self) -> dict[str, Any]:
        """What was entered. Of a form that is valid in shape."""
        entered = self.cleaned_data
        periods = {name: period_entered(name, entered, empty=_empty(name)) for name in PERIODS}
        due_on = entered.get("due_on")
        return {
            **periods,
            "basis": entered["basis"],
            "on_expiry": entered["on_expiry"],
            "early_credit": {"mode": entered["early_mode"], "days": entered.get("early_days") or 0},
            "decision": {"mode": entered["decision_mode"], "quorum": entered.get("quorum") or 1},
            "due": {
                "mode": entered["due_mode"],
                "on": due_on.isoformat() if due_on else None,
                "days": entered.get("due_days"),
            },
            "zone": entered["zone"],
        }

    def place(self, malformed: Malformed) -> None:
        """Put the problems of a document at the fields they are about."""
        for problem in malformed.problems:
            self.add_error(field_at(problem.path), problem_text(problem))

    def sections(self) -> Iterator[tuple[str, list[Group]]]:
        """Headings, and what stands below them."""
        for title, names in SECTIONS:
            yield str(title), [self._group(name) for name in names]

    def _group(self, name: str) -> Group:
        if name not in PERIODS:
            return Group("", "", (self[name],))
        legend, text = PERIODS[name]
        return Group(str(legend), str(text), tuple(self[f"{name}_{part}"] for part, _label, _most in PARTS))


def field_at(where: str) -> str | None:
    """The field that a path of a document is about, as `$.early_credit.days`; None where there is none."""
    name = where.removeprefix("$.")
    name = WHERE.get(name, name)
    if name in PERIODS:
        return f"{name}_{PARTS[0][0]}"
    return name if name in {"zone", "due_on", "due_days", "early_days", "quorum", *CHOICES} else None


def _initial(rules: Rules) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "basis": rules.basis,
        "on_expiry": rules.on_expiry,
        "early_mode": rules.early_credit.mode,
        "early_days": rules.early_credit.days,
        "decision_mode": rules.decision.mode,
        "quorum": rules.decision.quorum,
        "due_mode": rules.due.mode,
        "due_on": rules.due.on,
        "due_days": rules.due.days,
        "zone": str(rules.zone),
    }
    for name in PERIODS:
        shown.update(period_initial(name, getattr(rules, name), empty=_empty(name)))
    return shown


def _empty(name: str) -> str | None:
    """What three empty fields mean."""
    return None if name == "active" else str(NOTHING)


def _zones(current: str) -> list[tuple[str, Any]]:
    """Zones by continent, and the one that stands there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones() - {current}):
        region, _slash, place = name.partition("/")
        if place and region not in ("Etc", "SystemV", "posix", "right", "US"):
            found.setdefault(region, []).append((name, place.replace("_", " ")))
    return [(current, current), *((_now(region), some) for region, some in found.items())]
