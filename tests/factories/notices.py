"""Notices in the states tests speak of: `NoticeFactory(seen=True)`, `NoticeFactory(sent=True)`, `NoticeFactory(withdrawn=True)`; messages:
`written(by=…, to=…)`; templates of an organisation: `kept_template(place)`.
"""

from datetime import UTC, datetime, timedelta

import factory

from tests.factories.people import CoordinatorFactory, UserFactory
from training_site.notices.messages import OWN, Said
from training_site.notices.models import Message, Notice, OwnTemplate
from training_site.notices.services import templates, writing
from training_site.people.models import Organisation, User

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


class NoticeFactory(factory.django.DjangoModelFactory[Notice]):
    """Owed now and not seen; it leads to a page that everybody may open."""

    class Meta:
        model = Notice

    class Params:
        seen = factory.Trait(seen_at=factory.LazyAttribute(lambda notice: notice.owed_at + timedelta(hours=1)))
        sent = factory.Trait(sent_at=factory.LazyAttribute(lambda notice: notice.owed_at + timedelta(minutes=5)))
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyAttribute(lambda notice: notice.owed_at + timedelta(hours=2))
        )

    person = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda number: f"tests.matter:{number}")
    kind = "tests.plain"
    link = "/child-in-danger/"
    owed_at = NOW
    send_after = factory.SelfAttribute("owed_at")


def written(
    *, by: User, to: Organisation, template: str = "go-on", own: tuple[str, str] = ("", ""), now: datetime = NOW
) -> Message:
    """A message to the learners of an organisation: one of ours, or own words."""
    said = Said(*own)
    draft = writing.Draft(source="people.learners", value=str(to.pk), template=OWN if any(own) else template, said=said)
    return writing.send(draft=draft, by=by, now=now)


def kept_template(
    place: Organisation,
    *,
    title: str = "Visit",
    said: tuple[str, str] = ("A visit", "Dear {name}, I come by."),
    by: User | None = None,
) -> OwnTemplate:
    """A template that a coordinator of the organisation keeps."""
    by = by or CoordinatorFactory(in_organisation=place)
    return templates.keep(organisation=place, title=title, said=Said(*said), by=by, now=NOW)
