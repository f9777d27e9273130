"""Writing to many: who is told, who is not and why, and what never leaves the site."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories.notices import NOW, written
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LeadFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    SuperuserFactory,
    TrainerFactory,
)
from tests.training_site.notices.lists import TODAY, WORDS, became, declines, learner
from training_site.notices import recipients
from training_site.notices.models import Delivery, Message, Notice
from training_site.notices.services import owing, sending, writing
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db


def test_everybody_on_the_list_is_owed_it_in_the_same_transaction(place: Organisation, sender: User) -> None:
    below = OrganisationFactory(below=place)
    told = {learner(place), learner(below, "dara@example.org")}
    learner(OrganisationFactory())
    MembershipFactory(organisation=below, until=TODAY)

    message = written(by=sender, to=place)

    assert became(message) == dict.fromkeys(told, "")
    notices = Notice.objects.all()
    assert {notice.person for notice in notices} == told
    assert {notice.link for notice in notices} == {f"/notices/messages/{message.pk}/"}


def test_who_is_not_told_stands_there_with_the_reason(place: Organisation, sender: User) -> None:
    told, declined = learner(place), declines(learner(place))
    MembershipFactory(user=sender, organisation=place)

    message = written(by=sender, to=place)

    assert became(message) == {told: "", declined: "declined", sender: "oneself"}


def test_who_is_on_two_lists_is_told_the_same_once_a_day(place: Organisation, sender: User) -> None:
    below = OrganisationFactory(below=place)
    both, upper = learner(below), learner(place)
    written(by=sender, to=below)

    second = written(by=CoordinatorFactory(in_organisation=place), to=place)

    assert became(second) == {both: "already", upper: ""}
    assert both.notices.count() == 1
    assert became(written(by=sender, to=below, now=NOW + timedelta(days=1))) == {both: ""}


def test_other_words_are_another_message(place: Organisation, sender: User) -> None:
    person = learner(place)
    written(by=sender, to=place)

    other = written(by=CoordinatorFactory(in_organisation=place), to=place, own=WORDS)

    assert became(other) == {person: ""}


def test_the_same_sender_does_not_write_to_the_same_list_twice_a_day(place: Organisation, sender: User) -> None:
    learner(place)
    written(by=sender, to=place)

    with pytest.raises(writing.WrittenToday):
        written(by=sender, to=place, own=WORDS)

    assert Message.objects.count() == 1
    written(by=sender, to=place, now=NOW + timedelta(days=1))


def test_the_database_refuses_a_second_message_to_a_list_and_a_notice_for_who_was_not_told(
    place: Organisation, sender: User
) -> None:
    person = learner(place)
    message = written(by=sender, to=place)
    row = message.deliveries.get(person=person)
    for change in ({"why": "declined"}, {"why": "bored"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(
            sender=sender, source=message.source, value=message.value, template="renew", sent_at=NOW, day=TODAY
        )


def test_a_message_that_nobody_would_be_told_is_not_sent(place: Organisation, sender: User) -> None:
    declines(learner(place))

    with pytest.raises(writing.NobodyToTell):
        written(by=sender, to=place)

    assert not Message.objects.exists()


@pytest.mark.parametrize("factory", [TrainerFactory, AdministratorFactory, SuperuserFactory, LearnerFactory])
def test_nobody_writes_who_may_not(factory: Any, place: Organisation) -> None:
    learner(place)
    person = factory() if factory is SuperuserFactory else factory(in_organisation=place)

    assert recipients.offered(person, today=TODAY) == []
    with pytest.raises(writing.NotTheirList):
        written(by=person, to=place)


def test_a_list_of_a_foreign_branch_is_not_there(place: Organisation, sender: User) -> None:
    foreign = OrganisationFactory()
    LeadFactory(in_organisation=foreign)
    learner(foreign)

    with pytest.raises(writing.NotTheirList):
        written(by=sender, to=foreign)
    for value in ("", "x", "9" * 30, "٣"):
        assert recipients.find(sender, "people.learners", value, today=TODAY) is None
    assert recipients.find(sender, "no.such.list", "1", today=TODAY) is None


def test_two_who_send_the_same_at_once_tell_each_person_once(
    place: Organisation, sender: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = learner(place), learner(place)
    draft = writing.Draft(source="people.learners", value=str(place.pk), template="go-on")
    key, sort = draft.key(TODAY), writing.sorted_out

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        # Somebody else's transaction commits between the look and the owing.
        rows = list(sort(*args, **kwargs).order_by("pk").values_list("pk", "how"))
        owing.owe(person=person, kind=writing.KIND, link="/notices/", facts={}, key=key, now=NOW)
        return _Rows(rows)

    monkeypatch.setattr(writing, "sorted_out", overtaken)

    assert became(writing.send(draft=draft, by=sender, now=NOW)) == {person: "already", other: ""}
    assert person.notices.count() == 1


class _Rows(list[tuple[int, str]]):
    """A list that answers like a queryset."""

    def order_by(self, *_fields: str) -> "_Rows":
        return self

    def values_list(self, *_fields: str) -> "_Rows":
        return self

    def iterator(self, _size: int) -> Any:
        return iter(self)


def test_many_people_cost_no_more_queries_than_few(place: Organisation, sender: User) -> None:
    def cost(day: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            written(by=sender, to=place, now=NOW + timedelta(days=day))
        return len(captured)

    learner(place)
    few = cost(0)
    for _number in range(15):
        learner(place)

    assert cost(1) == few


# What leaves the site


def test_no_word_of_a_message_leaves_the_site(place: Organisation, sender: User) -> None:
    learner(place, "dara@example.org", first_name="Dara")
    written(by=sender, to=place, own=WORDS)

    assert sending.send_due(now=NOW, limit=10) == 1

    (letter,) = mail.outbox
    for word in ("Friday", "Chan", "Dara", "Tavenia"):
        assert word not in letter.subject + letter.body


def test_own_words_stand_sealed_in_the_database(place: Organisation, sender: User) -> None:
    learner(place)
    message = written(by=sender, to=place, own=WORDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_sealed, body_sealed FROM notices_message")
        assert "Friday" not in str([bytes(cell) if cell else b"" for cell in cursor.fetchone()])

    assert Message.objects.get(pk=message.pk).body.opened() == WORDS[1]
