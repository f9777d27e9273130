"""What the page on which an entry is written shows around its form."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.entries import PAPER
from assessments.mentoring.models import Entry
from assessments.mentoring.models.entries import WITH_THE_MENTOR
from assessments.mentoring.pages import readers
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class WritingPage:
    """Everything but the form."""

    title: str
    purpose: str
    statements: tuple[str, ...]
    readers: readers.Readers
    autosave_url: str
    """Empty where the mentor would see half a sentence: then it is saved on purpose only."""
    unsaved_hint: str
    back_url: str


def writing_page(row: Entry | None, *, viewer: User) -> WritingPage:
    """A new entry, or one that its author changes."""
    seen = row is not None and row.state in WITH_THE_MENTOR
    return WritingPage(
        title=_("Change the entry") if row else _(PAPER.title),
        purpose=_(PAPER.purpose),
        statements=tuple(_(statement) for statement in PAPER.statements),
        readers=readers.of(
            DataClass.SHARED_ENTRY if seen else DataClass.PRIVATE_ENTRY,
            viewer=viewer,
            learner=viewer,
            mentor=row.relationship.mentor if row and row.relationship and seen else None,
        ),
        autosave_url="" if seen else reverse("mentoring:entry_save"),
        unsaved_hint=_("Your mentor can see this entry: changes are saved when you press Save.") if seen else "",
        back_url=reverse("mentoring:entry", args=[row.pk]) if row else reverse("mentoring:log"),
    )
