"""Somebody on a list, who does not want what goes to many, and what became of a message."""

from typing import Any

from tests.factories.notices import NOW
from tests.factories.people import LearnerFactory
from training_site.notices.models import Message
from training_site.notices.services import preferences
from training_site.people.models import Organisation, User

TODAY = NOW.date()
WORDS = ("About Friday", "Dear {name},\n\nwe meet on Friday.\n\n{sender}, {place}")


def learner(place: Organisation, address: str = "", **more: Any) -> User:
    person: User = LearnerFactory(in_organisation=place, email=address, **more)
    return person


def declines(person: User) -> User:
    preferences.arrange(person=person, messages=False, quiet_from=NOW.time(), quiet_until=NOW.time(), zone="", now=NOW)
    return person


def became(message: Message) -> dict[User, str]:
    return {row.person: row.why for row in message.deliveries.select_related("person")}
