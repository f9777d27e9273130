"""Everything that the rows of a file are looked up in, read once for a whole file, and only from the coordinator's own scope.

What lies outside is asked one thing: whether a user name is taken, which everybody learns who tries to sign up.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from assessments.cohorts.models import Cohort, CohortMember, Invitation
from assessments.cohorts.selectors.places import organisations_for
from training_site.people.arrivals import BATCH, Usernames
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import MANAGE_MEMBERSHIPS

Namesake = tuple[str, str, int]
"""First name, last name, organisation."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """For one file and one coordinator."""

    people: Mapping[str, User]
    """User name or e-mail address, in small letters → somebody in the coordinator's scope."""
    elsewhere: Collection[int]
    """Those of them who belong to something outside it as well: their names are not this coordinator's to change."""
    usernames: Usernames
    places: Mapping[str, Organisation]
    """Name, in small letters → an organisation to which people can be brought."""
    twice: Collection[str]
    """Names that several of these have."""
    home: Organisation | None
    """Where people go whose row names none."""
    inside: Collection[int]
    """Who is in the cohort."""
    learners: Collection[tuple[int, int]]
    """(person, organisation) of everybody who is a learner there, from some day on."""
    namesakes: Mapping[Namesake, User]
    """Members without e-mail, by their names and organisation; only where there is one."""
    invited: Mapping[str, Invitation]
    """E-mail address → the latest invitation into this cohort."""
    seats: int | None
    """How many more fit in; invitations that stand count as taken."""


def around(cohort: Cohort, names: Collection[str], *, by: User, today: date) -> Around:
    """For a file that names these people (user names and addresses, in small letters)."""
    visible = Membership.objects.active_on(today).filter(MANAGE_MEMBERSHIPS.visible_to(by, today=today))
    people = _people(visible.order_by().values_list("user", flat=True), set(names))
    places, twice = _places(organisations_for(by, cohort, today=today))
    members = list(CohortMember.objects.filter(cohort=cohort, until=None).values_list("learner", "organisation"))
    invited = _invited(cohort)
    ids = {person.pk for person in people.values()} | {learner for learner, _place in members}
    return Around(
        people=people,
        elsewhere=_elsewhere(
            {person.pk for person in people.values()}, set(visible.values_list("pk", flat=True)), today
        ),
        usernames=Usernames(),
        places=places,
        twice=twice,
        home=next((place for place in places.values() if place.pk == cohort.organisation_id), None),
        inside={learner for learner, _place in members},
        learners=_learners(ids, today),
        namesakes=_namesakes(cohort),
        invited=invited,
        seats=_seats(cohort, len(members), invited.values()),
    )


def _people(visible: Iterable[int], names: set[str]) -> dict[str, User]:
    found: dict[str, User] = {}
    known = sorted(set(visible))
    for first in range(0, len(known), BATCH):
        for person in User.objects.filter(pk__in=known[first : first + BATCH], is_active=True):
            for name in (person.username.casefold(), person.email.casefold()):
                if name and name in names:
                    found[name] = person
    return found


def _elsewhere(people: set[int], visible: set[int], today: date) -> set[int]:
    """Who holds a membership that the coordinator does not look after, or looks after the site."""
    found: set[int] = set()
    listed = sorted(people)
    for first in range(0, len(listed), BATCH):
        batch = listed[first : first + BATCH]
        rows = Membership.objects.filter(Q(until=None) | Q(until__gt=today), user__in=batch)
        found |= {user for pk, user in rows.values_list("pk", "user") if pk not in visible}
        found |= set(User.objects.filter(pk__in=batch, is_superuser=True).values_list("pk", flat=True))
    return found


def _places(rows: Iterable[Organisation]) -> tuple[dict[str, Organisation], set[str]]:
    listed = list(rows)
    counted = Counter(place.name.casefold() for place in listed)
    return {place.name.casefold(): place for place in listed}, {name for name, times in counted.items() if times > 1}


def _learners(people: set[int], today: date) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    listed = sorted(people)
    for first in range(0, len(listed), BATCH):
        rows = Membership.objects.filter(
            Q(until=None) | Q(until__gt=today), role="learner", user__in=listed[first : first + BATCH]
        )
        found |= set(rows.values_list("user", "organisation"))
    return found


def _namesakes(cohort: Cohort) -> dict[Namesake, User]:
    rows = CohortMember.objects.filter(cohort=cohort, until=None, learner__email="").select_related("learner")
    found: dict[Namesake, User] = {}
    several: set[Namesake] = set()
    for row in rows:
        key = (row.learner.first_name.casefold(), row.learner.last_name.casefold(), row.organisation_id)
        if key in found:
            several.add(key)
        found[key] = row.learner
    return {key: person for key, person in found.items() if key not in several}


def _invited(cohort: Cohort) -> dict[str, Invitation]:
    rows = Invitation.objects.filter(cohort=cohort).exclude(answer="withdrawn").order_by("invited_at", "pk")
    return {row.email.casefold(): row for row in rows}


def _seats(cohort: Cohort, members: int, invited: Iterable[Invitation]) -> int | None:
    if cohort.seats is None:
        return None
    return max(cohort.seats - members - sum(one.answered_at is None for one in invited), 0)
