"""Coming in and going out: one door, a limit on guessing, and no word about who is known here."""

import re
from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.curriculum import ProgrammePageFactory
from tests.factories.people import PASSWORD, LearnerFactory, TrainerFactory, UserFactory, read_notice
from training_site.people.models import User
from training_site.people.roles import Role
from training_site.people.selectors import roles_of

pytestmark = pytest.mark.django_db

NEWCOMER = {"username": "dara", "password1": "quiet-river-1962", "password2": "quiet-river-1962"}
TODAY = date(2026, 3, 4)


def _sign_in(client: Client, login: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


def _signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# In


@pytest.mark.parametrize(
    "login",
    [
        pytest.param("dara", id="user name"),
        pytest.param("DARA", id="user name in another case"),
        pytest.param("dara@example.org", id="e-mail"),
        pytest.param("Dara@Example.org", id="e-mail in another case"),
    ],
)
def test_a_person_signs_in_by(login: str, client: Client) -> None:
    UserFactory(username="dara", email="dara@example.org")

    response = _sign_in(client, login)

    assert (response.status_code, response["Location"]) == (302, reverse("progress:my_learning"))
    assert _signed_in(client)


def test_a_person_without_an_address_signs_in_by_name(client: Client) -> None:
    UserFactory(username="dara")

    _sign_in(client, "dara")

    assert _signed_in(client)


@pytest.mark.parametrize(
    "login",
    [
        pytest.param("dara", id="known name"),
        pytest.param("dara@example.org", id="known address"),
        pytest.param("nobody", id="unknown name"),
        pytest.param("nobody@example.org", id="unknown address"),
        pytest.param("dara@\u0435\u0445\u0430mple.org", id="an address in look-alike letters"),
    ],
)
def test_a_wrong_password_says_the_same_whoever_is_asked_for(login: str, client: Client) -> None:
    UserFactory(username="dara", email="dara@example.org")

    response = _sign_in(client, login, "a-wrong-guess")

    assert response.status_code == 200
    assert not _signed_in(client)
    errors = " ".join(response.context["form"].non_field_errors())
    assert errors == "The {} and/or password you specified are not correct.".format(
        "email address" if "@" in login else "username"
    )


def test_somebody_who_left_cannot_sign_in(client: Client) -> None:
    UserFactory(username="dara", is_active=False)

    _sign_in(client, "dara")

    assert not _signed_in(client)


def test_the_sixth_guess_at_one_person_is_refused_even_when_it_is_right(client: Client) -> None:
    UserFactory(username="dara")
    for guess in range(5):
        _sign_in(client, "dara", f"guess-{guess}", REMOTE_ADDR=f"10.0.0.{guess}")

    response = _sign_in(client, "dara", REMOTE_ADDR="10.0.0.99")

    assert not _signed_in(client)
    assert response.context["form"].non_field_errors() == ["Too many failed login attempts. Try again later."]


def test_guesses_at_one_person_do_not_lock_out_another(client: Client) -> None:
    UserFactory(username="dara")
    UserFactory(username="sophea")
    for guess in range(6):
        _sign_in(client, "dara", f"guess-{guess}")

    _sign_in(client, "sophea")

    assert _signed_in(client)


def test_guessing_at_many_people_from_one_address_is_refused(client: Client) -> None:
    UserFactory(username="dara")
    for guess in range(20):
        _sign_in(client, f"person-{guess}", "the same guess")

    _sign_in(client, "dara")
    assert not _signed_in(client)

    _sign_in(client, "dara", REMOTE_ADDR="10.0.0.1")
    assert _signed_in(client)


def test_a_flood_of_posts_is_turned_away_at_the_door(client: Client) -> None:
    codes = [client.post(reverse("account_login"), {}).status_code for _ in range(61)]

    assert codes == [200] * 60 + [429]


def test_who_is_turned_away_reads_why(client: Client) -> None:
    for _ in range(60):
        client.post(reverse("account_login"), {})

    response = client.post(reverse("account_login"), {})

    assert "429.html" in [template.name for template in response.templates]
    assert "Wait a little" in response.content.decode()


def test_a_flood_of_sign_ups_is_turned_away(client: Client) -> None:
    codes = [client.post(reverse("account_signup"), {}).status_code for _ in range(41)]

    assert codes == [200] * 40 + [429]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        pytest.param("/child-in-danger/", "/child-in-danger/", id="a page of this site"),
        pytest.param("https://elsewhere.example/", "/learning/", id="another site"),
        pytest.param("//elsewhere.example/", "/learning/", id="another site without its scheme"),
    ],
)
def test_after_signing_in_a_person_goes_on_to(asked: str, answered: str, client: Client) -> None:
    UserFactory(username="dara")

    response = client.post(reverse("account_login"), {"login": "dara", "password": PASSWORD, "next": asked})

    assert response["Location"] == answered


def test_the_forms_speak_as_the_pages_around_them(client: Client) -> None:
    door, sign_up, reset = (
        client.get(reverse(name)).content.decode()
        for name in ("account_login", "account_signup", "account_reset_password")
    )

    assert re.search(r">E-mail address or user name</label><input[^>]* autocomplete=\"username\"", door)
    assert ">User name</label>" in sign_up
    assert ">E-mail address (you can leave this empty)</label>" in sign_up
    assert ">E-mail address</label>" in reset
    assert "placeholder" not in door + sign_up + reset


# One door


@pytest.mark.parametrize(
    ("path", "door"),
    [
        pytest.param("/admin/login/?next=/admin/pages/", "/accounts/login/?next=/admin/pages/", id="Wagtail's sign-in"),
        pytest.param("/_util/login/?next=/a/", "/accounts/login/?next=/a/", id="Wagtail's sign-in for pages"),
        pytest.param("/nl/_util/login/", "/accounts/login/", id="the same below a language"),
        pytest.param("/admin/password_reset/", "/accounts/password/reset/", id="Wagtail's reset"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_form_for_a_password_leads_to_the_one_door(path: str, door: str, method: str, client: Client) -> None:
    UserFactory(username="dara")

    response = getattr(client, method)(path, {"username": "dara", "password": PASSWORD} if method == "post" else None)

    assert (response.status_code, response["Location"]) == (302, door)
    assert not _signed_in(client)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/images/", "/admin/account/"])
def test_a_visitor_at_the_desk_is_led_to_the_door_and_back(path: str, client: Client) -> None:
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/3/edit/"])
def test_a_learner_at_the_desk_is_led_to_their_learning_and_reads_why(path: str, client: Client) -> None:
    ProgrammePageFactory()
    client.force_login(LearnerFactory())

    response = client.get(path, follow=True)

    assert "/learning/" in [address for address, _code in response.redirect_chain]
    assert response.status_code == 200
    assert "You do not have permission to access the admin." in response.content.decode()


def test_a_learner_who_signs_in_on_the_way_to_the_desk_arrives_at_their_learning(client: Client) -> None:
    ProgrammePageFactory()
    learner = LearnerFactory()

    response = client.post(
        reverse("account_login"), {"login": learner.username, "password": PASSWORD, "next": "/admin/"}, follow=True
    )

    steps = [address for address, _code in response.redirect_chain]
    assert steps[:2] == ["/admin/", "/privacy/notice/agree/?next=%2Fadmin%2F"]
    read_notice(client)
    steps = [address for address, _code in client.get("/admin/", follow=True).redirect_chain]
    assert steps[:2] == ["/accounts/login/?next=/admin/", "/learning/"]
    assert response.status_code == 200


def test_a_trainer_who_signs_in_on_the_way_to_the_desk_arrives_there(client: Client) -> None:
    trainer = TrainerFactory()
    client.post(reverse("account_login"), {"login": trainer.username, "password": PASSWORD})

    assert (
        read_notice(client)
        .get("/admin/login/?next=/admin/pages/", follow=True)
        .redirect_chain[-1][0]
        .startswith("/admin/pages/")
    )


def test_wagtails_own_reset_link_is_closed(client: Client) -> None:
    assert client.get("/admin/password_reset/confirm/MQ/set-password/").status_code == 404


# Sign-up


def test_a_newcomer_without_an_address_learns_at_once(client: Client) -> None:
    response = client.post(reverse("account_signup"), NEWCOMER)

    person = User.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("progress:my_learning"))
    assert _signed_in(client)
    assert (person.username, person.email, person.is_staff) == ("dara", "", False)
    assert roles_of(person, today=TODAY) <= {Role.LEARNER}
    assert mail.outbox == []


def test_an_address_becomes_the_newcomers_when_they_open_its_mail(client: Client) -> None:
    client.post(reverse("account_signup"), NEWCOMER | {"email": "Dara@Example.org"})
    person = User.objects.get()
    assert (person.email, _signed_in(client)) == ("", True)

    (letter,) = mail.outbox
    link = re.search(r"https?://\S+", letter.body).group()
    client.post(link)

    person.refresh_from_db()
    assert letter.to == ["dara@example.org"]
    assert person.email == "dara@example.org"
    assert EmailAddress.objects.get().verified


def _heard(response: Any) -> list[tuple[str, str]]:
    return [(response["Location"], str(message)) for message in response.wsgi_request._messages]


@pytest.mark.parametrize("confirmed", [True, False], ids=["first address", "second address"])
def test_a_sign_up_with_a_known_address_looks_like_any_other_and_tells_its_owner(confirmed: bool) -> None:
    owner = UserFactory(email="owner@example.org" if confirmed else "")
    if not confirmed:
        owner.emailaddress_set.create(email="owner@example.org", verified=True)

    known = Client().post(reverse("account_signup"), NEWCOMER | {"email": "owner@example.org"})
    fresh = Client().post(reverse("account_signup"), NEWCOMER | {"username": "kim", "email": "kim@example.org"})

    assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])
    assert [(where, text.replace("owner@", "kim@").replace("dara", "kim")) for where, text in _heard(known)] == _heard(
        fresh
    )
    told, welcomed = mail.outbox
    assert told.to == ["owner@example.org"]
    assert "confirm-email" not in told.body
    assert "confirm-email" in welcomed.body
    assert User.objects.get(username="dara").email == ""


def test_the_owner_of_an_address_can_still_sign_up_when_somebody_else_has_typed_it() -> None:
    Client().post(reverse("account_signup"), NEWCOMER | {"email": "owner@example.org"})
    owner = Client()
    mail.outbox.clear()
    cache.clear()

    owner.post(reverse("account_signup"), NEWCOMER | {"username": "owner", "email": "owner@example.org"})
    owner.post(re.search(r"https?://\S+", mail.outbox[0].body).group())

    assert User.objects.get(email="owner@example.org").username == "owner"


def test_a_link_for_an_address_that_was_given_to_another_meanwhile_confirms_nothing(client: Client) -> None:
    client.post(reverse("account_signup"), NEWCOMER | {"email": "dara@example.org"})
    link = re.search(r"https?://\S+", mail.outbox[0].body).group()
    User.objects.create(username="other", email="dara@example.org")

    response = client.post(link)

    assert response.status_code < 500
    assert User.objects.get(username="dara").email == ""
    assert not EmailAddress.objects.filter(verified=True).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"username": "TAKEN"}, id="a name in use, in another case"),
        pytest.param({"username": "two words"}, id="a name with a space"),
        pytest.param({"password1": "1234567890", "password2": "1234567890"}, id="a common password"),
        pytest.param({"password1": "short-1", "password2": "short-1"}, id="a short password"),
        pytest.param({"password2": "another-river-1962"}, id="two passwords"),
        pytest.param({"email": "not an address"}, id="something that is no address"),
    ],
)
def test_a_sign_up_is_refused_with(wrong: dict[str, str], client: Client) -> None:
    UserFactory(username="taken")

    response = client.post(reverse("account_signup"), NEWCOMER | wrong)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert User.objects.count() == 1


# Addresses


def test_a_person_adds_an_address_later_confirms_it_and_removes_it(client: Client) -> None:
    person = UserFactory(username="dara")
    client.force_login(person)
    addresses = reverse("account_email")

    client.post(addresses, {"action_add": "", "email": "dara@example.org"})
    assert "Not confirmed yet" in client.get(addresses).content.decode()

    link = re.search(r"https?://\S+", mail.outbox[0].body).group()
    assert "Is dara@example.org yours, and are you dara here?" in client.get(link).content.decode()
    client.post(link)
    person.refresh_from_db()
    assert person.email == "dara@example.org"

    client.post(addresses, {"action_remove": "", "email": "dara@example.org"})
    person.refresh_from_db()
    assert (person.email, person.emailaddress_set.count()) == ("", 0)


def test_an_address_of_somebody_else_can_be_typed_and_never_confirmed(client: Client) -> None:
    UserFactory(email="owner@example.org")
    person = UserFactory()
    client.force_login(person)

    response = client.post(reverse("account_email"), {"action_add": "", "email": "owner@example.org"})
    link = re.search(r"https?://\S+", mail.outbox[0].body).group()
    client.post(link)

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.email == ""


def test_a_worn_out_link_says_what_to_do(client: Client) -> None:
    assert "This link is too old" in client.get("/accounts/confirm-email/no-such-key/").content.decode()


# Reset


def test_a_forgotten_password_is_renewed_by_mail(client: Client) -> None:
    UserFactory(username="dara", email="dara@example.org")

    client.post(reverse("account_reset_password"), {"email": "dara@example.org"})
    link = re.search(r"https?://\S+", mail.outbox[0].body).group()
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "quiet-river-1962", "password2": "quiet-river-1962"})

    _sign_in(client, "dara", "quiet-river-1962")
    assert _signed_in(client)
    assert read_notice(client).get(link, follow=True).context["token_fail"]


def test_a_reset_says_the_same_for_a_known_and_an_unknown_address(client: Client) -> None:
    UserFactory(email="dara@example.org")

    known = client.post(reverse("account_reset_password"), {"email": "dara@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in mail.outbox] == [["dara@example.org"], ["nobody@example.org"]]
    assert "/key/" in mail.outbox[0].body
    assert "/key/" not in mail.outbox[1].body


def test_a_look_alike_address_gets_no_link(client: Client) -> None:
    UserFactory(email="mike@example.org")

    client.post(reverse("account_reset_password"), {"email": "m\u0131ke@example.org"})

    assert not any("/key/" in letter.body for letter in mail.outbox)


def test_resets_for_one_address_are_limited(client: Client) -> None:
    UserFactory(email="dara@example.org")
    for _ in range(6):
        client.post(reverse("account_reset_password"), {"email": "dara@example.org"})

    assert len(mail.outbox) == 3


# Out


@pytest.mark.parametrize("path", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_needs_a_post_and_leaves_nothing_in_the_browser(path: str, client: Client) -> None:
    client.force_login(LearnerFactory())

    asked = client.get(path)
    assert asked.status_code == 200
    assert "Clear-Site-Data" not in asked
    assert _signed_in(client)

    done = client.post(path)
    assert (done.status_code, done["Location"]) == (302, "/")
    assert done["Clear-Site-Data"] == '"cache", "storage"'
    assert not _signed_in(client)
