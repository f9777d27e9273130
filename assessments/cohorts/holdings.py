"""What cohorts hold about a person: which groups they were in, by which way they came, and what was brought in a file."""

from django.utils.translation import gettext_lazy as _

from assessments.cohorts.services import forgetting
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, register


def erase(what: Erasing) -> Counts:
    """Invitations go, and so does what stood about somebody in a file that is still kept."""
    return forgetting.forget_person(person=what.person)


def _acts(name: str, person: str) -> Table:
    return Table(model=f"cohorts.{name}", person=person, acts=True)


COHORTS = Holding(
    key="cohorts.members",
    title=_("Cohorts"),
    purpose=_("So that people who learn together can be asked and reminded together."),
    stays=_("That somebody was in a cohort and when, as a number without a name: its counts rest on it."),
    tables=(
        Table(model="cohorts.CohortMember", person="learner"),
        Table(model="cohorts.Invitation", person="person", goes=True),
        Table(model="cohorts.FirstCode", person="person", hidden=("digest",), goes=True),
        _acts("Cohort", "made_by"),
        _acts("Cohort", "closed_by"),
        _acts("CohortException", "resolved_by"),
        _acts("CohortMember", "added_by"),
        _acts("CohortMember", "ended_by"),
        _acts("CohortPlace", "added_by"),
        _acts("EnrolmentImport", "looked_by"),
        _acts("EnrolmentImport", "ended_by"),
        _acts("FirstCode", "made_by"),
        _acts("Invitation", "invited_by"),
        _acts("JoinCode", "made_by"),
        _acts("JoinCode", "revoked_by"),
    ),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(COHORTS)
