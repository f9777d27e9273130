"""The page of disagreements, as a learner, as whoever hears one, and as a coordinator sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.decisions import AnswerForm, NameForm
from assessments.mentoring.models import Dispute
from assessments.mentoring.pages.decisions import Disagreement, disagreement
from training_site.people.models import User

CLASSES = {"decision": DataClass.LEVEL, "observation": DataClass.OBSERVATION, "review": DataClass.REVIEW}
KINDS: dict[str, Promise] = {
    "decision": _("A level"),
    "observation": _("An observation"),
    "review": _("A progress review"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One disagreement, and what can be done with it."""

    title: str
    learner: str
    url: str
    """The judgement, for who reads it."""
    said: Disagreement
    act_url: str
    form: Form | None = None


@dataclass(frozen=True, kw_only=True)
class DisputesPage:
    """Everything on the page."""

    mine: tuple[Row, ...]
    to_hear: tuple[Row, ...]
    to_name: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return not (self.mine or self.to_hear or self.to_name)


def disputes_page(
    *,
    viewer: User,
    mine: Sequence[Dispute],
    to_hear: Sequence[Dispute],
    to_name: Sequence[tuple[Dispute, Sequence[User]]],
    forms: Mapping[UUID, Form] | None = None,
) -> DisputesPage:
    """The page; `forms` are those that come back with mistakes. For a coordinator no words are opened."""
    forms = forms or {}
    return DisputesPage(
        mine=tuple(_row(one, viewer, act="dispute_take_back", reads=True) for one in mine),
        to_hear=tuple(
            _row(
                one,
                viewer,
                act="dispute_answer",
                reads=True,
                form=forms.get(one.pk)
                or AnswerForm(organisation_id=one.organisation_id, prefix=one.pk.hex, guarded=False),
            )
            for one in to_hear
        ),
        to_name=tuple(
            _row(
                one,
                viewer,
                act="dispute_name",
                reads=False,
                form=forms.get(one.pk) or NameForm(people=people, prefix=one.pk.hex) if people else None,
            )
            for one, people in to_name
        ),
    )


def _row(row: Dispute, viewer: User, *, act: str, reads: bool, form: Form | None = None) -> Row:
    waits = row.state in ("raised", "taken_up")
    return Row(
        title=f"{KINDS[row.subject_machine]} · {date_format(timezone.localdate(row.created_at))}",
        learner=str(row.learner),
        url=reverse(f"mentoring:{row.subject_machine}", args=[row.subject]) if reads else "",
        said=disagreement(row, reads=reads, viewer=viewer),
        act_url=reverse(f"mentoring:{act}", args=[row.pk]) if waits else "",
        form=form,
    )
