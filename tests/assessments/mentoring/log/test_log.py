"""The list of one's own entries, and the list a mentor has."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.mentoring.models import AccessEvent, Relationship
from assessments.mentoring.services import entries
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.mentoring import NOW, TODAY
from tests.factories.mentoring_log import SECRET, commitment, entry
from tests.factories.people import LearnerFactory

LOG = "/mentoring/log/"


def test_an_empty_log_says_how_to_begin(sign_in: SignIn, db: None) -> None:
    page = sign_in(LearnerFactory()).get(LOG).content.decode()

    assert "Nothing here yet" in page
    assert reverse("mentoring:entry_write") in page
    assert reverse("mentoring:export") not in page


def test_the_newest_entry_comes_first_with_its_first_words(two: Relationship, sign_in: SignIn) -> None:
    entry(of=two, words="The older one.", occurred_on=TODAY - timedelta(days=3))
    entry(of=two, words="The newer one.")

    page = sign_in(two.learner).get(LOG).content.decode()

    assert page.index("The newer one.") < page.index("The older one.")
    assert "2 entries, 2 of them only yours" in page


def test_a_part_is_shown_by_state_and_kind(two: Relationship, sign_in: SignIn) -> None:
    entry(of=two, words="Mine alone.")
    entry(of=two, words="For both of us.", shared=True)
    entry(of=two, words="From a book.", kind="reading")
    browser = sign_in(two.learner)

    shared = browser.get(f"{LOG}?state=shared").content.decode()
    read = browser.get(f"{LOG}?kind=reading").content.decode()
    none = browser.get(f"{LOG}?state=shared&kind=reading").content.decode()
    unknown = browser.get(f"{LOG}?state=x&kind=y&page=z").content.decode()

    assert ("For both of us." in shared, "Mine alone." in shared) == (True, False)
    assert ("From a book." in read, "Mine alone." in read) == (True, False)
    assert "Nothing here. Show all" in none
    assert all(words in unknown for words in ("Mine alone.", "For both of us.", "From a book."))


def test_what_is_gone_is_listed_without_words_when_one_asks(two: Relationship, sign_in: SignIn) -> None:
    row = entry(of=two)
    entry(of=two, words="Still here.")
    entries.delete(entry=row, by=two.learner, now=NOW)
    browser = sign_in(two.learner)

    assert SECRET not in browser.get(LOG).content.decode()
    page = browser.get(f"{LOG}?state=deleted").content.decode()
    assert "Deleted by you" in page
    assert reverse("mentoring:entry", args=[row.pk]) not in page


def test_an_entry_that_is_not_finished_says_so(two: Relationship, sign_in: SignIn) -> None:
    entry(of=two, draft=True)

    assert "Not finished yet" in sign_in(two.learner).get(LOG).content.decode()


def test_many_entries_are_turned_over(
    two: Relationship, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(45):
        entry(of=two, occurred_on=TODAY - timedelta(days=day))
    commitment(learner=two.learner)
    browser = sign_in(two.learner)
    browser.get(LOG)

    with django_assert_max_num_queries(10):
        first = browser.get(LOG).content.decode()
    last = browser.get(f"{LOG}?page=3").content.decode()

    assert first.count('<li class="card">') == 20
    assert last.count('<li class="card">') == 5
    assert "Page 3 of 3" in last
    assert ("Newer" in first, "Older" in first, "Newer" in last, "Older" in last) == (False, True, True, False)


def test_nobody_sees_the_log_of_somebody_else(two: Relationship, sign_in: SignIn) -> None:
    entry(of=two)
    commitment(learner=two.learner, words="I will wait.")

    page = sign_in(two.mentor).get(LOG).content.decode()

    assert SECRET not in page
    assert "I will wait." not in page


def test_a_mentor_sees_what_is_shared_without_words_and_it_is_noted_once_a_day(
    two: Relationship, sign_in: SignIn
) -> None:
    entry(of=two, words="Mine alone.")
    entry(of=two, shared=True)
    browser = sign_in(two.mentor)

    pages = [browser.get(reverse("mentoring:shared_log", args=[two.pk])).content.decode() for _time in range(2)]

    assert pages[1].count('<li class="card">') == 1
    assert SECRET not in pages[1]
    seen = AccessEvent.objects.get()
    assert (seen.action, seen.actor, seen.learner, seen.data_class) == ("list", two.mentor, two.learner, "shared_entry")


@pytest.mark.parametrize("who", ["author", "mentor"])
def test_the_page_of_an_entry_keeps_its_budget(
    two: Relationship, sign_in: SignIn, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = entry(of=two, read=True, lesson_key="m01-l1")
    browser = sign_in(two.learner if who == "author" else two.mentor)
    address = reverse("mentoring:entry", args=[row.pk])
    browser.get(address)

    # What a mentor is to the author takes four, and noting that they looked three statements.
    with django_assert_max_num_queries(8 if who == "author" else 13):
        browser.get(address)
