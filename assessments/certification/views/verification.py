"""Is this certificate true? Asked with a code, by anybody, and answered with what is so today."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from assessments.certification.forms.verification import typed_code
from assessments.certification.pages.offline_file import offline_file
from assessments.certification.pages.verification import answer, host, shared_text
from assessments.certification.services import lookups, status_lists
from assessments.certification.views import limits
from assessments.certification.views.strangers import StrangerView


class AskView(StrangerView):
    """The form for a code."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; or on to the answer, whatever was typed, so that its address can be kept and passed on."""
        if "code" not in request.GET:
            return self.page("certification/verify.html", {"host": host()})
        code = typed_code(request.GET["code"])
        if not code:
            return self.page("certification/verify.html", {"host": host(), "nothing_typed": True}, status=400)
        return HttpResponseRedirect(reverse("certification:verified", args=[code]))


class AnswerView(StrangerView):
    """What a code stands for today. What follows a `#` in the address is never sent here."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The certificate; the same "not found" for a code that nobody has and for what is no code; or "wait"."""
        if limits.has_to_wait(request):
            return self.wait()
        found = lookups.look_up(text=code, now=self.now)
        if found is None:
            limits.note_miss(request)
        shown = {"answer": answer(found, now=self.now), "host": host()}
        return self.page("certification/verified.html", shown, status=200 if found else 404)

    def wait(self) -> HttpResponse:
        """Too many codes that nobody has."""
        response = self.page("certification/verify_wait.html", {"host": host()}, status=429)
        response["Retry-After"] = str(limits.SECONDS)
        add_never_cache_headers(response)
        return response


class SharedView(AnswerView):
    """What its holder shows to whoever was given a link. Nothing of it is kept anywhere, so that a link that was ended is over at once."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """The certificate; the same "not open" for a link that is over and for what is none; or "wait"."""
        if limits.has_to_wait(request):
            return self.wait()
        shared = lookups.look_up_share(secret=secret, now=self.now)
        if shared is None:
            limits.note_miss(request)
            response = self.page("certification/share_closed.html", {"host": host()}, status=404)
        else:
            shown = {"answer": answer(shared.found, now=self.now), "shared": shared_text(shared.until), "host": host()}
            response = self.page("certification/verified.html", shown)
        add_never_cache_headers(response)
        return response


class OfflineView(StrangerView):
    """The page to save: it checks certificates where there is no network."""

    kept_seconds = int(status_lists.KEPT.total_seconds())

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file, to look at or, with `?save`, to keep."""
        file = offline_file(status_lists.at_hand(now=self.now), base=request.build_absolute_uri("/"), now=self.now)
        response = HttpResponse(file.html)
        response["Content-Security-Policy"] = f"{file.policy}; frame-ancestors 'none'"
        if "save" in request.GET:
            response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response
