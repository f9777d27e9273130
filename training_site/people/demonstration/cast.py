"""The made-up country, the people who work in it, and how they get there. No place, number or person here exists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from training_site.people import services
from training_site.people.models import Organisation, User
from training_site.people.roles import Permission, Role

Kind = Organisation.Kind


@dataclass(frozen=True, kw_only=True)
class Place:
    """A node of the made-up tree; `below` is the name of its parent, which comes earlier."""

    name: str
    kind: Kind
    below: str = ""
    danger_contacts: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody made up. Without a role: the superuser, who belongs nowhere."""

    username: str
    first_name: str
    last_name: str
    role: Role | None
    place: str = ""
    weeks: int = 20
    """How long ago they came."""

    @property
    def role_name(self) -> str:
        """What the printed table calls them."""
        return str(self.role.label) if self.role else "Superuser"


COUNTRY, REGION = "Tavenia", "Tavenia North"
MERE, HOLM = "Mereby district", "Holmgate district"
CENTRE, DOOR = "Mereby Family Centre", "Open Gate Holm"

# 555 01xx is set aside for fiction: a demo must not ring anybody.
PLACES = (
    Place(
        name=COUNTRY,
        kind=Kind.COUNTRY,
        danger_contacts="Child helpline of Tavenia (made up), 555 0100\nPolice emergency (made up), 555 0101",
    ),
    Place(name=REGION, kind=Kind.REGION, below=COUNTRY),
    Place(
        name=MERE,
        kind=Kind.DISTRICT,
        below=REGION,
        danger_contacts="Child protection officer on duty, Mereby (made up), 555 0110",
    ),
    Place(
        name=HOLM,
        kind=Kind.DISTRICT,
        below=REGION,
        danger_contacts="Child protection officer on duty, Holmgate (made up), 555 0120",
    ),
    Place(
        name=CENTRE,
        kind=Kind.ORGANISATION,
        below=MERE,
        danger_contacts="Safeguarding lead of the centre (made up), 555 0111",
    ),
    Place(
        name=DOOR,
        kind=Kind.ORGANISATION,
        below=HOLM,
        danger_contacts="Safeguarding lead of Open Gate (made up), 555 0121",
    ),
)

PEOPLE = (
    Person(username="learner", first_name="Lina", last_name="Sorensen", role=Role.LEARNER, place=CENTRE, weeks=9),
    Person(username="trainer", first_name="Tomas", last_name="Areng", role=Role.TRAINER, place=REGION, weeks=60),
    Person(username="mentor", first_name="Mirela", last_name="Okoro", role=Role.MENTOR, place=CENTRE, weeks=52),
    Person(username="coordinator", first_name="Chan", last_name="Vuthy", role=Role.COORDINATOR, place=MERE, weeks=52),
    Person(username="lead", first_name="Ines", last_name="Novak", role=Role.LEAD, place=REGION, weeks=70),
    Person(
        username="administrator",
        first_name="Anna",
        last_name="Kovalska",
        role=Role.ADMINISTRATOR,
        place=COUNTRY,
        weeks=80,
    ),
    Person(
        username="safeguarding",
        first_name="Sara",
        last_name="Mwale",
        role=Role.SAFEGUARDING,
        place=CENTRE,
        weeks=52,
    ),
    Person(username="authority", first_name="Edda", last_name="Brandt", role=Role.AUTHORITY, place=COUNTRY, weeks=40),
    # Around the learner: who leads her work, who mentors her mentor, who judges without having been there.
    Person(username="manager", first_name="Wim", last_name="Hendriks", role=Role.MENTOR, place=CENTRE, weeks=70),
    Person(username="supervisor", first_name="Rosa", last_name="Tembo", role=Role.MENTOR, place=MERE, weeks=70),
    Person(username="assessor", first_name="Petro", last_name="Shevchuk", role=Role.MENTOR, place=REGION, weeks=70),
    Person(username="operator", first_name="Ole", last_name="Brandt", role=None),
    Person(username="sokha", first_name="Sokha", last_name="Lim", role=Role.LEARNER, place=CENTRE, weeks=14),
    Person(username="olena", first_name="Olena", last_name="Marchuk", role=Role.LEARNER, place=CENTRE, weeks=14),
    Person(username="pieter", first_name="Pieter", last_name="de Waal", role=Role.LEARNER, place=CENTRE, weeks=13),
    Person(username="amara", first_name="Amara", last_name="Keita", role=Role.LEARNER, place=CENTRE, weeks=6),
    Person(username="dara", first_name="Dara", last_name="Chea", role=Role.LEARNER, place=DOOR, weeks=12),
    Person(username="iryna", first_name="Iryna", last_name="Bondar", role=Role.LEARNER, place=DOOR, weeks=12),
    Person(username="marta", first_name="Marta", last_name="Silva", role=Role.LEARNER, place=DOOR, weeks=11),
    Person(username="jonas", first_name="Jonas", last_name="Lindqvist", role=Role.LEARNER, place=DOOR, weeks=2),
)


def present() -> dict[str, User]:
    """User name → person, for those of the cast who are in the database."""
    names = [person.username for person in PEOPLE]
    return {person.username: person for person in User.objects.filter(username__in=names)}


def arrive(*, passwords: dict[str, str], today: date, count: Callable[[int], None]) -> None:
    """Put the places and the people who are not there yet into the database; `count` is told how many people are there."""
    places = _build()
    there = present()
    for number, person in enumerate(PEOPLE, start=1):
        if person.username not in there:
            _bring(person, places, password=passwords[person.username], today=today)
        count(number)


def _build() -> dict[str, Organisation]:
    built: dict[str, Organisation] = {}
    for place in PLACES:
        parent = built.get(place.below)
        siblings = parent.get_children() if parent else Organisation.get_root_nodes()
        built[place.name] = siblings.filter(name=place.name).first() or services.create_organisation(
            name=place.name, kind=place.kind, parent=parent, danger_contacts=place.danger_contacts
        )
    return built


def _bring(person: Person, places: dict[str, Organisation], *, password: str, today: date) -> None:
    user = services.register_person(
        username=person.username,
        password=password,
        first_name=person.first_name,
        last_name=person.last_name,
    )
    if person.role is None:
        services.make_superuser(person=user)
        return
    place = places[person.place]
    since = today - timedelta(weeks=person.weeks)
    services.add_membership(user=user, role=person.role, organisation=place, since=since, today=today)
    if Permission.CONFIRM_CONTACTS in person.role.permissions and place.contacts:
        services.confirm_contacts(organisation=place, by=user, today=today - timedelta(weeks=2))
