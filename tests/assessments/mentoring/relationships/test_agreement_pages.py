"""The pages of an agreement: written, read, signed; what each person finds there, and that words are never lost."""

import gzip
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.framework.months import add_months
from assessments.mentoring.models import AccessEvent, Agreement, Event, Relationship, Signature
from assessments.mentoring.services import endings, relationships
from modules.models import Competency
from tests.assessments.mentoring.relationships.asking import as_, statements
from tests.factories.mentoring import PROGRAMME, pair
from tests.factories.mentoring_relationships import ANSWERS, agreement, saved, signed
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    MentorFactory,
    SuperuserFactory,
    TrainerFactory,
)
from training_site.people.models import User

Kind = Relationship.Kind
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework() -> None:
    Competency.objects.create(
        programme=PROGRAMME, language="en", domain="D1", indicator="D1.1", text="Listens first.", position=1
    )


@pytest.fixture
def couple() -> Relationship:
    return pair()


@pytest.fixture
def manager(couple: Relationship) -> User:
    return pair(learner=couple.learner, place=couple.organisation, kind=Kind.LINE_MANAGEMENT).mentor


def at(couple: Relationship, name: str = "agreement") -> str:
    return reverse(f"mentoring:{name}", args=[couple.pk])


def typed(revision: int = 0, **changed: Any) -> dict[str, Any]:
    """What the form sends for a complete agreement."""
    answers: dict[str, Any] = {**ANSWERS, "review_on": timezone.localdate() + timedelta(days=100), **changed}
    sent: dict[str, Any] = {"revision": revision}
    for key, value in answers.items():
        if key.endswith("_indicators"):
            sent |= {f"{key}_{number}": code for number, code in enumerate(value)}
        elif key == "mentor_is_manager":
            sent[key] = "yes" if value else "no"
        elif value is not False:
            sent[key] = "on" if value is True else value
    return sent


def current(couple: Relationship) -> Agreement:
    return Agreement.objects.filter(relationship=couple).latest("version")


def digest_on(page: Any) -> str:
    return str(page.context["agreement"].sign.form["digest"].value())


# The way of two people


def test_two_people_write_sign_and_read_their_agreement(couple: Relationship) -> None:
    learner, mentor = as_(couple.learner), as_(couple.mentor)
    page = learner.get(at(couple))
    assert "What you want to learn" in page.content.decode()
    assert "D1.1 · Listens first." in page.content.decode()
    assert learner.post(at(couple, "agreement_save"), typed())["Location"] == at(couple)
    page = learner.get(at(couple))
    assert "It is complete. Read it together" in page.content.decode()
    learner.post(at(couple, "agreement_sign"), {"digest": digest_on(page), "outcome": "agree"})
    assert "You have signed. Now" in learner.get(at(couple)).content.decode()
    page = mentor.get(at(couple))
    assert "Listen before I ask" in page.content.decode()
    assert "has signed. Read it, then sign it or change it." in page.content.decode()
    said = {"digest": digest_on(page), "outcome": "agree_with_comment", "comment": "Looking forward to it"}
    mentor.post(at(couple, "agreement_sign"), said)
    page = learner.get(at(couple)).content.decode()
    assert "In force; you look at it again on" in page
    assert "Looking forward to it" in page
    assert current(couple).state == "active"


def test_an_incomplete_draft_is_saved_and_says_what_is_missing(couple: Relationship) -> None:
    client = as_(couple.learner)
    client.post(at(couple, "agreement_save"), {"revision": 0, "goal_1": "Listen"})
    page = client.get(at(couple))
    assert page.context["agreement"].sign is None
    assert "Protected time for learning, in hours a week" in page.context["agreement"].missing
    assert "Listen" in client.get(f"{at(couple)}?edit=1").content.decode()


def test_a_first_draft_suggests_to_look_again_in_six_months(couple: Relationship) -> None:
    form = as_(couple.learner).get(at(couple)).context["form"]
    assert form["review_on"].value() == add_months(timezone.localdate(), 6)


def test_an_agreement_is_made_anew_from_a_copy(couple: Relationship) -> None:
    agreement(of=couple)
    client = as_(couple.mentor)
    assert client.post(at(couple, "agreement_renew"))["Location"] == f"{at(couple)}?edit=1"
    assert "Listen before I ask" in client.get(f"{at(couple)}?edit=1").content.decode()
    assert "In force" in client.get(f"{at(couple)}?version=1").content.decode()
    assert client.get(f"{at(couple)}?version=9").status_code == 404


# Words are never lost


def test_a_mistake_brings_the_words_back(couple: Relationship) -> None:
    sent = as_(couple.learner).post(
        at(couple, "agreement_save"), typed(review_on="2030-01-01", goal_1="Listen with patience")
    )
    assert sent.status_code == 400
    assert "Choose a day within six months" in sent.content.decode()
    assert "Listen with patience" in sent.content.decode()
    assert not Agreement.objects.exists()


def test_of_two_who_edit_at_once_the_second_keeps_their_words(couple: Relationship) -> None:
    as_(couple.learner).post(at(couple, "agreement_save"), typed())
    as_(couple.mentor).post(at(couple, "agreement_save"), typed(1, place="Under the tree"))
    client = as_(couple.learner)
    sent = client.post(at(couple, "agreement_save"), typed(1, place="In the small office"))
    assert sent.status_code == 409
    assert "In the small office" in sent.content.decode()
    assert "saved a change meanwhile" in sent.content.decode()
    assert current(couple).words.opened()["place"] == "Under the tree"
    again = {field.name: field.value() for field in sent.context["form"].hidden_fields()}
    client.post(at(couple, "agreement_save"), typed(again["revision"], place="In the small office"))
    assert current(couple).words.opened()["place"] == "In the small office"


def test_words_that_may_identify_somebody_are_asked_about_once(couple: Relationship) -> None:
    client = as_(couple.learner)
    sent = client.post(at(couple, "agreement_save"), typed(goal_2="Call the aunt on 097 1234567"))
    assert sent.status_code == 422
    assert not Agreement.objects.exists()
    name = sent.context["form"].guard.questions[0].name
    client.post(at(couple, "agreement_save"), typed(goal_2="Call the aunt on 097 1234567", **{name: "keep"}))
    row = current(couple)
    assert row.facts["overrides"] == 1
    sent = client.post(at(couple, "agreement_save"), typed(1, goal_2="Call the aunt on 097 1234567", place="Outside"))
    assert sent.status_code == 302


def test_a_file_is_refused_and_the_words_come_back(couple: Relationship) -> None:
    photo = SimpleUploadedFile("child.jpg", b"\xff\xd8")
    sent = as_(couple.learner).post(at(couple, "agreement_save"), typed(photo=photo))
    assert sent.status_code == 400
    assert "Listen before I ask" in sent.content.decode()


def test_a_signature_under_changed_words_is_refused_and_the_remark_comes_back(couple: Relationship) -> None:
    row = saved(couple, review_on=timezone.localdate() + timedelta(days=90))
    learner, mentor = as_(couple.learner), as_(couple.mentor)
    seen = digest_on(learner.get(at(couple)))
    mentor.post(at(couple, "agreement_save"), typed(row.revision, place="Under the tree"))
    said = {"digest": seen, "outcome": "agree_with_comment", "comment": "With pleasure"}
    sent = learner.post(at(couple, "agreement_sign"), said)
    assert sent.status_code == 409
    assert "The text has changed since you opened this page" in sent.content.decode()
    assert "With pleasure" in sent.content.decode()
    assert "Under the tree" in sent.content.decode()
    assert not Signature.objects.exists()
    learner.post(at(couple, "agreement_sign"), said | {"digest": digest_on(sent)})
    assert Signature.objects.get().signer == couple.learner


def test_nothing_is_saved_or_signed_while_a_pair_pauses_and_the_words_come_back(couple: Relationship) -> None:
    row = saved(couple, review_on=timezone.localdate() + timedelta(days=90))
    client = as_(couple.learner)
    seen = digest_on(client.get(at(couple)))
    relationships.pause(relationship=couple, by=CoordinatorFactory(), reason="leave", now=timezone.now())
    sent = client.post(at(couple, "agreement_save"), typed(row.revision, place="Under the tree"))
    assert sent.status_code == 409
    assert "Under the tree" in sent.content.decode()
    said = {"digest": seen, "outcome": "agree"}
    assert "nothing can be signed" in client.post(at(couple, "agreement_sign"), said, follow=True).content.decode()
    assert "could be renewed" in client.post(at(couple, "agreement_renew"), follow=True).content.decode()
    assert keep(client, couple, typed(row.revision, place="Outside")).status_code == 409
    assert current(couple).words.opened()["place"] == "The small office"


def test_what_cannot_be_signed_says_so(couple: Relationship) -> None:
    client = as_(couple.learner)
    said = {"digest": "0" * 64, "outcome": "agree"}
    assert "nothing to sign any more" in client.post(at(couple, "agreement_sign"), said, follow=True).content.decode()
    saved(couple, goal_1="")
    assert "not complete yet" in client.post(at(couple, "agreement_sign"), said, follow=True).content.decode()


def test_where_there_is_none_after_the_end_it_says_so(couple: Relationship) -> None:
    endings.end(relationship=couple, by=None, reason="moved", now=timezone.now())
    assert "have written none" in as_(couple.learner).get(at(couple)).content.decode()


def test_disagreeing_is_not_offered_and_not_taken(couple: Relationship) -> None:
    saved(couple, review_on=timezone.localdate() + timedelta(days=90))
    client = as_(couple.learner)
    page = client.get(at(couple))
    sent = client.post(
        at(couple, "agreement_sign"), {"digest": digest_on(page), "outcome": "disagree", "comment": "No, thank you"}
    )
    assert "disagree" not in page.content.decode()
    assert (sent.status_code, Signature.objects.count()) == (400, 0)
    assert "No, thank you" in sent.content.decode()


# While typing


def keep(client: Client, couple: Relationship, data: dict[str, Any]) -> Any:
    return client.post(at(couple, "agreement_save"), data, headers={"accept": "application/json"})


def test_what_is_typed_is_saved_as_it_is_and_waits_to_be_looked_through(couple: Relationship) -> None:
    client = as_(couple.learner)
    sent = keep(client, couple, {"revision": 0, "goal_1": "Call 097 1234567", "review_on": "soo"})
    assert sent.json()["revision"] == 1
    assert sent.json()["saved_text"].startswith("Saved ")
    assert current(couple).words.opened()["goal_1"] == "Call 097 1234567"
    assert "Open it and save it once" in client.get(at(couple)).content.decode()
    assert keep(client, couple, {"revision": 1, "goal_1": "Call"}).json()["revision"] == 2


def test_nothing_signed_is_changed_by_typing_and_two_tabs_notice_each_other(couple: Relationship) -> None:
    client = as_(couple.learner)
    keep(client, couple, {"revision": 0, "goal_1": "One"})
    assert keep(client, couple, {"revision": 0, "goal_1": "Two"}).status_code == 409
    row = signed(saved(couple, seen_revision=1), by=couple.mentor)
    assert keep(client, couple, {"revision": row.revision, "goal_1": "Three"}).status_code == 409
    assert current(couple).state == "awaiting_other"
    assert "data-autosave" not in client.get(f"{at(couple)}?edit=1").content.decode()


# Who finds what


def test_nobody_else_finds_anything_or_changes_anything(couple: Relationship, manager: User) -> None:
    agreement(of=couple)
    place = couple.organisation
    strangers = [
        manager,
        CoordinatorFactory(in_organisation=place),
        TrainerFactory(in_organisation=place),
        AdministratorFactory(in_organisation=place),
        MentorFactory(in_organisation=place),
        SuperuserFactory(),
        pair(learner=couple.learner, place=place, kind=Kind.ASSESSOR).mentor,
    ]
    before = (Event.objects.count(), Signature.objects.count())
    for person in strangers:
        client = as_(person)
        assert client.get(at(couple)).status_code == 404
        for name in ("agreement_save", "agreement_sign", "agreement_renew"):
            assert client.post(at(couple, name), typed(1)).status_code == 404, (person, name)
        if person != manager:
            assert client.get(at(couple, "agreement_employer")).status_code == 404
            assert client.post(at(couple, "agreement_employer"), {"outcome": "agree"}).status_code == 404
    assert (Event.objects.count(), Signature.objects.count()) == before


def test_a_former_mentor_finds_nothing_on_the_very_next_request(couple: Relationship) -> None:
    agreement(of=couple)
    client = as_(couple.mentor)
    assert client.get(at(couple)).status_code == 200
    endings.end(relationship=couple, by=None, reason="moved", now=timezone.now())
    assert client.get(at(couple)).status_code == 404
    assert "No longer in force" in as_(couple.learner).get(at(couple)).content.decode()


def test_the_mentors_mentor_reads_it_without_what_is_theirs_alone(couple: Relationship) -> None:
    agreement(of=couple)
    supervisor = pair(learner=couple.mentor).mentor
    page = as_(supervisor).get(at(couple)).content.decode()
    assert "Listen before I ask" in page
    assert "A chair with a back" not in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert as_(supervisor).post(at(couple, "agreement_sign"), {"outcome": "agree"}).status_code == 404
    look = AccessEvent.objects.get(actor=supervisor)
    assert (look.data_class, look.role, look.subject) == ("agreement", "supervisor", current(couple).pk)


def test_the_mentors_look_is_noted_and_the_learners_own_is_not(couple: Relationship) -> None:
    row = agreement(of=couple)
    as_(couple.learner).get(at(couple))
    as_(couple.mentor).get(at(couple))
    assert list(AccessEvent.objects.values_list("actor", "subject")) == [(couple.mentor_id, row.pk)]


def test_the_employer_sees_and_signs_facts_and_no_words(couple: Relationship, manager: User) -> None:
    client = as_(manager)
    assert "nothing to sign" in client.get(at(couple, "agreement_employer")).content.decode()
    row = saved(couple)
    assert "nothing to sign" in client.get(at(couple, "agreement_employer")).content.decode()
    signed(row, by=couple.learner, comment="", outcome="agree")
    page = client.get(at(couple, "agreement_employer"))
    text = page.content.decode()
    assert "Protected time for learning, in hours a week" in text
    assert "D1.1 · Listens first." in text
    words = [value for value in row.words.opened().values() if isinstance(value, str)]
    assert [each for each in words if each in text] == []
    sent = client.post(
        at(couple, "agreement_employer"),
        {"digest": page.context["employer"].sign.form["digest"].value(), "outcome": "agree"},
    )
    assert sent.status_code == 302
    assert Signature.objects.filter(part="facts", signer=manager).exists()
    assert client.get(at(couple, "agreement_employer")).context["employer"].sign is None
    assert "line manager" in as_(couple.learner).get(at(couple)).content.decode()


def test_a_mentor_who_is_line_manager_too_signs_as_both(couple: Relationship) -> None:
    agreement(of=couple)
    pair(learner=couple.learner, mentor=couple.mentor, place=couple.organisation, kind=Kind.LINE_MANAGEMENT)
    client = as_(couple.mentor)
    page = client.get(at(couple, "agreement_employer"))
    digest = page.context["employer"].sign.form["digest"].value()
    client.post(at(couple, "agreement_employer"), {"digest": digest, "outcome": "agree"})
    parts = Signature.objects.filter(signer=couple.mentor).values_list("part", "role")
    assert sorted(parts) == [("facts", "line_manager"), ("whole", "mentor")]


def test_once_its_words_are_erased_facts_and_signatures_stay(couple: Relationship) -> None:
    row = agreement(of=couple)
    endings.end(relationship=couple, by=None, reason="moved", now=timezone.now())
    Agreement.objects.filter(pk=row.pk).update(words=None)
    page = as_(couple.learner).get(at(couple)).content.decode()
    assert "Listen before I ask" not in page
    assert "Protected time for learning" in page
    assert page.count("I agree ·") == 2
    assert "No longer holds" not in page


def test_facts_that_changed_are_signed_only_once_they_have_been_read(couple: Relationship, manager: User) -> None:
    row = agreement(of=couple)
    client = as_(manager)
    assert client.post(at(couple, "agreement_employer"), {"digest": "0" * 64}).status_code == 400
    data = {"digest": "0" * 64, "outcome": "agree_with_comment", "comment": "Fridays are fine"}
    sent = client.post(at(couple, "agreement_employer"), data)
    assert sent.status_code == 409
    assert "Fridays are fine" in sent.content.decode()
    assert not Signature.objects.filter(subject=row.pk, part="facts").exists()


def test_no_page_is_kept_by_a_browser_and_none_has_words_in_its_title(couple: Relationship, manager: User) -> None:
    agreement(of=couple)
    for person, url in [(couple.learner, at(couple)), (manager, at(couple, "agreement_employer"))]:
        page = as_(person).get(url)
        assert "no-store" in page["Cache-Control"]
        title = page.content.decode().split("<title>")[1].split("</title>")[0]
        assert str(couple.learner) not in title


# What it costs


STATIC = Path(settings.ROOT) / "training_site"


def weight(page: Any) -> int:
    """Compressed bytes of a page with its stylesheet and scripts."""
    text = page.content.decode()
    files = {*re.findall(r'(?:href|src)="/static/([^"]+[.](?:css|js))"', text)}
    assert "design/css/site.css" in files
    found = [path for file in files for path in STATIC.glob(f"*/static/{file}")]
    assert len(found) == len(files)
    return sum(len(gzip.compress(each)) for each in [page.content, *(path.read_bytes() for path in found)])


@pytest.fixture
def whole_framework() -> None:
    """As many indicators as the framework has, each in a sentence."""
    sentence = (
        "Explains to a parent, colleague or official in plain language why family care comes first, and what is next."
    )
    for number in range(2, 39):
        Competency.objects.create(
            programme=PROGRAMME,
            language="en",
            domain=f"D{number // 5}",
            indicator=f"D{number // 5}.{number}",
            text=sentence[number:] + sentence[:number],
            position=number,
        )


@pytest.mark.parametrize("who", ["learner", "mentor"])
@pytest.mark.parametrize("query", ["", "?edit=1"], ids=["to read and sign", "to write"])
def test_a_page_weighs_at_most_twenty_kilobytes_and_asks_little(
    couple: Relationship, whole_framework: None, who: str, query: str
) -> None:
    saved(couple, review_on=timezone.localdate() + timedelta(days=90))
    client = as_(getattr(couple, who))
    client.get(at(couple))
    with statements(10):
        page = client.get(at(couple) + query)
    assert weight(page) <= 20_000
