"""A link opens one form for one person without an account, and nothing else; whoever holds another finds nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import AccessEvent, Evidence, Invitation, Observation, Relationship, Signature
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import invitations, ledger, observing, pairs
from tests.assessments.mentoring.observations.conftest import SignIn
from tests.factories.mentoring import NOW, Kind, pair
from tests.factories.mentoring_observations import (
    SEEN,
    WANTED,
    answers_to,
    asked,
    companion,
    drafted,
    link,
    submitted,
)
from tests.factories.people import CoordinatorFactory, MentorFactory, SuperuserFactory
from training_site.notices.models import Notice
from training_site.sealing.reports import PlacesFormatter

INVITE = {
    "name": "Dara Long",
    "contact": "dara@example.org",
    "profession": "Nurse",
    "relation": "Works beside her",
    "days": "14",
}


def behind(token: str, name: str = "invited") -> str:
    return reverse(f"mentoring:{name}", args=[token])


@pytest.fixture
def opened(two: Relationship, framework: None) -> tuple[Observation, str]:
    """An observation by somebody from outside, and the secret of an open link to it; opened today, as the pages ask the clock."""
    row = asked(of=two, outside=True)
    return row, link(row, now=timezone.now())[1]


def sent(row: Observation, **changed: Any) -> dict[str, Any]:
    row.refresh_from_db()
    return {**answers_to(row.form_key), "revision": str(row.revision), "page": "p", **changed}


def test_the_secret_is_nowhere_but_in_the_link(two: Relationship) -> None:
    made, token = link(asked(of=two, outside=True))

    assert len(token) >= 43
    stored = Invitation.objects.filter(pk=made.pk).values()[0]
    assert all(token not in str(value) for value in stored.values())
    assert stored["token_digest"] == selectors.token_digest(token)
    assert b"Dara" not in bytes(stored["person_sealed"])


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_either_of_the_pair_invites_and_the_other_knows(two: Relationship, who: str) -> None:
    by = getattr(two, who)
    other = two.mentor if who == "learner" else two.learner

    link(asked(of=two, by=by, outside=True), by=by)

    assert Notice.objects.filter(person=other, kind="mentoring.observer_invited").exists()


def test_one_link_is_open_at_a_time_and_an_expired_one_gives_way(two: Relationship) -> None:
    row = asked(of=two, outside=True)
    first, _token = link(row, days=7)
    with pytest.raises(invitations.InvitedAlready):
        link(row)

    second, _token = link(row, now=NOW + timedelta(days=8))

    first.refresh_from_db()
    assert first.revoked_at == NOW + timedelta(days=8)
    assert second.revoked_at is None


@pytest.mark.parametrize("days", [0, 31])
def test_no_link_is_open_longer_than_thirty_days(two: Relationship, days: int) -> None:
    row = asked(of=two, outside=True)

    with pytest.raises(ValueError, match="30"):
        link(row, days=days)


def test_nobody_is_invited_where_somebody_with_an_account_observes(two: Relationship) -> None:
    row = asked(of=two)

    with pytest.raises(invitations.NotForOutside):
        link(row)


def test_a_learner_does_not_invite_themself(two: Relationship, monkeypatch: pytest.MonkeyPatch) -> None:
    two.learner.email = "me@example.org"
    two.learner.save()
    row = asked(of=two, outside=True)
    monkeypatch.setattr(
        "tests.factories.mentoring_observations.GUEST", invitations.Guest(name="Me", contact="ME@example.org")
    )

    with pytest.raises(invitations.OwnAddress):
        link(row)


@pytest.mark.parametrize("who", ["coordinator", "other_mentor", "assessor", "superuser"])
def test_nobody_else_invites(two: Relationship, sign_in: SignIn, who: str) -> None:
    row = asked(of=two, outside=True)
    people = {
        "coordinator": CoordinatorFactory(in_organisation=two.organisation),
        "other_mentor": MentorFactory(in_organisation=two.organisation),
        "assessor": companion(two).mentor,
        "superuser": SuperuserFactory(),
    }
    browser = sign_in(people[who])

    assert browser.post(reverse("mentoring:observation_invite", args=[row.pk]), INVITE).status_code == 404
    with pytest.raises(pairs.NotOfThePair):
        link(row, by=people[who])
    made, _token = link(row)
    assert browser.post(reverse("mentoring:revoke_invitation", args=[made.pk])).status_code == 404
    made.refresh_from_db()
    assert made.revoked_at is None


def test_the_letter_holds_the_link_who_invites_and_until_when(
    two: Relationship, sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    row = asked(of=two, outside=True)
    browser = sign_in(two.mentor)

    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(reverse("mentoring:observation_invite", args=[row.pk]), INVITE)

    address = page.context["link"]
    (letter,) = mail.outbox
    assert (letter.to, letter.attachments) == (["dara@example.org"], [])
    assert address in letter.body
    assert str(two.mentor) in letter.body
    for private in (str(two.learner), WANTED, "Dara", "home", "DO1", two.organisation.name):
        assert private not in letter.body + letter.subject
    assert address not in browser.get(reverse("mentoring:observation", args=[row.pk])).content.decode()
    assert Client().get(address).status_code == 200


def test_no_letter_goes_where_there_is_no_address(two: Relationship, django_capture_on_commit_callbacks: Any) -> None:
    row = asked(of=two, outside=True)
    with django_capture_on_commit_callbacks(execute=True):
        link(row)

    assert mail.outbox == []


def test_somebody_from_outside_goes_from_the_link_to_the_receipt(opened: tuple[Observation, str]) -> None:
    row, token = opened
    browser = Client(enforce_csrf_checks=True)

    def post(url: str, data: dict[str, Any]) -> Any:
        page = browser.get(url)
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
        return browser.post(url, {**data, "csrfmiddlewaretoken": secret[1] if secret else ""})

    first = browser.get(behind(token))
    assert str(row.learner) in first.content.decode()
    assert post(behind(token), {"conflict": "yes"})["Location"] == behind(token, "invited_form")
    assert WANTED in browser.get(behind(token, "invited_form")).content.decode()
    assert post(behind(token, "invited_form"), sent(row))["Location"] == behind(token, "invited_check")
    row.refresh_from_db()
    signed_as = {"revision": str(row.revision), "signed_as": "Dara Long"}
    assert post(behind(token, "invited_check"), signed_as)["Location"] == behind(token)

    done = browser.get(behind(token))
    signature = Signature.objects.get()
    row.refresh_from_db()
    assert row.state == "submitted"
    assert signature.signer is None
    assert (signature.method, signature.role, signature.invitation) == ("token_link", "observer", row.invitations.get())
    assert signature.digest[:4].upper() in done.content.decode()
    assert str(row.learner) not in done.content.decode()
    assert row.invitations.get().declared_conflict
    assert row.observer_part.opened()["signed_as"] == "Dara Long"
    assert set(browser.cookies) == {"csrftoken"}
    assert not BrowserSession.objects.exists()
    looks = AccessEvent.objects.all()
    assert {(one.actor, one.role, one.subject) for one in looks} == {(None, "observer", row.pk)}


def test_without_the_secret_of_the_form_nothing_is_taken(opened: tuple[Observation, str]) -> None:
    row, token = opened

    reply = Client(enforce_csrf_checks=True).post(behind(token, "invited_form"), sent(row))

    assert reply.status_code == 403
    row.refresh_from_db()
    assert row.state == "requested"


def test_evidence_of_somebody_from_outside_names_the_invitation(two: Relationship) -> None:
    row = asked(of=two, outside=True)
    made, _token = link(row)
    submitted(row, by=made, lapse=True)

    assert Evidence.objects.get().invitation == made


@pytest.mark.parametrize("missing", ["signed_as", "revision"])
def test_a_signature_needs_a_name(opened: tuple[Observation, str], missing: str) -> None:
    row, token = opened
    browser = Client()
    browser.post(behind(token, "invited_form"), sent(row))
    row.refresh_from_db()
    given = {"signed_as": "Dara Long", "revision": str(row.revision)}
    del given[missing]

    reply = browser.post(behind(token, "invited_check"), given)

    assert reply.status_code == 400
    row.refresh_from_db()
    assert row.state == "observer_draft"


def test_what_is_typed_behind_a_link_is_saved(opened: tuple[Observation, str]) -> None:
    _row, token = opened
    browser = Client()

    reply = browser.post(behind(token, "invited_save"), {"revision": "1", "page": "p", "strengths": "Half a sen"})

    assert reply.json()["revision"] == 2
    assert "Half a sen" in browser.get(behind(token, "invited_form")).content.decode()


def test_the_secret_of_a_link_is_in_no_log(opened: tuple[Observation, str], caplog: pytest.LogCaptureFixture) -> None:
    _row, token = opened
    browser = Client(enforce_csrf_checks=True)

    browser.post(behind(token, "invited_form"), {})
    browser.get(behind(token, "invited_save"))
    browser.get(behind("z" * 43))

    lines = [PlacesFormatter().format(record) for record in caplog.records]
    assert len(lines) == 3
    assert not any(secret in line for line in lines for secret in (token, "z" * 43))
    assert all("mentoring/observe/<str:token>/" in line for line in lines)


PAGES = ("invited", "invited_form", "invited_check")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_behind_a_link_is_kept_indexed_and_passed_on_nowhere(opened: tuple[Observation, str], name: str) -> None:
    _row, token = opened

    reply = Client().get(behind(token, name))

    assert "no-store" in reply["Cache-Control"]
    assert "noindex" in reply["X-Robots-Tag"]
    assert reply["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in reply.cookies


@pytest.mark.parametrize("why", ["unknown", "expired", "revoked", "cancelled", "pair_ended", "pair_paused", "lapsed"])
@pytest.mark.parametrize("name", [*PAGES, "invited_save", "invited_not_me"])
def test_every_closed_link_gets_one_and_the_same_answer(
    two: Relationship, framework: None, why: str, name: str
) -> None:
    row = asked(of=two, outside=True)
    made, token = link(row, now=timezone.now())
    if why == "expired":
        made, token = _expired(row)
    close = {
        "unknown": lambda: None,
        "expired": lambda: None,
        "revoked": lambda: invitations.revoke(invitation=made, by=two.learner, now=NOW),
        "cancelled": lambda: ledger.append(row, event="cancelled", by=None, now=NOW),
        "lapsed": lambda: ledger.append(row, event="lapsed", by=None, now=NOW),
        "pair_ended": lambda: ledger.append(two, event="ended", by=None, now=NOW, reason="other", ends_on=NOW.date()),
        "pair_paused": lambda: ledger.append(two, event="paused", by=None, now=NOW, reason="leave"),
    }
    close[why]()
    if why == "unknown":
        token = "x" * 43
    url = behind(token, name)

    reply = Client().post(url, {"strengths": "He waited for her."})

    assert reply.status_code == 404
    text = _without_secret(reply.content.decode())
    assert text == _without_secret(
        Client().post(behind("y" * 43, name), {"strengths": "He waited for her."}).content.decode()
    )
    assert "He waited for her." in text
    assert str(two.learner) not in text
    row.refresh_from_db()
    assert not row.observer_part


def _expired(row: Observation) -> tuple[Invitation, str]:
    Invitation.objects.filter(observation=row).update(revoked_at=NOW)
    return link(row, days=7, now=timezone.now() - timedelta(days=8))


def _without_secret(text: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"|nonce="[^"]*"', "", text)


def test_a_used_link_says_thank_you_and_nothing_else(opened: tuple[Observation, str], two: Relationship) -> None:
    row, token = opened
    submitted(row, by=row.invitations.get(), now=timezone.now())
    for name in PAGES:
        reply = Client().get(behind(token, name))
        text = reply.content.decode()
        assert (reply.status_code, "Done, thank you" in text) == (200, True)
        assert not any(private in text for private in (SEEN, WANTED, str(two.learner)))
    assert "Done" in Client().post(behind(token, "invited_form"), sent(row)).content.decode()


def test_whoever_is_not_meant_closes_the_link_and_the_inviter_knows(
    opened: tuple[Observation, str], two: Relationship
) -> None:
    row, token = opened

    reply = Client().post(behind(token, "invited_not_me"))

    assert "Thank you for saying so" in reply.content.decode()
    assert row.invitations.get().revoked_at
    assert Notice.objects.filter(person=two.mentor, kind="mentoring.observer_is_somebody_else").exists()
    assert Client().get(behind(token)).status_code == 404


def test_the_learner_never_fills_in_the_observers_part_by_a_link(
    opened: tuple[Observation, str], two: Relationship, sign_in: SignIn
) -> None:
    row, token = opened
    browser = sign_in(two.learner)

    for name in PAGES:
        assert browser.get(behind(token, name)).status_code == 404
    assert browser.post(behind(token, "invited_save"), sent(row)).status_code == 404
    row.refresh_from_db()
    assert row.state == "requested"


def test_a_link_opens_one_form_and_no_other(two: Relationship, framework: None) -> None:
    mine, other = asked(of=two, outside=True), asked(of=two, outside=True)
    made, _token = link(mine)

    with pytest.raises(observing.NotTheObserver):
        drafted(other, by=made)


def test_after_ten_links_that_open_nothing_one_waits_and_an_open_one_still_opens(
    opened: tuple[Observation, str],
) -> None:
    _row, token = opened
    browser = Client()

    answers = [browser.get(behind(f"{number:043d}")).status_code for number in range(12)]

    assert answers == [404] * 10 + [429] * 2
    assert browser.get(behind(token)).status_code == 200


def test_whom_to_call_stands_on_the_page_itself(two: Relationship, framework: None) -> None:
    two.organisation.danger_contacts = "Child helpline, 116 111"
    two.organisation.save()
    _made, token = link(asked(of=two, outside=True), now=timezone.now())

    text = Client().get(behind(token, "invited_form")).content.decode()

    assert 'href="tel:116111"' in text
    assert 'href="/child-in-danger/"' in text


def test_names_are_asked_about_behind_a_link_too(opened: tuple[Observation, str]) -> None:
    row, token = opened

    reply = Client().post(behind(token, "invited_form"), sent(row, strengths="Sokha Chan was calm and waited."))

    assert reply.status_code == 422
    assert "Could somebody be recognised?" in reply.content.decode()


def test_a_link_is_taken_back_once(two: Relationship, sign_in: SignIn) -> None:
    made, _token = link(asked(of=two, outside=True))
    url = reverse("mentoring:revoke_invitation", args=[made.pk])
    browser = sign_in(two.learner)

    assert browser.post(url).status_code == 302
    first = Invitation.objects.get().revoked_at
    assert browser.post(url).status_code == 302
    assert Invitation.objects.get().revoked_at == first


@pytest.mark.parametrize("field", ["name", "contact", "profession", "relation", "days"])
def test_an_invitation_says_who_it_is(two: Relationship, sign_in: SignIn, field: str) -> None:
    row = asked(of=two, outside=True)

    reply = sign_in(two.mentor).post(reverse("mentoring:observation_invite", args=[row.pk]), {**INVITE, field: ""})

    assert reply.status_code == 400
    assert not Invitation.objects.exists()
    assert sum(value in reply.content.decode() for key, value in INVITE.items() if key not in (field, "days")) >= 3


def test_the_mentor_of_another_learner_is_not_invited_to_read(opened: tuple[Observation, str], sign_in: SignIn) -> None:
    row, _token = opened
    other = pair(kind=Kind.REFLECTIVE)

    assert sign_in(other.mentor).get(reverse("mentoring:observation_invite", args=[row.pk])).status_code == 404
