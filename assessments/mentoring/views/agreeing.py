"""What every page of an agreement asks first, and the two ways to show one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.confidentiality import Reach, Viewpoint
from assessments.mentoring.confidentiality import agreement as reach_of
from assessments.mentoring.forms.agreements import AgreeForm, AgreementForm, agreement_form, kept_in
from assessments.mentoring.framework.papers.agreements import agreement_paper
from assessments.mentoring.models import Agreement, Relationship
from assessments.mentoring.pages import agreements as pages
from assessments.mentoring.pages.agreement_form import writing
from assessments.mentoring.selectors import agreements
from assessments.mentoring.selectors.relationships import is_a_mentor
from assessments.mentoring.selectors.viewpoints import in_pair
from assessments.mentoring.views.pairing import OfPair
from assessments.mentoring.views.private import PrivateView, demand


class OfAgreement(PrivateView):
    """What every page of an agreement asks first."""

    row: Relationship
    seen: Viewpoint
    versions: list[Agreement]

    def enter(self, number: UUID, wanted: Reach) -> None:
        """The relationship and its agreements, for whoever reaches that far."""
        rows = Relationship.objects.select_related("learner", "mentor", "organisation")
        self.row = get_object_or_404(rows, pk=number, kind=Relationship.Kind.REFLECTIVE)
        self.seen = in_pair(self.person, self.row, now=self.now)
        demand(reach_of(self.seen, OfPair(self.row)), wanted)
        self.versions = agreements.versions(self.row.pk)

    @property
    def looking(self) -> pages.Seen:
        """Who looks at it, and when."""
        is_party = self.seen.is_party(OfPair(self.row))
        can_act = is_party and self.row.state == "active"
        return pages.Seen(viewer=self.person, now=self.now, is_party=is_party, can_act=can_act)

    @property
    def open(self) -> Agreement | None:
        """The version that is being made."""
        return agreements.being_made(self.versions)

    def form(self, data: Any = None, files: Any = None, **kwargs: Any) -> AgreementForm:
        """The form of the version that is being made, or of a first one."""
        row, today = self.open, timezone.localdate(self.now)
        is_mentor = row is None and is_a_mentor(self.row.learner_id, today=today)
        paper = agreements.paper_of(row) if row else agreement_paper(of_a_mentor=is_mentor)
        return agreement_form(paper)(
            data,
            files,
            complete=False,
            programme_key=self.row.programme_key,
            organisation_id=self.row.organisation_id,
            kept=kept_in(row) if row else (),
            today=today,
            **kwargs,
        )

    def write(self, form: AgreementForm, *, status: int = 200) -> HttpResponse:
        """The page with the form."""
        page = writing(self.row, self.open, viewer=self.person)
        return self.page("mentoring/agreement_form.html", {"form": form, "writing": page}, status=status)

    def read(self, row: Agreement, *, form: AgreeForm | None = None, status: int = 200) -> HttpResponse:
        """The page with the text."""
        page = pages.agreement_page(row, self.versions, self.looking, form=form)
        return self.page("mentoring/agreement.html", {"agreement": page}, status=status)

    @property
    def url(self) -> str:
        """The page of the agreement."""
        return reverse("mentoring:agreement", args=[self.row.pk])
