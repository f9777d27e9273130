"""The pages of an observation: what each person sees, the form without JavaScript, and what a forged request gets."""

import gzip
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.framework.forms.reader import forms
from assessments.mentoring.models import (
    AccessEvent,
    Dispute,
    Event,
    Evidence,
    Observation,
    Relationship,
    Signature,
    Submission,
)
from assessments.mentoring.pages.observation import may_disagree
from assessments.mentoring.pages.observations import list_page
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import ledger, observations, pins
from tests.assessments.mentoring.observations.conftest import SignIn
from tests.factories.mentoring import BEGAN, NOW, TODAY, Kind, pair
from tests.factories.mentoring_observations import (
    ANSWER,
    GUEST,
    SEEN,
    WANTED,
    answers_to,
    asked,
    companion,
    drafted,
    link,
    signed,
    submitted,
    words_of_learner,
)
from tests.factories.people import CoordinatorFactory, MentorFactory, SuperuserFactory, TrainerFactory
from training_site.people.models import User

BUDGET = 20_000
QUERIES = 10
STATIC = Path(settings.ROOT) / "training_site/design/static/design"


def at(row: Observation, name: str = "observation") -> str:
    return reverse(f"mentoring:{name}", args=[row.pk])


def sent(row: Observation, **changed: Any) -> dict[str, Any]:
    """What a browser sends from the observer's form."""
    return {**answers_to(row.form_key), "revision": str(row.revision), "page": "p", **changed}


def everybody_else(two: Relationship) -> dict[str, User]:
    ended = pair(learner=two.learner, kind=Kind.ASSESSOR, ended_on=TODAY)
    return {
        "learner": two.learner,
        "coordinator": CoordinatorFactory(in_organisation=two.organisation),
        "superuser": SuperuserFactory(),
        "other_mentor": MentorFactory(in_organisation=two.organisation),
        "line_manager": companion(two, Kind.LINE_MANAGEMENT).mentor,
        "ended_assessor": ended.mentor,
    }


OTHERS = ("learner", "coordinator", "superuser", "other_mentor", "line_manager", "ended_assessor")


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", ["observe", "observe_save", "observe_check"])
def test_a_forged_observer_part_is_refused_and_changes_nothing(
    two: Relationship, framework: None, sign_in: SignIn, who: str, name: str
) -> None:
    row = drafted(of=two)
    before = (row.state, row.events, row.revision, bytes(row.observer_part_sealed))

    reply = sign_in(everybody_else(two)[who]).post(at(row, name), sent(row, strengths="Forged."))

    assert reply.status_code == 404
    row.refresh_from_db()
    assert (row.state, row.events, row.revision, bytes(row.observer_part_sealed)) == before
    assert not Signature.objects.exists()


def test_an_assessor_whose_relationship_ended_no_longer_writes_what_they_began(
    two: Relationship, framework: None, sign_in: SignIn
) -> None:
    own = companion(two)
    row = drafted(asked(of=two, observer=own))
    browser = sign_in(own.mentor)
    assert browser.get(at(row, "observe")).status_code == 200
    ledger.append(own, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)

    assert browser.get(at(row, "observe")).status_code == 404
    assert browser.post(at(row, "observe_save"), sent(row)).status_code == 404
    assert browser.get(at(row)).status_code == 404


def test_an_observation_goes_from_the_request_to_both_signatures_without_javascript(
    two: Relationship, framework: None, sign_in: SignIn
) -> None:
    learner, mentor = sign_in(two.learner), sign_in(two.mentor)
    asking = {
        "form_key": "home_visit",
        "observer": f"mentor-{two.mentor.pk}",
        "wants_observed": WANTED,
        "indicators_0": "D7.1",
    }
    reply = learner.post(reverse("mentoring:observation_ask", args=[two.pk]), asking)
    row = Observation.objects.get()
    assert reply["Location"] == at(row)
    assert row.indicators == ["D7.1"]
    assert WANTED in mentor.get(at(row, "observe")).content.decode()

    reply = mentor.post(at(row, "observe"), sent(row))
    assert reply["Location"] == at(row, "observe_check")
    page = mentor.get(at(row, "observe_check"))
    assert SEEN in page.content.decode()
    row.refresh_from_db()
    reply = mentor.post(at(row, "observe_check"), {"revision": str(row.revision)})
    assert reply["Location"] == at(row)

    page = learner.get(at(row, "observation_answer"))
    assert SEEN in page.content.decode()
    digest = page.context["sign"].form["digest"].value()
    reply = learner.post(at(row, "observation_answer"), {**words_of_learner(), "digest": digest, "outcome": "agree"})
    assert reply["Location"] == at(row)
    row.refresh_from_db()
    assert row.state == "signed"
    assert ANSWER in mentor.get(at(row)).content.decode()


def test_a_draft_is_seen_by_its_observer_alone(two: Relationship, framework: None, sign_in: SignIn) -> None:
    row = drafted(of=two)
    for who in (two.learner, two.mentor):
        assert SEEN not in sign_in(who).get(at(row)).content.decode()
    assert SEEN in sign_in(two.mentor).get(at(row, "observe")).content.decode()


@pytest.mark.parametrize(
    ("who", "words", "judgement"),
    [
        ("learner", True, True),
        ("mentor", True, True),
        ("supervisor", True, True),
        ("assessor_shown", True, True),
        ("coordinator", False, True),
        ("assessor", None, None),
        ("line_manager", None, None),
        ("regional", None, None),
        ("trainer", None, None),
        ("superuser", None, None),
        ("successor", None, None),
    ],
)
def test_each_sees_what_is_theirs_to_see(
    two: Relationship, sign_in: SignIn, who: str, *, words: bool | None, judgement: bool | None
) -> None:
    row = signed(of=two)
    shown = companion(two)
    Submission.objects.create(
        organisation=two.organisation, relationship=shown, subject=row.pk, machine="observation", submitted_at=NOW
    )
    people = {
        "learner": two.learner,
        "mentor": two.mentor,
        "supervisor": pair(learner=two.mentor).mentor,
        "assessor_shown": shown.mentor,
        "coordinator": CoordinatorFactory(in_organisation=two.organisation),
        "assessor": companion(two).mentor,
        "line_manager": companion(two, Kind.LINE_MANAGEMENT).mentor,
        "regional": CoordinatorFactory(in_organisation=two.organisation.get_parent().get_parent()),
        "trainer": TrainerFactory(in_organisation=two.organisation),
        "superuser": SuperuserFactory(),
        "successor": MentorFactory(in_organisation=two.organisation),
    }

    reply = sign_in(people[who]).get(at(row))

    if words is None:
        assert reply.status_code == 404
        assert not AccessEvent.objects.exists()
        return
    text = reply.content.decode()
    assert [plain in text for plain in (SEEN, WANTED, ANSWER)] == [words] * 3
    assert ("Independently" in text) is judgement
    assert "no-store" in reply["Cache-Control"]
    list_url = reply.context["observation"].list_url
    assert bool(list_url) is (who != "assessor_shown")
    assert not list_url or sign_in(people[who]).get(list_url).status_code == 200
    looks = [(one.actor, one.data_class, one.subject) for one in AccessEvent.objects.exclude(action="list")]
    assert looks == ([] if who == "learner" else [(people[who], "observation", row.pk)])


def test_a_mentor_whose_relationship_ended_reads_what_they_signed_for_thirty_days(sign_in: SignIn, db: None) -> None:
    two = pair()
    row = signed(of=two)
    today = timezone.localdate()
    ledger.append(two, event="ended", by=None, now=NOW, reason="other", ends_on=today - timedelta(days=29))
    browser = sign_in(two.mentor)
    assert SEEN in browser.get(at(row)).content.decode()

    Relationship.objects.filter(pk=two.pk).update(ends_on=today - timedelta(days=31))

    assert browser.get(at(row)).status_code == 404


def test_the_list_shows_what_is_still_to_be_seen(two: Relationship, sign_in: SignIn) -> None:
    row = signed(of=two)
    asked(of=two)

    page = sign_in(two.learner).get(reverse("mentoring:observations", args=[two.pk]))

    shown = page.context["observations"]
    assert [line.title[:3] for line in shown.lines] == ["DO2", "DO1"]
    assert [(one.text, one.is_met) for one in shown.targets] == [
        ("1 of 3", False),
        ("0 of 1", False),
        ("1 of 1", True),
        ("1 of 1", True),
    ]
    assert [line.level_text for line in shown.lines] == ["", "Independently"]
    assert at(row) in page.content.decode()


@pytest.mark.parametrize(
    ("seen_on", "today", "said"),
    [
        (None, BEGAN, "The next one is to be seen by April 4, 2026."),
        (None, date(2026, 5, 1), "One was to be seen by April 4, 2026."),
        (date(2026, 3, 2), date(2026, 5, 1), "The next one is to be seen by Jan. 4, 2027."),
    ],
    ids=["first-months", "overdue", "later-months"],
)
def test_the_list_says_when_the_rhythm_asks_for_the_next(
    two: Relationship, seen_on: date | None, today: date, said: str
) -> None:
    if seen_on:
        signed(of=two, on=seen_on)

    page = list_page(two, view=viewpoint(two.learner, two.learner_id, now=NOW), today=today)

    assert page.due_text == said


@pytest.mark.parametrize(("who", "status"), [("coordinator", 200), ("stranger", 404), ("line_manager", 404)])
def test_who_opens_the_list(two: Relationship, sign_in: SignIn, who: str, status: int) -> None:
    signed(of=two)
    people = {
        "coordinator": CoordinatorFactory(in_organisation=two.organisation),
        "stranger": MentorFactory(in_organisation=two.organisation),
        "line_manager": companion(two, Kind.LINE_MANAGEMENT).mentor,
    }
    url = reverse("mentoring:observations", args=[two.pk])
    browser = sign_in(people[who])

    assert browser.get(url).status_code == status
    assert browser.get(url).status_code == status
    assert AccessEvent.objects.filter(action="list").count() == (status == 200)
    assert browser.get(reverse("mentoring:observation_ask", args=[two.pk])).status_code == 404


def test_asking_comes_back_with_a_name_to_decide_about(two: Relationship, framework: None, sign_in: SignIn) -> None:
    browser = sign_in(two.learner)
    asking = {"form_key": "home_visit", "observer": "external", "wants_observed": "How Sokha Chan answers me."}

    reply = browser.post(reverse("mentoring:observation_ask", args=[two.pk]), asking)

    assert reply.status_code == 422
    assert "How " in reply.content.decode()
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"level_reason": ""}, 400, "This field is required"),
        ({"asked_alone": ""}, 400, "This belongs to your answer above"),
        ({"lapse": "yes"}, 400, "This belongs to your answer above"),
        ({"acted_on": "2999-01-01"}, 400, "This day is still to come"),
        ({"item_opening": ""}, 400, "This field is required"),
        ({"strengths": "Sokha Chan was calm and waited."}, 422, "Could somebody be recognised?"),
    ],
    ids=["no-reason", "not-asked-alone", "lapse-without-plan", "tomorrow", "item-left-out", "a-name"],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    two: Relationship, framework: None, sign_in: SignIn, changed: dict[str, str], status: int, said: str
) -> None:
    row = asked(of=two)
    browser = sign_in(two.mentor)

    reply = browser.post(at(row, "observe"), sent(row, to_change="Sit down first.", **changed))

    text = reply.content.decode()
    assert reply.status_code == status
    assert said in text
    assert "Sit down first." in text
    row.refresh_from_db()
    assert selectors.answers(row.observer_part.opened())["to_change"] == "Sit down first."
    assert row.state == "observer_draft"
    check = browser.get(at(row, "observe_check"))
    assert (check.status_code, said in check.content.decode()) == (status, True)


def test_a_decided_wording_is_not_asked_about_again(two: Relationship, framework: None, sign_in: SignIn) -> None:
    row = asked(of=two)
    browser = sign_in(two.mentor)
    named = sent(row, strengths="Sokha Chan was calm and waited.")
    first = browser.post(at(row, "observe"), named)
    question = first.context["form"].guard.questions[0].name
    row.refresh_from_db()

    reply = browser.post(at(row, "observe"), {**named, "revision": str(row.revision), question: "keep"})
    assert reply["Location"] == at(row, "observe_check")
    row.refresh_from_db()
    assert browser.get(at(row, "observe_check")).status_code == 200
    browser.post(at(row, "observe_check"), {"revision": str(row.revision)})

    row.refresh_from_db()
    assert (row.state, row.facts["overrides"]) == ("submitted", 1)


def test_what_is_typed_is_saved_as_it_is(two: Relationship, framework: None, sign_in: SignIn) -> None:
    row = asked(of=two)
    browser = sign_in(two.mentor)

    reply = browser.post(at(row, "observe_save"), {"revision": "1", "page": "p", "strengths": "Wait", "acted_on": "2"})

    assert reply.json()["revision"] == 2
    assert "Saved" in reply.json()["saved_text"]
    text = browser.get(at(row, "observe")).content.decode()
    assert "Wait" in text
    stale = browser.post(at(row, "observe_save"), {"revision": "1", "page": "other", "strengths": "Else"})
    assert stale.status_code == 409


def test_a_form_that_was_changed_elsewhere_keeps_both_words(
    two: Relationship, framework: None, sign_in: SignIn
) -> None:
    row = drafted(of=two)
    browser = sign_in(two.mentor)
    stale = sent(row, revision="1", page="other", strengths="From this window.")

    reply = browser.post(at(row, "observe"), stale)

    assert reply.status_code == 409
    assert "From this window." in reply.content.decode()
    again = browser.post(at(row, "observe"), {**stale, "revision": reply.context["form"]["revision"].value()})
    assert again.status_code == 302


def test_what_was_changed_after_reading_through_is_read_once_more(
    two: Relationship, framework: None, sign_in: SignIn
) -> None:
    row = drafted(of=two)
    browser = sign_in(two.mentor)

    reply = browser.post(at(row, "observe_check"), {"revision": str(row.revision - 1)})

    assert reply.status_code == 409
    row.refresh_from_db()
    assert row.state == "observer_draft"


def test_submitting_twice_is_submitting_once(two: Relationship, framework: None, sign_in: SignIn) -> None:
    row = drafted(of=two)
    browser = sign_in(two.mentor)
    browser.post(at(row, "observe_check"), {"revision": str(row.revision)})

    reply = browser.post(at(row, "observe_check"), {"revision": str(row.revision)})

    assert reply.status_code == 409
    assert Event.objects.filter(subject=row.pk, kind="submitted").count() == 1
    assert browser.get(at(row, "observe"))["Location"] == at(row)


def test_a_file_is_not_taken(two: Relationship, framework: None, sign_in: SignIn) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = asked(of=two)
    picture = SimpleUploadedFile("visit.jpg", b"x", content_type="image/jpeg")

    reply = sign_in(two.mentor).post(at(row, "observe"), {**sent(row), "strengths": SEEN, "picture": picture})

    assert reply.status_code == 400
    assert "cannot be kept here" in reply.content.decode()


@pytest.mark.parametrize("key", sorted(forms()))
def test_the_form_fits_its_budget(two: Relationship, framework: None, sign_in: SignIn, key: str) -> None:
    row = drafted(asked(of=two, form_key=key))
    browser = sign_in(two.mentor)
    browser.get(at(row, "observe"))

    with CaptureQueriesContext(
        connection,
    ) as asked_of_the_database:
        page = browser.get(at(row, "observe"))

    wire = sum(
        len(gzip.compress(one))
        for one in (
            page.content,
            (STATIC / "css/site.css").read_bytes(),
            (STATIC / "js/write.js").read_bytes(),
        )
    )
    queries = [one["sql"] for one in asked_of_the_database.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert wire <= BUDGET
    assert len(queries) <= QUERIES, "\n".join(queries)


def test_a_learner_answers_on_the_mentors_phone_and_nobody_is_signed_out(
    two: Relationship, framework: None, sign_in: SignIn
) -> None:
    row = submitted(of=two)
    pins.set_pin(person=two.learner, pin="271828", now=NOW)
    browser = sign_in(two.mentor)
    page = browser.get(at(row, "observation_handover"))
    assert SEEN in page.content.decode()
    answer = {
        **words_of_learner(),
        "digest": page.context["sign"].form["digest"].value(),
        "outcome": "agree",
        "pin": "999999",
    }
    wrong = browser.post(at(row, "observation_handover"), answer)
    assert wrong.status_code == 409
    assert ANSWER in wrong.content.decode()
    assert "999999" not in wrong.content.decode()

    reply = browser.post(at(row, "observation_handover"), {**answer, "pin": "271828"})

    assert reply["Location"] == at(row)
    assert Signature.objects.get(signer=two.learner).method == "pin_same_device"
    assert browser.get(at(row)).wsgi_request.user == two.mentor


def test_whoever_has_no_pin_is_told_before_they_write(two: Relationship, sign_in: SignIn) -> None:
    row = submitted(of=two)

    assert "You have no PIN yet" in sign_in(two.mentor).get(at(row, "observation_handover")).content.decode()
    assert "You have no PIN yet" not in sign_in(two.learner).get(at(row, "observation_answer")).content.decode()


@pytest.mark.parametrize("who", ["mentor", "coordinator", "superuser"])
def test_nobody_answers_for_the_learner(two: Relationship, sign_in: SignIn, who: str) -> None:
    row = submitted(of=two)
    people = {**everybody_else(two), "mentor": two.mentor}
    answer = {**words_of_learner(), "digest": row.digest, "outcome": "agree"}

    reply = sign_in(people[who]).post(at(row, "observation_answer"), answer)

    assert reply.status_code == 404
    row.refresh_from_db()
    assert row.state == "submitted"


def test_the_learners_words_come_back_when_something_is_missing(two: Relationship, sign_in: SignIn) -> None:
    row = submitted(of=two)
    answer = {**words_of_learner(), "digest": row.digest, "outcome": "disagree", "comment": ""}

    reply = sign_in(two.learner).post(at(row, "observation_answer"), answer)

    assert reply.status_code == 400
    assert ANSWER in reply.content.decode()


def test_the_mentor_plans_replaces_and_calls_off(two: Relationship, framework: None, sign_in: SignIn) -> None:
    browser = sign_in(two.mentor)
    row = asked(of=two)
    browser.post(at(row, "observation_step"), {"step": "schedule", "scheduled_on": "2026-03-20"})
    row.refresh_from_db()
    assert str(row.scheduled_on) == "2026-03-20"
    assert browser.post(at(row, "observation_step"), {"step": "schedule", "scheduled_on": "x"}).status_code == 400
    assert browser.post(at(row, "observation_step"), {"step": "dance"}).status_code == 400
    browser.post(at(row, "observation_step"), {"step": "cancel"})
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert browser.post(at(row, "observation_step"), {"step": "cancel"}).status_code == 409

    old = submitted(of=two)
    reply = browser.post(at(old, "observation_step"), {"step": "replace"})
    new = Observation.objects.get(replaces=old)
    assert reply["Location"] == at(new, "observe")
    assert SEEN in browser.get(at(new, "observe")).content.decode()


def test_who_was_invited_is_seen_by_the_two_alone(two: Relationship, sign_in: SignIn) -> None:
    row = asked(of=two, outside=True)
    link(row)
    for who in (two.learner, two.mentor):
        page = sign_in(who).get(at(row))
        assert GUEST.name in page.content.decode()
        assert page.context["observation"].acts.invite == ""
    supervisor = pair(learner=two.mentor).mentor
    assert GUEST.name not in sign_in(supervisor).get(at(row)).content.decode()


def test_late_entry_is_shown_and_not_punished(two: Relationship, sign_in: SignIn) -> None:
    row = submitted(of=two, on=TODAY - timedelta(days=23))

    assert "entered 23 days later" in sign_in(two.learner).get(at(row)).content.decode()


def test_erased_words_leave_the_facts(two: Relationship, sign_in: SignIn) -> None:
    row = signed(of=two)
    ledger.append(row, event="erased", by=None, now=NOW, observer_part=None, learner_part=None)

    reply = sign_in(two.mentor).get(at(row))

    assert reply.status_code == 200
    assert SEEN not in reply.content.decode()
    assert "Independently" in reply.content.decode()
    assert sign_in(two.mentor).get(reverse("mentoring:observations", args=[two.pk])).status_code == 200
    assert observations.lapse_due(now=NOW) == 0


def test_a_disagreement_stands_beside_the_judgement_and_evidence_follows_it(two: Relationship, sign_in: SignIn) -> None:
    row = submitted(of=two, now=timezone.now())
    page = sign_in(two.learner).get(at(row))
    assert page.context["observation"].acts.disagree == reverse("mentoring:disagree", args=["observation", row.pk])
    dispute = Dispute(organisation=two.organisation, learner=two.learner, subject=row.pk, subject_machine="observation")
    dispute.statement = "There was no door to knock at."
    dispute = ledger.begin(dispute, event="raised", by=two.learner, now=NOW)
    for who, words in ((two.learner, True), (CoordinatorFactory(in_organisation=two.organisation), False)):
        page = sign_in(who).get(at(row))
        assert ("There was no door" in page.content.decode()) is words
        assert page.context["observation"].acts.disagree == ""
    hearer = companion(two, Kind.MODERATOR).mentor
    ledger.append(dispute, event="changed", by=hearer, now=NOW, heard_by=hearer)

    signed(row)

    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("days", "may"), [(30, True), (31, False)])
def test_a_disagreement_is_heard_for_thirty_days(two: Relationship, days: int, *, may: bool) -> None:
    row = signed(of=two)

    assert may_disagree(row, [], today=TODAY + timedelta(days)) is may
