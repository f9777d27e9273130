"""The page of notices: what is new, where it leads, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories.notices import NOW, NoticeFactory
from tests.factories.people import UserFactory
from training_site.notices import selectors
from training_site.notices.models import Notice, Preference, TickLock, TickRun
from training_site.people.models import User

pytestmark = pytest.mark.django_db

PAGE = "/notices/"


@pytest.fixture
def person(client: Client) -> User:
    person = UserFactory()
    client.force_login(person)
    return person


def _news(client: Client, address: str = PAGE) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return response.context["news"]


def _reads(client: Client) -> str:
    """The page as one reads it: words and single spaces."""
    return " ".join(client.get(PAGE).content.decode().split())


# What is there


def test_who_is_owed_nothing_reads_so(client: Client, person: User) -> None:
    page = _reads(client)

    assert "Nothing is waiting for you." in page
    assert "Mark all as read" not in page


def test_notices_stand_newest_first_each_with_its_words_day_and_state(client: Client, person: User) -> None:
    NoticeFactory(person=person, seen=True)
    NoticeFactory(person=person, owed_at=NOW + timedelta(days=1), kind="tests.reminder", facts={"days": 7})
    NoticeFactory(person=person, withdrawn=True)
    NoticeFactory()

    lines = _news(client).lines

    assert [(line.subject, line.sentence, line.unread) for line in lines] == [
        ("Save", "7 days are left.", True),
        ("A certificate", "Your certificate is ready.", False),
    ]
    page = _reads(client)
    assert page.index("Unread") < page.index("7 days are left.") < page.index("Your certificate is ready.")
    assert "1 unread" in page
    assert "May 4, 2026" in page


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        pytest.param({"days": 1}, "1 day is left.", id="one"),
        pytest.param({"days": 7}, "7 days are left.", id="several"),
        pytest.param({}, "", id="nothing about facts of an older version"),
        pytest.param({"days": "2026-05-03"}, "", id="nothing about facts of another sort"),
    ],
)
def test_a_sentence_says(facts: dict[str, object], sentence: str, client: Client, person: User) -> None:
    NoticeFactory(person=person, kind="tests.reminder", facts=facts)

    (line,) = _news(client).lines
    assert (line.subject, line.sentence) == ("Save", sentence)


def test_a_kind_that_nobody_knows_any_more_still_leads_somewhere(client: Client, person: User) -> None:
    NoticeFactory(person=person, kind="tests.of_an_older_version", facts={"days": 3}, seen=True)

    page = _reads(client)
    assert "There is something new for you." in page
    assert 'href="/child-in-danger/"' in page


def test_many_notices_are_read_page_by_page(client: Client, person: User) -> None:
    for number in range(41):
        NoticeFactory(person=person, owed_at=NOW - timedelta(hours=number))

    first, second, last = _news(client), _news(client, f"{PAGE}?page=2"), _news(client, f"{PAGE}?page=99")

    assert [len(page.lines) for page in (first, second, last)] == [20, 20, 1]
    assert (first.newer_url, first.position_text, first.older_url) == ("", "Page 1 of 3", "?page=2")
    assert (second.newer_url, second.older_url, last.older_url) == ("?page=1", "?page=3", "")
    assert _news(client, f"{PAGE}?page=nonsense") == first
    assert "Page 1 of 3" in _reads(client)


def test_the_page_stays_in_no_store_and_out_of_searches(client: Client, person: User) -> None:
    response = client.get(PAGE)

    assert "no-store" in response["Cache-Control"]
    assert b'<meta name="robots" content="noindex">' in response.content


@pytest.mark.parametrize("number", [1, 60])
def test_the_page_costs_eight_queries_however_many_notices(
    number: int, client: Client, person: User, django_assert_num_queries: Any
) -> None:
    for _notice in range(number):
        NoticeFactory(person=person)

    with django_assert_num_queries(8):
        client.get(PAGE)


# Read


def test_opening_a_notice_marks_it_and_leads_on(client: Client, person: User) -> None:
    notice = NoticeFactory(person=person, link="/learning/")

    response = client.post(reverse("notices:see", args=[notice.pk]))

    assert (response.status_code, response["Location"]) == (302, "/learning/")
    notice.refresh_from_db()
    assert notice.seen_at is not None


@pytest.mark.parametrize(
    ("stay", "place"),
    [
        pytest.param("1", "?page=1", id="on the first page"),
        pytest.param("3", "?page=3", id="on another page"),
        pytest.param("9" * 5000, f"?page={'9' * 5000}", id="on a page with a long number"),
        pytest.param("//elsewhere.example", "", id="nowhere"),
    ],
)
def test_a_notice_is_marked_and_the_reader_stays(stay: str, place: str, client: Client, person: User) -> None:
    notice = NoticeFactory(person=person)

    response = client.post(reverse("notices:see", args=[notice.pk]), {"stay": stay})

    assert response["Location"] == f"{PAGE}{place}#notice-{notice.pk}"
    assert client.get(response["Location"]).status_code == 200
    assert selectors.unseen_count(person) == 0


@pytest.mark.parametrize("state", ["another's", "withdrawn", "none"])
def test_a_notice_that_is_not_there_for_this_person_is_not_found(state: str, client: Client, person: User) -> None:
    notice = NoticeFactory(withdrawn=True, person=person) if state == "withdrawn" else NoticeFactory()
    number = 10**30 if state == "none" else notice.pk

    assert client.post(reverse("notices:see", args=[number])).status_code == 404
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_everything_that_was_on_the_page_is_marked_and_what_came_since_is_not(client: Client, person: User) -> None:
    NoticeFactory(person=person)
    up_to = _news(client).up_to
    NoticeFactory(person=person, owed_at=NOW + timedelta(seconds=1))

    response = client.post(reverse("notices:see_all"), {"up_to": up_to})

    assert response["Location"] == PAGE
    assert selectors.unseen_count(person) == 1


@pytest.mark.parametrize("up_to", ["", "yesterday", "2026-13-41T00:00:00Z", "2026-05-03T09:00:00"])
def test_marking_everything_needs_a_moment(up_to: str, client: Client, person: User) -> None:
    NoticeFactory(person=person)

    assert client.post(reverse("notices:see_all"), {"up_to": up_to}).status_code == 400
    assert selectors.unseen_count(person) == 1


@pytest.mark.parametrize("name", ["see", "see_all", "preference"])
def test_coming_by_get_as_after_signing_in_changes_nothing_and_leads_to_the_page(
    name: str, client: Client, person: User
) -> None:
    notice = NoticeFactory(person=person)

    response = client.get(reverse(f"notices:{name}", args=[notice.pk] if name == "see" else []))

    assert response["Location"] == PAGE
    assert selectors.unseen_count(person) == 1


# E-mail


def test_who_has_no_confirmed_address_is_led_to_where_one_is_added(client: Client, person: User) -> None:
    person.emailaddress_set.create(email="dara@example.org", verified=False, primary=True)

    page = _reads(client)

    assert "You have no confirmed e-mail address" in page
    assert f'href="{reverse("account_email")}"' in page
    assert "Stop e-mail" not in page


def test_e_mail_is_switched_off_and_on_and_the_page_says_so(client: Client) -> None:
    person = UserFactory(email="dara@example.org")
    client.force_login(person)
    assert "What is new also goes to dara@example.org" in _reads(client)

    client.post(reverse("notices:preference"), {"by_email": _news(client).switch.choice})
    page = _reads(client)
    assert "Nothing goes to you by e-mail any more." in page
    assert "Send me e-mail again" in page

    client.post(reverse("notices:preference"), {"by_email": _news(client).switch.choice})
    assert "What is new also goes to dara@example.org" in _reads(client)
    assert Preference.objects.get().by_email


@pytest.mark.parametrize("form", [{}, {"by_email": "perhaps"}], ids=["nothing", "neither yes nor no"])
def test_a_choice_is_yes_or_no(form: dict[str, str], client: Client, person: User) -> None:
    assert client.post(reverse("notices:preference"), form).status_code == 400
    assert not Preference.objects.exists()


# The number, elsewhere


def _tag(context: dict[str, Any]) -> str:
    return Template("{% load notices %}{% unseen_notices as n %}{{ n }}").render(Context(context))


def test_another_page_asks_how_much_is_new_with_one_query(person: User, django_assert_num_queries: Any) -> None:
    NoticeFactory(person=person)
    NoticeFactory(person=person, seen=True)
    NoticeFactory(person=person, withdrawn=True)
    NoticeFactory()
    request = RequestFactory().get("/")
    request.user = person

    with django_assert_num_queries(1):
        assert _tag({"request": request}) == "1"


def test_nothing_is_new_for_a_visitor_or_without_a_request_and_nobody_is_asked(django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    with django_assert_num_queries(0):
        assert (_tag({"request": request}), _tag({})) == ("0", "0")


# Rows


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (Notice(kind="tests.plain", link="/learning/"), "tests.plain → /learning/"),
        (Preference(by_email=False), "on the site only"),
        (Preference(by_email=True), "by e-mail"),
        (TickRun(job="tests.count", outcome="done"), "tests.count done"),
        (TickLock(job="tests.count"), "tests.count"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_row_says_what_it_is(row: Model, text: str) -> None:
    assert str(row) == text
