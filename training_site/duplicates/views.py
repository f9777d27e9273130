"""Duplicates for those who look after people: the pairs, the two side by side, the preview, and what was merged."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.duplicates import pages, selectors
from training_site.duplicates.forms import MergeForm
from training_site.duplicates.selectors import Pair
from training_site.duplicates.services import merging
from training_site.people.models import Merge, User

MOST = 100


@method_decorator(never_cache, name="dispatch")
class DuplicatesView(LoginRequiredMixin, View):
    """Whoever gives roles to people; for everybody else it is not there."""

    http_method_names = ["get", "head", "options"]
    today: date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who may."""
        self.today = timezone.localdate()
        if request.user.is_authenticated and not selectors.may_merge(self.viewer, today=self.today):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def viewer(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)

    def find(self, one: int, other: int) -> Pair:
        """Two accounts in the viewer's scope that look like one person's. Raises Http404."""
        found = selectors.pair(self.viewer, one, other, today=self.today)
        if found is None:
            raise Http404
        return found

    def card(self, account: User, other: User) -> pages.AccountCard:
        """One of the two, as far as the viewer may know of it."""
        return pages.account_card(account, other, viewer=self.viewer, today=self.today)

    def page(self, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this room."""
        usual = {"nav": "organisations", "noindex": True}
        return render(self.request, f"duplicates/{name}.html", usual | context, status=status)


class ListView(DuplicatesView):
    """The pairs that wait for a word."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """By name."""
        found = selectors.pairs(self.viewer, today=self.today)
        return self.page("list", {"pairs": [pages.pair_line(one) for one in found]})


class PairView(DuplicatesView):
    """The two side by side. `POST`: they are two people."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, one: int, other: int) -> HttpResponse:
        """What tells them apart, and which to keep."""
        found = self.find(one, other)
        cards = (
            self.card(found.first, found.second),
            self.card(found.second, found.first),
        )
        return self.page("pair", {"name": str(found.first), "why": pages.why(found), "cards": cards})

    def post(self, request: HttpRequest, one: int, other: int) -> HttpResponse:
        """Do not ask again."""
        found = self.find(one, other)
        merging.tell_apart(one=found.first, other=found.second, by=self.viewer, now=timezone.now())
        messages.success(request, _("They are two people: you are not asked about them again."))
        return redirect("duplicates:list")


class MergeView(DuplicatesView):
    """What would move, stay and collide, before anything does. `POST` with a reason: merge."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, account: int, person: int) -> HttpResponse:
        """The preview."""
        return self.preview(self.find(account, person), MergeForm())

    def post(self, request: HttpRequest, account: int, person: int) -> HttpResponse:
        """Merge; the preview once more where something stands in the way."""
        found = self.find(account, person)
        form = MergeForm(request.POST)
        if not form.is_valid():
            return self.preview(found, form, status=400)
        reason = Merge.Reason(form.cleaned_data["reason"])
        try:
            merging.merge(account=found.first, person=found.second, reason=reason, by=self.viewer, now=timezone.now())
        except merging.NotTheirs as error:
            raise Http404 from error  # somebody else was here a moment ago
        except merging.InTheWay:
            return self.preview(found, form, status=409)
        messages.success(
            request, _("The two are one now. What was done with either counts for %(name)s.") % {"name": found.second}
        )
        return redirect("organisations:person", found.second.pk)

    def preview(self, pair: Pair, form: MergeForm, *, status: int = 200) -> HttpResponse:
        """The page; `first` is closed, `second` is kept."""
        two = {"account": pair.first, "person": pair.second}
        obstacles = merging.obstacles(**two, by=self.viewer, now=timezone.now())
        context = {
            "account": self.card(pair.first, pair.second),
            "person": self.card(pair.second, pair.first),
            "obstacles": obstacles,
            # Where nothing would happen there is nothing to see: somebody may have a past elsewhere.
            "ledgers": () if obstacles else pages.ledgers(merging.plan(**two)),
            "form": form,
        }
        return self.page("merge", context, status=status)


class MergedView(DuplicatesView):
    """What was merged, for good."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The newest first."""
        rows = selectors.merges(self.viewer, today=self.today)[:MOST]
        return self.page("merged", {"merges": pages.merge_lines(rows)})
