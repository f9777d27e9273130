"""The form under a record: for the one whose page it is, or for the other who signs on the same phone."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.canonical import digest
from assessments.mentoring.forms.signing import RecordSignForm, SignBox
from assessments.mentoring.pages.records import Gathered, may_sign
from assessments.mentoring.selectors.records import content
from assessments.mentoring.services import pairs
from training_site.people.models import User


def sign_form(
    found: Gathered, data: Any = None, files: Any = None, *, signer: User, with_pin: bool = False
) -> RecordSignForm:
    """The form, with the digest of what is on the page."""
    record = found.record
    is_learner = pairs.role_in(record.session.relationship, signer) == pairs.LEARNER
    return RecordSignForm(
        data,
        files,
        initial={"digest": digest(content(record))},
        organisation_id=record.organisation_id,
        with_pin=with_pin,
        with_release=is_learner and bool(found.words.get("to_organisation")),
        auto_id="sign_%s",
    )


def record_box(
    found: Gathered, *, signer: User, form: RecordSignForm | None = None, here: bool = False
) -> SignBox | None:
    """Everything `components/mentoring/sign.html` shows; None where this person does not sign now."""
    record = found.record
    pair = record.session.relationship
    if signer.pk not in (pair.learner_id, pair.mentor_id) or pair.state != "active" or not may_sign(found, signer):
        return None
    return SignBox(
        form=form or sign_form(found, signer=signer, with_pin=here),
        url=reverse("mentoring:handover" if here else "mentoring:sign_record", args=[record.pk]),
        signs_as=_("You sign as %(name)s.") % {"name": signer},
        heading=_("Sign as %(name)s") % {"name": signer} if here else _("Sign"),
        note=_note(found, str(pairs.other(pair, signer))),
    )


def _note(found: Gathered, other: str) -> str:
    if found.record.state == "part_signed" and found.record.sign_by:
        return _("With your signature the record is complete. It can be signed until %(day)s.") % {
            "day": date_format(found.record.sign_by)
        }
    return _("Signing closes the words. %(name)s then has 14 days to sign too.") % {"name": other}
