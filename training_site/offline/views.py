"""The worker, and the page it shows when the network is away. Both are the same for everybody and ask the database nothing."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.generic import View

from training_site.offline import worker


class WorkerView(View):
    """The worker's program. Browsers ask for it after every page they open: mostly they are told that nothing has changed."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The program, or 304."""
        program = worker.program(get_language() or settings.LANGUAGE_CODE)
        response = HttpResponse(program.text, content_type="text/javascript; charset=utf-8")
        response["ETag"] = quote_etag(program.version)
        response["Cache-Control"] = "no-cache"
        response["Service-Worker-Allowed"] = "/"
        found = get_conditional_response(request, etag=response["ETag"], response=response)
        return found or response


class OfflineView(View):
    """What the worker keeps to show in place of a page that cannot be fetched."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page, without a word about who asks."""
        response = HttpResponse(worker.page())
        response["Cache-Control"] = "no-cache"
        return response
