"""What the board holds about a person: their row, the views they keep, and files that somebody has taken along."""

from django.utils.translation import gettext_lazy as _

from assessments.reporting.models import BoardRow
from assessments.reporting.services import exporting
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, acts, register


def erase(what: Erasing) -> Counts:
    """Files that may name somebody are no longer kept here. Their row on the board follows their account by itself; the name goes at once."""
    BoardRow.objects.filter(learner=what.person).update(name="")
    return {"files": exporting.forget_files_about(person=what.person)}


BOARD = Holding(
    key="reporting.board",
    title=_("The board"),
    purpose=_("So that those who answer for a programme see who is how far."),
    stays=_(
        "A row of the board, as a number without a name, and how many rows a file had: figures in reports rest on them."
    ),
    tables=(
        Table(model="reporting.BoardRow", person="learner"),
        Table(model="reporting.SavedView", person="owner", goes=True),
        acts("reporting.Export", "by"),
    ),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(BOARD)
