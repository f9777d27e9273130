"""The pages: what somebody who is asked can do, and what those who ask see."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from assessments.surveys.links import token
from assessments.surveys.models import Answer, Rating, Survey, TestPlan, Ticket
from assessments.surveys.services import testing
from tests.factories.evidence import Planted, sitting
from tests.factories.people import CoordinatorFactory, LeadFactory, LearnerFactory, TrainerFactory
from tests.factories.surveys import CONFIDENCE, NOW, TEST, TODAY, answered, closed, cohort_of, instrument, survey
from training_site.people.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked() -> Survey:
    return survey(8)


@pytest.fixture
def link(asked: Survey) -> str:
    return reverse("surveys:answer", args=[token(asked.tickets.first())])


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def coordinator(asked: Survey | TestPlan) -> Client:
    return as_(CoordinatorFactory(in_organisation=asked.cohort.organisation))


def text(page: HttpResponse) -> str:
    return page.content.decode()


def test_a_link_shows_the_questions_without_an_account_and_without_a_cookie(client: Client, link: str) -> None:
    page = client.get(link)

    assert (page.status_code, page.cookies) == (200, {})
    assert "It fits." in text(page)
    assert "csrf" not in text(page)
    assert page["Cache-Control"].startswith("max-age=0")


def test_the_longest_survey_that_ships_weighs_less_than_a_lesson_may(client: Client) -> None:
    source = (Path(settings.CONTENT_DIR) / "reintegration/en/instruments/e04-transfer.md").read_text(encoding="utf-8")
    asked = survey(6, version=instrument(source), months_after=6)
    page = client.get(reverse("surveys:answer", args=[token(asked.tickets.first())]))
    sheets = [settings.ROOT / f"training_site/design/static/design/css/{name}.css" for name in ("site", "surveys")]
    sent = [page.content, *(sheet.read_bytes() for sheet in sheets)]

    assert text(page).count('<link rel="stylesheet"') == len(sheets)
    assert text(page).count("<script") == 1  # the one that keeps pages; nothing here needs it
    assert sum(len(gzip.compress(each)) for each in sent) < 14_600


def test_a_form_that_came_from_nowhere_is_taken_because_the_link_is_the_right(link: str) -> None:
    client = Client(enforce_csrf_checks=True)

    assert "Thank you" in text(client.post(link, {"fits": "4", "barriers": ["cases", "money"]}))
    assert Answer.objects.get().given.opened() == {"fits": "4", "barriers": ["cases", "money"]}


def test_a_link_takes_one_answer(client: Client, link: str) -> None:
    client.post(link, {"fits": "4"})

    assert "This link has been used" in text(client.get(link))
    assert client.post(link, {"fits": "1"}).status_code == 409
    assert Answer.objects.count() == 1


def test_an_empty_form_and_an_option_that_is_none_come_back(client: Client, link: str) -> None:
    assert client.post(link, {}).status_code == 400
    assert client.post(link, {"fits": "99"}).status_code == 400
    assert not Answer.objects.exists()


def test_words_that_may_identify_somebody_are_asked_about_first(client: Client, link: str) -> None:
    page = client.post(link, {"change": "I will see Sokha (8) alone."})

    assert page.status_code == 422
    assert "Could somebody be recognised?" in text(page)
    assert not Answer.objects.exists()


def test_a_made_up_link_leads_nowhere_and_one_that_is_over_says_so(client: Client, asked: Survey, link: str) -> None:
    assert client.get(reverse("surveys:answer", args=["made-up"])).status_code == 404
    closed(asked)
    assert client.get(link).status_code == 410
    assert client.post(link, {"fits": "4"}).status_code == 410


def test_after_the_last_day_nothing_is_taken_though_nobody_has_closed_it(client: Client, link: str) -> None:
    with time_machine.travel(NOW + 29 * DAY, tick=False):
        assert client.post(link, {"fits": "4"}).status_code == 410


def test_whoever_asks_for_it_is_not_reminded(client: Client, link: str) -> None:
    stop = f"{link}stop/"
    assert "Do not remind me" in text(client.get(stop))
    client.post(stop)

    assert "not reminded of this survey any more" in text(client.get(stop))
    assert Ticket.objects.filter(silent=True).count() == 1


def test_somebody_finds_what_they_are_asked(asked: Survey) -> None:
    ticket = asked.tickets.first()

    assert reverse("surveys:answer", args=[token(ticket)]) in text(as_(ticket.person).get(reverse("surveys:home")))
    assert "No survey waits for you" in text(as_(LearnerFactory()).get(reverse("surveys:home")))


def test_a_coordinator_asks_a_cohort() -> None:
    cohort = cohort_of(6)
    person = CoordinatorFactory(in_organisation=cohort.organisation)
    version = instrument()
    form = {
        "cohort": cohort.pk,
        "version": version.pk,
        "months_after": 0,
        "opens_on": TODAY.isoformat(),
        "closes_on": (TODAY + 14 * DAY).isoformat(),
    }
    assert as_(person).get(reverse("surveys:new")).status_code == 200
    page = as_(person).post(reverse("surveys:new"), form)
    made = Survey.objects.get()

    assert page.url == reverse("surveys:one", args=[made.pk])
    assert made.tickets.count() == 6
    assert as_(person).post(reverse("surveys:new"), form).status_code == 409
    assert "6 people are asked" in text(as_(person).get(page.url))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"opens_on": "2026-10-01"}, 400),  # passed
        ({"closes_on": "2026-10-04"}, 400),  # before the first
        ({"closes_on": "2027-10-04"}, 400),  # too long
        ({"cohort": "0"}, 400),  # none of theirs
        ({}, 409),  # four people
    ],
)
def test_a_plan_that_cannot_be_is_told(change: dict[str, str], status: int) -> None:
    cohort = cohort_of(4)
    form = {
        "cohort": cohort.pk,
        "version": instrument().pk,
        "months_after": 0,
        "opens_on": TODAY.isoformat(),
        "closes_on": (TODAY + 14 * DAY).isoformat(),
    }
    page = as_(LeadFactory(in_organisation=cohort.organisation)).post(reverse("surveys:new"), form | change)

    assert page.status_code == status
    assert not Survey.objects.exists()


def test_results_are_shown_when_it_has_closed_with_words_masked(asked: Survey) -> None:
    words = ["More time.", "Fewer forms.", "A visit with Sokha (8).", "Tea.", "Shoes."]
    answered(asked, [{"fits": "4", "change": one} for one in words])
    viewer, url = coordinator(asked), reverse("surveys:one", args=[asked.pk])
    before = text(viewer.get(url))
    viewer.post(url, {"step": "close"})
    after = text(viewer.get(url))

    assert "Fewer forms." not in before
    assert "Fewer forms." in after
    assert "Sokha" not in after
    assert "median 4, mean 4.0" in after
    assert "Fewer than five answered this" in after  # nobody said what was clear
    assert "<svg" in after


def test_fewer_than_five_answers_show_nothing(asked: Survey) -> None:
    answered(asked, [{"fits": "4"}] * 4)
    closed(asked)

    assert "destroyed unread" in text(coordinator(asked).get(reverse("surveys:one", args=[asked.pk])))


def test_a_trainer_reads_results_and_ends_nothing(asked: Survey) -> None:
    trainer = as_(TrainerFactory(in_organisation=asked.cohort.organisation))
    url = reverse("surveys:one", args=[asked.pk])

    assert trainer.get(url).status_code == 200
    assert "Close this survey" not in text(trainer.get(url))
    assert trainer.post(url, {"step": "close"}).status_code == 404
    assert trainer.get(reverse("surveys:new")).status_code == 404


def test_what_lies_ahead_can_be_dropped_and_what_is_open_cannot(asked: Survey) -> None:
    ahead = survey(6, opens_on=TODAY + DAY)
    assert coordinator(ahead).post(reverse("surveys:one", args=[ahead.pk]), {"step": "drop"}).status_code == 302
    coordinator(asked).post(reverse("surveys:one", args=[asked.pk]), {"step": "drop"})

    assert list(Survey.objects.all()) == [asked]


def test_the_files_hold_what_the_page_shows(asked: Survey) -> None:
    answered(asked, [{"fits": "4", "change": "=SUM(A1)"}] * 6)
    closed(asked)
    viewer, url = coordinator(asked), reverse("surveys:file", args=[asked.pk])
    csv = text(viewer.get(url))
    book = load_workbook(BytesIO(viewer.get(f"{url}?format=xlsx").content))
    lines = [list(row) for row in book.active.iter_rows(values_only=True)]

    assert "It fits.,All,6,4,6" in csv
    assert "'=SUM(A1)" in csv
    assert ["It fits.", "All", 6, "4", 6] in lines
    assert len(lines) == len(csv.strip().splitlines())


def test_somebody_elses_survey_is_not_there(asked: Survey) -> None:
    other = as_(CoordinatorFactory())

    for name in ("one", "file"):
        assert other.get(reverse(f"surveys:{name}", args=[asked.pk])).status_code == 404
        assert other.get(reverse(f"surveys:{name}", args=[uuid4()])).status_code == 404
    assert asked.version.title not in text(other.get(reverse("surveys:results")))
    assert asked.version.title in text(coordinator(asked).get(reverse("surveys:results")))


def test_an_instrument_can_be_read(client: Client) -> None:
    instrument()
    reader = as_(LearnerFactory())

    assert "It is clear." in text(reader.get(reverse("surveys:instrument", args=["satisfaction"])))
    assert reader.get(reverse("surveys:instrument", args=["none"])).status_code == 404


def test_somebody_says_how_sure_they_are_and_takes_it_back() -> None:
    instrument(CONFIDENCE)
    url, person = reverse("surveys:confidence"), LearnerFactory()
    mine = as_(person)
    assert "How sure" in text(mine.get(f"{url}?moment=after"))
    form = {"moment": "after", "after-listen": "7", "then-listen": "2", "after-plan": "not-done"}

    assert mine.post(url, form).status_code == 400  # without consent
    assert mine.post(url, {"moment": "after", "consent": "on"}).status_code == 400  # nothing said
    assert mine.post(url, {"moment": "never"}).status_code == 400
    assert mine.post(url, form | {"consent": "on"}).status_code == 302
    assert {row.moment: row.given.opened() for row in Rating.objects.all()} == {
        "after": {"listen": 7},
        "then": {"listen": 2},
    }
    assert "Before the training, as I see it now" in text(mine.get(url))
    mine.post(url, {"step": "forget"})
    assert not Rating.objects.exists()


def test_there_is_no_page_of_confidence_without_an_instrument() -> None:
    assert as_(LearnerFactory()).get(reverse("surveys:confidence")).status_code == 404


def test_the_sums_of_a_unit_open_to_those_who_see_progress() -> None:
    instrument(CONFIDENCE)
    url = reverse("surveys:confidence_sums")

    assert "fewer than 5, or hidden" in text(as_(CoordinatorFactory()).get(url))
    assert as_(LearnerFactory()).get(url).status_code == 404


@pytest.fixture
def plan(planted: Planted) -> TestPlan:
    instrument(TEST)
    cohort = cohort_of(6)
    person = CoordinatorFactory(in_organisation=cohort.organisation)
    version = instrument(TEST)
    assert as_(person).get(reverse("surveys:test_new")).status_code == 200
    page = as_(person).post(reverse("surveys:test_new"), {"cohort": cohort.pk, "version": version.pk})
    assert page.status_code == 302
    return TestPlan.objects.get()


def test_a_cohort_is_given_a_test_once(plan: TestPlan) -> None:
    form = {"cohort": plan.cohort_id, "version": instrument(TEST).pk}

    assert coordinator(plan).post(reverse("surveys:test_new"), form).status_code == 409
    assert coordinator(plan).post(reverse("surveys:test_new"), {}).status_code == 400


def test_a_test_whose_forms_are_missing_is_told() -> None:
    cohort = cohort_of(6)
    form = {"cohort": cohort.pk, "version": instrument(TEST).pk}
    page = as_(LeadFactory(in_organisation=cohort.organisation)).post(reverse("surveys:test_new"), form)

    assert page.status_code == 409
    assert "not published" in text(page)


def test_a_learner_is_led_from_one_form_to_the_other_and_sees_both(plan: TestPlan, planted: Planted) -> None:
    seat = plan.seats.select_related("person").get(pk=plan.seats.first().pk)
    mine, home = as_(seat.person), reverse("surveys:home")
    quizzes = {plan.form_a: planted.quiz, plan.form_b: type(planted.quiz).objects.get(content_key=plan.form_b)}
    first, second = (plan.form_a, plan.form_b) if seat.first == "a" else (plan.form_b, plan.form_a)

    assert quizzes[first].get_url() in text(mine.get(home))
    sitting(seat.person, quizzes[first], handed_in=True, right=2, now=NOW)
    assert "The second one comes after the training" in text(mine.get(home))
    with time_machine.travel(NOW + DAY, tick=False):
        coordinator(plan).post(reverse("surveys:test", args=[plan.pk]))
        assert quizzes[second].get_url() in text(mine.get(home))
        sitting(seat.person, quizzes[second], handed_in=True, right=4, now=NOW + DAY)
        assert "Before: 50 %. After: 100 %." in text(mine.get(home))


def test_whoever_missed_the_first_test_is_told(plan: TestPlan) -> None:
    testing.open_second(plan=plan, by=LearnerFactory(), now=NOW)
    seat = plan.seats.select_related("person").first()

    assert "nothing to compare with" in text(as_(seat.person).get(reverse("surveys:home")))


@pytest.mark.parametrize(("number", "shown"), [(4, False), (5, True)])
def test_the_gain_of_a_group_is_shown_for_five(plan: TestPlan, planted: Planted, number: int, shown: bool) -> None:
    quizzes = {plan.form_a: planted.quiz, plan.form_b: type(planted.quiz).objects.get(content_key=plan.form_b)}
    seats = list(plan.seats.select_related("person"))[:number]
    for seat in seats:
        sitting(
            seat.person, quizzes[plan.form_a if seat.first == "a" else plan.form_b], handed_in=True, right=2, now=NOW
        )
    testing.open_second(plan=plan, by=seats[0].person, now=NOW + DAY)
    later = NOW + 2 * DAY
    for seat in seats:
        sitting(
            seat.person, quizzes[plan.form_b if seat.first == "a" else plan.form_a], handed_in=True, right=3, now=later
        )
    page = text(coordinator(plan).get(reverse("surveys:test", args=[plan.pk])))

    assert ("0.50 (medium)" in page) is shown
    assert ("nothing is compared yet" in page) is not shown


def test_a_test_of_somebody_else_is_not_there_and_a_trainer_opens_nothing(plan: TestPlan) -> None:
    url = reverse("surveys:test", args=[plan.pk])
    trainer = as_(TrainerFactory(in_organisation=plan.cohort.organisation))

    assert as_(CoordinatorFactory()).get(url).status_code == 404
    assert (trainer.get(url).status_code, trainer.post(url).status_code) == (200, 404)
    assert coordinator(plan).post(url).status_code == coordinator(plan).post(url).status_code == 302
