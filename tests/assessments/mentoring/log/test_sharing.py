"""An entry between its author and a mentor: what each can do in each state, and what the other then sees."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from assessments.mentoring.models import AccessEvent, Comment, Entry, Event, Evidence, Relationship, Submission
from assessments.mentoring.services import entries, ledger, sharing
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.mentoring import NOW, TODAY, pair
from tests.factories.mentoring_log import SECRET, entry, local_terms
from tests.factories.people import CoordinatorFactory, LearnerFactory, MentorFactory, SuperuserFactory, TrainerFactory
from training_site.notices.models import Notice
from training_site.people.models import User

LATER = NOW + timedelta(hours=3)


def at(row: Entry, name: str = "entry") -> str:
    return reverse(f"mentoring:{name}", args=[row.pk])


def kinds(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person, withdrawn_at=None).values_list("kind", flat=True))


def test_nobody_opens_an_entry_before_it_is_shared(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two)

    assert sign_in(two.mentor).get(at(row)).status_code == 404
    assert sign_in(two.learner).get(at(row)).status_code == 200


def test_the_mentor_reads_what_is_shared_and_the_author_knows(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)

    reply = sign_in(two.mentor).get(at(row))

    assert SECRET in reply.content.decode()
    assert "no-store" in reply["Cache-Control"]
    seen = AccessEvent.objects.get()
    assert (seen.learner, seen.actor, seen.role, seen.data_class, seen.subject) == (
        two.learner,
        two.mentor,
        "mentor",
        "shared_entry",
        row.pk,
    )


def test_opening_is_not_reading(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)
    browser = sign_in(two.mentor)
    browser.get(at(row))
    row.refresh_from_db()
    assert row.state == "shared"

    browser.post(at(row, "entry_read"))

    row.refresh_from_db()
    assert row.state == "read"
    assert kinds(two.learner) == ["mentoring.entry_read"]


def test_everybody_else_finds_nothing(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)
    place = two.organisation
    others = [
        CoordinatorFactory(in_organisation=place),
        TrainerFactory(in_organisation=place),
        MentorFactory(in_organisation=place),
        LearnerFactory(in_organisation=place),
        SuperuserFactory(),
        pair(learner=two.learner, place=place, kind="line_management").mentor,
        pair(learner=two.learner, place=place, kind="assessor").mentor,
        pair(learner=two.learner, place=place, kind="peer").mentor,
    ]
    before = list(Entry.objects.values_list("state", "events"))

    for person in others:
        browser = sign_in(person)
        assert browser.get(at(row)).status_code == 404
        assert browser.get(at(row, "entry_danger")).status_code == 404
        assert browser.get(at(row, "entry_delete")).status_code == 404
        for act in ("share", "take_back", "read", "return", "comment", "delete"):
            assert browser.post(at(row, f"entry_{act}"), {"words": "x", "reader": str(two.pk)}).status_code == 404
        assert browser.get(reverse("mentoring:shared_log", args=[two.pk])).status_code == 404
    assert list(Entry.objects.values_list("state", "events")) == before
    assert not Comment.objects.exists()


@pytest.mark.parametrize("act", ["share", "take_back", "delete"])
def test_a_mentor_does_not_act_for_the_author(two: Relationship, sign_in: SignIn, act: str) -> None:
    row = entry(of=two, shared=True)

    assert sign_in(two.mentor).post(at(row, f"entry_{act}"), {"reader": str(two.pk)}).status_code == 404
    row.refresh_from_db()
    assert row.state == "shared"


@pytest.mark.parametrize("act", ["read", "return"])
def test_an_author_does_not_act_for_the_mentor(two: Relationship, sign_in: SignIn, act: str) -> None:
    row = entry(of=two, shared=True)

    reply = sign_in(two.learner).post(at(row, f"entry_{act}"), {"return-reason": "other", "return-words": "Fine."})

    assert reply.status_code == 404
    row.refresh_from_db()
    assert row.state == "shared"


@pytest.mark.parametrize("given", [{"ended_on": TODAY}, {"paused": True}], ids=["ended", "paused"])
def test_a_mentor_whose_relationship_is_not_active_finds_nothing(
    sign_in: SignIn, given: dict[str, object], db: None
) -> None:
    two = pair()
    row = entry(of=two, shared=True)
    event = "ended" if "ended_on" in given else "paused"
    ledger.append(two, event=event, by=None, now=NOW, **({"ends_on": TODAY} if event == "ended" else {}))

    browser = sign_in(two.mentor)

    assert browser.get(at(row)).status_code == 404
    assert browser.post(at(row, "entry_read")).status_code == 404
    assert browser.get(reverse("mentoring:shared_log", args=[two.pk])).status_code == 404


def test_a_successor_does_not_read_what_was_shared_before(sign_in: SignIn, db: None) -> None:
    two = pair()
    row = entry(of=two, shared=True)
    ledger.append(two, event="ended", by=None, now=NOW, ends_on=TODAY)
    successor = pair(learner=two.learner, place=two.organisation)

    assert sign_in(successor.mentor).get(at(row)).status_code == 404


def test_what_is_taken_back_is_gone_on_the_next_request(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)
    author, mentor = sign_in(two.learner), sign_in(two.mentor)
    assert mentor.get(at(row)).status_code == 200
    assert kinds(two.mentor) == ["mentoring.entry_shared"]

    author.post(at(row, "entry_take_back"))

    assert mentor.get(at(row)).status_code == 404
    assert mentor.post(at(row, "entry_read")).status_code == 404
    assert SECRET not in mentor.get(reverse("mentoring:shared_log", args=[two.pk])).content.decode()
    assert kinds(two.mentor) == []


def test_what_was_read_is_not_taken_back_and_the_author_is_told(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, read=True)

    reply = sign_in(two.learner).post(at(row, "entry_take_back"), follow=True)

    assert "marked as read meanwhile" in reply.content.decode()
    row.refresh_from_db()
    assert row.state == "read"


def test_an_entry_is_shared_from_its_page(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two)
    browser = sign_in(two.learner)
    assert "Small worlds" in browser.get(at(row)).content.decode()

    browser.post(at(row, "entry_share"), {"reader": str(two.pk)})

    row.refresh_from_db()
    assert (row.state, row.relationship) == ("shared", two)


def test_the_author_chooses_among_several_mentors(two: Relationship, sign_in: SignIn) -> None:
    second = pair(learner=two.learner, place=two.organisation, kind="peer")
    Relationship.objects.filter(pk=second.pk).update(kind="reflective")
    row = entry(of=two)
    browser = sign_in(two.learner)
    page = browser.get(at(row)).content.decode()
    assert str(two.mentor) in page
    assert str(second.mentor) in page

    browser.post(at(row, "entry_share"), {"reader": str(second.pk)})

    assert sign_in(two.mentor).get(at(row)).status_code == 404
    assert sign_in(second.mentor).get(at(row)).status_code == 200


@pytest.mark.parametrize("reader", ["", "nobody"], ids=["none", "forged"])
def test_sharing_with_nobody_shows_the_page_again(two: Relationship, sign_in: SignIn, reader: str) -> None:
    row = entry(of=two)

    assert sign_in(two.learner).post(at(row, "entry_share"), {"reader": reader}).status_code == 400


def test_a_mentor_of_somebody_else_is_no_choice(two: Relationship, sign_in: SignIn) -> None:
    row, other = entry(of=two), pair()

    assert sign_in(two.learner).post(at(row, "entry_share"), {"reader": str(other.pk)}).status_code == 400
    with pytest.raises(sharing.NobodyToShareWith):
        sharing.share(entry=row, by=two.learner, relationship=other, now=NOW)


def test_what_is_not_finished_is_not_shared(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, draft=True)

    reply = sign_in(two.learner).post(at(row, "entry_share"), {"reader": str(two.pk)})

    assert reply["Location"] == at(row, "entry_edit")
    row.refresh_from_db()
    assert row.state == "private"


def test_what_came_to_look_identifying_since_is_looked_through_before_it_is_shared(
    two: Relationship, sign_in: SignIn
) -> None:
    row = entry(of=two, words="I went to prek with the family.")
    local_terms(two.organisation, by=two.mentor, places=("Prek",))

    with pytest.raises(sharing.NotLookedThrough):
        sharing.share(entry=row, by=two.learner, relationship=two, now=NOW)


def test_a_comment_goes_both_ways_and_each_is_told(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)
    author, mentor = sign_in(two.learner), sign_in(two.mentor)

    mentor.post(at(row, "entry_comment"), {"words": "What would you try next time?"})
    author.post(at(row, "entry_comment"), {"words": "I would sit down first."})

    for browser in (author, mentor):
        page = browser.get(at(row)).content.decode()
        assert "What would you try next time?" in page
        assert "I would sit down first." in page
    assert "mentoring.entry_commented" in kinds(two.learner)
    assert "mentoring.entry_commented" in kinds(two.mentor)
    assert b"try next time" not in b"".join(bytes(one.body_sealed) for one in Comment.objects.all())


def test_comments_stay_with_the_author_when_the_entry_is_taken_back(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)
    sharing.comment(entry=row, by=two.mentor, words="Between the two of us.", now=NOW)
    sharing.take_back(entry=row, by=two.learner, now=LATER)

    assert "Between the two of us." in sign_in(two.learner).get(at(row)).content.decode()

    second = pair(learner=two.learner, place=two.organisation, kind="peer")
    Relationship.objects.filter(pk=second.pk).update(kind="reflective")
    sharing.share(entry=row, by=two.learner, relationship=second, now=LATER)
    page = sign_in(second.mentor).get(at(row)).content.decode()
    assert SECRET in page
    assert "Between the two of us." not in page


def test_nobody_talks_to_nobody(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two)

    reply = sign_in(two.learner).post(at(row, "entry_comment"), {"words": "To whom?"})

    assert reply.status_code == 409
    assert "To whom?" in reply.content.decode()
    assert not Comment.objects.exists()


def test_an_empty_comment_is_refused(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)

    assert sign_in(two.mentor).post(at(row, "entry_comment"), {"words": "  "}).status_code == 400
    with pytest.raises(sharing.WordsMissing):
        sharing.comment(entry=row, by=two.mentor, words=" ", now=NOW)


def test_a_comment_is_looked_through_too(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)

    reply = sign_in(two.mentor).post(at(row, "entry_comment"), {"words": "Ring 0977 123 456 first."})

    assert reply.status_code == 422
    assert "<mark>0977 123 456</mark>" in reply.content.decode()
    assert not Comment.objects.exists()


def test_an_entry_that_was_read_can_be_given_back_and_shared_again(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, read=True)
    author, mentor = sign_in(two.learner), sign_in(two.mentor)

    mentor.post(at(row, "entry_return"), {"return-reason": "own_part", "return-words": "What did you do yourself?"})

    row.refresh_from_db()
    assert row.state == "returned"
    assert Event.objects.get(subject=row.pk, kind="returned").reason == "own_part"
    page = author.get(at(row)).content.decode()
    assert "What did you do yourself?" in page
    assert "I would like to read more about your own part" in page
    assert "mentoring.entry_returned" in kinds(two.learner)

    assert author.get(at(row, "entry_edit")).status_code == 200
    author.post(at(row, "entry_share"), {"reader": str(two.pk)})
    row.refresh_from_db()
    assert row.state == "shared"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"return-reason": "own_part", "return-words": ""}, 400),
        ({"return-reason": "because", "return-words": "Words."}, 400),
        ({"return-reason": "other", "return-words": "Sokha Chan was there."}, 422),
    ],
    ids=["no-words", "unknown-reason", "a-name"],
)
def test_giving_back_needs_a_reason_and_words(
    two: Relationship, sign_in: SignIn, given: dict[str, str], status: int
) -> None:
    row = entry(of=two, read=True)

    reply = sign_in(two.mentor).post(at(row, "entry_return"), given)

    assert reply.status_code == status
    assert given["return-words"] in reply.content.decode().replace("<mark>", "").replace("</mark>", "")
    row.refresh_from_db()
    assert row.state == "read"


def test_what_is_not_read_yet_is_not_given_back(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)

    reply = sign_in(two.mentor).post(at(row, "entry_return"), {"return-reason": "other", "return-words": "Thoughts."})

    assert reply.status_code == 409


def test_reading_twice_is_reading_once(two: Relationship) -> None:
    row = entry(of=two, read=True)

    again = sharing.mark_read(entry=row, by=two.mentor, now=LATER)

    assert again.events == row.events


@pytest.mark.parametrize("state", ["private", "shared", "read"])
def test_an_author_deletes_at_any_time_and_the_counts_stay(two: Relationship, sign_in: SignIn, state: str) -> None:
    row = entry(of=two, shared=state == "shared", read=state == "read", indicators=("D1.1",), lesson_key="m01-l1")
    if state != "private":
        sharing.comment(entry=row, by=two.mentor, words="Between the two of us.", now=NOW)
    piece = Evidence(
        organisation=two.organisation,
        learner=two.learner,
        validator=two.mentor,
        indicator="D1.1",
        kind="reflection",
        level=2,
        acted_on=TODAY,
        entered_at=NOW,
        source=row.pk,
        position=1,
        framework_version="1",
    )
    piece.rationale = "She says how she waited."
    piece.save()
    browser = sign_in(two.learner)
    assert "Nobody can bring them back" in browser.get(at(row, "entry_delete")).content.decode()

    browser.post(at(row, "entry_delete"))

    row.refresh_from_db()
    piece.refresh_from_db()
    assert (row.state, row.words_sealed, row.occurred_on, row.kind) == ("deleted", None, TODAY, "practice")
    assert not Comment.objects.exclude(body_sealed=None).exists()
    assert (piece.indicator, piece.level, piece.rationale_sealed) == ("D1.1", 2, None)
    assert browser.get(at(row)).status_code == 404
    assert sign_in(two.mentor).get(at(row)).status_code == 404
    assert kinds(two.mentor) == []
    assert browser.post(at(row, "entry_delete")).status_code == 404


def test_nobody_deletes_for_somebody_else(two: Relationship) -> None:
    row = entry(of=two, read=True)

    with pytest.raises(entries.NotTheirs):
        entries.delete(entry=row, by=two.mentor, now=NOW)


def test_the_guide_for_a_danger_leads_to_people_and_stores_nothing(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)
    before = Event.objects.count()

    page = sign_in(two.mentor).get(at(row, "entry_danger")).content.decode()

    assert "Call" in page
    assert reverse("people:danger") in page
    assert Event.objects.count() == before
    assert SECRET not in page
    assert sign_in(two.learner).get(at(row, "entry_danger")).status_code == 404


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("private", "Only you can read this."),
        ("shared", "Only you and {other} can read this."),
    ],
)
def test_the_page_says_who_can_read_it(two: Relationship, sign_in: SignIn, state: str, sentence: str) -> None:
    row = entry(of=two, shared=state == "shared")

    assert sentence.format(other=two.mentor) in sign_in(two.learner).get(at(row)).content.decode()
    if state == "shared":
        assert sentence.format(other=two.learner) in sign_in(two.mentor).get(at(row)).content.decode()


@pytest.mark.parametrize(
    ("state", "to_author", "to_mentor"),
    [
        ("shared", "You can change it or take it back", "Its author can still take it back."),
        ("read", "It no longer changes. You can still delete it.", "You can comment, give it back"),
        ("returned", "Change what needs changing and share it again", "Its author is working on it."),
    ],
)
def test_the_page_says_what_happens_next(
    two: Relationship, sign_in: SignIn, state: str, to_author: str, to_mentor: str
) -> None:
    row = entry(of=two, shared=state == "shared", read=state != "shared")
    if state == "returned":
        sharing.give_back(entry=row, by=two.mentor, reason="other", words="Once more?", now=NOW)

    assert to_author in sign_in(two.learner).get(at(row)).content.decode()
    assert to_mentor in sign_in(two.mentor).get(at(row)).content.decode()


def test_somebody_without_a_mentor_is_told_why_there_is_nothing_to_share(sign_in: SignIn, db: None) -> None:
    alone = LearnerFactory()
    row = entry(author=alone)

    page = sign_in(alone).get(at(row)).content.decode()

    assert "You can share it once you have a mentor." in page
    assert at(row, "entry_share") not in page


def test_an_unfinished_entry_says_that_it_waits(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, draft=True)

    assert "Finish it when you like." in sign_in(two.learner).get(at(row)).content.decode()


def test_whoever_it_was_submitted_to_reads_it_without_what_the_two_said(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, read=True)
    sharing.comment(entry=row, by=two.mentor, words="Between the two of us.", now=NOW)
    judging = pair(learner=two.learner, place=two.organisation, kind="assessor")
    Submission.objects.create(relationship=judging, subject=row.pk, machine="entry", submitted_at=NOW)
    browser = sign_in(judging.mentor)

    page = browser.get(at(row)).content.decode()

    assert SECRET in page
    assert "Between the two of us." not in page
    assert "You may look now" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    for act in ("share", "take_back", "read", "return", "comment", "delete"):
        assert browser.post(at(row, f"entry_{act}"), {"words": "x"}).status_code == 404
    assert AccessEvent.objects.get().role == "assessor"


def test_an_entry_is_shared_once_more_with_somebody_else(two: Relationship) -> None:
    second = pair(learner=two.learner, place=two.organisation, kind="peer")
    Relationship.objects.filter(pk=second.pk).update(kind="reflective")
    row = entry(of=two, shared=True)

    def saved(reader: Relationship | None) -> Entry:
        draft = entries.Draft(kind="practice", occurred_on=TODAY, words={"what_happened": SECRET})
        return sharing.finish(
            author=two.learner, client_id=row.client_id, draft=draft, revision=1, reader=reader, now=LATER
        )

    assert saved(two).relationship == two
    assert (saved(second).state, saved(second).relationship_id) == ("shared", second.pk)
    assert (saved(None).state, saved(None).relationship) == ("private", None)


@pytest.mark.parametrize("act", [sharing.share, sharing.take_back], ids=["share", "take-back"])
def test_the_services_ask_whose_entry_it_is(two: Relationship, act: Any) -> None:
    row = entry(of=two, shared=True)
    given = {"relationship": two} if act is sharing.share else {}

    with pytest.raises(sharing.NotTheirs):
        act(entry=row, by=two.mentor, now=NOW, **given)


def test_what_somebody_did_a_moment_ago_is_said_calmly(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, shared=True)
    author, mentor = sign_in(two.learner), sign_in(two.mentor)
    sharing.mark_read(entry=row, by=two.mentor, now=NOW)
    shared_again = author.post(at(row, "entry_share"), {"reader": str(two.pk)}, follow=True).content.decode()
    sharing.give_back(entry=row, by=two.mentor, reason="other", words="Once more?", now=NOW)

    assert "This changed meanwhile. Here is how it stands now." in shared_again
    assert mentor.post(at(row, "entry_read"))["Location"] == at(row)


@pytest.mark.parametrize("act", ["read", "return", "comment"])
def test_an_entry_that_is_taken_back_in_this_moment_is_not_there(
    two: Relationship, sign_in: SignIn, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = entry(of=two, read=act == "return", shared=True)
    browser = sign_in(two.mentor)
    given = {"words": "Fine.", "return-words": "Fine.", "return-reason": "other"}

    def too_late(**_given: Any) -> None:
        raise sharing.NotTheirs

    for name in ("mark_read", "give_back", "comment"):
        monkeypatch.setattr(sharing, name, too_late)

    assert browser.post(at(row, f"entry_{act}"), given).status_code == 404


@pytest.mark.parametrize("read", [False, True], ids=["shared", "read"])
def test_only_what_was_read_can_be_taken_as_evidence(two: Relationship, sign_in: SignIn, read: bool) -> None:
    row = entry(of=two, shared=True, read=read)
    browser = sign_in(two.mentor)

    offered = at(row, "validate_entry") in browser.get(at(row)).content.decode()

    assert offered == read
    if read:
        assert browser.get(at(row, "validate_entry")).status_code == 200
    assert at(row, "validate_entry") not in sign_in(two.learner).get(at(row)).content.decode()
