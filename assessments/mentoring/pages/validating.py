"""What stands above the form by which a mentor takes something as evidence."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.framework.pieces import CEILINGS
from assessments.mentoring.models import Relationship
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.level_words import readers_of_reasons
from assessments.mentoring.pages.readers import Notice, Readers
from training_site.people.models import User

TITLES = {
    "": gettext_lazy("What was seen or heard in the office"),
    "reflection": gettext_lazy("A log entry as evidence"),
    "session": gettext_lazy("A session as evidence"),
}


@dataclass(frozen=True, kw_only=True)
class ValidatePage:
    """Everything but the form."""

    title: str
    learner: str
    lead: str
    ceiling_text: str
    readers: Readers
    notice: Notice
    url: str
    back_url: str


def validate_page(
    pair: Relationship, *, viewer: User, url: str, kind: str = "", on: date | None = None, back_url: str = ""
) -> ValidatePage:
    """The page for one source; without a kind, for what is attested."""
    day = date_format(on) if on else ""
    return ValidatePage(
        title=str(TITLES[kind]),
        learner=str(pair.learner),
        lead=_("The day that counts is %(day)s, when it happened.") % {"day": day}
        if day
        else _("Nothing is uploaded: the work stays in the office, and you say what you saw."),
        ceiling_text=_("It can show level %(level)d at most: it shows that somebody knows, not yet that they do.")
        % {"level": CEILINGS[kind]}
        if kind
        else "",
        readers=readers_of_reasons(viewer=viewer, learner=pair.learner, mentor=pair.mentor),
        notice=readers.notice(),
        url=url,
        back_url=back_url or reverse("mentoring:map", args=[pair.learner_id]),
    )
