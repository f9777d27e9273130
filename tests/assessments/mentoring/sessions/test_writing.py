"""Writing a record: saved while somebody types, never lost, one record for one form, and asked before it identifies anybody."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.mentoring.models import Action, Agreement, Commitment, Event, Session, SessionRecord
from assessments.mentoring.services import ledger, notes, records, sessions
from assessments.mentoring.services.notes import Noting
from modules.models import Competency
from tests.factories.mentoring import NOW, PROGRAMME, TODAY, pair, session
from tests.factories.mentoring_sessions import agreed, at, drafted, learner_of, mentor_of, signed_by, writing
from training_site.people.models import User
from training_site.settings import env

pytestmark = pytest.mark.django_db
ROWS = {f"rows-{kind}": 1 for kind in ("agenda", "indicators", "actions", "cases")} | {"rows-previous": 0}


def typed(**changes: Any) -> dict[str, Any]:
    """What the form sends."""
    return {
        "client_id": str(uuid4()),
        "revision": 0,
        "page": "one",
        "held_on": TODAY.isoformat(),
        "minutes": 60,
        "mode": "in_person",
        "filing": "none_made",
        **ROWS,
        "reflection_summary": "We looked at how the first visit began.",
        **changes,
    }


@pytest.fixture
def planned() -> Session:
    return session()


@pytest.fixture
def mentor(client: Client, planned: Session) -> Client:
    client.force_login(planned.relationship.mentor)
    return client


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def send(client: Client, of: Session, button: str = "share", **changes: Any) -> HttpResponse:
    return client.post(reverse("mentoring:write", args=[of.pk]), typed(**{button: "1"} | changes))


def save(client: Client, of: Session, **changes: Any) -> HttpResponse:
    url = reverse("mentoring:record_save", args=[of.pk])
    return client.post(url, typed(**changes), headers={"accept": "application/json"})


def words(of: Session) -> dict[str, Any]:
    return dict(SessionRecord.objects.get(session=of).shared.opened())


def test_a_record_is_written_and_shared_in_one_go(mentor: Client, planned: Session) -> None:
    sent = send(mentor, planned)
    record = SessionRecord.objects.get(session=planned)
    assert sent["Location"] == reverse("mentoring:record", args=[record.pk])
    assert (record.state, record.writer, record.revision) == ("shared", planned.relationship.mentor, 1)
    planned.refresh_from_db()
    assert (planned.state, planned.occurred_on, planned.minutes) == ("held", TODAY, 60)
    assert [notice.kind for notice in planned.relationship.learner.notices.all()] == ["mentoring.record_shared"]


def test_everything_that_is_asked_is_kept(mentor: Client, planned: Session) -> None:
    Competency.objects.create(
        programme=PROGRAMME, language="en", domain="D2", indicator="D2.1", text="Listens.", position=1
    )
    send(
        mentor,
        planned,
        minutes=45,
        mode="phone",
        functions=["educational", "supportive"],
        attendees=["interpreter"],
        **{"agenda-0-text": "The first visit", "learning_points": "To wait.", "strengths": "Calm.", "rows-actions": 2},
        **{"indicators-0-code": "D2.1", "indicators-0-judgement": "developing"},
        **{"indicators-0-rationale": "Listened without promising anything.", "practice_guidance": "Ask first."},
        **{"actions-0-text": "Draft the plan", "actions-0-owner": "learner", "actions-0-due_on": "2026-03-20"},
        **{"actions-1-text": "Send the form", "actions-1-owner": "mentor", "to_organisation": "Transport money."},
        **{"cases-0-pseudonym": "Child A", "cases-0-age_band": "7-9", "cases-0-stage": "tracing"},
        **{"cases-0-topics": ["school", "safety"], "wellbeing_discussed": "on"},
        filing="to_be_filed_by",
        filing_by="2026-03-09",
    )
    record = SessionRecord.objects.get(session=planned)
    assert record.facts == {
        "functions": ["educational", "supportive"],
        "attendees": ["interpreter"],
        "indicators": ["D2.1"],
        "wellbeing_discussed": True,
        "filing": "to_be_filed_by",
        "filing_by": "2026-03-09",
        "overrides": 0,
    }
    kept = words(planned)
    assert kept["agenda"] == [{"text": "The first visit", "source": "mentor", "key": ""}]
    assert kept["indicators"] == [
        {"code": "D2.1", "judgement": "developing", "rationale": "Listened without promising anything."}
    ]
    assert kept["actions"] == [
        {"text": "Draft the plan", "owner": "learner", "due_on": "2026-03-20"},
        {"text": "Send the form", "owner": "mentor", "due_on": ""},
    ]
    assert kept["cases"] == [
        {"pseudonym": "Child A", "age_band": "7-9", "stage": "tracing", "topics": ["school", "safety"]}
    ]
    assert (kept["learning_points"], kept["to_organisation"]) == ("To wait.", "Transport money.")


def test_the_form_shows_again_what_was_kept(mentor: Client, planned: Session) -> None:
    said = {"agenda-0-text": "The first visit", "actions-0-text": "Draft the plan", "cases-0-pseudonym": "Child B"}
    send(mentor, planned, "later", **said, functions=["supportive"], learning_points="To wait.")
    page = mentor.get(reverse("mentoring:write", args=[planned.pk])).content.decode()
    for kept in ('value="The first visit"', 'value="Draft the plan"', "To wait.", '<option value="Child B" selected>'):
        assert kept in page
    assert page.count('name="agenda-') == 6  # the line that is kept and an empty one, each with its source and key


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reflection_summary": " "}, "reflection_summary"),
        ({"filing": ""}, "filing"),
        ({"filing": "to_be_filed_by"}, "filing_by"),
        ({"held_on": "2026-03-03"}, "held_on"),
        ({"minutes": "0"}, "minutes"),
        ({"indicators-0-code": "D9.9"}, "indicators-0-code"),
        ({"cases-0-pseudonym": "Sokha"}, "cases-0-pseudonym"),
        ({"reflection_summary": "a" * 6001}, "reflection_summary"),
    ],
    ids=[
        "nothing said",
        "filing open",
        "filing without day",
        "tomorrow",
        "no time",
        "no indicator",
        "a name",
        "too long",
    ],
)
def test_what_cannot_be_shared_comes_back_with_its_words_and_is_kept_as_a_draft(
    mentor: Client, planned: Session, said: dict[str, str], field: str
) -> None:
    answer = send(mentor, planned, learning_points="To wait.", **said)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert "To wait." in answer.content.decode()
    record = SessionRecord.objects.get(session=planned)
    assert (record.state, record.shared.opened()["learning_points"]) == ("draft", "To wait.")
    assert answer.context["form"]["revision"].value() == "1"


def test_a_judgement_says_what_showed_it(mentor: Client, planned: Session) -> None:
    Competency.objects.create(
        programme=PROGRAMME, language="en", domain="D2", indicator="D2.1", text="Listens.", position=1
    )
    said = {"indicators-0-code": "D2.1", "indicators-0-judgement": "proficient", "indicators-0-rationale": "Good."}
    answer = send(mentor, planned, **said)
    assert list(answer.context["form"].errors) == ["indicators-0-rationale"]


def test_another_row_comes_without_javascript_and_nothing_is_lost(mentor: Client, planned: Session) -> None:
    answer = send(mentor, planned, "add", add="actions", **{"actions-0-text": "Draft the plan"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="actions-1-text"' in page
    assert 'value="Draft the plan"' in page
    assert 'name="rows-actions" value="2"' in page
    assert words(planned)["actions"][0]["text"] == "Draft the plan"


@pytest.mark.parametrize("number", ["999", "-1", "x", "10000000000", "٣"])
def test_nobody_asks_for_more_rows_than_there_may_be(mentor: Client, planned: Session, number: str) -> None:
    answer = send(mentor, planned, "later", **{"rows-actions": number})
    assert answer.status_code == 302
    assert words(planned)["actions"] == []


def test_a_word_that_may_identify_somebody_is_asked_about_before_it_is_shared(mentor: Client, planned: Session) -> None:
    said = {"reflection_summary": "We spoke about Darko Petrov and his aunt.", "actions-0-text": "Ring +31 6 12345678"}
    asked = send(mentor, planned, **said)
    assert asked.status_code == 422
    questions = {question.text: question for question in asked.context["form"].guard.questions}
    assert set(questions) == {"Darko Petrov", "+31 6 12345678"}
    assert SessionRecord.objects.get(session=planned).state == "draft"

    decided = {questions["Darko Petrov"].name: "0", questions["+31 6 12345678"].name: "keep"}
    send(mentor, planned, **said, **decided, revision=1)
    record = SessionRecord.objects.get(session=planned)
    assert record.state == "shared"
    assert "Darko" not in record.shared.opened()["reflection_summary"]
    assert record.shared.opened()["actions"][0]["text"] == "Ring +31 6 12345678"
    assert record.facts["overrides"] == 1


def test_a_file_is_refused_and_the_words_come_back(mentor: Client, planned: Session) -> None:
    answer = send(mentor, planned, picture=SimpleUploadedFile("child.jpg", b"x"))
    assert answer.status_code == 400
    assert "We looked at how the first visit began." in answer.content.decode()


class TestSavingWhileTyping:
    """Autosave."""

    def test_it_begins_a_draft_and_goes_on_with_it(self, mentor: Client, planned: Session) -> None:
        form = {"client_id": str(uuid4())}
        first = save(mentor, planned, **form, reflection_summary="We lo")
        second = save(mentor, planned, **form, reflection_summary="We looked", revision=first.json()["revision"])
        assert (first.json(), second.json()["revision"]) == ({"revision": 1, "saved_text": "Saved 9:30 a.m."}, 2)
        assert words(planned)["reflection_summary"] == "We looked"
        assert SessionRecord.objects.get(session=planned).state == "draft"

    def test_what_is_not_valid_yet_is_kept_all_the_same(self, mentor: Client, planned: Session) -> None:
        assert (
            save(mentor, planned, minutes="", held_on="", filing="", reflection_summary="a" * 6001).status_code == 200
        )
        planned.refresh_from_db()
        assert (planned.minutes, planned.occurred_on) == (60, TODAY)
        assert words(planned)["reflection_summary"] == "a" * 6000

    def test_two_windows_do_not_overwrite_one_another(self, mentor: Client, planned: Session) -> None:
        form = {"client_id": str(uuid4())}
        save(mentor, planned, **form)
        save(mentor, planned, **form, page="one", revision=1, reflection_summary="The first window.")
        late = save(mentor, planned, **form, page="two", revision=1, reflection_summary="The second window.")
        assert late.status_code == 409
        assert words(planned)["reflection_summary"] == "The first window."

    def test_the_words_of_the_late_window_come_back_and_can_be_kept(self, mentor: Client, planned: Session) -> None:
        form = {"client_id": str(uuid4())}
        save(mentor, planned, **form, page="one")
        save(mentor, planned, **form, page="one", revision=1, reflection_summary="The first window.")
        late = send(mentor, planned, **form, page="two", revision=1, reflection_summary="The second window.")
        assert late.status_code == 409
        assert "The second window." in late.content.decode()
        assert late.context["form"]["revision"].value() == "2"
        assert words(planned)["reflection_summary"] == "The first window."
        send(mentor, planned, **form, page="two", revision=2, reflection_summary="The second window.")
        assert words(planned)["reflection_summary"] == "The second window."

    def test_an_answer_that_got_lost_on_the_way_is_no_conflict(self, mentor: Client, planned: Session) -> None:
        form = {"client_id": str(uuid4())}
        save(mentor, planned, **form, reflection_summary="We lo")  # the phone never hears of it
        again = save(mentor, planned, **form, reflection_summary="We looked")
        assert (again.status_code, again.json()["revision"]) == (200, 2)

    def test_a_second_window_that_knows_nothing_of_the_record_is_told(self, mentor: Client, planned: Session) -> None:
        save(mentor, planned)
        other = send(mentor, planned, page="two", reflection_summary="Begun elsewhere.")
        assert other.status_code == 409
        assert "Begun elsewhere." in other.content.decode()
        assert SessionRecord.objects.count() == 1

    def test_after_sharing_nothing_is_saved_any_more(self, mentor: Client, planned: Session) -> None:
        send(mentor, planned)
        assert save(mentor, planned, revision=1, reflection_summary="Too late.").status_code == 409
        assert words(planned)["reflection_summary"] == "We looked at how the first visit began."

    def test_without_a_form_there_is_nothing_to_save(self, mentor: Client, planned: Session) -> None:
        assert save(mentor, planned, client_id="").status_code == 400
        assert not SessionRecord.objects.exists()


def test_the_same_form_sent_twice_makes_one_record(mentor: Client, planned: Session) -> None:
    form = typed(later="1")
    url = reverse("mentoring:write", args=[planned.pk])
    answers = [mentor.post(url, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert SessionRecord.objects.count() == 1
    assert Event.objects.filter(subject=planned.pk, kind="held").count() == 1


def test_the_form_of_one_session_makes_no_record_of_another(mentor: Client, planned: Session) -> None:
    agreed(planned.relationship)
    other = session(of=planned.relationship)
    form = typed(later="1")
    mentor.post(reverse("mentoring:write", args=[planned.pk]), form)
    answer = mentor.post(reverse("mentoring:write", args=[other.pk]), form)
    assert answer.status_code == 409
    assert SessionRecord.objects.count() == 1


class TestWhoWrites:
    """As agreed."""

    @pytest.mark.parametrize(
        ("agreement", "turns"),
        [
            (None, ["mentor"]),
            (Agreement.Writer.MENTOR, ["mentor", "mentor"]),
            (Agreement.Writer.LEARNER, ["learner", "learner"]),
            (Agreement.Writer.ALTERNATE, ["mentor", "learner", "mentor"]),
        ],
    )
    def test_each_writes_in_turn(self, agreement: str | None, turns: list[str]) -> None:
        row = pair()
        if agreement:
            agreed(row, who_writes=agreement)
        for number, turn in enumerate(turns):
            of = session(of=row)
            day = TODAY - timedelta(days=20 - number)
            by, other = (row.mentor, row.learner) if turn == "mentor" else (row.learner, row.mentor)
            with pytest.raises(records.NotTheWriter):
                drafted(of, by=other, held_on=day)
            assert drafted(of, by=by, held_on=day).writer == by

    def test_the_other_finds_no_form(self, client: Client, planned: Session) -> None:
        client.force_login(planned.relationship.learner)
        assert client.get(reverse("mentoring:write", args=[planned.pk])).status_code == 404
        assert send(client, planned).status_code == 404
        assert save(client, planned).status_code == 404
        assert not SessionRecord.objects.exists()

    def test_a_first_session_is_recorded_before_there_is_an_agreement_and_a_second_is_not(self) -> None:
        row = pair()
        drafted(session(of=row))
        with pytest.raises(records.NoAgreement):
            drafted(session(of=row))
        agreed(row)
        assert drafted(session(of=row)).state == "draft"

    def test_without_agreement_the_page_says_what_is_missing(self, client: Client) -> None:
        row = pair()
        drafted(session(of=row))
        second = session(of=row)
        client.force_login(row.mentor)
        answer = client.get(reverse("mentoring:write", args=[second.pk]), follow=True)
        assert "sign an agreement" in answer.content.decode()

    def test_a_session_that_was_called_off_is_not_recorded(self) -> None:
        of = session()
        sessions.cancel(session=of, by=of.relationship.mentor, code="other", now=NOW)
        with pytest.raises(ledger.NotNow):
            drafted(of)

    def test_a_session_is_not_recorded_before_its_day(self) -> None:
        with pytest.raises(records.NotHeldYet):
            drafted(held_on=TODAY + timedelta(days=1))


def commitment(of: User, text: str) -> Commitment:
    row = Commitment(learner=of, content_key="lesson", client_id=uuid4(), made_at=NOW, state_at=NOW)
    row.body = text
    row.save()
    return row


class TestAgenda:
    """What stands on it already."""

    def test_commitments_and_what_the_learner_brings_stand_there(self, mentor: Client, planned: Session) -> None:
        learner = planned.relationship.learner
        commitment(learner, "Ask the child first.")
        off = commitment(learner, "Write the letter.")
        noting = Noting(text="I am afraid of the visit.", bring=("The visit on my own",), left_off=(str(off.pk),))
        notes.save(session=planned, by=learner, noting=noting, now=NOW)
        page = mentor.get(reverse("mentoring:write", args=[planned.pk])).content.decode()
        assert "Ask the child first." in page
        assert "The visit on my own" in page
        assert "Write the letter." not in page
        assert "afraid" not in page

    def test_the_first_save_copies_them_with_their_source(self, mentor: Client, planned: Session) -> None:
        kept = commitment(planned.relationship.learner, "Ask the child first.")
        start = mentor.get(reverse("mentoring:write", args=[planned.pk])).context["form"]
        row = start.table("agenda")[0]
        sent = {field.html_name: field.value() for field in row.values()}
        save(mentor, planned, **sent, **{"rows-agenda": 2})
        assert words(planned)["agenda"] == [
            {"text": "Ask the child first.", "source": "commitment", "key": str(kept.pk)}
        ]

    def test_the_mentor_sees_no_commitment_before_the_record_is_begun(self, mentor: Client, planned: Session) -> None:
        commitment(planned.relationship.learner, "Ask the child first.")
        for name, args in (("session", [planned.pk]), ("plan", [planned.relationship_id])):
            assert "Ask the child" not in mentor.get(reverse(f"mentoring:{name}", args=args)).content.decode()

    def test_the_review_stands_there_when_its_time_has_come(self, client: Client, time_machine: Any) -> None:
        row = pair()
        agreed(row)
        for days, stands in ((60, False), (80, True)):
            time_machine.move_to(NOW.replace(year=2026, month=1, day=5) + timedelta(days=days))
            of = session(of=row)
            Session.objects.filter(pk=of.pk).update(planned_at=NOW.replace(month=1, day=5) + timedelta(days=days))
            client.force_login(row.mentor)
            form = client.get(reverse("mentoring:write", args=[of.pk])).context["form"]
            assert ("review" in [one["source"].value() for one in form.table("agenda")]) is stands


def test_actions_from_last_time_are_closed_or_carried_on_with_the_first_signature(
    mentor: Client, planned: Session
) -> None:
    row = planned.relationship
    agreed(row)
    agreed_on = [{"text": text, "owner": "learner", "due_on": "2026-03-01"} for text in ("One", "Two", "Three", "Four")]
    at("signed", of=row, words={"reflection_summary": "x", "actions": agreed_on})
    before = {one.body.opened(): one for one in Action.objects.all()}
    outcomes = {"One": "done", "Two": "carried", "Three": "dropped", "Four": "open"}
    said: dict[str, Any] = {"rows-previous": 4}
    for index, (text, outcome) in enumerate(outcomes.items()):
        said |= {f"previous-{index}-key": str(before[text].pk), f"previous-{index}-outcome": outcome}
    said["previous-1-due_on"] = "2026-03-30"
    send(mentor, planned, **said)
    assert set(Action.objects.values_list("state", flat=True)) == {"open"}

    record = SessionRecord.objects.get(session=planned)
    signed_by(record, learner_of(record))
    assert {text: Action.objects.get(pk=one.pk).state for text, one in before.items()} == {
        "One": "done",
        "Two": "carried",
        "Three": "dropped",
        "Four": "open",
    }
    following = Action.objects.get(carried_from=before["Two"])
    assert (following.body.opened(), following.carry_count, str(following.due_on)) == ("Two", 1, "2026-03-30")
    assert (following.record, following.owner) == (record, learner_of(record))


def test_an_action_of_another_pair_cannot_be_slipped_in(mentor: Client, planned: Session) -> None:
    foreign = at(
        "signed", words={"reflection_summary": "x", "actions": [{"text": "One", "owner": "learner", "due_on": ""}]}
    )
    action = Action.objects.get(record=foreign)
    send(mentor, planned, **{"rows-previous": 1, "previous-0-key": str(action.pk), "previous-0-outcome": "dropped"})
    assert words(planned)["previous"] == []


def test_two_who_meet_earlier_than_they_planned_record_that_day(mentor: Client, planned: Session) -> None:
    Session.objects.filter(pk=planned.pk).update(planned_at=NOW + timedelta(days=8))
    page = mentor.get(reverse("mentoring:write", args=[planned.pk])).content.decode()
    assert "<h1>Record of March 2, 2026</h1>" in page
    assert 'value="2026-03-02"' in page
    send(mentor, planned)
    planned.refresh_from_db()
    assert (planned.state, planned.occurred_on) == ("held", TODAY)


class TestBudgets:
    """What a form costs."""

    @pytest.mark.parametrize("actions", [0, 6], ids=["nothing open", "six actions open"])
    def test_the_form_keeps_its_budget_of_queries(
        self, mentor: Client, planned: Session, actions: int, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        agreed(planned.relationship)
        if actions:
            rows = [{"text": f"Action {n}", "owner": "learner", "due_on": ""} for n in range(actions)]
            at("signed", of=planned.relationship, words={"reflection_summary": "x", "actions": rows})
        url = reverse("mentoring:write", args=[planned.pk])
        mentor.get(url)
        with django_assert_max_num_queries(10):
            assert mentor.get(url).status_code == 200

    @pytest.mark.parametrize("name", ["session", "record", "plan", "annex"])
    @pytest.mark.parametrize("who", ["learner", "mentor"])
    def test_the_other_pages_keep_it_too(
        self, client: Client, name: str, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        record = at("part_signed")
        of = record.session
        client.force_login(learner_of(record) if who == "learner" else mentor_of(record))
        args = {"session": of.pk, "annex": of.pk, "record": record.pk, "plan": of.relationship_id}
        url = reverse(f"mentoring:{name}", args=[args[name]])
        client.get(url)
        with django_assert_max_num_queries(10):
            assert client.get(url).status_code == 200


def test_nothing_in_the_page_speaks_to_the_storage_of_the_browser() -> None:
    script = (env.ROOT / "training_site/design/static/design/js/write.js").read_text(encoding="utf-8")
    for word in ("localStorage", "sessionStorage", "indexedDB", "caches", "cookie", "serviceWorker"):
        assert word not in script


def test_writing_is_told_in_whole_words_only(planned: Session) -> None:
    with pytest.raises(ValueError, match="reason"):
        records.void(record=drafted(planned), by=planned.relationship.mentor, reason="because", now=NOW)
    assert writing().minutes == 60
