"""Which language a page speaks, and whose choice that was."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.people import PASSWORD, UserFactory, read_notice

pytestmark = pytest.mark.django_db
DOOR = "/language/"
SOME_PAGE = "/accounts/login/"


def speaks(client: Client, path: str = SOME_PAGE, **headers: str) -> str:
    response = client.get(path, headers=headers)
    assert f'<html lang="{response["Content-Language"]}"' in response.content.decode()
    return str(response["Content-Language"])


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        pytest.param("uk,en;q=0.5", "uk", id="a language of the site"),
        pytest.param("fr,km;q=0.8", "km", id="the first that the site speaks"),
        pytest.param("fr", "en", id="none that the site speaks"),
        pytest.param("", "en", id="nothing"),
    ],
)
def test_a_page_speaks_as_the_browser_asks(client: Client, asked: str, spoken: str) -> None:
    assert speaks(client, **{"Accept-Language": asked}) == spoken


def test_what_was_chosen_counts_more_than_what_the_browser_asks_for(client: Client) -> None:
    client.post(DOOR, {"language": "km"})

    assert speaks(client, **{"Accept-Language": "uk"}) == "km"


def test_a_page_of_the_curriculum_keeps_its_own_language(client: Client) -> None:
    client.post(DOOR, {"language": "km"})

    assert speaks(client, "/") == "en"


def test_who_chooses_comes_back_to_where_they_were(client: Client) -> None:
    page = client.get(DOOR, headers={"Referer": "http://testserver/child-in-danger/?a=b"}).content.decode()

    assert 'name="back" value="/child-in-danger/"' in page
    assert client.post(DOOR, {"language": "nl", "back": "/child-in-danger/"}).headers["Location"] == "/child-in-danger/"


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", DOOR, ""]
)
def test_nobody_is_led_away_from_the_site(client: Client, back: str) -> None:
    assert client.post(DOOR, {"language": "nl", "back": back}).headers["Location"] == "/"


@pytest.mark.parametrize("language", ["fr", "", "en-gb'"])
def test_a_language_the_site_does_not_speak_is_not_kept(client: Client, language: str) -> None:
    response = client.post(DOOR, {"language": language})

    assert response.status_code == 400
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_a_person_has_their_language_on_the_next_device_too(client: Client) -> None:
    learner = UserFactory(username="halyna")
    client.force_login(learner)
    client.post(DOOR, {"language": "uk"})
    next_device = Client()

    next_device.post(SOME_PAGE, {"login": "halyna", "password": PASSWORD})

    learner.refresh_from_db()
    assert learner.language == "uk"
    assert speaks(read_notice(next_device), "/notices/") == "uk"


def test_the_cookie_says_nothing_but_the_language(client: Client) -> None:
    cookie = client.post(DOOR, {"language": "uk"}).cookies[settings.LANGUAGE_COOKIE_NAME]

    assert cookie.value == "uk"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == settings.LANGUAGE_COOKIE_AGE


def test_every_language_stands_there_by_its_own_name(client: Client) -> None:
    page = client.get(DOOR).content.decode()

    assert [f'lang="{code}"' in page for code, _name in settings.LANGUAGES] == [True] * len(settings.LANGUAGES)
    assert "Українська" in page
    assert "ខ្មែរ" in page
