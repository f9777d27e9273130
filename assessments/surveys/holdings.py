"""What surveys hold about a person: that they are asked, how sure they are of their practice, with which form of a test they began.

Answers to surveys are not among it: they are about nobody.
"""

from django.utils.translation import gettext_lazy as _

from training_site.privacy.holdings import Holding, Table, about, acts, register

SURVEYS = Holding(
    key="surveys.asked",
    title=_("Surveys and tests"),
    purpose=_("So that you can be asked how the training was, and see what you have gained."),
    stays=_("With which form of a test somebody began, as a number without a name: gains of the group rest on it."),
    tables=(
        Table(model="surveys.Ticket", person="person", goes=True),
        Table(model="surveys.Rating", person="person", texts=("given",), goes=True),
        about("surveys.TestSeat", "person"),
        acts("surveys.Survey", "made_by"),
        acts("surveys.TestPlan", "made_by"),
        acts("surveys.TestPlan", "after_opened_by"),
    ),
)


def register_all() -> None:
    """Make it known."""
    register(SURVEYS)
