"""Measures about certificates: one person proposes, another confirms or refuses."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.forms.measures import MeasureForm
from assessments.certification.models import Measure
from assessments.certification.pages.measures import answered_for, found_lines, measure_lines, measure_page
from assessments.certification.selectors import answered_for as rows
from assessments.certification.selectors.given_up import given_up
from assessments.certification.selectors.ways import Held
from assessments.certification.services import measures
from assessments.certification.views.certifier import ChangerView
from training_site.people.models import User

CHANGED = gettext_lazy("This changed meanwhile. Here is how it stands now.")
NOT_POSSIBLE = gettext_lazy("This does not follow from what has happened to the certificate on that day.")


class MeasuresView(ChangerView):
    """What waits for a second person, and the search for a certificate."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        text = request.GET.get("q", "")[:200]
        context = {
            "measures": measure_lines(rows.open_measures(self.person, today=self.today), reader=self.person.pk),
            "found": found_lines(rows.found(self.person, text, today=self.today), today=self.today),
            "text": text,
            "unsigned": sum(each.waiting for each in given_up(self.person, now=self.now)),
        }
        return self.page("certification/measures.html", context)


class ProposeView(ChangerView):
    """One certificate; `POST`: propose a measure."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, credential: UUID) -> HttpResponse:
        """The page."""
        held = self.find(credential)
        return self.shown(held, self.form(held))

    def post(self, request: HttpRequest, credential: UUID) -> HttpResponse:
        """Propose it."""
        held = self.find(credential)
        form = self.form(held, request.POST, request.FILES, organisation_id=held.credential.issuer_id)
        if not form.is_valid():
            return self.shown(held, form, status=form.status)
        try:
            row = measures.propose(credential=held.credential, by=self.person, now=self.now, **form.cleaned_data)
        except measures.DoesNotFollow:
            form.add_error(None, str(NOT_POSSIBLE))
            return self.shown(held, form, status=409)
        except measures.ProposedAlready:
            form.add_error(
                None, _("Something is proposed already. It has to be confirmed, refused or taken back first.")
            )
            return self.shown(held, form, status=409)
        messages.info(request, _("Proposed. It takes effect when somebody else confirms it."))
        return HttpResponseRedirect(reverse("certification:measure", args=[row.pk]))

    def find(self, pk: UUID) -> Held:
        """The certificate. Raises Http404 for one of a foreign issuer, and for one's own."""
        held = rows.credential_for(self.person, pk, today=self.today)
        if held is None:
            raise Http404
        return held

    def form(self, held: Held, *data: Any, **options: Any) -> MeasureForm:
        """With what can follow today."""
        kinds = measures.possible_kinds(credential=held.credential, effective_on=self.today)
        return MeasureForm(*data, kinds=kinds, today=self.today, **options)

    def shown(self, held: Held, form: MeasureForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        waiting = Measure.objects.filter(credential=held.credential, state="proposed").defer("note").first()
        page = answered_for(held, waiting, today=self.today)
        shown = form if form.is_bound or (waiting is None and form.kinds) else None
        return self.page("certification/measure_propose.html", {"certificate": page, "form": shown}, status=status)


def _confirm(row: Measure, by: User, now: datetime) -> None:
    measures.confirm(measure=row, by=by, now=now)


def _refuse(row: Measure, by: User, now: datetime) -> None:
    measures.refuse(measure=row, by=by, now=now)


def _withdraw(row: Measure, by: User, now: datetime) -> None:
    measures.withdraw(measure=row, by=by, now=now)


STEPS: Mapping[str, tuple[Callable[[Measure, User, datetime], None], Promise]] = {
    "confirm": (_confirm, gettext_lazy("Confirmed. The holder is told.")),
    "refuse": (_refuse, gettext_lazy("Refused. Nothing changes.")),
    "withdraw": (_withdraw, gettext_lazy("Taken back. Nothing changes.")),
}
"""What can be done with a measure → how, and what is said then."""


class MeasureView(ChangerView):
    """One measure; `POST`: confirm it, refuse it, take it back."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, measure: UUID) -> HttpResponse:
        """The page."""
        row = self.find(measure)
        page = measure_page(row, reader=self.person.pk, impartial=measures.is_impartial(self.person, row))
        return self.page("certification/measure.html", {"measure": page})

    def post(self, request: HttpRequest, measure: UUID) -> HttpResponse:
        """One step."""
        row = self.find(measure)
        if request.POST.get("step") not in STEPS:
            raise Http404
        act, said = STEPS[request.POST["step"]]
        try:
            act(row, self.person, self.now)
        except (measures.NotAllowed, measures.SamePerson) as error:
            raise Http404 from error
        except measures.NotNow:
            said = CHANGED
        except measures.DoesNotFollow:
            said = NOT_POSSIBLE
        messages.info(request, str(said))
        return HttpResponseRedirect(reverse("certification:measure", args=[row.pk]))

    def find(self, pk: UUID) -> Measure:
        """The measure. Raises Http404."""
        row = rows.measure_for(self.person, pk, today=self.today)
        if row is None:
            raise Http404
        return row
