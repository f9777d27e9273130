"""The page of notices, and what one can do there."""

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.notices import presenting, selectors
from training_site.notices.services import owing, preferences
from training_site.people.models import User

CHOICES = {"yes": True, "no": False}


@method_decorator(never_cache, name="dispatch")
class ListView(LoginRequiredMixin, View):
    """What a person is owed, newest first."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of it."""
        news = presenting.news(signed_in(request), page=request.GET.get("page", ""))
        return render(request, "notices/list.html", {"news": news, "nav": "notices", "noindex": True})


class ChangeView(LoginRequiredMixin, View):
    """A change of what is on the page; whoever comes by GET, as after signing in, is led to the page."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, **_kwargs: int) -> HttpResponseBase:  # noqa: ARG002  # Django's signature
        """Nothing changes."""
        return HttpResponseRedirect(reverse("notices:list"))


class SeeView(ChangeView):
    """`POST`: mark a notice as read and go where it leads; with `stay` (the number of the page) go back to the list."""

    def post(self, request: HttpRequest, notice_id: int) -> HttpResponse:
        """Mark and go."""
        person = signed_in(request)
        notice = get_object_or_404(selectors.owed_to(person), pk=notice_id)
        owing.see(person=person, notice=notice, now=timezone.now())
        stay = request.POST.get("stay")
        if stay is None:
            return HttpResponseRedirect(notice.link)
        page = f"?page={stay}" if stay.isdecimal() else ""
        return HttpResponseRedirect(f"{reverse('notices:list')}{page}#notice-{notice.pk}")


class SeeAllView(ChangeView):
    """`POST`: mark everything as read that had come when the page was made."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Mark and go back to the list."""
        up_to = moment(request.POST.get("up_to", ""))
        if up_to is None:
            raise BadRequest
        owing.see_all(person=signed_in(request), now=timezone.now(), up_to=up_to)
        return HttpResponseRedirect(reverse("notices:list"))


class PreferenceView(ChangeView):
    """`POST`: notices by e-mail, `by_email` = yes or no."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the choice and go back to the list."""
        by_email = CHOICES.get(request.POST.get("by_email", ""))
        if by_email is None:
            raise BadRequest
        preferences.choose(person=signed_in(request), by_email=by_email, now=timezone.now())
        said = (
            _("What is new goes to you by e-mail again.") if by_email else _("Nothing goes to you by e-mail any more.")
        )
        messages.success(request, said)
        return HttpResponseRedirect(reverse("notices:list"))


def signed_in(request: HttpRequest) -> User:
    """The person behind a view that only signed-in people reach."""
    return cast("User", request.user)


def moment(text: str) -> datetime | None:
    """The moment that a form names, as the page wrote it there; None for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None
