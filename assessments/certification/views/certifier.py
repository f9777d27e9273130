"""What every page of those who decide and answer has in common: for anybody else it is not there."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from assessments.certification.pages.words import Words
from assessments.certification.selectors import powers
from assessments.mentoring.selectors.indicators import framework
from assessments.mentoring.views.private import PrivateView
from assessments.progress.selectors import programme
from training_site.people.models import User


class AnsweringView(PrivateView):
    """A page for somebody with a power; which one, the families below say."""

    @property
    def today(self) -> date:
        """The day of the site."""
        return timezone.localdate(self.now)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing here for whoever has the power nowhere; visitors are led to the sign-in."""
        if isinstance(request.user, User) and not self.has_power(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def has_power(self, person: User) -> bool:
        """Whether somebody has it anywhere."""
        raise NotImplementedError

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this room."""
        return super().page(template, {"nav": "certificates", **context}, status=status)


class CertifierView(AnsweringView):
    """For whoever decides about anybody."""

    def has_power(self, person: User) -> bool:
        """CERTIFY."""
        return powers.certifies_anywhere(person, today=timezone.localdate())


class ChangerView(AnsweringView):
    """For whoever answers for the certificates of any issuer."""

    def has_power(self, person: User) -> bool:
        """CHANGE_CREDENTIAL."""
        return powers.changes_anywhere(person, today=timezone.localdate())


def words_for(programme_key: str) -> Words:
    """What everything in a programme is called (two queries)."""
    indicators = framework(programme_key).indicators
    return Words(programme=programme(programme_key), indicators={code: one.text for code, one in indicators.items()})
