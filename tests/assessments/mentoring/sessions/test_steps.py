"""What the buttons do: on the page of a plan, a session, a record and an action, for the two whose they are."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import Action, Comment, PolicyVersion, Session, SessionRecord
from assessments.mentoring.services import actions, circulation, ledger, pairs
from modules.models import Competency
from tests.factories.mentoring import NOW, PROGRAMME, TODAY, pair, session
from tests.factories.mentoring_sessions import at, learner_of, mentor_of
from tests.factories.people import CoordinatorFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
WITH_ACTIONS = {
    "reflection_summary": "x",
    "actions": [
        {"text": "Of the learner", "owner": "learner", "due_on": "2026-03-20"},
        {"text": "Of the mentor", "owner": "mentor", "due_on": ""},
    ],
}


@pytest.fixture(autouse=True)
def _now(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def post(client: Client, person: User, name: str, *args: object, **form: str) -> HttpResponse:
    client.force_login(person)
    return client.post(reverse(f"mentoring:{name}", args=args), form)


class TestPlanning:
    """The page of a plan, and of a planned session."""

    def test_a_session_is_planned(self, client: Client) -> None:
        row = pair()
        form = {"kind": "individual", "day": "2026-03-16", "hour": "10:30", "mode": "video"}
        answer = post(client, row.learner, "plan", row.pk, **form)
        planned = Session.objects.get()
        assert answer["Location"] == reverse("mentoring:session", args=[planned.pk])
        assert (planned.planned_at.isoformat(), planned.mode) == ("2026-03-16T10:30:00+00:00", "video")
        page = client.get(answer["Location"]).content.decode()
        assert "March 16, 2026, 10:30 a.m." in page

    def test_one_that_was_held_already_leads_to_its_record(self, client: Client) -> None:
        row = pair()
        answer = post(client, row.mentor, "plan", row.pk, held="1")
        assert answer["Location"] == reverse("mentoring:write", args=[Session.objects.get().pk])

    def test_what_was_typed_wrongly_comes_back(self, client: Client) -> None:
        row = pair()
        answer = post(client, row.mentor, "plan", row.pk, day="someday", hour="10:30", mode="video", kind="individual")
        assert answer.status_code == 400
        assert 'value="10:30"' in answer.content.decode()
        assert not Session.objects.exists()

    def test_nothing_is_planned_in_a_pair_that_is_over(self, client: Client) -> None:
        row = pair(ended_on=TODAY)
        assert post(client, row.learner, "plan", row.pk, held="1").status_code == 409
        assert not Session.objects.exists()

    def test_it_is_moved(self, client: Client) -> None:
        row = session()
        form = {"move-day": "2026-03-20", "move-hour": "09:00", "move-mode": "phone"}
        answer = post(client, row.relationship.learner, "session_change", row.pk, act="move", **form)
        moved = Session.objects.get(state="planned")
        assert answer["Location"] == reverse("mentoring:session", args=[moved.pk])
        assert "Moved to another time" in client.get(reverse("mentoring:session", args=[row.pk])).content.decode()

    def test_it_is_called_off(self, client: Client) -> None:
        row = session()
        post(client, row.relationship.learner, "session_change", row.pk, act="cancel", **{"cancel-code": "security"})
        page = client.get(reverse("mentoring:session", args=[row.pk])).content.decode()
        assert "Called off: Not safe to travel" in page

    def test_nobody_came(self, client: Client) -> None:
        row = session()
        post(client, row.relationship.mentor, "session_change", row.pk, act="missed")
        row.refresh_from_db()
        assert row.state == "no_show"

    @pytest.mark.parametrize(
        ("form", "status"),
        [
            ({"act": "move", "move-day": "someday"}, 400),
            ({"act": "cancel"}, 400),
            ({"act": "explode"}, 400),
            ({}, 400),
        ],
        ids=["no day", "no reason", "no such act", "nothing"],
    )
    def test_what_makes_no_sense_changes_nothing(self, client: Client, form: dict[str, str], status: int) -> None:
        row = session()
        assert post(client, row.relationship.mentor, "session_change", row.pk, **form).status_code == status
        row.refresh_from_db()
        assert row.state == "planned"

    def test_what_has_changed_meanwhile_is_shown_as_it_is(self, client: Client) -> None:
        row = session()
        cancel = {"act": "cancel", "cancel-code": "other"}
        post(client, row.relationship.mentor, "session_change", row.pk, **cancel)
        answer = post(client, row.relationship.learner, "session_change", row.pk, **cancel)
        assert answer.status_code == 409
        assert "This session has changed meanwhile." in answer.content.decode()

    def test_the_learner_asks_the_coordinator_to_confirm(self, client: Client) -> None:
        record = at("lapsed")
        coordinator = CoordinatorFactory(in_organisation=record.organisation)
        page = client_page(client, learner_of(record), record)
        assert reverse("mentoring:ask_attestation", args=[record.session_id]) in page
        answer = post(client, learner_of(record), "ask_attestation", record.session_id)
        assert answer.status_code == 302
        assert coordinator.notices.count() == 1

    def test_there_is_nothing_to_ask_where_both_have_signed(self, client: Client) -> None:
        record = at("signed")
        CoordinatorFactory(in_organisation=record.organisation)
        answer = post(client, learner_of(record), "ask_attestation", record.session_id)
        assert "There is nothing to confirm" in client.get(answer["Location"]).content.decode()


def client_page(client: Client, person: User, record: SessionRecord) -> str:
    client.force_login(person)
    return client.get(reverse("mentoring:record", args=[record.pk])).content.decode()


STEPS: list[tuple[str, str, Callable[[SessionRecord], User], dict[str, str], str]] = [
    ("shared", "send_back", learner_of, {"send-back-words": "Say more about her view."}, "returned"),
    ("shared", "take_back", mentor_of, {}, "returned"),
    ("shared", "freeze", mentor_of, {}, "frozen"),
    ("frozen", "reopen", learner_of, {"reopen-reason": "omission"}, "shared"),
    ("shared", "void", mentor_of, {"void-reason": "mistake"}, "void"),
]


@pytest.mark.parametrize(("state", "step", "who", "form", "after"), STEPS, ids=[step[1] for step in STEPS])
def test_a_step_is_taken(
    client: Client, state: str, step: str, who: Callable[[SessionRecord], User], form: dict[str, str], after: str
) -> None:
    record = at(state)
    answer = post(client, who(record), "record_step", record.pk, step=step, **form)
    record.refresh_from_db()
    assert (answer.status_code, record.state) == (302, after)


@pytest.mark.parametrize(
    ("state", "step", "who", "form", "status"),
    [
        ("shared", "send_back", learner_of, {}, 400),
        ("shared", "send_back", learner_of, {"send-back-words": "Ask Darko Petrov."}, 422),
        ("shared", "send_back", mentor_of, {"send-back-words": "x"}, 404),
        ("shared", "void", mentor_of, {}, 400),
        ("frozen", "reopen", mentor_of, {}, 400),
        ("signed", "reopen", mentor_of, {"reopen-reason": "other"}, 409),
        ("shared", "explode", mentor_of, {}, 400),
        ("shared", "take_back", learner_of, {}, 404),
    ],
    ids=[
        *("no word", "a name", "the writer sends back", "void for nothing", "open for nothing"),
        *("open what is signed", "no such step", "the reader takes back"),
    ],
)
def test_a_step_that_is_not_theirs_or_makes_no_sense_is_not_taken(
    client: Client, state: str, step: str, who: Callable[[SessionRecord], User], form: dict[str, str], status: int
) -> None:
    record = at(state)
    answer = post(client, who(record), "record_step", record.pk, step=step, **form)
    record.refresh_from_db()
    assert (answer.status_code, record.state) == (status, state)


def test_a_remark_is_made_and_settled(client: Client) -> None:
    record = at("shared")
    post(client, learner_of(record), "remark", record.pk, **{"remark-words": "The aunt was there."})
    said = Comment.objects.get()
    assert "The aunt was there." in client_page(client, mentor_of(record), record)
    assert "A remark is open." in client_page(client, mentor_of(record), record)
    post(client, mentor_of(record), "settle", said.pk)
    said.refresh_from_db()
    assert said.settled_by == mentor_of(record)


@pytest.mark.parametrize(("words", "status"), [("", 400), ("Ask Darko Petrov.", 422)], ids=["nothing", "a name"])
def test_a_remark_comes_back_that_cannot_be_made(client: Client, words: str, status: int) -> None:
    record = at("shared")
    answer = post(client, learner_of(record), "remark", record.pk, **{"remark-words": words})
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not Comment.objects.exists()


def test_no_remark_is_made_on_what_is_closed(client: Client) -> None:
    record = at("frozen")
    answer = post(client, learner_of(record), "remark", record.pk, **{"remark-words": "The aunt was there."})
    assert answer.status_code == 409


def test_a_remark_is_settled_in_an_active_pair_only(client: Client) -> None:
    record = at("shared")
    said = circulation.remark(record=record, by=mentor_of(record), body="The aunt was there.", now=NOW)
    ledger.append(record.session.relationship, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    assert post(client, learner_of(record), "settle", said.pk).status_code == 409


@pytest.mark.parametrize(("words", "status"), [("", 400), ("Ask Darko Petrov.", 422)], ids=["nothing", "a name"])
def test_what_is_added_comes_back_when_it_cannot_be(client: Client, words: str, status: int) -> None:
    record = at("signed")
    form = {"addendum-reason": "omission", "addendum-words": words}
    assert post(client, learner_of(record), "addendum", record.pk, **form).status_code == status


class TestActions:
    """Done, let go, or carried on."""

    def made(self) -> tuple[SessionRecord, dict[str, Action]]:
        record = at("part_signed", words=WITH_ACTIONS)
        return record, {action.body.opened(): action for action in Action.objects.all()}

    def test_an_action_is_closed_on_a_page(self, client: Client) -> None:
        record, made = self.made()
        answer = post(client, learner_of(record), "action", made["Of the learner"].pk, event="done")
        assert answer["Location"] == reverse("mentoring:pair", args=[record.session.relationship_id])
        assert Action.objects.get(pk=made["Of the learner"].pk).state == "done"

    @pytest.mark.parametrize(
        ("whose", "who", "may"),
        [
            ("Of the learner", learner_of, True),
            ("Of the learner", mentor_of, True),
            ("Of the mentor", mentor_of, True),
            ("Of the mentor", learner_of, False),
        ],
        ids=["own", "the mentor the learner's", "the mentor's own", "the learner the mentor's"],
    )
    def test_it_is_closed_by_whoever_it_is_for_or_by_the_mentor(
        self, whose: str, who: Callable[[SessionRecord], User], may: bool
    ) -> None:
        record, made = self.made()
        if may:
            assert actions.close(action=made[whose], by=who(record), event="dropped", now=NOW).state == "dropped"
            return
        with pytest.raises(actions.NotTheirAction):
            actions.close(action=made[whose], by=who(record), event="dropped", now=NOW)

    def test_closed_twice_in_the_same_way_it_stays_as_it_was(self) -> None:
        record, made = self.made()
        closed = [
            actions.close(action=made["Of the learner"], by=mentor_of(record), event="done", now=NOW) for _ in range(2)
        ]
        assert [one.events for one in closed] == [2, 2]

    def test_what_is_closed_is_not_closed_in_another_way(self, client: Client) -> None:
        record, made = self.made()
        for event in ("done", "dropped"):
            post(client, mentor_of(record), "action", made["Of the learner"].pk, event=event)
        assert Action.objects.get(pk=made["Of the learner"].pk).state == "done"

    @pytest.mark.parametrize("event", ["carried", "agreed", ""])
    def test_there_is_no_other_way_to_close_it(self, client: Client, event: str) -> None:
        record, made = self.made()
        assert post(client, mentor_of(record), "action", made["Of the learner"].pk, event=event).status_code == 400
        assert Action.objects.get(pk=made["Of the learner"].pk).state == "open"

    def test_nothing_is_closed_in_a_pair_that_is_over(self) -> None:
        record, made = self.made()
        ledger.append(record.session.relationship, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
        with pytest.raises(pairs.NotActiveNow):
            actions.close(action=made["Of the learner"], by=learner_of(record), event="done", now=NOW)


def test_everything_that_was_written_is_read_in_words(client: Client) -> None:
    Competency.objects.create(
        programme=PROGRAMME, language="en", domain="D2", indicator="D2.1", text="Listens.", position=1
    )
    words = {
        "reflection_summary": "How the first visit began.",
        "agenda": [{"text": "", "source": "review", "key": ""}, {"text": "Visit", "source": "commitment", "key": ""}],
        "previous": [{"key": "k", "text": "Write the letter", "outcome": "carried", "due_on": "2026-04-01"}],
        "indicators": [{"code": "D2.1", "judgement": "developing", "rationale": "Waited."}],
        "actions": [{"text": "Call", "owner": "mentor", "due_on": "2026-03-20"}],
        "cases": [{"pseudonym": "Child A", "age_band": "7-9", "stage": "tracing", "topics": ["school"]}],
    }
    facts = {
        "functions": ["educational"],
        "attendees": ["interpreter"],
        "wellbeing_discussed": True,
        "filing": "to_be_filed_by",
        "filing_by": "2026-03-09",
    }
    record = at("shared", words=words, facts=facts)
    page = client_page(client, learner_of(record), record)
    for text in (
        *("Progress review", "from a lesson", "Write the letter", "Goes on, with a new day · until April 1, 2026"),
        *("D2.1 · Listens.", "Developing · Waited.", f"{mentor_of(record)} · until March 20, 2026"),
        *("Child A", "7 to 9 years · Tracing · School", "Interpreter", "was talked about"),
        "A decision was made; it will be on the file by a day · until March 9, 2026",
    ):
        assert text in page.replace("&#x27;", "'"), text


def test_a_code_that_this_version_no_longer_knows_is_shown_as_it_is(client: Client) -> None:
    words = {"reflection_summary": "x", "indicators": [{"code": "D7.7", "judgement": "superb", "rationale": ""}]}
    record = at("shared", words=words)
    page = client_page(client, learner_of(record), record)
    assert "D7.7" in page
    assert "superb" in page


def test_where_the_policy_wants_no_case_in_a_record_there_is_no_place_for_one(client: Client) -> None:
    of = session()
    PolicyVersion.objects.create(
        organisation=of.organisation,
        programme_key=PROGRAMME,
        number=1,
        values={"case_refs_allowed": "none"},
        made_at=NOW,
    )
    client.force_login(of.relationship.mentor)
    page = client.get(reverse("mentoring:write", args=[of.pk])).content.decode()
    assert "Child A" not in page
    assert "by pseudonym" not in page


def test_the_form_leads_to_the_record_once_it_is_shared(client: Client) -> None:
    record = at("shared")
    client.force_login(mentor_of(record))
    answer = client.get(reverse("mentoring:write", args=[record.session_id]))
    assert answer["Location"] == reverse("mentoring:record", args=[record.pk])


@pytest.mark.parametrize("state", ["draft", "returned", "shared"])
@pytest.mark.parametrize("who", [learner_of, mentor_of], ids=["learner", "mentor"])
def test_the_session_leads_to_its_record(client: Client, state: str, who: Callable[[SessionRecord], User]) -> None:
    record = at(state)
    client.force_login(who(record))
    page = client.get(reverse("mentoring:session", args=[record.session_id])).content.decode()
    write = reverse("mentoring:write", args=[record.session_id])
    read = f'href="{reverse("mentoring:record", args=[record.pk])}"'
    writes = who(record) == record.writer and state != "shared"
    assert (write in page) is writes
    assert (read in page) is (not writes and state != "draft")


def test_a_page_of_a_planned_session_names_what_is_open_and_since_when(client: Client) -> None:
    record = at("signed", words=WITH_ACTIONS)
    of = session(of=record.session.relationship)
    client.force_login(learner_of(record))
    page = client.get(reverse("mentoring:session", args=[of.pk])).content.decode()
    assert "Of the learner" in page
    assert "until March 20, 2026" in page
    assert page.count('value="done"') == 1
    assert of.planned_at < NOW + timedelta(days=1)
