"""Notices in the states tests speak of: `NoticeFactory(seen=True)`, `NoticeFactory(sent=True)`, `NoticeFactory(withdrawn=True)`."""

from datetime import UTC, datetime, timedelta

import factory

from tests.factories.people import UserFactory
from training_site.notices.models import Notice

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
