"""What cohorts hold about a person: which groups they were in, by which way they came, and what was brought in a file."""

from django.utils.translation import gettext_lazy as _

from assessments.cohorts.services import forgetting
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, about, acts, register


def erase(what: Erasing) -> Counts:
    """Invitations go, and so does what stood about somebody in a file that is still kept."""
    return forgetting.forget_person(person=what.person)


COHORTS = Holding(
    key="cohorts.members",
    title=_("Cohorts"),
    purpose=_("So that people who learn together can be asked and reminded together."),
    stays=_("That somebody was in a cohort and when, as a number without a name: its counts rest on it."),
    tables=(
        about("cohorts.CohortMember", "learner"),
        Table(model="cohorts.Invitation", person="person", goes=True),
        Table(model="cohorts.FirstCode", person="person", hidden=("digest",), goes=True),
        acts("cohorts.Cohort", "made_by"),
        acts("cohorts.Cohort", "closed_by"),
        acts("cohorts.CohortException", "resolved_by"),
        acts("cohorts.CohortMember", "added_by"),
        acts("cohorts.CohortMember", "ended_by"),
        acts("cohorts.CohortPlace", "added_by"),
        acts("cohorts.EnrolmentImport", "looked_by"),
        acts("cohorts.EnrolmentImport", "ended_by"),
        acts("cohorts.FirstCode", "made_by"),
        acts("cohorts.Invitation", "invited_by"),
        acts("cohorts.JoinCode", "made_by"),
        acts("cohorts.JoinCode", "revoked_by"),
    ),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(COHORTS)
