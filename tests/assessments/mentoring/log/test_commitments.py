"""What somebody means to try: made at the end of a lesson, kept in the log, asked about after a while."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.mentoring.models import Commitment, Relationship
from assessments.mentoring.services import commitments
from assessments.progress.services import enrolments
from modules.selectors import programme_of
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.evidence import Planted, plant_programme
from tests.factories.mentoring import NOW
from tests.factories.mentoring_log import commitment
from tests.factories.people import LearnerFactory
from training_site.notices.models import Notice
from training_site.people.models import User

COMMIT = "/mentoring/commitments/"
WORDS = "I will ask the grandmother first."


@pytest.fixture
def planted(db: None) -> Planted:
    return plant_programme()


def form(planted: Planted, **given: str) -> dict[str, str]:
    return {"client_id": str(uuid4()), "content_key": planted.lesson.content_key, "words": WORDS} | given


def page(browser: Client, planted: Planted) -> str:
    return browser.get(planted.lesson.get_url()).content.decode()


def enrolled(learner: User, planted: Planted) -> None:
    programme = programme_of(planted.programme)
    assert programme is not None
    enrolments.enrol(learner=learner, programme=programme, pathway="social-worker", now=NOW)


def test_a_lesson_asks_those_who_are_accompanied(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    shown = page(sign_in(two.learner), planted)

    assert "With my next family I will" in shown
    assert f'action="{COMMIT}"' in shown


def test_a_lesson_asks_those_who_are_enrolled(planted: Planted, sign_in: SignIn) -> None:
    learner = LearnerFactory()
    assert COMMIT not in page(sign_in(learner), planted)

    enrolled(learner, planted)

    assert COMMIT in page(sign_in(learner), planted)


def test_a_lesson_does_not_ask_visitors_nor_whoever_only_mentors(
    two: Relationship, planted: Planted, sign_in: SignIn
) -> None:
    assert COMMIT not in page(Client(), planted)
    assert COMMIT not in page(sign_in(two.mentor), planted)


@pytest.mark.parametrize("is_enrolled", [False, True], ids=["accompanied", "enrolled"])
def test_a_lesson_keeps_its_budget(
    two: Relationship,
    planted: Planted,
    sign_in: SignIn,
    is_enrolled: bool,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    if is_enrolled:
        enrolled(two.learner, planted)
    browser = sign_in(two.learner)
    page(browser, planted)

    with django_assert_max_num_queries(8):
        page(browser, planted)


def test_what_is_written_is_kept_sealed_and_leads_back_to_the_lesson(
    two: Relationship, planted: Planted, sign_in: SignIn
) -> None:
    reply = sign_in(two.learner).post(COMMIT, form(planted))

    row = Commitment.objects.get()
    assert reply["Location"] == planted.lesson.get_url()
    assert (row.learner, row.content_key, row.state, row.organisation) == (
        two.learner,
        planted.lesson.content_key,
        "open",
        two.organisation,
    )
    assert row.body.opened() == WORDS
    assert WORDS.encode() not in bytes(row.body_sealed)


def test_the_same_form_sent_twice_makes_one_commitment(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    browser, sent = sign_in(two.learner), form(planted)

    assert [browser.post(COMMIT, sent).status_code for _time in range(2)] == [302, 302]
    assert Commitment.objects.count() == 1


def test_the_form_of_somebody_else_is_not_taken_over(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    sent = form(planted)
    sign_in(two.learner).post(COMMIT, sent)

    assert sign_in(two.mentor).post(COMMIT, sent).status_code == 404


def test_a_name_is_asked_about_on_a_page_of_its_own(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    browser = sign_in(two.learner)

    reply = browser.post(COMMIT, form(planted, words="I will ask Sokha Chan first."))

    assert reply.status_code == 422
    assert "<mark>Sokha Chan</mark>" in reply.content.decode()
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    "given", [{"words": ""}, {"content_key": "no/such/lesson"}, {"client_id": "x"}], ids=["words", "lesson", "id"]
)
def test_what_is_not_complete_comes_back(
    two: Relationship, planted: Planted, sign_in: SignIn, given: dict[str, str]
) -> None:
    reply = sign_in(two.learner).post(COMMIT, form(planted, **given))

    assert reply.status_code == 400
    assert given.get("words", WORDS) in reply.content.decode()


@pytest.mark.parametrize("state", ["tried", "sustained", "dropped", "open"])
def test_the_learner_says_what_became_of_it(two: Relationship, sign_in: SignIn, state: str) -> None:
    row = commitment(learner=two.learner)
    browser = sign_in(two.learner)

    reply = browser.post(reverse("mentoring:commitment", args=[row.pk]), {"state": state})

    row.refresh_from_db()
    assert row.state == state
    assert reply["Location"].endswith(f"#c-{row.pk}")
    assert f'id="c-{row.pk}"' in browser.get("/mentoring/log/").content.decode()


@pytest.mark.parametrize("state", ["observed", "done", ""])
def test_what_is_not_the_learners_to_say_is_refused(two: Relationship, sign_in: SignIn, state: str) -> None:
    row = commitment(learner=two.learner)

    assert (
        sign_in(two.learner).post(reverse("mentoring:commitment", args=[row.pk]), {"state": state}).status_code == 404
    )
    row.refresh_from_db()
    assert row.state == "open"


def test_nobody_else_says_it(two: Relationship, sign_in: SignIn) -> None:
    row = commitment(learner=two.learner)

    reply = sign_in(two.mentor).post(reverse("mentoring:commitment", args=[row.pk]), {"state": "tried"})

    assert reply.status_code == 404
    with pytest.raises(commitments.NotTheirs):
        commitments.settle(commitment=row, by=two.mentor, state="tried", now=NOW)


@pytest.mark.parametrize(
    ("days", "asked"),
    [(0, 0), (29, 0), (30, 1), (58, 1), (59, 0), (89, 0), (90, 1), (180, 1), (208, 1), (209, 0), (400, 0)],
)
def test_it_is_asked_how_it_went_after_one_three_and_six_months(two: Relationship, days: int, asked: int) -> None:
    commitment(learner=two.learner)

    assert commitments.prompt(now=NOW + timedelta(days=days)) == asked
    assert commitments.prompt(now=NOW + timedelta(days=days, hours=1)) == 0
    assert Notice.objects.filter(person=two.learner, kind="mentoring.commitment_prompt").count() == asked


@pytest.mark.parametrize("state", ["sustained", "dropped"])
def test_nobody_is_asked_about_what_is_settled(two: Relationship, state: str) -> None:
    row = commitment(learner=two.learner)
    commitments.prompt(now=NOW + timedelta(days=30))

    commitments.settle(commitment=row, by=two.learner, state=state, now=NOW + timedelta(days=31))

    assert not Notice.objects.filter(withdrawn_at=None).exists()
    assert commitments.prompt(now=NOW + timedelta(days=90)) == 0
