"""Writing an entry: by form, and while typing."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.mentoring.models import Entry, Relationship
from assessments.mentoring.services import entries, sharing
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.mentoring import NOW, TODAY
from tests.factories.mentoring_log import SECRET, TICKED, entry, entry_form, local_terms
from tests.factories.people import LearnerFactory

WRITE = "/mentoring/log/write/"
SAVE = "/mentoring/log/save/"


def words(row: Entry) -> dict[str, object]:
    row.refresh_from_db()
    return dict(row.words.opened())


def test_an_entry_is_private_and_sealed_when_it_is_saved(two: Relationship, sign_in: SignIn) -> None:
    reply = sign_in(two.learner).post(WRITE, entry_form())

    row = Entry.objects.get()
    assert reply.status_code == 302
    assert reply["Location"] == reverse("mentoring:entry", args=[row.pk])
    assert (row.state, row.relationship, row.author, row.organisation) == (
        "private",
        None,
        two.learner,
        two.organisation,
    )
    assert row.finished_at is not None
    assert words(row)["what_happened"] == SECRET
    assert SECRET.encode() not in bytes(row.words_sealed)


def test_everything_that_was_asked_is_kept(two: Relationship, sign_in: SignIn) -> None:
    given = {
        "kind": "event",
        "week": "3",
        "setting": "street",
        "age_bands": ["7_9", "10_12"],
        "question": "How do I wait?",
    }

    sign_in(two.learner).post(WRITE, entry_form(**given))

    row = Entry.objects.get()
    assert row.kind == "event"
    assert {key: words(row)[key] for key in ("week", "setting", "age_bands", "question")} == {
        "week": 3,
        "setting": "street",
        "age_bands": ["7_9", "10_12"],
        "question": "How do I wait?",
    }


@pytest.mark.parametrize("tick", sorted(TICKED))
def test_an_entry_is_not_finished_before_every_tick(two: Relationship, sign_in: SignIn, tick: str) -> None:
    form = entry_form()
    del form[tick]

    reply = sign_in(two.learner).post(WRITE, form)

    assert reply.status_code == 400
    assert SECRET in reply.content.decode()
    assert not Entry.objects.exists()


def test_a_day_that_is_still_to_come_is_refused_with_the_words(two: Relationship, sign_in: SignIn) -> None:
    reply = sign_in(two.learner).post(WRITE, entry_form(occurred_on="2999-01-01"))

    assert reply.status_code == 400
    assert "still to come" in reply.content.decode()
    assert SECRET in reply.content.decode()


def test_far_too_many_words_come_back_with_their_number(two: Relationship, sign_in: SignIn) -> None:
    reply = sign_in(two.learner).post(WRITE, entry_form(what_happened="word " * 200))

    assert reply.status_code == 400
    assert "These are 200 words." in reply.content.decode()


def test_a_few_words_too_many_are_let_pass(two: Relationship, sign_in: SignIn) -> None:
    assert sign_in(two.learner).post(WRITE, entry_form(what_happened="word " * 160)).status_code == 302


def test_a_file_is_refused_with_the_reason_and_the_words_come_back(two: Relationship, sign_in: SignIn) -> None:
    picture = SimpleUploadedFile("child.jpg", b"\xff\xd8", content_type="image/jpeg")

    reply = sign_in(two.learner).post(WRITE, entry_form(picture=picture))

    assert reply.status_code == 400
    assert "Pictures, recordings and documents cannot be kept here" in reply.content.decode()
    assert SECRET in reply.content.decode()
    assert not Entry.objects.exists()


def test_the_same_form_sent_twice_makes_one_entry(two: Relationship, sign_in: SignIn) -> None:
    browser, form = sign_in(two.learner), entry_form()

    assert [browser.post(WRITE, form).status_code for _time in range(2)] == [302, 302]
    assert Entry.objects.count() == 1


def test_an_entry_is_shared_as_it_is_saved(two: Relationship, sign_in: SignIn) -> None:
    sign_in(two.learner).post(WRITE, entry_form(share_with=str(two.pk)))

    row = Entry.objects.get()
    assert (row.state, row.relationship) == ("shared", two)


def test_only_me_is_chosen_until_somebody_says_otherwise(two: Relationship, sign_in: SignIn) -> None:
    page = sign_in(two.learner).get(WRITE).content.decode()

    assert '<input type="radio" name="share_with" value="only_me"' in page
    assert page.count("checked") == 1
    assert "My group" not in page


def test_nobody_is_asked_about_readers_without_a_mentor(db: None, sign_in: SignIn) -> None:
    alone = LearnerFactory(in_organisation=None)

    assert "share_with" not in sign_in(alone).get(WRITE).content.decode()
    assert sign_in(alone).post(WRITE, entry_form()).status_code == 302
    assert Entry.objects.get().organisation is None


def test_an_entry_is_changed_and_keeps_one_row(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two)
    form = entry_form(client_id=str(row.client_id), revision="1", what_happened="Something else.")

    reply = sign_in(two.learner).post(reverse("mentoring:entry_edit", args=[row.pk]), form)

    assert reply.status_code == 302
    assert words(row)["what_happened"] == "Something else."
    assert row.revision == 2


def test_the_form_begins_with_what_is_stored(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two)

    page = sign_in(two.learner).get(reverse("mentoring:entry_edit", args=[row.pk])).content.decode()

    assert SECRET in page
    assert page.count("checked") == 1 + len(TICKED)


def test_two_windows_are_told_and_neither_loses_its_words(two: Relationship, sign_in: SignIn) -> None:
    row, browser = entry(of=two), sign_in(two.learner)
    address = reverse("mentoring:entry_edit", args=[row.pk])
    browser.post(address, entry_form(revision="1", what_happened="First window."))

    reply = browser.post(address, entry_form(revision="1", what_happened="Second window."))

    assert reply.status_code == 409
    assert "changed in another window" in reply.content.decode()
    assert "Second window." in reply.content.decode()
    assert words(row)["what_happened"] == "First window."

    again = entry_form(revision=str(row.revision), overwrite="on", what_happened="Second window.")
    assert browser.post(address, again).status_code == 302
    assert words(row)["what_happened"] == "Second window."


def test_words_are_not_lost_when_the_mentor_has_read_it_meanwhile(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, read=True)

    reply = sign_in(two.learner).post(
        reverse("mentoring:entry_edit", args=[row.pk]), entry_form(revision="1", what_happened="Too late.")
    )

    assert reply.status_code == 409
    assert "Too late." in reply.content.decode()
    assert words(row)["what_happened"] == SECRET


def test_an_entry_that_was_read_is_not_offered_for_changing(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, read=True)

    reply = sign_in(two.learner).get(reverse("mentoring:entry_edit", args=[row.pk]))

    assert reply["Location"] == reverse("mentoring:entry", args=[row.pk])


# While typing


def test_what_is_typed_is_saved_as_it_is(two: Relationship, sign_in: SignIn) -> None:
    form = {"client_id": str(uuid4()), "revision": "0", "what_happened": "word " * 300, "kind": "peer"}

    reply = sign_in(two.learner).post(SAVE, form)

    row = Entry.objects.get()
    assert reply.status_code == 200
    assert json.loads(reply.content)["revision"] == 1
    assert "300 of 150 words" in json.loads(reply.content)["saved_text"]
    assert str(words(row)["what_happened"]).split() == ["word"] * 300
    assert (row.state, row.finished_at, row.kind, row.occurred_on is not None) == ("private", None, "peer", True)


@pytest.mark.parametrize(
    ("typed", "danger"), [("I was late.", False), ("He said that he will kill her.", True)], ids=["calm", "danger"]
)
def test_the_page_is_told_while_somebody_types_about_a_danger(
    two: Relationship, sign_in: SignIn, typed: str, danger: bool
) -> None:
    form = {"client_id": str(uuid4()), "revision": "0", "what_happened": typed}

    assert json.loads(sign_in(two.learner).post(SAVE, form).content)["danger"] is danger


def test_what_is_typed_next_is_the_next_revision(two: Relationship, sign_in: SignIn) -> None:
    browser, form = sign_in(two.learner), {"client_id": str(uuid4()), "revision": "0", "what_happened": "One"}
    browser.post(SAVE, form)

    reply = browser.post(SAVE, form | {"revision": "1", "what_happened": "One two"})

    assert json.loads(reply.content)["revision"] == 2
    assert words(Entry.objects.get())["what_happened"] == "One two"


def test_what_was_typed_before_another_window_saved_is_refused(two: Relationship, sign_in: SignIn) -> None:
    browser, form = sign_in(two.learner), {"client_id": str(uuid4()), "revision": "0", "what_happened": "One"}
    browser.post(SAVE, form)

    assert browser.post(SAVE, form | {"what_happened": "Another"}).status_code == 409
    assert words(Entry.objects.get())["what_happened"] == "One"


def test_nothing_is_saved_while_typing_in_what_the_mentor_sees(two: Relationship, sign_in: SignIn) -> None:
    row, browser = entry(of=two, shared=True), sign_in(two.learner)
    form = {"client_id": str(row.client_id), "revision": "1", "what_happened": "Half a sen"}

    assert browser.post(SAVE, form).status_code == 409
    assert words(row)["what_happened"] == SECRET
    assert "data-autosave" not in browser.get(reverse("mentoring:entry_edit", args=[row.pk])).content.decode()


def test_what_was_kept_stays_kept_while_typing(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, kept=frozenset({"abc"}))

    sign_in(two.learner).post(
        SAVE, {"client_id": str(row.client_id), "revision": "1", "what_happened": "More.", "occurred_on": str(TODAY)}
    )

    assert words(row)["kept"] == ["abc"]
    assert row.overrides == 1


@pytest.mark.parametrize("missing", ["client_id", "revision"])
def test_a_request_that_no_page_sends_is_a_bad_one(two: Relationship, sign_in: SignIn, missing: str) -> None:
    form = {"client_id": str(uuid4()), "revision": "0", "what_happened": "x"} | {missing: "?"}

    assert sign_in(two.learner).post(SAVE, form).status_code == 400


def test_nobody_writes_into_the_entry_of_somebody_else(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two)
    forged = {"client_id": str(row.client_id), "revision": "1", "what_happened": "forged"}

    for person in (two.mentor, LearnerFactory(in_organisation=two.organisation)):
        browser = sign_in(person)
        assert browser.post(SAVE, forged).status_code == 404
        assert browser.post(WRITE, entry_form(**forged)).status_code == 404
        assert browser.post(reverse("mentoring:entry_edit", args=[row.pk]), entry_form(**forged)).status_code == 404
        assert browser.get(reverse("mentoring:entry_edit", args=[row.pk])).status_code == 404
    assert words(row)["what_happened"] == SECRET


def test_the_page_keeps_its_budget_and_is_kept_nowhere(
    two: Relationship, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row, browser = entry(of=two), sign_in(two.learner)
    for address in (WRITE, reverse("mentoring:entry_edit", args=[row.pk])):
        browser.get(address)
        with django_assert_max_num_queries(10):
            reply = browser.get(address)
        assert "no-store" in reply["Cache-Control"]


def test_the_guard_knows_the_names_of_the_organisation(two: Relationship, sign_in: SignIn) -> None:
    local_terms(two.organisation, by=two.mentor, names=("Sreymom",))

    reply = sign_in(two.learner).post(WRITE, entry_form(what_happened="I asked sreymom to wait with me."))

    assert reply.status_code == 422
    assert "<mark>sreymom</mark>" in reply.content.decode()
    assert not Entry.objects.exists()


def test_a_late_entry_says_how_late(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two, occurred_on=TODAY - timedelta(days=23))

    page = sign_in(two.learner).get(reverse("mentoring:entry", args=[row.pk])).content.decode()

    assert "Entered 23 days later" in page


def test_the_same_form_that_comes_in_the_same_moment_changes_nothing(
    two: Relationship, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = entry(of=two)
    found = iter([None, row])
    monkeypatch.setattr(entries, "_locked", lambda _client_id: next(found))
    draft = entries.Draft(kind="practice", occurred_on=TODAY, words={"what_happened": SECRET})

    kept = entries.keep(author=two.learner, client_id=row.client_id, draft=draft, revision=0, now=NOW, finished=True)

    assert (kept.pk, kept.revision) == (row.pk, 1)
    assert Entry.objects.count() == 1


def test_words_are_not_lost_when_the_list_of_names_changes_in_this_moment(
    two: Relationship, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(**_given: object) -> None:
        raise sharing.NotLookedThrough

    monkeypatch.setattr(sharing, "finish", too_late)

    reply = sign_in(two.learner).post(WRITE, entry_form(share_with=str(two.pk)))

    assert reply.status_code == 409
    assert SECRET in reply.content.decode()
    assert "Save once more to be asked about it." in reply.content.decode()


def test_every_answer_stands_on_the_page_in_words(two: Relationship, sign_in: SignIn) -> None:
    row = entry(
        of=two,
        indicators=("D1.1", "SC2"),
        lesson_key="m01/gone",
        kind="event",
    )
    given = {"what_happened": SECRET, "setting": "street", "age_bands": ["7_9", "10_12"], "next_step_by": "2026-04-01"}
    entries.keep(
        author=two.learner,
        client_id=row.client_id,
        draft=entries.Draft(kind="event", occurred_on=TODAY, indicators=("D1.1",), lesson_key="m01/gone", words=given),
        revision=1,
        now=NOW,
        finished=True,
    )

    page = sign_in(two.learner).get(reverse("mentoring:entry", args=[row.pk])).content.decode()

    for shown in ("The street or a drop-in centre", "April 1, 2026", "D1.1", "m01/gone", "A significant event"):
        assert shown in page
