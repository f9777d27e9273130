"""The note that a concern was raised. The danger itself goes to people, by voice: this page says so first."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass, Reach, alert
from assessments.mentoring.forms.escalations import EscalationForm
from assessments.mentoring.models import Escalation, Relationship
from assessments.mentoring.pages import escalations as pages
from assessments.mentoring.selectors import escalations as selectors
from assessments.mentoring.services import access, escalations
from assessments.mentoring.views.private import PrivateView, demand


class EscalationView(PrivateView):
    """The notes of one pair, and another one."""

    http_method_names = ["get", "head", "post", "options"]

    def pair(self, number: UUID) -> Relationship:
        """The pair, for the two of it."""
        row = get_object_or_404(Relationship.objects.select_related("learner", "mentor"), pk=number)
        view = self.seen_from(row.learner_id)
        demand(alert(view), Reach.WRITE)
        if not view.is_party(Own(row)):
            raise Http404
        return row

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The steps, the notes, the form."""
        pair = self.pair(relationship)
        return self.show(pair, self.form(pair))

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """Keep the note; or the mentor confirms an earlier one."""
        pair = self.pair(relationship)
        if number := request.POST.get("confirm"):
            return self.confirm(pair, number)
        form = self.form(pair, request.POST, request.FILES)
        if not form.is_valid():
            return self.show(pair, form, status=400)
        try:
            escalations.note(relationship=pair, by=self.person, now=self.now, **form.cleaned_data)
        except escalations.NotADay:
            form.add_error("raised_on", _("That day has not come yet."))
            return self.show(pair, form, status=400)
        return HttpResponseRedirect(reverse("mentoring:escalation", args=[pair.pk]))

    def confirm(self, pair: Relationship, number: str) -> HttpResponse:
        """It reached somebody."""
        try:
            row = get_object_or_404(Escalation, pk=UUID(number), relationship=pair)
            escalations.confirm(escalation=row, by=self.person, now=self.now)
        except (ValueError, escalations.NotTheirsToConfirm):
            raise Http404 from None
        return HttpResponseRedirect(reverse("mentoring:escalation", args=[pair.pk]))

    def form(self, pair: Relationship, *data: object) -> EscalationForm:
        """The form for the one who asks."""
        today = timezone.localdate(self.now)
        return EscalationForm(*data, is_mentor=pair.mentor_id == self.person.pk, today=today)

    def show(self, pair: Relationship, form: EscalationForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        access.looked(self.seen_from(pair.learner_id), data_class=DataClass.ALERT, subject=None, now=self.now)
        context = {
            "form": form,
            "notes": pages.notes(selectors.of_pair(pair), viewer_id=self.person.pk),
            "pair_url": reverse("mentoring:pair", args=[pair.pk]),
        }
        return self.page("mentoring/escalation.html", context, status=status)


class EscalationsView(PrivateView):
    """What reached a safeguarding lead's organisations."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The list, with how many and how fast."""
        today = timezone.localdate(self.now)
        if not selectors.is_lead(self.person, today=today):
            raise Http404
        rows = list(selectors.before(self.person, today=today))
        access.listed(
            actor_id=self.person.pk,
            role="safeguarding",
            learners={row.relationship.learner_id for row in rows},
            data_class=DataClass.ALERT,
            now=self.now,
        )
        context = {
            "notes": pages.notes(rows, viewer_id=0, named=True),
            "totals": pages.totals(rows),
        }
        return self.page("mentoring/escalations.html", context)


class Own:
    """A relationship as a row that belongs to itself."""

    def __init__(self, row: Relationship) -> None:
        self.pk = self.relationship_id = row.pk
