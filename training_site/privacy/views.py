"""My data, the privacy notice, and the wish to be forgotten as its person sees it."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.people import services as people
from training_site.people.models import User
from training_site.privacy import pages, selectors
from training_site.privacy.forms import NameForm
from training_site.privacy.models import ErasureProof, ErasureRequest
from training_site.privacy.notice import current
from training_site.privacy.receivers import DUE
from training_site.privacy.services import consents, downloads, requests


@method_decorator(never_cache, name="dispatch")
class OwnView(LoginRequiredMixin, View):
    """Something of the person who is signed in."""

    http_method_names = ["get", "head", "post", "options"]

    @property
    def person(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)


class MineView(OwnView):
    """What the site holds about me, and what I can do about it. `POST`: another name."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page."""
        return self._page(NameForm(initial={"first_name": self.person.first_name, "last_name": self.person.last_name}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the name."""
        form = NameForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        people.change_person(person=User.objects.get(pk=self.person.pk), **form.cleaned_data)
        messages.success(request, _("Your name is kept."))
        return redirect("privacy:mine")

    def _page(self, form: NameForm) -> HttpResponse:
        wish = selectors.open_request(self.person)
        context = {
            "form": form,
            "kept": pages.everything(),
            "wish": pages.wish(wish, viewer=None, today=timezone.localdate()) if wish else None,
            "email": self.person.email,
            "noindex": True,
            "nav": "privacy",
        }
        return render(self.request, "privacy/mine.html", context)


class DownloadView(OwnView):
    """`POST`: the archive, after the password once more."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Back to the page, as after signing in."""
        return redirect("privacy:mine")

    @method_decorator(reauthentication_required)
    def post(self, _request: HttpRequest) -> StreamingHttpResponse:
        """Everything, piece by piece."""
        now = timezone.now()
        response = StreamingHttpResponse(
            downloads.download(person=self.person, now=now), content_type="application/zip"
        )
        response["Content-Disposition"] = f'attachment; filename="my-data-{timezone.localdate(now)}.zip"'
        return response


class NoticeView(View):
    """The privacy notice, for everybody and at any time."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The version that holds, in the reader's language or in the one they ask for (`in`)."""
        notice = current(request.GET.get("in") or get_language() or "")
        return render(request, "privacy/notice.html", {"notice": notice, "languages": pages.languages(notice)})


class AgreeView(OwnView):
    """The notice after signing in, where somebody has not said anything about it yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What is new, and the whole text."""
        context = {
            "notice": current(get_language() or ""),
            "next": request.POST.get("next") or request.GET.get("next", "/"),
            "noindex": True,
        }
        return render(request, "privacy/agree.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the word and go on; the new text once more where it has changed meanwhile."""
        try:
            consents.agree(person=self.person, sha256=request.POST.get("sha256", ""), now=timezone.now())
        except consents.AnotherText:
            return self.get(request)
        request.session.pop(DUE, None)
        onward = request.POST.get("next", "/")
        safe = url_has_allowed_host_and_scheme(
            onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return redirect(onward if safe else "/")


class ErasureView(OwnView):
    """What erasing would do, and asking for it. `POST` `act`: ask or take_back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What would go and what would stay."""
        wish = selectors.open_request(self.person)
        context = {
            "wish": pages.wish(wish, viewer=None, today=timezone.localdate()) if wish else None,
            "preview": pages.preview(self.person),
            "noindex": True,
        }
        return render(request, "privacy/erasure.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask, or stay after all."""
        act = request.POST.get("act")
        if act == "ask":
            wish = requests.ask(person=self.person, now=timezone.now())
            messages.success(
                request, _("Your wish is kept. It will be done by %(day)s.") % {"day": date_format(wish.due_on)}
            )
        elif act == "take_back":
            self._take_back()
        else:
            raise BadRequest
        return redirect("privacy:erasure")

    def _take_back(self) -> None:
        try:
            requests.take_back(person=self.person, now=timezone.now())
        except requests.TooLate:
            return  # there is no wish any more, which is what was asked for
        messages.success(self.request, _("Your wish is taken back. Everything stays as it is."))


class ProofView(View):
    """What went and what stayed, for whoever has the address: it names nobody. `?format=json` as it was hashed."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The proof, or how far the wish is."""
        wish = get_object_or_404(ErasureRequest, pk=pk)
        found = ErasureProof.objects.filter(request=wish).first()
        if request.GET.get("format") == "json":
            if found is None:
                raise Http404
            return JsonResponse({"request": str(wish.pk), "report": found.report, "sha256": found.sha256})
        context = {
            "wish": pages.wish(wish, viewer=None, today=timezone.localdate()),
            "proof": pages.proof(found) if found else None,
            "noindex": True,
        }
        return render(request, "privacy/proof.html", context)
