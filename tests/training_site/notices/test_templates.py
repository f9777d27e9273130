"""Templates that organisations keep: gaps are checked, versions stay, and what was sent shows the words as sent."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.factories.notices import NOW, kept_template
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory
from training_site.notices import kept
from training_site.notices.messages import OWN, Said
from training_site.notices.models import Message, OwnTemplate, TemplateWords
from training_site.notices.services import templates, writing
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db
WRITE = "/notices/write/"
TODAY = NOW.date()


@pytest.fixture
def place() -> Organisation:
    return OrganisationFactory(name="Tavenia")


@pytest.fixture
def sender(client: Client, place: Organisation) -> User:
    person = CoordinatorFactory(in_organisation=place)
    client.force_login(person)
    return person


def words_now(template: OwnTemplate) -> TemplateWords:
    return kept.versions_of(template)[0]


@pytest.mark.parametrize(
    ("said", "gaps"),
    [
        pytest.param(Said("For {child}", "x"), ["{child}"], id="a gap that nothing fills"),
        pytest.param(Said("x", "Dear {name, come."), ["{"], id="a brace that is open"),
        pytest.param(Said("x", "Dear name}"), ["}"], id="a brace that was never open"),
        pytest.param(Said("x", "  "), [], id="nothing said"),
    ],
)
def test_unfit_words_are_kept_neither_new_nor_as_a_change(
    said: Said, gaps: list[str], place: Organisation, sender: User
) -> None:
    template = kept_template(place)
    for act in (
        lambda: templates.keep(organisation=place, title="Other", said=said, by=sender, now=NOW),
        lambda: templates.change(template=template, said=said, by=sender, now=NOW),
    ):
        with pytest.raises(templates.UnfitWords) as refused:
            act()
        assert refused.value.gaps == gaps
    assert TemplateWords.objects.count() == 1


def test_what_was_sent_keeps_its_words_when_the_template_changes(
    client: Client, place: Organisation, sender: User
) -> None:
    reader, template = LearnerFactory(in_organisation=place, first_name="Ada", last_name=""), kept_template(place)
    first = words_now(template)
    client.post(WRITE, {"to": f"people.learners={place.pk}", "template": f"kept:{first.pk}", "step": "send"})
    templates.change(template=template, said=Said("Another visit", "Not before May."), by=sender, now=NOW)

    message = Message.objects.get()
    client.force_login(reader)
    page = client.get(f"/notices/messages/{message.pk}/").content.decode()

    assert (message.words, words_now(template).number) == (first, 2)
    assert "<h1>A visit</h1>" in page
    assert "Dear Ada, I come by." in page


def test_what_was_looked_at_is_what_is_sent(client: Client, place: Organisation, sender: User) -> None:
    LearnerFactory(in_organisation=place)
    template = kept_template(place)
    form = {"to": f"people.learners={place.pk}", "template": f"kept:{words_now(template).pk}"}
    assert client.post(WRITE, {**form, "step": "look"}).status_code == 200
    templates.change(template=template, said=Said("Otherwise", "Otherwise."), by=sender, now=NOW)

    assert client.post(WRITE, {**form, "step": "send"}).status_code == 400
    assert not Message.objects.exists()


def test_a_foreign_or_ended_template_is_not_sent(place: Organisation, sender: User) -> None:
    LearnerFactory(in_organisation=place)
    ended, foreign = kept_template(place), kept_template(OrganisationFactory())
    templates.end(template=ended, by=sender, now=NOW)
    for template in (ended, foreign):
        words = words_now(template)
        draft = writing.Draft(
            source="people.learners", value=str(place.pk), template=OWN, said=kept.said_in(words), words=words.pk
        )
        with pytest.raises(writing.NotTheirTemplate):
            writing.send(draft=draft, by=sender, now=NOW)
    with pytest.raises(templates.NotTheirs):
        templates.change(template=foreign, said=Said("x", "y"), by=sender, now=NOW)


def test_those_below_write_with_it_and_do_not_change_it(client: Client, place: Organisation) -> None:
    template = kept_template(place)
    below = CoordinatorFactory(in_organisation=OrganisationFactory(below=place))
    client.force_login(below)

    assert list(kept.words_for(below, today=TODAY)) == [words_now(template)]
    assert client.get(f"/notices/templates/{template.pk}/").status_code == 200
    assert client.get(f"/notices/templates/{template.pk}/change/").status_code == 404
    with pytest.raises(templates.NotTheirs):
        templates.end(template=template, by=below, now=NOW)


def test_the_same_words_are_no_new_version_and_a_version_never_changes(place: Organisation, sender: User) -> None:
    template = kept_template(place)
    words = words_now(template)

    assert templates.change(template=template, said=kept.said_in(words), by=sender, now=NOW) == words
    for harm in (
        lambda: TemplateWords.objects.filter(pk=words.pk).update(at=NOW + timedelta(days=1)),
        lambda: TemplateWords.objects.filter(pk=words.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            harm()


def test_a_template_is_looked_at_as_a_real_reader_sees_it_and_then_kept(
    client: Client, place: Organisation, sender: User
) -> None:
    LearnerFactory(in_organisation=place, first_name="Ada", last_name="Byron")
    form = {
        "organisation": place.pk,
        "title": "Visit",
        "subject": "To {name}",
        "body": "From {place}",
        "no_child": "on",
    }

    looked = client.post("/notices/templates/new/", {**form, "step": "look"}).content.decode()
    assert not OwnTemplate.objects.exists()
    kept_at = client.post("/notices/templates/new/", {**form, "step": "keep"})["Location"]
    twice = client.post("/notices/templates/new/", {**form, "step": "keep"})

    for text in ("As Ada Byron reads it", "To Ada Byron", "From Tavenia"):
        assert text in looked
    assert "To Ada Byron" in client.get(kept_at).content.decode()
    assert twice.status_code == 409


def test_the_preview_of_a_message_is_filled_for_somebody_who_is_told(
    client: Client, place: Organisation, sender: User
) -> None:
    LearnerFactory(in_organisation=place, first_name="Ada", last_name="Byron")

    page = client.post(WRITE, {"to": f"people.learners={place.pk}", "template": "go-on"}).content.decode()

    assert "As Ada Byron reads it" in page
    assert "Hello Ada Byron," in page
