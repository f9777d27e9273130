"""The home of certificates, the way to one, applying for one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.certification.pages.home import home_page
from assessments.certification.pages.staff_rooms import staff_rooms
from assessments.certification.pages.way import way_page
from assessments.certification.selectors.applying import offers
from assessments.certification.selectors.powers import held_by
from assessments.certification.selectors.refreshed import done_parts
from assessments.certification.selectors.requests import requests_of
from assessments.certification.selectors.ways import OnTheWay, all_ways, on_the_way
from assessments.certification.services import applying
from assessments.certification.views.holder import HolderView, naming, words_of


class HomeView(HolderView):
    """What I am on the way to, what I hold, what waits for me."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page."""
        ways = all_ways(self.person.pk)
        page = home_page(
            ways,
            naming(ways),
            requests=requests_of(self.person.pk),
            offers=offers(self.person.pk, today=self.today),
            language=get_language() or "",
            now=self.now,
        )
        rooms = staff_rooms(held_by(self.person, today=self.today))
        return self.page("certification/home.html", {"home": page, "rooms": rooms})


class WayView(HolderView):
    """The way to one certificate."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        """The page; nothing here for whoever was never asked for it."""
        way = on_the_way(self.person.pk, code)
        if way is None:
            raise Http404
        page = way_page(way, words_of(way), done=self.done(way), now=self.now)
        return self.page("certification/way.html", {"way": page})

    def done(self, way: OnTheWay) -> frozenset[tuple[str, str]]:
        """What of the refresher is done."""
        refresher = getattr(way.shown.cycle, "refresher", None)
        if refresher is None:
            return frozenset()
        return done_parts(self.person.pk, refresher.parts, since=refresher.composed_at, today=way.shown.today(self.now))


class ApplyView(HolderView):
    """`POST`: apply for a certification."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, code: str) -> HttpResponse:
        """Be on the way."""
        try:
            applying.apply(learner=self.person, code=code, now=self.now)
        except applying.NotOffered as error:
            raise Http404 from error
        messages.info(self.request, _("You are on the way. What you have done already counts."))
        return HttpResponseRedirect(reverse("certification:way", args=[code]))
