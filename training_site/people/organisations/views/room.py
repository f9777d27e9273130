"""What every page of this room has in common: somebody signed in, the day, and nothing left in the browser."""

from datetime import date
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views import View

from training_site.people.models import Membership, Organisation, User
from training_site.people.organisations import selectors
from training_site.people.organisations.selectors import Reach


class RoomView(LoginRequiredMixin, View):
    """A page for signed-in people; what lies outside the reach of whoever asks is not there."""

    reach: Reach
    today: date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask what the person reaches; lead visitors to the sign-in; forbid keeping the answer."""
        self.today = timezone.localdate()
        if isinstance(request.user, User):
            self.reach = selectors.reach_of(request.user, today=self.today)
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            add_never_cache_headers(response)
        return response

    @property
    def viewer(self) -> User:
        """Who asks."""
        if not isinstance(self.request.user, User):
            raise Http404
        return self.request.user

    def find_organisation(self, pk: int, *, editable: bool = False) -> Organisation:
        """An organisation that the person sees, or may change. Raises Http404."""
        wanted = self.reach.editable if editable else self.reach.visible
        return _there(Organisation.objects.filter(wanted, pk=pk).first())

    def find_membership(self, pk: int) -> Membership:
        """A membership that the person may end. Raises Http404."""
        rows = self.reach.memberships().filter(self.reach.manageable, pk=pk)
        found = rows.first()
        if found is None:
            raise Http404
        return found

    def find_person(self, pk: int) -> User:
        """Somebody who holds or held a role in what the person sees. Raises Http404."""
        found = selectors.visible_person(pk, self.reach)
        if found is None:
            raise Http404
        return found

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this room."""
        more = {"nav": "organisations", "noindex": True}
        return render(self.request, f"organisations/{template}.html", {**more, **context}, status=status)

    def go(self, url: str) -> HttpResponse:
        """On to another page."""
        return HttpResponseRedirect(url)


def _there(found: Organisation | None) -> Organisation:
    if found is None:
        raise Http404
    return found
