"""A country with regions and organisations, what is certified there, and somebody who answers for it."""

import secrets
from datetime import date, datetime

from django.conf import settings

from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, CertificationVersion
from training_site.people.models import Organisation, User
from training_site.people.roles import Role
from training_site.people.services import add_membership, register_person

COUNTRY = "Simulated country"
COORDINATOR = "simulated-coordinator"
OF_A_REGION = 20
CONDUCT, SIGN_OFF, DECLARATION = "conduct", "sign-off", "code-of-conduct"
"""The two requirements, and what is signed for the first."""
RULES = {
    "format": 1,
    "paths": [
        {
            "kind": kind,
            "title": title,
            "tree": {
                "all": [
                    {"requirement": "declaration_signed", "key": CONDUCT, "declaration": DECLARATION},
                    {"requirement": "mentor_sign_off", "key": SIGN_OFF},
                ]
            },
        }
        for kind, title in (("initial", "In full"), ("recert", "Again"))
    ],
    "basis": "expiry",
    "active": "P2Y",
    "window": "P3M",
    "grace": "P1M",
    "zone": settings.TIME_ZONE,
}


def plant(organisations: int) -> tuple[Organisation, list[Organisation]]:
    """The country, and its organisations."""
    country = Organisation.add_root(name=COUNTRY, kind=Organisation.Kind.COUNTRY)
    regions = _children([country], -(-organisations // OF_A_REGION), "Region", Organisation.Kind.REGION)
    return country, _children(regions, organisations, "Organisation", Organisation.Kind.ORGANISATION)


def certify(issuer: Organisation, *, now: datetime) -> CertificationVersion:
    """A certification that is renewed every two years."""
    rules = Rules.read(RULES)
    certification = Certification.objects.create(
        code="simulated",
        titles={"en": "Simulated certification"},
        issuer=issuer,
        programme_key="simulated",
        created_at=now,
    )
    return CertificationVersion.objects.create(
        certification=certification,
        number=1,
        document=rules.document(),
        digest=rules.digest(),
        created_at=now,
        published_at=now,
    )


def coordinator(country: Organisation, *, today: date) -> tuple[User, str]:
    """Somebody who sees all of it, and their password, which is kept nowhere."""
    password = secrets.token_urlsafe(12)
    person = register_person(username=COORDINATOR, password=password, first_name="Simulated", last_name="Coordinator")
    add_membership(user=person, role=Role.COORDINATOR, organisation=country, since=today, today=today)
    return person, password


def second(country: Organisation, *, today: date) -> User:
    """Somebody beside the coordinator, who signs in nowhere: what hurts a certificate takes two."""
    person = register_person(username=f"{COORDINATOR}-2", first_name="Simulated", last_name="Second")
    add_membership(user=person, role=Role.LEAD, organisation=country, since=today, today=today)
    return person


def _children(parents: list[Organisation], number: int, name: str, kind: Organisation.Kind) -> list[Organisation]:
    """So many, dealt out to the parents in turn. The tree is written at once: one by one takes a query for each."""
    made = []
    for place in range(number):
        parent, step = parents[place % len(parents)], place // len(parents) + 1
        path = Organisation._get_path(parent.path, parent.depth + 1, step)
        made.append(Organisation(path=path, depth=parent.depth + 1, name=f"{name} {place + 1}", kind=kind))
        parent.numchild = step
    Organisation.objects.bulk_create(made, batch_size=1000)
    Organisation.objects.bulk_update(parents, ["numchild"], batch_size=1000)
    return list(Organisation.objects.filter(path__in=[one.path for one in made]).order_by("path"))
