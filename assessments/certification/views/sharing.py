"""Who sees what of a certificate: its holder decides. A choice, a new link and the end of one are a door each."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.forms.sharing import HIDDEN, SHOWN, ShareForm, ShownForm
from assessments.certification.models import Share
from assessments.certification.pages.sharing import sharing_page
from assessments.certification.selectors.sharing import shares_of, shows_competencies
from assessments.certification.selectors.ways import Held
from assessments.certification.services import sharing
from assessments.certification.views.held import OfACertificate

USUALLY = timedelta(days=30)
REFUSED: dict[type[Exception], tuple[str | None, Promise]] = {
    sharing.NotThen: ("until", gettext_lazy("Choose a day from today on, and within a year.")),
    sharing.TooMany: (None, gettext_lazy("Twenty links are open already. End one of them first.")),
}
"""Why there is no link, and beside which field that stands."""


class Sharing(OfACertificate):
    """Something about what others see."""

    def shown(
        self, held: Held, *, share: ShareForm | None = None, show: ShownForm | None = None, status: int = 200
    ) -> HttpResponse:
        """The page with both forms."""
        row, today = held.credential, self.on(held)
        choice = SHOWN if shows_competencies(row.cycle_id) else HIDDEN
        context = {
            "sharing": sharing_page(row, shares_of(row.cycle_id), on=today),
            "show": show or ShownForm(initial={"competencies": choice}),
            "share": share or ShareForm(initial={"until": today + USUALLY}, today=today),
        }
        return self.page("certification/sharing.html", context, status=status)

    def back(self, credential: UUID, said: str) -> HttpResponse:
        """To the page, with a word."""
        messages.info(self.request, said)
        return HttpResponseRedirect(reverse("certification:sharing", args=[credential]))


class SharingView(Sharing):
    """The page; `POST`: make a link."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, credential: UUID) -> HttpResponse:
        """The page."""
        return self.shown(self.find(credential))

    def post(self, request: HttpRequest, credential: UUID) -> HttpResponse:
        """Make one, or the form again with what is wrong."""
        held = self.find(credential)
        form = ShareForm(request.POST, today=self.on(held))
        if not form.is_valid():
            return self.shown(held, share=form, status=400)
        try:
            sharing.share(credential=held.credential, by=self.person, now=self.now, **form.cleaned_data)
        except tuple(REFUSED) as error:
            field, why = REFUSED[type(error)]
            form.add_error(field, str(why))
            return self.shown(held, share=form, status=400 if field else 409)
        return self.back(credential, _("The link is made. Copy it and pass it on."))


class ShownView(Sharing):
    """What the public page shows."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, credential: UUID) -> HttpResponse:
        """Show the competencies from now on, or hide them."""
        held = self.find(credential)
        form = ShownForm(request.POST)
        if not form.is_valid():
            return self.shown(held, show=form, status=400)
        sharing.show(credential=held.credential, competencies=form.shows, by=self.person, now=self.now)
        if form.shows:
            return self.back(credential, _("Whoever has the code sees the competencies now."))
        return self.back(
            credential,
            _("The competencies are hidden. Somebody who has just looked may see them for five minutes more."),
        )


class EndView(Sharing):
    """A link, before its day."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, credential: UUID, share: UUID) -> HttpResponse:
        """End it."""
        held = self.find(credential)
        row = get_object_or_404(Share, pk=share, cycle=held.credential.cycle_id)
        try:
            sharing.end(share=row, by=self.person, now=self.now)
        except sharing.NotYours as error:
            raise Http404 from error
        return self.back(credential, _("The link is over: nobody opens it any more."))
