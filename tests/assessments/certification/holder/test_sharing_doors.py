"""Who sees what, at the screen of the holder: the choice, a new link, and its end."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from assessments.certification.models import Credential, Share, Showing
from assessments.certification.services import removing, sharing
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import NOW, TODAY, credential
from tests.factories.people import CoordinatorFactory, LearnerFactory

UNTIL = TODAY + timedelta(days=30)


def here(row: Credential, name: str = "sharing", *more: object) -> str:
    return reverse(f"certification:{name}", args=[row.pk, *more])


@pytest.fixture
def row() -> Credential:
    return credential(language="en", competencies=["Listens without leading."])


def test_the_certificate_leads_to_who_sees_what(sign_in: SignIn, row: Credential) -> None:
    client = sign_in(row.holder)

    assert here(row) in client.get(here(row, "credential")).content.decode()
    said = text(client.get(here(row)))
    assert "The credential for your wallet was signed with the competencies in it and cannot change" in said
    assert "That cannot be switched off" in said


def test_competencies_are_hidden_and_shown_again(sign_in: SignIn, row: Credential) -> None:
    client = sign_in(row.holder)
    for choice, shown in (("hidden", False), ("shown", True)):
        answer = client.post(here(row, "sharing_shown"), {"competencies": choice}, follow=True)
        assert Showing.objects.latest("pk").competencies is shown
        assert re.search(rf'<input[^>]*value="{choice}"[^>]*checked', answer.content.decode())


def test_a_link_is_made_shown_and_ended(sign_in: SignIn, row: Credential) -> None:
    client = sign_in(row.holder)
    client.post(here(row), {"until": UNTIL.isoformat(), "competencies": "on"})
    share = Share.objects.get()
    address = f"/shared/{share.secret}/"

    page = client.get(here(row))
    assert address in page.content.decode()
    assert "Through Nov. 4, 2026 · With the competencies" in text(page)

    client.post(here(row, "sharing_end", share.pk))
    page = client.get(here(row))
    assert address not in page.content.decode()
    assert "Ended on Oct. 5, 2026" in text(page)


@pytest.mark.parametrize("until", ["", "soon", (TODAY - timedelta(days=1)).isoformat(), "2030-01-01"])
def test_a_day_that_cannot_be_is_said_at_the_field(sign_in: SignIn, row: Credential, until: str) -> None:
    answer = sign_in(row.holder).post(here(row), {"until": until})

    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Share.objects.exists()


def test_one_link_too_many_is_refused_in_words(sign_in: SignIn, row: Credential) -> None:
    for _ in range(sharing.MOST):
        sharing.share(credential=row, until=UNTIL, competencies=True, by=row.holder, now=NOW)

    answer = sign_in(row.holder).post(here(row), {"until": UNTIL.isoformat()})

    assert answer.status_code == 409
    assert "Twenty links are open already." in text(answer)


def test_a_choice_that_is_none_is_refused(sign_in: SignIn, row: Credential) -> None:
    assert sign_in(row.holder).post(here(row, "sharing_shown"), {"competencies": "all"}).status_code == 400
    assert not Showing.objects.exists()


def test_for_everybody_else_it_is_not_there(sign_in: SignIn, row: Credential) -> None:
    share = sharing.share(credential=row, until=UNTIL, competencies=True, by=row.holder, now=NOW)
    for person in (LearnerFactory(), CoordinatorFactory(in_organisation=row.issuer)):
        client = sign_in(person)
        assert client.get(here(row)).status_code == 404
        assert client.post(here(row), {"until": UNTIL.isoformat()}).status_code == 404
        assert client.post(here(row, "sharing_shown"), {"competencies": "hidden"}).status_code == 404
        assert client.post(here(row, "sharing_end", share.pk)).status_code == 404
    assert sign_in(row.holder).post(here(row, "sharing_end", UUID(int=0))).status_code == 404
    assert Share.objects.get().ended_at is None


def test_once_the_holders_data_are_gone_it_is_not_there_either(sign_in: SignIn, row: Credential) -> None:
    removing.remove(holder=row.holder, by=None, reason="erasure_request", now=NOW)

    assert sign_in(row.holder).get(here(row)).status_code == 404
