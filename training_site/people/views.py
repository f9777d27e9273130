"""What to do when a child is in danger, and the way out."""

from typing import Any, ClassVar

from allauth.account.views import LogoutView
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import View

from training_site.people import danger, services
from training_site.people.models import Organisation


class DangerView(View):
    """Guidance for everybody; signed in, the people to call, of one's own organisations up the tree. Nothing is stored."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page as templates/CONTEXTS.md says, for this person and no cache in between.

        A phone keeps it for a moment without a network (training_site.offline), so nothing on it says who is signed in.
        """
        places = danger.places_to_call(request.user, today=timezone.localdate())
        response = render(request, "people/danger.html", {"places": places, "nav": "danger"})
        response["Cache-Control"] = "private, no-cache"
        return response


class ConfirmContactsView(LoginRequiredMixin, View):
    """A coordinator says that the numbers of an organisation were rung. A page of its own: a hand in a hurry does not say so by mistake."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The numbers as they stand, and the question."""
        return self._page(request, pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the contacts, which name the day; or the question once more, when other numbers have come in meanwhile."""
        organisation = get_object_or_404(Organisation, pk=pk)
        mark = request.POST.get("mark", "")
        try:
            services.confirm_contacts(organisation=organisation, by=request.user, today=timezone.localdate(), mark=mark)
        except services.NotTheirsToConfirm as error:
            raise Http404 from error
        except services.ContactsChanged:
            return self._page(request, pk, changed=True, status=409)
        return redirect("people:danger")

    def _page(self, request: HttpRequest, pk: int, *, changed: bool = False, status: int = 200) -> HttpResponse:
        place = danger.place_to_confirm(request.user, pk, today=timezone.localdate())
        if place is None:
            raise Http404
        return render(
            request,
            "people/confirm_contacts.html",
            {"place": place, "changed": changed, "nav": "danger"},
            status=status,
        )


class SignOutView(LogoutView):
    """Sign out by POST, and leave nothing of the person in a browser that others may use."""

    http_method_names: ClassVar[list[str]] = ["get", "head", "options", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask the browser to forget pages, saved answers and workers; the session's cookie goes with the session."""
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
