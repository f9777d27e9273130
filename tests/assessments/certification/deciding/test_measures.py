"""Measures at the screen: found by code or name, proposed by one, confirmed by another; foreign issuers' are not there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.certification.models import Change, Credential, Measure
from tests.assessments.certification.deciding.asking import page, send
from tests.factories.certification import NAME, TODAY, credential
from tests.factories.people import AdministratorFactory, CoordinatorFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
LIST = "/certificates/measures/"


def responsible(row: Credential) -> User:
    return CoordinatorFactory(in_organisation=row.issuer)


def door(row: Credential | Measure) -> str:
    name = "measure" if isinstance(row, Measure) else "measure_propose"
    return reverse(f"certification:{name}", args=[row.pk])


def form(**changed: str) -> dict[str, str]:
    usual = {
        "kind": "suspend",
        "reason": "evidence_invalid",
        "note": "The paper that was shown is not genuine.",
        "effective_on": TODAY.isoformat(),
    }
    return usual | changed


def proposed(row: Credential, by: User, **changed: str) -> Measure:
    send(by, door(row), form(**changed))
    return Measure.objects.get(state="proposed")


@pytest.mark.parametrize("by", ["code", "name", "username"])
def test_a_certificate_is_found_by_code_and_through_the_person(by: str) -> None:
    row = credential()
    text = {"code": f"{row.code[:5]}-{row.code[5:]}".lower(), "name": NAME.split()[0], "username": row.holder.username}

    assert door(row) in page(responsible(row), f"{LIST}?q={text[by]}")
    assert door(row) not in page(CoordinatorFactory(), f"{LIST}?q={text[by]}")


def test_one_letter_finds_nobody() -> None:
    row = credential()

    assert door(row) not in page(responsible(row), f"{LIST}?q={NAME[0]}")


def test_two_people_suspend_and_two_reinstate() -> None:
    row = credential()
    first, second = responsible(row), responsible(row)
    for kind, reason in (("suspend", "evidence_invalid"), ("reinstate", "resolved")):
        measure = proposed(row, first, kind=kind, reason=reason)
        assert door(measure) in page(second, LIST)
        assert "Confirm" in page(second, door(measure))
        send(second, door(measure), {"step": "confirm"})

    assert list(row.changes.values_list("kind", flat=True)) == ["issued", "suspended", "reinstated"]
    assert "Reinstated" in page(first, door(row))


def test_nobody_is_their_own_second_person() -> None:
    row = credential()
    person = responsible(row)
    measure = proposed(row, person)

    assert 'value="confirm"' not in page(person, door(measure))
    for step in ("confirm", "refuse"):
        send(person, door(measure), {"step": step}, status=404)
    assert Change.objects.count() == 1


def test_it_is_taken_back_by_who_proposed_it_and_refused_by_another() -> None:
    row = credential()
    first, second = responsible(row), responsible(row)
    measure = proposed(row, first)
    send(second, door(measure), {"step": "withdraw"}, status=404)
    send(first, door(measure), {"step": "withdraw"})
    again = proposed(row, first)
    send(second, door(again), {"step": "refuse"})
    send(second, door(again), {"step": "confirm"})

    assert sorted(Measure.objects.values_list("state", flat=True)) == ["refused", "withdrawn"]
    assert Change.objects.count() == 1


def test_a_second_proposal_waits_for_the_first() -> None:
    row = credential()
    proposed(row, responsible(row))

    send(responsible(row), door(row), form(kind="revoke"), status=409)

    assert Measure.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "reinstate"},
        {"kind": "pardon"},
        {"reason": ""},
        {"note": "Because."},
        {"effective_on": "soon"},
        {"effective_on": (TODAY - timedelta(days=1)).isoformat()},
        {"effective_on": "9999-12-31"},
    ],
    ids=["does not follow", "forged", "no reason", "no sentence", "no day", "yesterday", "never"],
)
def test_what_is_not_possible_is_asked_again(wrong: dict[str, str]) -> None:
    row = credential()

    send(responsible(row), door(row), form(**wrong), status=400)

    assert Measure.objects.count() == 0


def test_foreign_certificates_ones_own_and_what_is_nowhere_are_not_there() -> None:
    row = credential()
    measure = proposed(row, responsible(row))
    foreign, administrator = CoordinatorFactory(), AdministratorFactory(in_organisation=row.issuer)

    for person in (foreign, administrator, row.holder):
        for url in (door(row), door(measure)):
            page(person, url, status=404)
            send(person, url, form(step="confirm"), status=404)
    send(responsible(row), reverse("certification:measure_propose", args=[uuid4()]), form(), status=404)
    send(responsible(row), door(measure), {"step": "burn"}, status=404)
    assert Change.objects.count() == 1
