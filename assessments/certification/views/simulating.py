"""Trying rules out."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessments.certification.forms.simulating import STANDS, TryForm
from assessments.certification.laws.tree import leaves
from assessments.certification.models import CertificationVersion
from assessments.certification.pages.composing import words_of
from assessments.certification.pages.requirement_words import asks
from assessments.certification.pages.simulating import outcome
from assessments.certification.selectors import simulation
from assessments.certification.selectors.known import Surroundings, surroundings
from assessments.certification.selectors.rules import rules_of
from assessments.certification.selectors.simulation import CannotBeTried
from assessments.certification.views.leading import OfOneView
from training_site.people.models import User

MOST_OFFERED = 50


class TryView(OfOneView):
    """Nothing is written here: a try is an address."""

    http_method_names = ["get", "head", "options"]
    tab = "compose_try"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """The form, and what comes of it once something is asked."""
        form = self.form()
        context = {"form": form, "acts": self.acts(form), "more": len(self.people) > MOST_OFFERED}
        if "try" in request.GET and form.is_valid():
            context |= self.tried(form)
        status = 400 if form.is_bound and form.errors else 200
        return self.page("certification/compose_try.html", context, status=status)

    def form(self) -> TryForm:
        """With those whom one may try it on."""
        return TryForm(
            self.request.GET if "try" in self.request.GET else None,
            versions=[(one.number, _version_text(one)) for one in self.versions],
            people=[(one.pk, one.display_name) for one in self.people[:MOST_OFFERED]],
            requirements=[leaf for path in rules_of(self.version).paths for leaf in leaves(path.tree)],
            today=self.today,
        )

    def tried(self, form: TryForm) -> dict[str, object]:
        """What comes of it, or that the rules are not ready."""
        entered = form.cleaned_data
        learner = next((one for one in self.people if one.pk == entered["person"]), None)
        rules = rules_of(self.version)
        code = self.certification.code
        start = None
        if learner is not None and entered["start"] == STANDS:
            start = simulation.where_they_stand(learner, self.version, on=entered["begins"], moves_on=entered["moves"])
        facts = simulation.facts_to_try(learner, form.acts(), rules, code=code, today=self.today, start=start)
        try:
            found = simulation.try_out(
                rules, facts, begins_on=entered["begins"], on=entered["on"], until=entered["until"], start=start
            )
        except CannotBeTried:
            return {"not_ready": True}
        whose = learner.display_name if learner else _("An invented history")
        return {"outcome": outcome(found, rules, words_of(self.around)), "whose": whose}

    def acts(self, form: TryForm) -> list[dict[str, object]]:
        """What can be invented."""
        words = words_of(self.around)
        return [
            {
                "name": one.name,
                "text": asks(one.requirement, words),
                "days": [day.isoformat() if day else "" for day in one.days],
            }
            for one in form.invented
        ]

    @cached_property
    def around(self) -> Surroundings:
        """Titles of what rules name."""
        return surroundings(self.certification)

    @cached_property
    def version(self) -> CertificationVersion:
        """The one that is asked for, else the newest. Nothing here for one that does not exist."""
        sent = self.request.GET.get("version") or str(self.versions[0].number)
        found = next((one for one in self.versions if str(one.number) == sent), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def people(self) -> list[User]:
        """Those whom one may try it on, by name; one more than are offered says that there are more. Nothing here for anybody else."""
        name = self.request.GET.get("name", "").replace("\x00", "")[:80]
        rows = simulation.people_to_try(self.person, today=self.today, name=name)
        found = list(rows[: MOST_OFFERED + 1])
        sent = self.request.GET.get("person", "")
        if sent and sent not in {str(one.pk) for one in found}:
            everybody = simulation.people_to_try(self.person, today=self.today)
            chosen = (
                everybody.filter(pk=sent).first() if sent.isascii() and sent.isdecimal() and len(sent) < 12 else None
            )
            if chosen is None:
                raise Http404
            found = [chosen, *found]
        return found


def _version_text(version: CertificationVersion) -> str:
    values = {"number": version.number}
    return _("Version %(number)d, the draft") % values if version.is_draft else _("Version %(number)d") % values
