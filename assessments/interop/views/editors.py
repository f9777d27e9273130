"""What the pages of interchange have in common: for whoever edits no page, they are not there."""

from typing import Any

from django.http import Http404

from assessments.interop.selectors import edited_by
from assessments.mentoring.views.private import PrivateView


class EditorView(PrivateView):
    """For whoever may edit a page with a text."""

    nav = "questions"
    http_method_names = ["get", "head", "post", "options"]

    def admit(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing here for others."""
        if not edited_by(self.person).exists():
            raise Http404
