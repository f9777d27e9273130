"""What interchange holds about a person: that they looked at a file of questions."""

from django.utils.translation import gettext_lazy as _

from assessments.interop.services import looking
from training_site.privacy.holdings import Counts, Erasing, Holding, acts, register


def erase(what: Erasing) -> Counts:
    """What still waits goes; a file that was decided holds nothing any more."""
    return {"files": looking.forget_person(person=what.person, now=what.now)}


IMPORTS = Holding(
    key="interop.imports",
    title=_("Files of questions"),
    purpose=_("So that a file of questions waits for whoever looked at it."),
    stays=_("That a file was looked at, without what stood in it."),
    tables=(acts("interop.QuestionImport", "looked_by"), acts("interop.QuestionImport", "ended_by")),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(IMPORTS)
