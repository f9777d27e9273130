"""The page of whoever runs the site, its two buttons, and one word for machines."""

from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.notices import ticking
from training_site.notices.services import running
from training_site.notices.views import signed_in
from training_site.operations import checks, clock, health, mail, storage
from training_site.people.models import User
from training_site.people.permissions import may_operate


@method_decorator(never_cache, name="dispatch")
class OperatorView(LoginRequiredMixin, View):
    """For whoever runs the site or looks after a country; for anybody else it is not there."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Nothing here for others; visitors are led to the sign-in."""
        today: date = timezone.localdate()
        if isinstance(request.user, User) and not may_operate(request.user, today=today):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> HttpResponse:
        """To the page."""
        return HttpResponseRedirect(reverse("operations:home"))


class HomeView(OperatorView):
    """Health, jobs, mail, storage."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        now: datetime = timezone.now()
        context = {
            "findings": [{"title": check.title, "found": check.found()} for check in health.registered],
            "jobs": clock.job_lines(now=now),
            "failures": clock.failures(now=now),
            "outbox": mail.outbox(now=now),
            "storage": storage.storage(),
            "nav": "organisations",
            "noindex": True,
        }
        return render(request, "operations/home.html", context)


class RunView(OperatorView):
    """`POST`: run a job now, of those that allow it."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Run it, and say how it went."""
        job = ticking.registered.get(request.POST.get("job", ""))
        if job is None or not job.by_hand:
            raise BadRequest
        said, failure = running.tried(lambda: running.run(job, early=True))
        if failure:
            messages.error(request, _("%(job)s failed: %(said)s") % {"job": job.name, "said": failure})
        else:
            messages.success(request, f"{job.name}: {said}")
        return self.back()


class TestMailView(OperatorView):
    """`POST`: a letter to oneself."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send it, and say what became of it."""
        try:
            address = mail.send_test(to=signed_in(request))
        except mail.NoAddress:
            messages.error(request, _("You have no confirmed e-mail address."))
        except mail.TooSoon:
            messages.error(request, _("A letter went out a moment ago. Wait a minute."))
        except mail.NotTaken as error:
            messages.error(request, _("The mail server did not take it: %(error)s") % {"error": error})
        else:
            messages.success(request, _("The letter is on its way to %(address)s.") % {"address": address})
        return self.back()


@method_decorator(never_cache, name="dispatch")
class HealthView(View):
    """One word for machines, and no detail for strangers."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """200 while the database answers, 503 while it does not."""
        try:
            checks.database()
        except Error:
            return JsonResponse({"status": "unwell"}, status=503)
        return JsonResponse({"status": "well"})
