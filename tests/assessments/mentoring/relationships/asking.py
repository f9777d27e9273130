"""Asking pages as somebody, and counting what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from training_site.notices.models import Notice
from training_site.people.models import User


def as_(person: User) -> Client:
    """The browser of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    return client


def told(person: User) -> list[str]:
    """Kinds of notices that stand on the page of somebody, in the order in which they came."""
    owed = Notice.objects.filter(person=person, withdrawn_at=None).order_by("pk")
    return [kind.removeprefix("mentoring.") for kind in owed.values_list("kind", flat=True)]


@contextmanager
def statements(most: int) -> Iterator[None]:
    """At most so many questions to the database; a savepoint inside the test's own transaction is none."""
    with CaptureQueriesContext(connection) as asked:
        yield
    found = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(found) <= most, "\n".join(found)
