"""Who has a second factor, and taking away one that is lost: for administrators."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.people.models import User
from training_site.second_factor import selectors, services


@method_decorator(never_cache, name="dispatch")
class FactorsView(LoginRequiredMixin, View):
    """For administrators, and whoever runs the site; for everybody else it is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who may."""
        person = cast("User", request.user)
        if person.is_authenticated and not selectors.may_reset(person, today=timezone.localdate()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class PeopleView(FactorsView):
    """Who has one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Everybody whom one answers for."""
        people = selectors.answered_for(cast("User", request.user), today=timezone.localdate())
        lines = [
            {"person": person, "since": date_format(person.set_up_at) if person.set_up_at else ""} for person in people
        ]
        return render(request, "second_factor/people.html", {"lines": lines, "noindex": True})


class ResetView(FactorsView):
    """Take away one person's factor, after a question."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question."""
        people = selectors.answered_for(cast("User", request.user), today=timezone.localdate())
        person = get_object_or_404(people.exclude(set_up_at=None), pk=pk)
        return render(request, "second_factor/reset.html", {"person": person, "noindex": True})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it; the person is told."""
        person = get_object_or_404(User, pk=pk)
        try:
            services.reset(person=person, by=cast("User", request.user), now=timezone.now())
        except services.NotTheirsToReset as error:
            raise Http404 from error
        messages.success(request, _("It is taken away. %(name)s is asked for a new one.") % {"name": person})
        return redirect("second_factor:people")
