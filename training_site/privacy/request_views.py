"""Wishes to be forgotten, for the two administrators who fulfil them."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.people.models import User
from training_site.privacy import pages, selectors
from training_site.privacy.services import requests

ACTS = {"look": requests.look, "carry_out": requests.carry_out}


@method_decorator(never_cache, name="dispatch")
class WishesView(LoginRequiredMixin, View):
    """Whoever may fulfil wishes; for everybody else it is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who may."""
        if request.user.is_authenticated and not selectors.may_erase(self.viewer, today=timezone.localdate()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def viewer(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)


class RequestsView(WishesView):
    """All that one may fulfil."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Those that wait first."""
        today = timezone.localdate()
        wishes = [
            pages.wish(one, viewer=self.viewer, today=today)
            for one in selectors.requests_for(self.viewer, today=today)[:200]
        ]
        return render(request, "privacy/requests.html", {"wishes": wishes, "noindex": True})


class RequestView(WishesView):
    """One of them: what would go and what would stay. `POST` `act`: look or carry_out."""

    def get(self, request: HttpRequest, pk: Any, *, refused: str = "") -> HttpResponse:
        """The preview, and the next step where it is the viewer's."""
        today = timezone.localdate()
        found = get_object_or_404(selectors.requests_for(self.viewer, today=today), pk=pk)
        context = {
            "wish": pages.wish(found, viewer=self.viewer, today=today),
            "preview": pages.preview(found.person),
            "refused": refused,
            "noindex": True,
        }
        return render(request, "privacy/request.html", context, status=409 if refused else 200)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """The next step."""
        found = get_object_or_404(selectors.requests_for(self.viewer, today=timezone.localdate()), pk=pk)
        act = request.POST.get("act", "")
        if act not in ACTS:
            raise BadRequest
        try:
            ACTS[act](wish=found, by=self.viewer, now=timezone.now())
        except requests.SamePerson:
            return self.get(request, pk, refused=_("You looked at it first. Somebody else has to do it."))
        except requests.TooLate:
            return self.get(request, pk, refused=_("Meanwhile somebody else was here, or it was taken back."))
        if act == "look":
            messages.success(request, _("Kept. Now it waits for a second person."))
            return redirect("privacy:requests")
        return redirect("privacy:proof", pk)
