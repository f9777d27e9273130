"""Which policy holds where: the newest version of the nearest organisation up the tree that has one, else the programme's default."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import PolicyVersion, Relationship
from training_site.people.models import Organisation, User
from training_site.people.permissions import scopes_of
from training_site.people.roles import Permission

Place = tuple[int | None, str]
"""An organisation (None: learning without one) and a programme key."""


def policy_for(organisation: Organisation | int | None, programme_key: str) -> Policy:
    """How an organisation mentors in a programme (one query)."""
    version = version_for(organisation, programme_key)
    return Policy.read(version.values) if version else Policy()


def version_for(organisation: Organisation | int | None, programme_key: str) -> PolicyVersion | None:
    """The stored version that holds for an organisation; None where the programme's default does (one query)."""
    number = organisation.pk if isinstance(organisation, Organisation) else organisation
    here = Organisation.objects.filter(pk=number, path__startswith=OuterRef("organisation__path"))
    return _nearest_first(programme_key).filter(Exists(here)).first() if number else None


def policies_for(places: Iterable[Place]) -> Mapping[Place, Policy]:
    """The policies of many places at once (two queries at most)."""
    wanted = set(places)
    numbers = {number for number, _programme in wanted if number}
    found = {row.pk: row for row in Organisation.objects.filter(pk__in=numbers)} if numbers else {}
    policy_at = policies_at(found.values())
    return {(number, key): policy_at(found.get(number or 0), key) for number, key in wanted}


def policies_at(organisations: Iterable[Organisation]) -> Callable[[Organisation | None, str], Policy]:
    """How each of these organisations mentors, to be asked with a programme key (one query)."""
    above = {path for one in organisations for path in one.upwards}
    versions = list(_nearest_first().filter(organisation__path__in=above)) if above else []

    def policy_at(organisation: Organisation | None, programme_key: str) -> Policy:
        path = organisation.path if organisation else ""
        for version in versions:
            if version.programme_key == programme_key and path.startswith(version.organisation.path):
                return Policy.read(version.values)
        return Policy()

    return policy_at


def may_decide(viewer: User, place: Organisation, *, today: date) -> bool:
    """Whether somebody sets the policy here: whoever assigns mentors here or above (one query)."""
    scopes = scopes_of(viewer, Permission.ASSIGN_MENTORS, today=today)
    return viewer.is_active and any(place.path.startswith(scope.path) for scope in scopes)


def is_mentored_here(viewer: User, place: Organisation) -> bool:
    """Whether a relationship of this organisation is somebody's own, from either side (one query)."""
    rows = Relationship.objects.filter(organisation=place).exclude(state="ended")
    return rows.filter(Q(learner=viewer) | Q(mentor=viewer)).exists()


def history(place: Organisation, programme_key: str) -> list[PolicyVersion]:
    """What was decided here, newest first (one query)."""
    rows = PolicyVersion.objects.filter(organisation=place, programme_key=programme_key)
    return list(rows.select_related("made_by").order_by("-number"))


def _nearest_first(programme_key: str = "") -> QuerySet[PolicyVersion]:
    versions = PolicyVersion.objects.select_related("organisation").order_by("-organisation__depth", "-number")
    return versions.filter(programme_key=programme_key) if programme_key else versions
