"""Rotating keys: nothing is lost, nothing of a text is printed, and running it again goes on."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from assessments import guards
from tests.assessments import racing
from tests.factories.people import OrganisationFactory
from tests.training_site.sealing.models import Letter
from tests.training_site.sealing.test_keyring import A, B, C
from training_site.people.models import Organisation
from training_site.sealing import rotating, sealing
from training_site.sealing.fields import guard_exempt
from training_site.sealing.sealing import is_current

TEXT = "Sokha went home"
OLD, BOTH, NEW = f"old:{A}", f"new:{B},old:{A}", f"new:{B}"


@pytest.fixture
def place(settings: Any, db: None) -> Organisation:
    settings.TEXT_KEYS = OLD
    return OrganisationFactory()


def write(place: Organisation, count: int) -> list[Letter]:
    letters = [Letter(organisation=place, subject=str(number), body=f"{TEXT} {number}") for number in range(count)]
    return Letter.objects.bulk_create(letters)


def rotate(*words: str) -> str:
    out = io.StringIO()
    try:
        call_command("rotate_text_keys", *words, stdout=out)
    finally:
        assert "Sokha" not in out.getvalue()
    return out.getvalue()


def said_about_letters(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if line.startswith("letters_letter.")]


def texts() -> set[str]:
    return {letter.body.opened() for letter in Letter.objects.all()}


def test_every_text_comes_under_the_current_key_and_stays_what_it_was(place: Organisation, settings: Any) -> None:
    write(place, 5)
    Letter.objects.create(organisation=place, answers={"who": TEXT})
    before = texts()
    settings.TEXT_KEYS = BOTH

    printed = rotate()

    settings.TEXT_KEYS = NEW
    assert texts() == before
    assert said_about_letters(printed) == [
        "letters_letter.body_sealed: 5 under an older key, 5 sealed anew",
        "letters_letter.answers_sealed: 1 under an older key, 1 sealed anew",
    ]
    assert printed.splitlines()[-1] == "6 texts, all under current keys."


def test_running_it_again_changes_nothing(place: Organisation, settings: Any) -> None:
    write(place, 3)
    settings.TEXT_KEYS = BOTH
    rotate()
    seals = set(Letter.objects.values_list("body", flat=True))

    assert said_about_letters(rotate())[0] == "letters_letter.body_sealed: 3 current"
    assert set(Letter.objects.values_list("body", flat=True)) == seals


def test_more_rows_than_a_batch_holds_are_each_met_once(place: Organisation, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(rotating, "ROWS_AT_ONCE", 3)
    write(place, 10)
    settings.TEXT_KEYS = BOTH

    assert said_about_letters(rotate())[0] == "letters_letter.body_sealed: 10 under an older key, 10 sealed anew"


def test_what_was_done_before_it_stopped_stays_done(place: Organisation, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(rotating, "ROWS_AT_ONCE", 2)
    write(place, 6)
    settings.TEXT_KEYS = BOTH
    sealed_so_far = []

    def seal_three(text: str, **place: Any) -> bytes:
        sealed_so_far.append(text)
        if len(sealed_so_far) > 3:
            raise KeyboardInterrupt
        return sealing.seal(text, **place)

    with monkeypatch.context() as patch:
        patch.setattr(rotating, "sealing", _like_sealing(seal=seal_three))
        with pytest.raises(KeyboardInterrupt):
            rotate()

    assert said_about_letters(rotate())[0] == (
        "letters_letter.body_sealed: 2 current, 4 under an older key, 4 sealed anew"
    )


def _like_sealing(**changed: Any) -> Any:
    parts = {"seal": sealing.seal, "open_sealed": sealing.open_sealed, "is_current": sealing.is_current}
    return type("Sealing", (), {name: staticmethod(part) for name, part in {**parts, **changed}.items()})


def test_an_organisation_moves_to_a_key_of_its_own_alone(place: Organisation, settings: Any) -> None:
    write(place, 2)
    write(OrganisationFactory(), 3)
    settings.TEXT_KEYS = f"old:{A},{place.pk}/own:{C}"

    assert said_about_letters(rotate())[0] == (
        "letters_letter.body_sealed: 3 current, 2 under an older key, 2 sealed anew"
    )
    assert len(texts()) == 3


def test_a_text_that_is_saved_meanwhile_is_not_overwritten(
    place: Organisation, settings: Any, monkeypatch: Any
) -> None:
    [letter] = write(place, 1)
    settings.TEXT_KEYS = BOTH

    def somebody_saves(text: str, **place: Any) -> bytes:
        letter.body = "another text"
        letter.save()
        return sealing.seal(text, **place)

    monkeypatch.setattr(rotating, "sealing", _like_sealing(seal=somebody_saves))
    printed = rotate()

    assert texts() == {"another text"}
    assert said_about_letters(printed)[0].endswith("1 under an older key, 1 saved by somebody meanwhile")


# --check


def test_check_ends_well_when_nothing_is_left(place: Organisation) -> None:
    write(place, 2)

    assert "2 texts, all under current keys." in rotate("--check")


def test_check_counts_what_is_under_an_older_key_and_changes_nothing(place: Organisation, settings: Any) -> None:
    [letter, _other] = write(place, 2)
    settings.TEXT_KEYS = BOTH
    letter.save()
    before = set(Letter.objects.values_list("body", flat=True))

    with pytest.raises(CommandError, match="Run rotate_text_keys without --check"):
        rotate("--check")
    assert set(Letter.objects.values_list("body", flat=True)) == before


@pytest.mark.parametrize("words", [(), ("--check",)], ids=["rotating", "checking"])
def test_a_missing_key_is_named_with_what_needs_it(place: Organisation, settings: Any, words: tuple[str, ...]) -> None:
    write(place, 2)
    settings.TEXT_KEYS = NEW
    out = io.StringIO()

    with pytest.raises(CommandError, match="Put the missing keys back"):
        call_command("rotate_text_keys", *words, stdout=out)
    assert said_about_letters(out.getvalue())[0] == "letters_letter.body_sealed: 2 need the missing key old"


def test_what_does_not_open_is_counted_and_the_rest_is_rotated(place: Organisation, settings: Any) -> None:
    [letter, *_others] = write(place, 3)
    Letter.objects.filter(pk=letter.pk).update(body=b"\0 no seal")
    settings.TEXT_KEYS = BOTH
    out = io.StringIO()

    with pytest.raises(CommandError, match="restore it from a backup"):
        call_command("rotate_text_keys", stdout=out)
    assert said_about_letters(out.getvalue())[0] == (
        "letters_letter.body_sealed: 2 under an older key, 2 sealed anew, 1 do not open"
    )


# Triggers


@pytest.fixture
def guarded(request: pytest.FixtureRequest, place: Organisation) -> None:
    guards.install(connection, [request.param])


LEAVES_SEALS_OUT = guards.Guard(
    table="letters_letter", name="letters_keep_their_facts", condition=guards.changed("subject", "organisation_id")
)


@pytest.mark.parametrize("guarded", [LEAVES_SEALS_OUT], indirect=True)
def test_a_trigger_that_leaves_sealed_columns_out_lets_keys_rotate(
    place: Organisation, guarded: None, settings: Any
) -> None:
    assert not any(column in LEAVES_SEALS_OUT.condition for column in guard_exempt(Letter))
    write(place, 2)
    settings.TEXT_KEYS = BOTH

    assert said_about_letters(rotate())[0].endswith("2 sealed anew")


@pytest.mark.parametrize("guarded", [guards.written_once("letters_letter")], indirect=True)
def test_a_trigger_that_refuses_is_reported_and_nothing_is_lost(
    place: Organisation, guarded: None, settings: Any
) -> None:
    write(place, 2)
    settings.TEXT_KEYS = BOTH
    out = io.StringIO()

    with pytest.raises(CommandError, match="A trigger compares a sealed column"):
        call_command("rotate_text_keys", stdout=out)
    assert said_about_letters(out.getvalue())[0].endswith("2 under an older key, 2 refused by the table")
    assert texts() == {f"{TEXT} {number}" for number in range(2)}


def test_no_trigger_of_the_site_compares_a_sealed_column() -> None:
    declared = [guard for app in apps.get_app_configs() for guard in getattr(app, "guards", ())]
    wrong = [
        guard.name
        for guard in declared
        for column in rotating.columns()
        if (guard.table, guard.moment) == (column.model._meta.db_table, "UPDATE")
        and (guard.condition == "TRUE" or str(column.column) in guard.condition)
    ]

    assert wrong == []


# At the same time


def test_people_who_write_while_keys_rotate_lose_nothing(copy_of_the_database: Path, settings: Any) -> None:
    settings.TEXT_KEYS = OLD
    keys = racing.apart(lambda: [letter.pk for letter in write(OrganisationFactory(), 30)])
    settings.TEXT_KEYS = BOTH
    turns = iter(range(4))

    def rotate_or_write() -> bool:
        if next(turns) == 0:
            rotating.reseal(Letter._meta.get_field("body"))
            return True
        for key in keys:
            letter = Letter.objects.get(pk=key)
            letter.body = letter.subject + " written meanwhile"
            letter.save()
        return False

    done = racing.at_once(rotate_or_write, times=4)
    after = racing.apart(lambda: list(Letter.objects.all()))

    assert done == {True: 1, False: 3}
    assert {letter.body.opened() for letter in after} == {f"{number} written meanwhile" for number in range(30)}
    assert all(is_current(letter.body_sealed, organisation_id=letter.organisation_id) for letter in after)
