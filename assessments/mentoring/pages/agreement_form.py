"""The page on which an agreement is written."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import Agreement, Relationship
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.readers import Notice, Readers
from assessments.mentoring.selectors.agreements import AS_ASKED
from assessments.mentoring.selectors.policies import policy_for
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What stands around the form."""

    lead: str
    readers: Readers
    notice: Notice
    save_url: str
    autosave_url: str
    """Empty where somebody has signed: then nothing is saved without the button."""
    back_url: str
    warning: str


def writing(pair: Relationship, row: Agreement | None, *, viewer: User) -> Writing:
    """Around the form of a version that is being made, or of a first one (one query for that)."""
    other = pair.mentor if viewer == pair.learner else pair.learner
    is_signed = row is not None and row.state == "awaiting_other"
    save_url = reverse("mentoring:agreement_save", args=[pair.pk])
    notice = (
        row.facts[AS_ASKED]["notice"]
        if row
        else policy_for(pair.organisation_id, pair.programme_key).confidentiality_notice
    )
    return Writing(
        lead=_(
            "Fill it in together with %(name)s, or begin and let them go on. Both of you see it from the first word."
        )
        % {"name": other},
        readers=readers.of(DataClass.AGREEMENT, viewer=viewer, learner=pair.learner, mentor=pair.mentor),
        notice=readers.notice(notice),
        save_url=save_url,
        autosave_url="" if is_signed else save_url,
        back_url=reverse("mentoring:agreement" if row else "mentoring:pair", args=[pair.pk]),
        warning=_("One of you has signed. If you change something, that signature becomes void and is given anew.")
        if is_signed
        else "",
    )
