"""Writing to many: who is told, who is not and why, and what never leaves the site."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

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
from training_site.notices import audience, letters, mailings, messages, recipients
from training_site.notices.messages import BY_KEY, Said, filled, unknown_gaps
from training_site.notices.models import Delivery, Message, Notice
from training_site.notices.services import owing, preferences, sending, writing
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
WORDS = ("About Friday", "Dear {name},\n\nwe meet on Friday.\n\n{sender}, {place}")


@pytest.fixture
def place() -> Organisation:
    return OrganisationFactory(name="Tavenia")


@pytest.fixture
def sender(place: Organisation) -> User:
    return CoordinatorFactory(in_organisation=place, first_name="Chan")


def _learner(place: Organisation, address: str = "", **more: Any) -> User:
    return LearnerFactory(in_organisation=place, email=address, **more)


def _declines(person: User) -> User:
    preferences.arrange(
        person=person,
        messages=False,
        quiet_from=NOW.time(),
        quiet_until=NOW.time(),
        zone="",
        now=NOW,
    )
    return person


def _became(message: Message) -> dict[User, str]:
    return {row.person: row.why for row in message.deliveries.select_related("person")}


# Sending


def test_everybody_on_the_list_is_owed_it_in_the_same_transaction(place: Organisation, sender: User) -> None:
    below = OrganisationFactory(below=place)
    told = {_learner(place), _learner(below, "dara@example.org")}
    _learner(OrganisationFactory())
    MembershipFactory(organisation=below, until=TODAY)

    message = written(by=sender, to=place)

    assert _became(message) == dict.fromkeys(told, "")
    notices = Notice.objects.all()
    assert {notice.person for notice in notices} == told
    assert {notice.link for notice in notices} == {f"/notices/messages/{message.pk}/"}


def test_who_is_not_told_stands_there_with_the_reason(place: Organisation, sender: User) -> None:
    told, declined = _learner(place), _declines(_learner(place))
    MembershipFactory(user=sender, organisation=place)

    message = written(by=sender, to=place)

    assert _became(message) == {told: "", declined: "declined", sender: "oneself"}


def test_who_is_on_two_lists_is_told_the_same_once_a_day(place: Organisation, sender: User) -> None:
    below = OrganisationFactory(below=place)
    both, upper = _learner(below), _learner(place)
    written(by=sender, to=below)

    second = written(by=CoordinatorFactory(in_organisation=place), to=place)

    assert _became(second) == {both: "already", upper: ""}
    assert both.notices.count() == 1
    assert _became(written(by=sender, to=below, now=NOW + timedelta(days=1))) == {both: ""}


def test_other_words_are_another_message(place: Organisation, sender: User) -> None:
    person = _learner(place)
    written(by=sender, to=place)

    other = written(by=CoordinatorFactory(in_organisation=place), to=place, own=WORDS)

    assert _became(other) == {person: ""}


def test_the_same_sender_does_not_write_to_the_same_list_twice_a_day(place: Organisation, sender: User) -> None:
    _learner(place)
    written(by=sender, to=place)

    with pytest.raises(writing.WrittenToday):
        written(by=sender, to=place, own=WORDS)

    assert Message.objects.count() == 1
    written(by=sender, to=place, now=NOW + timedelta(days=1))


def test_the_database_refuses_a_second_message_to_a_list_and_a_notice_for_who_was_not_told(
    place: Organisation, sender: User
) -> None:
    person = _learner(place)
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
    _declines(_learner(place))

    with pytest.raises(writing.NobodyToTell):
        written(by=sender, to=place)

    assert not Message.objects.exists()


@pytest.mark.parametrize("factory", [TrainerFactory, AdministratorFactory, SuperuserFactory, LearnerFactory])
def test_nobody_writes_who_may_not(factory: Any, place: Organisation) -> None:
    _learner(place)
    person = factory() if factory is SuperuserFactory else factory(in_organisation=place)

    assert recipients.offered(person, today=TODAY) == []
    with pytest.raises(writing.NotTheirList):
        written(by=person, to=place)


def test_a_list_of_a_foreign_branch_is_not_there(place: Organisation, sender: User) -> None:
    foreign = OrganisationFactory()
    LeadFactory(in_organisation=foreign)
    _learner(foreign)

    with pytest.raises(writing.NotTheirList):
        written(by=sender, to=foreign)
    for value in ("", "x", "9" * 30, "٣"):
        assert recipients.find(sender, "people.learners", value, today=TODAY) is None
    assert recipients.find(sender, "no.such.list", "1", today=TODAY) is None


def test_two_who_send_the_same_at_once_tell_each_person_once(
    place: Organisation, sender: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = _learner(place), _learner(place)
    draft = writing.Draft(source="people.learners", value=str(place.pk), template="go-on")
    key, sort = draft.key(TODAY), writing.sorted_out

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        # Somebody else's transaction commits between the look and the owing.
        rows = list(sort(*args, **kwargs).order_by("pk").values_list("pk", "how"))
        owing.owe(person=person, kind=writing.KIND, link="/notices/", facts={}, key=key, now=NOW)
        return _Rows(rows)

    monkeypatch.setattr(writing, "sorted_out", overtaken)

    assert _became(writing.send(draft=draft, by=sender, now=NOW)) == {person: "already", other: ""}
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

    _learner(place)
    few = cost(0)
    for _number in range(15):
        _learner(place)

    assert cost(1) == few


# What leaves the site


def test_no_word_of_a_message_leaves_the_site(place: Organisation, sender: User) -> None:
    _learner(place, "dara@example.org", first_name="Dara")
    written(by=sender, to=place, own=WORDS)

    assert sending.send_due(now=NOW, limit=10) == 1

    (letter,) = mail.outbox
    for word in ("Friday", "Chan", "Dara", "Tavenia"):
        assert word not in letter.subject + letter.body


def test_own_words_stand_sealed_in_the_database(place: Organisation, sender: User) -> None:
    _learner(place)
    message = written(by=sender, to=place, own=WORDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_sealed, body_sealed FROM notices_message")
        assert "Friday" not in str([bytes(cell) if cell else b"" for cell in cursor.fetchone()])

    assert Message.objects.get(pk=message.pk).body.opened() == WORDS[1]


# Reading


def test_a_reader_finds_it_filled_in_for_them(client: Client, place: Organisation, sender: User) -> None:
    person = _learner(place, first_name="Dara")
    message = written(by=sender, to=place, own=WORDS)
    client.force_login(person)

    page = " ".join(client.get(f"/notices/messages/{message.pk}/").content.decode().split())

    assert "Dear Dara," in page
    assert "Chan, Tavenia" in page
    assert "Who was told" not in page


def test_nobody_else_finds_it(client: Client, place: Organisation, sender: User) -> None:
    _learner(place)
    declined = _declines(_learner(place))
    message = written(by=sender, to=place)
    for other in (declined, CoordinatorFactory(in_organisation=place), _learner(OrganisationFactory())):
        client.force_login(other)
        assert client.get(f"/notices/messages/{message.pk}/").status_code == 404
        assert client.get(f"/notices/messages/{message.pk}/deliveries/").status_code == 404


def test_markup_in_a_message_is_text(client: Client, place: Organisation, sender: User) -> None:
    person = _learner(place, first_name="{sender}<b>")
    message = written(by=sender, to=place, own=("<script>", "{name} <b>bold</b>"))
    client.force_login(person)

    page = client.get(f"/notices/messages/{message.pk}/").content.decode()

    assert "<b>bold" not in page
    assert "{sender}&lt;b&gt; &lt;b&gt;bold" in page


@given(name=st.text(), text=st.text())
def test_what_fills_a_gap_is_never_read_for_gaps(name: str, text: str) -> None:
    said = Said("", f"{text}{{name}}")

    assert filled(said, {"name": name}).body.endswith(name)
    assert filled(Said("", name), {}).body == name


@pytest.mark.parametrize("template", BY_KEY.values(), ids=BY_KEY)
def test_a_template_of_ours_has_no_gap_that_nothing_fills(template: messages.Template) -> None:
    assert unknown_gaps(f"{template.subject}{template.body}") == []


# The delivery list


def test_the_sender_sees_what_became_of_it_for_each(place: Organisation, sender: User) -> None:
    night = NOW.replace(hour=22)
    read, sent, on_site, waits = (
        _learner(place, f"{name}@example.org", first_name=name) for name in ("Read", "Sent", "Site", "Waits")
    )
    preferences.choose(person=on_site, by_email=False, now=NOW)
    declined = _declines(_learner(place, first_name="Declined"))
    message = written(by=sender, to=place, now=night)
    Notice.objects.filter(person=read).update(seen_at=night)
    Notice.objects.filter(person=sent).update(sent_at=night)
    sending.postpone_quiet(now=night)

    page = letters.deliveries_page(message, sender, to="", state="", after=None, now=night)

    said = {line.name: (line.text, line.note) for line in page.lines}
    assert said[str(read)] == ("Read", "May 3, 2026, 10 p.m.")
    assert said[str(sent)] == ("Sent by e-mail, not opened yet", "May 3, 2026, 10 p.m.")
    assert said[str(on_site)] == ("Waits on the site: no e-mail goes there", "")
    assert said[str(waits)] == ("E-mail waits", "after quiet hours, not before May 4, 2026, 7 a.m.")
    assert said[str(declined)] == ("Not told: wants no messages that go to many", "")
    assert sum(one.number for one in page.counts) == 5


def test_a_letter_that_failed_and_a_notice_that_is_forgotten_say_so(place: Organisation, sender: User) -> None:
    failed, again, forgotten = (
        _learner(place, f"{name}@example.org", first_name=name) for name in ("Failed", "Again", "Forgotten")
    )
    message = written(by=sender, to=place)
    Notice.objects.filter(person=failed).update(attempts=mailings.MOST_ATTEMPTS)
    Notice.objects.filter(person=again).update(attempts=1, send_after=NOW + timedelta(hours=1))
    Notice.objects.filter(person=forgotten).delete()

    page = letters.deliveries_page(message, sender, to="", state="", after=None, now=NOW)

    assert {line.name: line.text for line in page.lines} == {
        str(failed): "E-mail could not be delivered; waits on the site",
        str(again): "E-mail waits",
        str(forgotten): "Told; the details are forgotten by now",
    }
    assert [line.note for line in page.lines][1] == "after a failed attempt, not before May 3, 2026, 10 a.m."


def test_who_has_left_the_senders_organisations_is_counted_and_not_named(place: Organisation, sender: User) -> None:
    stays, leaves = _learner(place), _learner(place)
    message = written(by=sender, to=place)
    leaves.memberships.update(until=TODAY)

    page = letters.deliveries_page(message, sender, to="", state="", after=None, now=NOW)

    assert [line.name for line in page.lines] == [str(stays)]
    assert page.hidden == "1 person is no longer in your organisations, and not shown."


def test_every_delivery_stands_on_exactly_one_page(
    place: Organisation, sender: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailings, "PER_PAGE", 2)
    for _number in range(5):
        _learner(place)
    rows = mailings.deliveries(written(by=sender, to=place), sender, today=TODAY)

    seen, after = [], None
    while True:
        page = mailings.page_of(rows, state=mailings.ON_SITE, after=after)
        seen += page.rows
        after = page.after
        if after is None:
            break

    assert len(seen) == len(set(seen)) == 5


def test_the_preview_and_the_delivery_agree(place: Organisation, sender: User) -> None:
    _learner(place, "a@example.org")
    _learner(place)
    _declines(_learner(place))
    preferences.choose(person=_learner(place, "b@example.org"), by_email=False, now=NOW)
    draft = writing.Draft(source="people.learners", value=str(place.pk), template="go-on")
    found = recipients.find(sender, draft.source, draft.value, today=TODAY)
    assert found

    looked = audience.audience(found.people, sender=sender, key=draft.key(TODAY), shown=2)

    assert looked.counts == {"by_email": 1, "no_address": 1, "declined": 1, "stopped": 1}
    assert len(looked.others) == 2
    assert writing.send(draft=draft, by=sender, now=NOW).deliveries.filter(why="").count() == looked.told == 3
