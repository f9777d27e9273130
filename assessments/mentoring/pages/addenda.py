"""What was added to a signed record, with the signatures under it, and a form for whoever has not signed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.forms.signing import SignBox, SignForm
from assessments.mentoring.models import Addendum, SessionRecord
from assessments.mentoring.pages.records import Signed, moment_text, signed
from assessments.mentoring.selectors.addenda import addenda_to, signatures_under
from training_site.people.models import User

STATES = {
    "awaiting_other": gettext_lazy("Waits for the other signature"),
    "agreed": gettext_lazy("Signed by both"),
    "disagreed": gettext_lazy("Signed by both, who see it differently"),
}


@dataclass(frozen=True, kw_only=True)
class Added:
    """An addendum."""

    who: str
    when: str
    reason: str
    text: str
    state: str
    signatures: tuple[Signed, ...]
    sign: SignBox | None


def addenda_page(record: SessionRecord, *, viewer: User, acts: bool) -> list[Added]:
    """What was added to a record (two queries at most). `acts`: whether the viewer is one of the pair and it is active."""
    addenda = addenda_to(record.pk)
    under = signatures_under(addenda)
    return [
        Added(
            who=str(one.author),
            when=moment_text(one.created_at),
            reason=one.get_reason_display(),
            text=one.body.opened(),
            state=str(STATES.get(one.state, "")),
            signatures=tuple(signed(each, one.digest) for each in under[one.pk]),
            sign=sign_box(one, viewer)
            if acts and one.state == "awaiting_other" and one.author_id != viewer.pk
            else None,
        )
        for one in addenda
        if one.body
    ]


def sign_box(addendum: Addendum, viewer: User, form: SignForm | None = None) -> SignBox:
    """The form under an addendum, for the other of the pair."""
    return SignBox(
        form=form or SignForm(initial={"digest": addendum.digest}, auto_id=f"{addendum.pk.hex}_%s"),
        url=reverse("mentoring:sign_addendum", args=[addendum.pk]),
        signs_as=_("You sign as %(name)s.") % {"name": viewer},
        heading=_("Sign what was added"),
    )
