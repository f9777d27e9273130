"""A message as it is read and as it was delivered: filled in for its reader, named to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.notices import NOW, written
from tests.factories.people import (
    CoordinatorFactory,
    OrganisationFactory,
)
from tests.training_site.notices.lists import TODAY, WORDS, declines, learner
from training_site.notices import audience, letters, mailings, messages, recipients
from training_site.notices.messages import BY_KEY, Said, filled, unknown_gaps
from training_site.notices.models import Notice
from training_site.notices.services import preferences, sending, writing
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db


def test_a_reader_finds_it_filled_in_for_them(client: Client, place: Organisation, sender: User) -> None:
    person = learner(place, first_name="Dara")
    message = written(by=sender, to=place, own=WORDS)
    client.force_login(person)

    page = " ".join(client.get(f"/notices/messages/{message.pk}/").content.decode().split())

    assert "Dear Dara," in page
    assert "Chan, Tavenia" in page
    assert "Who was told" not in page


def test_nobody_else_finds_it(client: Client, place: Organisation, sender: User) -> None:
    learner(place)
    declined = declines(learner(place))
    message = written(by=sender, to=place)
    for other in (declined, CoordinatorFactory(in_organisation=place), learner(OrganisationFactory())):
        client.force_login(other)
        assert client.get(f"/notices/messages/{message.pk}/").status_code == 404
        assert client.get(f"/notices/messages/{message.pk}/deliveries/").status_code == 404


def test_markup_in_a_message_is_text(client: Client, place: Organisation, sender: User) -> None:
    person = learner(place, first_name="{sender}<b>")
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


def test_the_sender_sees_what_became_of_it_for_each(place: Organisation, sender: User) -> None:
    night = NOW.replace(hour=22)
    read, sent, on_site, waits = (
        learner(place, f"{name}@example.org", first_name=name) for name in ("Read", "Sent", "Site", "Waits")
    )
    preferences.choose(person=on_site, by_email=False, now=NOW)
    declined = declines(learner(place, first_name="Declined"))
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
        learner(place, f"{name}@example.org", first_name=name) for name in ("Failed", "Again", "Forgotten")
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
    stays, leaves = learner(place), learner(place)
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
        learner(place)
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
    learner(place, "a@example.org")
    learner(place)
    declines(learner(place))
    preferences.choose(person=learner(place, "b@example.org"), by_email=False, now=NOW)
    draft = writing.Draft(source="people.learners", value=str(place.pk), template="go-on")
    found = recipients.find(sender, draft.source, draft.value, today=TODAY)
    assert found

    looked = audience.audience(found.people, sender=sender, key=draft.key(TODAY), shown=2)

    assert looked.counts == {"by_email": 1, "no_address": 1, "declined": 1, "stopped": 1}
    assert len(looked.others) == 2
    assert writing.send(draft=draft, by=sender, now=NOW).deliveries.filter(why="").count() == looked.told == 3
