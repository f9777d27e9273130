"""Every component and every kind of activity in every state, on one page: for whoever changes the look."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from training_site.design import gallery_activities, gallery_pieces


class GalleryView(TemplateView):
    """The gallery; on a site in service only people who may enter the CMS find it."""

    template_name = "design/gallery.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Pretend not to exist for everybody else."""
        if not (settings.DEBUG or request.user.is_staff):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the made-up values."""
        pieces = gallery_pieces.pieces()
        return super().get_context_data(
            **kwargs, **pieces, activities=gallery_activities.activities(), prose=gallery_activities.prose()
        )
