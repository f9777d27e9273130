"""Give or end a role from the command line: how the first administrator of a new site comes to be."""

from argparse import ArgumentParser
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from training_site.people import services
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

SEPARATOR = "/"


class Command(BaseCommand):
    """`role give anna administrator "Tavenia"`, `role end anna administrator "Tavenia / North"`."""

    help = "Gives a person a role in an organisation from today on, or ends it today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, who, which role, where."""
        parser.add_argument("what", choices=["give", "end"])
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("organisation", help='the way to it through the tree: "Country / Region / District"')
        parser.add_argument("--make", action="store_true", help="make the country if it is not there yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One membership begins or ends."""
        person = User.objects.filter(username__iexact=options["username"]).first()
        if person is None:
            raise CommandError(f"Nobody has the user name {options['username']}.")
        organisation = find(options["organisation"], make=options["make"])
        act = give if options["what"] == "give" else end
        self.stdout.write(act(person, Role(options["role"]), organisation))


def find(way: str, *, make: bool) -> Organisation:
    """The organisation at the end of a way of names from a country down; with `make` a missing country is made."""
    here: Organisation | None = None
    for name in (part.strip() for part in way.split(SEPARATOR)):
        below = here.get_children() if here else Organisation.get_root_nodes()
        found = below.filter(name__iexact=name).first()
        if found is None and here is None and make:
            found = services.create_organisation(name=name, kind=Organisation.Kind.COUNTRY)
        if found is None:
            there = ", ".join(str(one) for one in below) or "nothing"
            raise CommandError(f"There is no {name} in {here or 'the tree'}; there is: {there}.")
        here = found
    return cast("Organisation", here)  # a text has at least one part


def give(person: User, role: Role, organisation: Organisation) -> str:
    """Begin the membership today; what was done, in words."""
    today = timezone.localdate()
    membership = services.add_membership(user=person, role=role, organisation=organisation, since=today, today=today)
    return f"{membership}, since {membership.since}."


def end(person: User, role: Role, organisation: Organisation) -> str:
    """End the open membership today; what was done, in words."""
    today = timezone.localdate()
    held = Membership.objects.filter(user=person, role=role, organisation=organisation, until=None).first()
    if held is None:
        raise CommandError(f"{person} does not have this role in {organisation}.")
    services.end_membership(membership=held, until=today, today=today)
    return f"{held}, ended {today}."
