"""What somebody keeps to themself, and the annex of the pair."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import AccessEvent, Annex, PrivateNote, Session
from assessments.mentoring.selectors.sessions import read_note
from assessments.mentoring.services import notes, pairs
from assessments.mentoring.services.notes import Noting
from assessments.mentoring.services.records import ChangedElsewhere
from assessments.mentoring.services.signing import WordsMissing
from tests.factories.mentoring import NOW, TODAY, pair, session
from tests.factories.people import LearnerFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def planned() -> Session:
    return session()


def both(of: Session) -> dict[str, User]:
    return {"learner": of.relationship.learner, "mentor": of.relationship.mentor}


def post(
    client: Client, of: Session, person: User, *, name: str = "note", by_itself: bool = False, **form: object
) -> HttpResponse:
    client.force_login(person)
    return client.post(reverse(f"mentoring:{name}", args=[of.pk]), form, headers=JSON if by_itself else {})


@pytest.mark.parametrize(("who", "kind"), [("learner", "preparation"), ("mentor", "aide_memoire")])
def test_each_keeps_a_note_that_the_other_never_sees(client: Client, planned: Session, who: str, kind: str) -> None:
    people = both(planned)
    post(client, planned, people[who], text="I was afraid.", revision=0)
    kept = PrivateNote.objects.get()
    assert (kept.kind, kept.author, read_note(kept).text) == (kind, people[who], "I was afraid.")
    page = reverse("mentoring:session", args=[planned.pk])
    assert "I was afraid." in client.get(page).content.decode()
    client.force_login(people["mentor" if who == "learner" else "learner"])
    assert "I was afraid." not in client.get(page).content.decode()


def test_a_note_is_saved_while_somebody_types(client: Client, planned: Session) -> None:
    learner = both(planned)["learner"]
    first = post(client, planned, learner, by_itself=True, text="I w", revision=0, page="one")
    second = post(client, planned, learner, by_itself=True, text="I was", revision=first.json()["revision"], page="one")
    lost = post(client, planned, learner, by_itself=True, text="I was a", revision=1, page="one")
    other = post(client, planned, learner, by_itself=True, text="Elsewhere", revision=1, page="two")
    assert [answer.status_code for answer in (first, second, lost, other)] == [200, 200, 200, 409]
    assert read_note(PrivateNote.objects.get()).text == "I was a"


def test_the_words_of_a_second_window_come_back_and_can_be_kept(client: Client, planned: Session) -> None:
    learner = both(planned)["learner"]
    post(client, planned, learner, text="First.", revision=0, page="one")
    late = post(client, planned, learner, text="Second.", revision=0, page="two")
    assert late.status_code == 409
    assert "Second." in late.content.decode()
    again = post(client, planned, learner, text="Second.", revision=late.context["note_form"]["revision"].value())
    assert again.status_code == 302
    assert read_note(PrivateNote.objects.get()).text == "Second."


def test_a_saved_note_is_looked_through_and_one_in_typing_is_not(client: Client, planned: Session) -> None:
    learner = both(planned)["learner"]
    said = {"text": "I met Darko Petrov.", "revision": 0}
    assert post(client, planned, learner, by_itself=True, **said).status_code == 200
    asked = post(client, planned, learner, text="I met Darko Petrov.", revision=1)
    assert asked.status_code == 422
    (question,) = asked.context["note_form"].guard.questions
    kept = post(client, planned, learner, text="I met Darko Petrov.", revision=1, **{question.name: "keep"})
    assert kept.status_code == 302
    assert post(client, planned, learner, text="I met Darko Petrov twice.", revision=2).status_code == 302


def test_lines_to_bring_are_counted_and_trimmed(planned: Session, client: Client) -> None:
    learner = both(planned)["learner"]
    lines = "\n".join(["  one  ", "", *(str(number) for number in range(20))])
    post(client, planned, learner, bring=lines, revision=0)
    assert read_note(PrivateNote.objects.get()).bring[:2] == ("one", "0")
    assert len(read_note(PrivateNote.objects.get()).bring) == 10


def test_a_mentor_brings_nothing_and_takes_nothing_off(planned: Session, client: Client) -> None:
    post(client, planned, both(planned)["mentor"], text="x", bring="y", keep="z", revision=0)
    kept = read_note(PrivateNote.objects.get())
    assert (kept.bring, kept.left_off) == ((), frozenset())


def test_the_page_of_an_aide_memoire_says_that_the_law_may_reach_it(client: Client, planned: Session) -> None:
    client.force_login(both(planned)["mentor"])
    page = client.get(reverse("mentoring:session", args=[planned.pk])).content.decode()
    assert "The law may give the learner a right to ask for it" in page


def test_nobody_writes_a_note_in_a_pair_that_is_over() -> None:
    of = session(of=pair(ended_on=TODAY))
    for person in both(of).values():
        with pytest.raises(pairs.NotActiveNow):
            notes.save(session=of, by=person, noting=Noting(text="x"), now=NOW)


def test_a_learner_whose_pair_is_over_keeps_the_words_they_typed(client: Client) -> None:
    of = session(of=pair(ended_on=TODAY))
    answer = post(client, of, both(of)["learner"], text="What I learned.", revision=0)
    assert answer.status_code == 409
    assert not PrivateNote.objects.exists()


def test_a_note_of_a_stranger_is_refused(planned: Session) -> None:
    with pytest.raises(pairs.NotOfThePair):
        notes.save(session=planned, by=LearnerFactory(), noting=Noting(text="x"), now=NOW)


def test_a_note_that_was_changed_elsewhere_is_refused(planned: Session) -> None:
    learner = both(planned)["learner"]
    notes.save(session=planned, by=learner, noting=Noting(text="x"), now=NOW)
    with pytest.raises(ChangedElsewhere):
        notes.save(session=planned, by=learner, noting=Noting(text="y"), now=NOW)


class TestAnnex:
    """A confidential matter."""

    @pytest.mark.parametrize("who", ["learner", "mentor"])
    def test_either_writes_it_and_both_read_it(self, client: Client, planned: Session, who: str) -> None:
        post(client, planned, both(planned)[who], name="annex", body="I am unwell.", key=str(uuid4()))
        for person in both(planned).values():
            client.force_login(person)
            assert "I am unwell." in client.get(reverse("mentoring:annex", args=[planned.pk])).content.decode()

    def test_that_it_exists_stands_on_the_page_of_the_session(self, client: Client, planned: Session) -> None:
        post(client, planned, both(planned)["learner"], name="annex", body="I am unwell.", key=str(uuid4()))
        page = client.get(reverse("mentoring:session", args=[planned.pk])).content.decode()
        assert "A confidential matter was discussed" in page
        assert "unwell" not in page

    def test_sent_twice_it_is_one(self, client: Client, planned: Session) -> None:
        form = {"body": "I am unwell.", "key": str(uuid4())}
        for _ in range(2):
            post(client, planned, both(planned)["learner"], name="annex", **form)
        assert Annex.objects.count() == 1

    def test_the_key_of_another_matter_opens_nothing(self, planned: Session) -> None:
        other = session()
        people = both(other)
        notes.add_annex(session=other, by=people["learner"], body="Mine.", key=(key := uuid4()), now=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            notes.add_annex(session=planned, by=both(planned)["learner"], body="x", key=key, now=NOW)

    def test_it_needs_words(self, planned: Session) -> None:
        with pytest.raises(WordsMissing):
            notes.add_annex(session=planned, by=both(planned)["learner"], body=" ", key=uuid4(), now=NOW)

    def test_words_that_may_identify_come_back_first(self, client: Client, planned: Session) -> None:
        said = {"body": "I met Darko Petrov.", "key": str(uuid4())}
        answer = post(client, planned, both(planned)["learner"], name="annex", **said)
        assert answer.status_code == 422
        assert "I met Darko Petrov." in answer.content.decode()


@pytest.mark.parametrize("name", ["session", "annex", "write", "plan"])
def test_that_the_mentor_looked_stands_in_the_ledger_and_that_the_learner_did_does_not(
    client: Client, planned: Session, name: str
) -> None:
    address = reverse(f"mentoring:{name}", args=[planned.relationship_id if name == "plan" else planned.pk])
    for person in both(planned).values():
        client.force_login(person)
        client.get(address)
    (event,) = AccessEvent.objects.all()
    assert (event.actor, event.learner, event.role) == (
        planned.relationship.mentor,
        planned.relationship.learner,
        "mentor",
    )
