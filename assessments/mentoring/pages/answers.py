"""A proposal to work together, as each of the two sees it."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.models import Relationship
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The page."""

    other: str
    question: str
    starts_on: str
    state: str
    """What happens next, or what this person has said already."""
    is_open: bool
    """Whether this person still has to answer."""


def proposal(row: Relationship, person: User) -> Proposal:
    """What is proposed to this person."""
    is_learner = person.pk == row.learner_id
    other = row.mentor if is_learner else row.learner
    is_open = row.state in ("proposed", "awaiting_learner" if is_learner else "awaiting_mentor")
    if is_learner:
        question = _("%(name)s would accompany your practice as your mentor.")
    else:
        question = _("You would accompany the practice of %(name)s as their mentor.")
    return Proposal(
        other=str(other),
        question=question % {"name": other},
        starts_on=date_format(row.starts_on),
        state=_state(row, other, is_open=is_open),
        is_open=is_open,
    )


def _state(row: Relationship, other: User, *, is_open: bool) -> str:
    if not is_open:
        return _("You said yes. %(name)s has not answered yet; you will be told.") % {"name": other}
    if row.state == "proposed":
        return _("%(name)s is asked the same. It begins when you have both said yes.") % {"name": other}
    return _("%(name)s has said yes already. It begins when you say yes too.") % {"name": other}
