"""What every page of those who decide and answer has in common: for anybody else it is not there."""

from typing import Any

from django.http import Http404

from assessments.certification.pages.words import Words
from assessments.certification.selectors import powers
from assessments.mentoring.selectors.indicators import framework
from assessments.mentoring.views.private import PrivateView
from assessments.progress.selectors import programme
from training_site.people.models import User


class AnsweringView(PrivateView):
    """A page for somebody with a power; which one, the families below say."""

    nav = "certificates"

    def admit(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing here for whoever has the power nowhere."""
        if not self.has_power(self.person):
            raise Http404

    def has_power(self, person: User) -> bool:
        """Whether somebody has it anywhere."""
        raise NotImplementedError


class CertifierView(AnsweringView):
    """For whoever decides about anybody."""

    def has_power(self, person: User) -> bool:
        """CERTIFY."""
        return powers.certifies_anywhere(person, today=self.today)


class ChangerView(AnsweringView):
    """For whoever answers for the certificates of any issuer."""

    def has_power(self, person: User) -> bool:
        """CHANGE_CREDENTIAL."""
        return powers.changes_anywhere(person, today=self.today)


def words_for(programme_key: str) -> Words:
    """What everything in a programme is called (two queries)."""
    indicators = framework(programme_key).indicators
    return Words(programme=programme(programme_key), indicators={code: one.text for code, one in indicators.items()})
