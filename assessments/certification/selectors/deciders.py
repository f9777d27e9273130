"""Who could decide about somebody: the power in their organisation, and no part in what is judged."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from assessments.certification.models import Decision
from assessments.certification.selectors.appealed import overruled_voters
from assessments.certification.selectors.powers import is_involved
from assessments.mentoring.models import Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES
from training_site.people.models import Membership, Organisation, User, upwards
from training_site.people.roles import Permission, Role, roles_with


def of(decision: Decision, *, today: date) -> list[User]:
    """Everybody who may vote on a decision, by name."""
    overruled = overruled_voters([decision.cycle_id]).get(decision.cycle_id, set())
    return [person for person in judges(decision.cycle.learner_id, today=today) if person.pk not in overruled]


def judges(learner_id: int, *, today: date) -> list[User]:
    """Everybody who may decide about what somebody asks for, by name."""
    return [person for person in certifiers(learner_id, today=today) if not is_involved(person.pk, learner_id)]


def verifiers(learner_id: int) -> list[User]:
    """The line managers of somebody now: they know which hours were worked (one query)."""
    rows = Relationship.objects.filter(
        learner_id=learner_id, kind=Relationship.Kind.LINE_MANAGEMENT, state__in=CURRENT_STATES
    )
    people = User.objects.filter(pk__in=rows.values("mentor"), is_active=True)
    return list(people.order_by("first_name", "last_name", "username"))


def most_for_somebody(issuer: Organisation, *, today: date) -> int:
    """How many people could at most decide about one learner of an issuer, wherever below it they learn (one query)."""
    near = Q(organisation__path__startswith=issuer.path) | Q(organisation__path__in=issuer.upwards)
    held = Membership.objects.active_on(today).filter(near, role__in=roles_with(Permission.CERTIFY))
    people: dict[str, set[int]] = defaultdict(set)
    for path, person in held.filter(user__is_active=True).values_list("organisation__path", "user"):
        people[path].add(person)
    found = (set[int]().union(*(people.get(above, ()) for above in upwards(path))) for path in list(people))
    return max(map(len, found), default=0)


def certifiers(learner_id: int, *, today: date) -> list[User]:
    """Everybody who certifies where somebody learns, but themself (three queries)."""
    places = Organisation.objects.filter(
        pk__in=Membership.objects.active_on(today).filter(user_id=learner_id, role=Role.LEARNER).values("organisation")
    )
    above = {path for place in places for path in place.upwards}
    held = Membership.objects.active_on(today).filter(
        role__in=roles_with(Permission.CERTIFY), organisation__path__in=above
    )
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=learner_id)
    return list(people.order_by("first_name", "last_name", "username"))
