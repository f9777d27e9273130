"""Pages that fail with somebody's words in their hands."""

import logging

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from tests.training_site.sealing.models import Letter

log = logging.getLogger("django.request")


def _fail(words: str) -> None:
    local_words = [words]
    raise ValueError(f"cannot use {local_words}")


@csrf_exempt
def breaks(request: HttpRequest, words: str = "") -> HttpResponse:
    """An exception with the words in its message, behind another one."""
    held = QueryDict(mutable=True)
    held["words"] = words = words or request.POST["words"]
    try:
        _fail(words)
    except ValueError as error:
        raise RuntimeError(f"{words} could not be saved") from error
    return HttpResponse()


@csrf_exempt
def refused_by_the_database(request: HttpRequest) -> HttpResponse:
    """A row that the database refuses and quotes."""
    Letter.objects.create(subject=request.POST["words"])
    return HttpResponse()


@csrf_exempt
def logs(request: HttpRequest) -> HttpResponse:
    """The exception itself is given to the log."""
    error = ValueError(request.POST["words"])
    log.error(error, extra={"request": request})
    log.error("it failed: %s", error, extra={"request": request})
    log.error("it failed: %(error)s", {"error": error}, extra={"request": request})
    return HttpResponse()


urlpatterns = [
    path("breaks/", breaks),
    path("breaks/<str:words>/", breaks),
    path("refused/", refused_by_the_database),
    path("logs/", logs),
]
