"""The page on which anybody chooses a language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_info
from django.views import View

from training_site.people import services
from training_site.people.language.keeping import keep
from training_site.people.models import User

OWN_NAMES = {"km": "ខ្មែរ"}
"""What Django calls by its English name."""


class LanguageView(View):
    """GET asks, POST keeps the answer and goes back to where somebody came from."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Each language by the name it gives itself."""
        return render(
            request,
            "people/language.html",
            {
                "choices": [
                    {"code": code, "name": own_name(code), "now": code == get_language()}
                    for code, _name in settings.LANGUAGES
                ],
                "back": _path_of(request.headers.get("Referer", ""), request),
            },
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep a language the site speaks; any other is a form somebody made themselves."""
        language = request.POST.get("language", "")
        if language not in dict(settings.LANGUAGES):
            return HttpResponseBadRequest()
        if isinstance(request.user, User):
            services.change_person(person=request.user, language=language)
        response = redirect(_path_of(request.POST.get("back", ""), request))
        keep(response, language=language)
        return response


def own_name(code: str) -> str:
    """What a language calls itself, as a name among others."""
    return OWN_NAMES.get(code) or str(get_language_info(code)["name_local"]).capitalize()


def _path_of(address: str, request: HttpRequest) -> str:
    """The path of an address of this site; of any other, the first page."""
    if not url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    path = urlsplit(address).path
    return path if path.startswith("/") and path != request.path else "/"
