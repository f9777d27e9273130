"""What a notice says to whoever reads it, in the active language."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from training_site.notices import kinds
from training_site.notices.facts import spoken
from training_site.notices.models import Notice


class Said(NamedTuple):
    """A notice in words."""

    subject: str
    sentence: str


def said(notice: Notice) -> Said:
    """The heading and the sentence. Of a notice from an earlier version of the site, whose kind is gone or asks for other facts now,
    little is said: it still leads where it led.
    """
    kind = kinds.registered.get(notice.kind)
    if kind is None:
        return Said(_("News"), _("There is something new for you."))
    try:
        return Said(str(kind.subject), kind.say(spoken(notice.facts)))
    except kinds.UNSAYABLE:
        return Said(str(kind.subject), "")
