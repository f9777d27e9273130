"""Kinds and jobs of our own, known for the length of a test."""

from collections.abc import Iterator

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tests.factories.people import CoordinatorFactory, OrganisationFactory
from training_site.notices import kinds, ticking
from training_site.notices.kinds import Kind
from training_site.notices.registry import Registry
from training_site.notices.services.writing import MESSAGE
from training_site.notices.ticking import Job
from training_site.people.models import Organisation, User

PLAIN = Kind("tests.plain", "A certificate", "Your certificate is ready.")
SIGNATURE = Kind(
    "tests.signature",
    "A record",
    "A %(role)s of %(place)s asks you to sign by %(due_on)s.",
    ("role", "place", "due_on"),
)
REMINDER = Kind(
    "tests.reminder", _("Save"), ngettext_lazy("%(days)d day is left.", "%(days)d days are left.", "days"), ("days",)
)
ANY = Kind("tests.any", "A fact", "It is %(fact)s.", ("fact",))
URGENT = Kind("tests.urgent", "Now", "It cannot wait.", urgent=True)
QUIET = Kind("tests.quiet", "A place", "Nothing that needs a letter.", by_email=False)


@pytest.fixture(autouse=True)
def known_kinds(monkeypatch: pytest.MonkeyPatch) -> Registry[Kind]:
    """The kinds above and no others."""
    registry: Registry[Kind] = Registry(lambda kind: kind.key)
    for kind in (PLAIN, SIGNATURE, REMINDER, ANY, QUIET, URGENT, MESSAGE):
        registry.add(kind)
    monkeypatch.setattr(kinds, "registered", registry)
    return registry


@pytest.fixture
def known_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry[Job]]:
    """No jobs but those that a test registers."""
    registry: Registry[Job] = Registry(lambda job: job.name)
    monkeypatch.setattr(ticking, "registered", registry)
    return registry


@pytest.fixture
def place() -> Organisation:
    found: Organisation = OrganisationFactory(name="Tavenia")
    return found


@pytest.fixture
def sender(place: Organisation) -> User:
    person: User = CoordinatorFactory(in_organisation=place, first_name="Chan")
    return person
