"""Certifications one composes: the list, a new one, one of them, what it is called, its draft, its end."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.composing import EMPTY, SAFE, DetailsForm, NewForm
from assessments.certification.pages.composing import overview, row
from assessments.certification.selectors import affected, composing, starting_points
from assessments.certification.selectors.rules import details_mark
from assessments.certification.services import publishing
from assessments.certification.services.publishing import ChangedMeanwhile, CodeTaken, TheFirst
from assessments.certification.views.leading import LeadView, OfOneView
from assessments.progress.selectors import programme, programmes
from modules.outline import Pathway


class ShelfView(LeadView):
    """Everything one composes."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The list."""
        rows = [row(each) for each in composing.shelf(self.person, today=self.today)]
        return self.page("certification/compose.html", {"rows": rows})


class NewView(LeadView):
    """Begin a certification."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.page("certification/compose_new.html", {"form": self.form()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make it, with a first draft."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page("certification/compose_new.html", {"form": form}, status=400)
        entered = form.cleaned_data
        issuer = next(each for each in self.issuers if str(each.pk) == entered["issuer"])
        found = starting_points.chosen(entered["start"], entered["programme"], zone=settings.TIME_ZONE, issuer=issuer)
        try:
            publishing.compose(
                code=entered["code"],
                titles={settings.LANGUAGE_CODE: entered["title"]},
                summaries={},
                issuer=issuer,
                programme_key=entered["programme"],
                document=found.document,
                pathways=found.pathways,
                by=self.person,
                now=self.now,
            )
        except CodeTaken:
            form.add_error("code", _("Another certification has this code. Choose another one."))
            return self.page("certification/compose_new.html", {"form": form}, status=409)
        return HttpResponseRedirect(reverse("certification:compose_rules", args=[entered["code"]]))

    def form(self, data: object = None) -> NewForm:
        """With the issuers, programmes and starting points there are."""
        found = programmes()
        starts = [
            (EMPTY, _("Nothing: I compose it myself")),
            (SAFE, _("Safe contact: the module before contact with children")),
        ]
        for one in found:
            starts += [
                (
                    f"{one.content_key}:{each.key}",
                    _("The programme's own rules for: %(pathway)s") % {"pathway": each.title},
                )
                for each in one.pathways
            ]
        return NewForm(
            data,
            issuers=[(str(each.pk), each.name) for each in self.issuers],
            programmes=[(one.content_key, one.title) for one in found],
            starts=starts,
        )


class OneView(OfOneView):
    """One certification."""

    tab = "compose_one"

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """With its versions, and how many people it concerns."""
        versions = list(self.certification.versions.defer("document").order_by("number"))
        titles = {each.key: each.title for each in self.pathways()}
        followed = [titles.get(key, key) for key in self.certification.pathways]
        page = overview(self.certification, versions, affected.people(self.certification), followed)
        return self.page("certification/compose_one.html", {"one": page})

    def pathways(self) -> tuple[Pathway, ...]:
        """Of the programme."""
        found = programme(self.certification.programme_key)
        return found.pathways if found else ()


class DetailsView(OneView):
    """What it is called, who follows it, who signs."""

    tab = "compose_one"

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """The form."""
        return self.page("certification/compose_details.html", {"form": self.form()})

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Keep it."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page("certification/compose_details.html", {"form": form}, status=400)
        try:
            publishing.describe(
                certification=self.certification,
                titles=form.texts("title"),
                summaries=form.texts("summary"),
                pathways=form.cleaned_data["pathways"],
                signatories=form.signatories(),
                seen=form.cleaned_data["seen"],
                by=self.person,
                now=self.now,
            )
        except ChangedMeanwhile:
            return self.changed_meanwhile(form)
        messages.success(request, _("Saved. It stands on certificates that are issued from now on."))
        return HttpResponseRedirect(reverse("certification:compose_one", args=[code]))

    def changed_meanwhile(self, form: DetailsForm) -> HttpResponse:
        """What was entered, once more, to be kept knowingly."""
        form.add_error(
            None,
            _(
                "Somebody else has changed this meanwhile. What you entered is below, and nothing is lost: save once more to keep it."
            ),
        )
        form.data = form.data.copy()  # type: ignore[attr-defined]  # of a form that was sent
        form.data["seen"] = details_mark(self.certification)  # type: ignore[index]  # as above
        return self.page("certification/compose_details.html", {"form": form}, status=409)

    def form(self, data: object = None) -> DetailsForm:
        """As it stands now."""
        mark = details_mark(self.certification)
        return DetailsForm(data, certification=self.certification, pathways=self.pathways(), seen=mark)


class DraftView(OfOneView):
    """Begin a new version, or throw the draft of one away."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Either."""
        if "discard" in request.POST:
            return self.discard(code)
        if self.certification.retired_at is None:
            publishing.draft(certification=self.certification, by=self.person, now=self.now)
        return HttpResponseRedirect(reverse("certification:compose_rules", args=[code]))

    def discard(self, code: str) -> HttpResponse:
        """The draft is thrown away as it was seen."""
        try:
            publishing.discard(version=self.a_draft(), revision=self.revision(), by=self.person, now=self.now)
        except ChangedMeanwhile:
            messages.error(
                self.request, _("Somebody else has changed the draft meanwhile. It is still here: look at it first.")
            )
        except TheFirst:
            messages.error(self.request, _("The first draft stays: it is all that this certification has."))
        else:
            messages.success(self.request, _("The draft is gone. What is published holds."))
        return HttpResponseRedirect(reverse("certification:compose_one", args=[code]))


class RetireView(OfOneView):
    """No longer assign anybody."""

    tab = "compose_one"

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """What it means, first."""
        return self.page("certification/compose_retire.html", {"people": affected.people(self.certification)})

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Retire it."""
        publishing.retire(certification=self.certification, by=self.person, now=self.now)
        messages.success(request, _("Retired. Nobody is assigned any more; what was issued stays as it is."))
        return HttpResponseRedirect(reverse("certification:compose_one", args=[code]))
