"""The gallery of activities, generated from their examples."""

from typing import Any

from django.middleware.csrf import get_token

from assessments.presenting.gallery import rows
from training_site.design.gallery import GalleryView


class ActivitiesView(GalleryView):
    """Each kind of activity with what a trainer writes for it, in each state; open to whom the gallery is open to."""

    template_name = "design/activities.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows."""
        return super().get_context_data(**kwargs, rows=rows(get_token(self.request)))
