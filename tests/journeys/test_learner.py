"""The main job: a social worker signs up, works through a module on a phone, and sees it completed; with JavaScript and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from modules.dialect.activities.scenario import Scenario
from tests.browsers import PHONE
from tests.journeys import walking
from tests.journeys.walking import follow, main

LESSON = "What reintegration means"
QUESTION = "evening-of-the-move"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    """A phone-sized browser."""
    context = browser.new_context(base_url=base_url, viewport=PHONE, locale="en-GB", java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def learner(phone: Page) -> Page:
    """A phone in the hands of somebody who has just signed up and chosen a pathway."""
    walking.sign_up(phone)
    walking.choose_pathway(phone)
    return phone


def test_a_learner_is_told_what_is_next_and_how_long_it_takes(learner: Page) -> None:
    hero = learner.get_by_role("region", name="Next")

    expect(hero).to_contain_text(LESSON)
    expect(hero).to_contain_text("35 min")
    follow(hero.get_by_role("link"))
    expect(learner.get_by_role("heading", level=1)).to_contain_text(LESSON)


def test_a_wrong_answer_gets_its_own_words_and_a_hint_and_a_right_one_settles(learner: Page) -> None:
    question = next(
        found
        for found in walking.activities_of(f"{walking.FIRST_MODULE}/01-what-reintegration-means.md")
        if found.id == QUESTION
    )
    walking.open_step(learner, LESSON)
    form = walking.activity(learner, QUESTION)

    walking.choose(form, "answer", walking.wrong_option(question))
    form.get_by_role("button", name="Check").click()

    expect(form.get_by_role("status")).to_contain_text("Not yet")
    expect(form).to_contain_text("Look for what happens after today.")
    expect(form).not_to_contain_text("None of them is one.")
    walking.choose(form, "answer", (question.solution() or {})["answer"][0])
    form.get_by_role("button").last.click()
    expect(form.get_by_role("status")).to_contain_text("Right")
    expect(form).to_contain_text("None of them is one.")
    learner.reload()
    expect(form).to_contain_text("Right")


def test_a_lesson_can_be_marked_done_and_undone(learner: Page) -> None:
    walking.open_step(learner, LESSON)

    follow(learner.get_by_role("button", name="Mark as done and go on"))
    expect(learner.get_by_role("heading", level=1)).to_contain_text("rights")
    walking.open_step(learner, LESSON)
    expect(learner.get_by_text("You marked this lesson as done.")).to_be_visible()
    follow(learner.get_by_role("button", name="Not done after all"))
    expect(learner.get_by_role("button", name="Mark as done and go on")).to_be_visible()


def test_a_scenario_shows_the_path_taken_and_what_each_choice_led_to(learner: Page) -> None:
    (scenario,) = (
        found for found in walking.activities_of(f"{walking.FIRST_MODULE}/scenario.md") if isinstance(found, Scenario)
    )
    walking.open_step(learner, "A mother at the gate")

    path = walking.moves_to_an_ending(scenario)
    for move in path:
        learner.locator(f'button[name=move][value="{move}"]').click()
        expect(learner.locator(f'button[name=move][value="{move}"]')).to_have_count(0)

    walked = learner.locator(".walked > li")
    expect(walked).to_have_count(len(path))
    expect(walked.first.get_by_role("link", name="Try again from here")).to_be_visible()
    learner.go_back()
    learner.go_forward()
    expect(learner.locator(".walked > li")).to_have_count(len(path))


def test_a_whole_module_is_completed_and_says_what_is_missing_until_then(learner: Page) -> None:
    for number in range(4):
        learner.goto("/learning/")
        card = main(learner).get_by_role("listitem").filter(has_text="Why families").first
        expect(card).to_contain_text("quiz")
        follow(learner.get_by_role("region", name="Next").get_by_role("link"))
        expect(learner.get_by_role("button", name="Mark as done"), f"lesson {number + 1}").to_be_visible()
        follow(learner.get_by_role("button", name="Mark as done"))
    test_a_scenario_shows_the_path_taken_and_what_each_choice_led_to(learner)
    _pass_the_quiz(learner)

    learner.goto("/learning/")
    card = main(learner).get_by_role("listitem").filter(has_text="Why families").first
    expect(card).to_contain_text("Completed")


def test_a_result_stands_whatever_the_back_button_and_a_second_click_do(learner: Page) -> None:
    _pass_the_quiz(learner)
    result = learner.url

    learner.go_back()
    if learner.get_by_role("button", name="Hand in").count():
        follow(learner.get_by_role("button", name="Hand in").first)
    learner.goto(result)
    learner.reload()

    expect(learner.get_by_text("100 %")).to_be_visible()
    walking.open_step(learner, "quiz")
    expect(learner.get_by_role("link", name="Attempt 1")).to_be_visible()
    expect(learner.get_by_role("link", name="Attempt 2")).to_have_count(0)


def test_a_visitor_may_try_an_activity_and_is_told_that_nothing_is_recorded(phone: Page) -> None:
    walking.open_step(phone, LESSON)
    form = walking.activity(phone, QUESTION)

    form.locator("input[name=answer]").first.check()
    form.get_by_role("button", name="Check").click()

    expect(form).to_contain_text("not recorded")
    phone.goto("/learning/")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Sign in")


def test_a_quiz_left_in_the_middle_goes_on_where_it_was(learner: Page) -> None:
    walking.start_quiz(learner)
    first = learner.locator("section.activity").first
    first.locator("input").first.check()
    follow(learner.get_by_role("button", name="Save and go on later"))

    walking.open_step(learner, "quiz")
    follow(main(learner).get_by_role("link", name="Go on").last)

    expect(learner.locator("section.activity").first.locator("input").first).to_be_checked()
    follow(learner.get_by_role("button", name="Hand in"))
    expect(learner.get_by_text("Not handed in yet")).to_be_visible()


def _pass_the_quiz(page: Page) -> None:
    walking.start_quiz(page)
    for question in walking.activities_of(f"{walking.FIRST_MODULE}/questions.md"):
        for value in (question.solution() or {})["answer"]:
            page.locator(f'input[name="{question.id}.answer"][value="{value}"]').check()
    follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_text("100 %")).to_be_visible()
