"""What every page of mentoring has in common, beside what every private page has."""

from typing import ClassVar

from django.http import Http404

from assessments.mentoring.confidentiality import Reach, Viewpoint
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.views import private


class PrivateView(private.PrivateView):
    """A page for signed-in people that no browser, proxy or search engine keeps."""

    nav: ClassVar[str] = "mentoring"

    def seen_from(self, learner_id: int) -> Viewpoint:
        """What the person who asks is to a learner now."""
        return viewpoint(self.person, learner_id, now=self.now)


def demand(reach: Reach, wanted: Reach) -> None:
    """Answer "nothing here" to whoever reaches less far: also that something exists is private."""
    if reach < wanted:
        raise Http404
