"""An instrument to read and to print, as it is asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from assessments.mentoring.views.private import PrivateView
from assessments.surveys.selectors import instruments


class InstrumentView(PrivateView):
    """For everybody who is signed in: what is asked is no secret. Forms of tests are quizzes, and not here."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, key: str) -> HttpResponse:
        """The version in use."""
        version = instruments.version_of(key, language=get_language() or "")
        if version is None:
            raise Http404
        return self.page(
            "surveys/instrument.html", {"nav": "surveys", "asked": instruments.asked(version), "version": version}
        )
