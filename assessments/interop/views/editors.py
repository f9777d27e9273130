"""What the pages of interchange have in common: for whoever edits no page, they are not there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from assessments.interop.selectors import edited_by
from assessments.mentoring.views.private import PrivateView
from training_site.people.models import User


class EditorView(PrivateView):
    """For whoever may edit a page with a text."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing here for others; visitors are led to the sign-in."""
        if isinstance(request.user, User) and not edited_by(request.user).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this room."""
        return super().page(template, {"nav": "questions", **context}, status=status)
