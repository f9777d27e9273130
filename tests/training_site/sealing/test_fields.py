"""Sealed fields: what a row shows, stores and refuses."""

import base64
import copy
import io
import json
import pickle
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.core.management import call_command
from django.db import connection, models
from django.forms import modelform_factory
from django.template import Context, Template
from django.test.utils import isolate_apps
from modelsearch import index

from tests.factories.people import OrganisationFactory
from tests.training_site.sealing.models import Letter
from tests.training_site.sealing.test_keyring import A, B
from training_site.people.models import Organisation
from training_site.sealing.fields import SealedField, SealedJSONField, SealedTextField, guard_exempt
from training_site.sealing.sealing import BrokenSeal, is_current
from training_site.sealing.values import SHOWN, Sealed

pytestmark = pytest.mark.django_db
TEXT = "Sokha went home to Kampong Cham"


@pytest.fixture
def place() -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def letter(place: Organisation) -> Letter:
    return Letter.objects.create(organisation=place, subject="A visit", body=TEXT, answers={"who": TEXT})


def stored(letter: Letter, column: str = "body_sealed") -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM letters_letter")
        [(value,)] = cursor.fetchall()
    return None if value is None else bytes(value)


# Writing and reading


def test_what_is_saved_opens_again(letter: Letter) -> None:
    again = Letter.objects.get()

    assert again.body.opened() == TEXT == letter.body.opened()
    assert again.answers.opened() == {"who": TEXT}


def test_the_table_shows_nothing_of_the_text(letter: Letter) -> None:
    assert b"Sokha" not in (stored(letter) or b"Sokha")
    assert b"Sokha" not in (stored(letter, "answers_sealed") or b"Sokha")


def test_what_is_assigned_opens_before_it_is_saved(place: Organisation) -> None:
    letter = Letter(organisation=place, body=TEXT, answers=[1])

    assert (letter.body.opened(), letter.answers.opened()) == (TEXT, [1])


@pytest.mark.parametrize("nothing", ["", None])
def test_nothing_is_null_and_opens_as_nothing(letter: Letter, nothing: str | None) -> None:
    letter.body, letter.answers = nothing, None
    letter.save()

    again = Letter.objects.get(body=None, answers__isnull=True)
    assert (again.body.opened(), again.answers.opened()) == ("", None)
    assert (bool(again.body), str(again.body), stored(letter)) == (False, "", None)


@pytest.mark.parametrize("value", [{}, [], "", 0, False])
def test_an_empty_json_value_is_kept(letter: Letter, value: Any) -> None:
    letter.answers = value
    letter.save()

    assert Letter.objects.get().answers.opened() == value


def test_a_json_value_is_taken_as_it_was_when_it_was_assigned(letter: Letter) -> None:
    answers = {"a": 1}
    letter.answers = answers
    answers["a"] = 2
    letter.answers.opened()["a"] = 3
    letter.save()

    assert Letter.objects.get().answers.opened() == {"a": 1}


def test_saving_again_keeps_the_seal(letter: Letter) -> None:
    before = stored(letter)
    letter.subject = "Another subject"
    letter.save()

    assert stored(letter) == before


def test_only_the_named_fields_are_saved(letter: Letter) -> None:
    letter.body, letter.subject = "changed", "changed"
    letter.save(update_fields=["body"])

    assert (Letter.objects.get().body.opened(), Letter.objects.get().subject) == ("changed", "A visit")


def test_a_deferred_text_is_fetched_when_it_is_opened(letter: Letter) -> None:
    again = Letter.objects.only("subject", "organisation").get()

    assert again.get_deferred_fields() == {"body_sealed", "answers_sealed"}
    assert again.body.opened() == TEXT
    assert Letter.objects.only("body").get().body.opened() == TEXT
    again.save()


def test_refreshing_forgets_what_was_assigned(letter: Letter) -> None:
    letter.body = "changed"
    letter.refresh_from_db(fields=["body"])

    assert letter.body.opened() == TEXT


def test_many_rows_are_sealed_at_once(place: Organisation) -> None:
    Letter.objects.bulk_create([Letter(organisation=place, body=f"{TEXT} {number}") for number in range(3)])

    assert {letter.body.opened() for letter in Letter.objects.all()} == {f"{TEXT} {number}" for number in range(3)}


def test_a_row_can_be_made_or_changed_in_one_call(place: Organisation) -> None:
    key = uuid4()
    for text in ("first", "second"):
        Letter.objects.update_or_create(
            id=key, defaults={"body": text}, create_defaults={"organisation": place, "body": text}
        )

    assert Letter.objects.get().body.opened() == "second"


def test_a_key_may_be_given_as_text(place: Organisation) -> None:
    key = uuid4()
    Letter.objects.create(id=str(key).upper(), organisation=place, body=TEXT)

    assert Letter.objects.get(id=key).body.opened() == TEXT


def test_a_text_goes_from_row_to_row_by_being_sealed_anew(letter: Letter, place: Organisation) -> None:
    other = Letter.objects.create(organisation=OrganisationFactory(), body=letter.body, answers=letter.answers)

    assert Letter.objects.get(id=other.id).body.opened() == TEXT
    assert Letter.objects.get(id=other.id).answers.opened() == {"who": TEXT}


def test_somebody_without_an_organisation_can_write_too() -> None:
    with isolate_apps("tests.training_site.sealing"):

        class Note(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid4)
            organisation_id: int | None = None
            body = SealedTextField()

            class Meta:
                app_label = "letters"

    note = Note(body=TEXT)
    note.body_sealed = Note._meta.get_field("body").pre_save(note, True)

    assert isinstance(note.body_sealed, bytes)
    assert note.body.opened() == TEXT


def test_an_older_key_gives_way_when_the_row_is_saved(settings: Any, place: Organisation) -> None:
    settings.TEXT_KEYS = f"old:{A}"
    letter = Letter.objects.create(organisation=place, body=TEXT)
    settings.TEXT_KEYS = f"new:{B},old:{A}"
    letter.save()

    assert is_current(stored(letter) or b"", organisation_id=place.pk)
    assert Letter.objects.get().body.opened() == TEXT


# Whoever prints it sees nothing


def shown(letter: Letter) -> list[str]:
    template = Template(
        "{{ letter.body }}|{{ letter.answers|safe }}|{{ letter.body|upper|default:'none' }}|{{ letter.body.opened_ }}"
    )
    return [
        repr(letter.body),
        f"{letter.body} {letter.answers}",
        "".join(map(str, [letter.body])),
        letter.body.__html__(),
        template.render(Context({"letter": letter})),
        repr(vars(letter)),
        repr(copy.deepcopy(vars(letter))),
        repr(list(Letter.objects.values())),
        repr(list(Letter.objects.values_list("body", "answers"))),
    ]


def test_a_stored_text_shows_itself_nowhere(letter: Letter) -> None:
    pages = shown(Letter.objects.get())

    assert not any("Sokha" in page for page in pages)
    assert pages[0] == SHOWN == str(letter.body)
    assert "SEALED" in pages[4]


def test_a_text_that_waits_to_be_saved_shows_itself_nowhere(place: Organisation) -> None:
    assert not any("Sokha" in page for page in shown(Letter(organisation=place, body=TEXT, answers=[TEXT])))


def test_a_copied_row_still_waits_to_be_saved(place: Organisation) -> None:
    letter = Letter(organisation=place, body=TEXT)
    copies = [copy.copy(letter.__dict__["body_sealed"]), copy.deepcopy(letter.__dict__["body_sealed"])]

    assert copies == [letter.__dict__["body_sealed"]] * 2


def test_the_attribute_of_the_model_is_no_text() -> None:
    assert not isinstance(Letter.body, Sealed)


def test_a_field_says_itself_how_its_value_is_written() -> None:
    for question in (SealedField().written, SealedField().read):
        with pytest.raises(NotImplementedError):
            question(TEXT)


def test_it_is_no_text_that_could_be_taken_apart(letter: Letter) -> None:
    for attempt in (json.dumps, len, iter, pickle.dumps):
        with pytest.raises(TypeError) as refused:
            attempt(letter.body)  # type: ignore[operator]
        assert "Sokha" not in str(refused.value)


def test_a_pickled_row_holds_the_seal(letter: Letter) -> None:
    data = pickle.dumps(Letter.objects.get())

    assert b"Sokha" not in data
    assert pickle.loads(data).body.opened() == TEXT


def test_a_row_that_waits_to_be_saved_is_not_pickled(place: Organisation) -> None:
    with pytest.raises(TypeError, match="Save the row first"):
        pickle.dumps(Letter(organisation=place, body=TEXT))


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_a_fixture_holds_the_seal_and_brings_it_back(letter: Letter, kind: str) -> None:
    empty = Letter.objects.create(organisation=letter.organisation)
    out = io.StringIO()
    call_command("dumpdata", "letters", format=kind, stdout=out)
    Letter.objects.all().delete()
    for row in serializers.deserialize(kind, out.getvalue()):
        row.save()

    assert "Sokha" not in out.getvalue()
    assert Letter.objects.get(id=letter.id).body.opened() == TEXT
    assert Letter.objects.get(id=empty.id).body.opened() == ""


def test_a_row_that_waits_to_be_saved_has_no_fixture(place: Organisation) -> None:
    with pytest.raises(TypeError):
        serializers.serialize("json", [Letter(organisation=place, body=TEXT)])


def test_a_form_of_the_model_leaves_it_out() -> None:
    assert list(modelform_factory(Letter, fields="__all__").base_fields) == ["organisation", "subject"]


def test_the_search_index_gets_nothing(letter: Letter) -> None:
    assert index.SearchField("body").get_value(letter) == ""


def test_cleaning_a_row_leaves_its_texts_alone(letter: Letter, place: Organisation) -> None:
    for row in (letter, Letter(organisation=place, body=TEXT, subject="s")):
        row.full_clean()
        assert row.body.opened() == TEXT


# Refused loudly


@pytest.mark.parametrize(
    "change", [{"body": TEXT}, {"answers": {"who": TEXT}}, {"body": 3}], ids=["text", "json", "number"]
)
def test_an_update_without_rows_is_refused(letter: Letter, change: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="assign it and save the row") as refused:
        Letter.objects.update(**change)
    assert "Sokha" not in str(refused.value)


def test_a_bulk_update_is_refused(letter: Letter) -> None:
    letter.body = "changed"
    with pytest.raises(TypeError, match="assign it and save the row"):
        Letter.objects.bulk_update([letter], ["body"])


def test_texts_can_be_taken_away_without_rows(letter: Letter) -> None:
    Letter.objects.update(body=None)

    assert Letter.objects.get().body.opened() == ""


@pytest.mark.parametrize("lookup", ["body__contains", "body__icontains", "body__in", "body__gt", "answers__who"])
def test_nobody_finds_a_row_by_its_text(letter: Letter, lookup: str) -> None:
    with pytest.raises(FieldError):
        Letter.objects.filter(**{lookup: TEXT}).exists()


def test_a_row_is_not_found_by_its_whole_text(letter: Letter) -> None:
    with pytest.raises(TypeError):
        Letter.objects.filter(body=TEXT).exists()


@pytest.mark.parametrize("value", [3, ["a"], {"a": 1}], ids=["number", "list", "dictionary"])
def test_a_text_field_keeps_texts(value: Any) -> None:
    with pytest.raises(TypeError, match="body keeps a text"):
        Letter(body=value)


def test_bytes_that_are_no_seal_are_not_saved(place: Organisation) -> None:
    with pytest.raises(BrokenSeal):
        Letter.objects.create(organisation=place, body=TEXT.encode())


def test_a_row_does_not_take_its_text_into_another_organisation(letter: Letter) -> None:
    letter.organisation = OrganisationFactory()
    with pytest.raises(BrokenSeal):
        letter.save()


def test_a_copied_row_does_not_take_the_seal_along(letter: Letter) -> None:
    letter.pk, letter._state.adding = UUID(int=1), True
    with pytest.raises(BrokenSeal):
        letter.save()


def test_a_seal_does_not_open_in_another_column(letter: Letter) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE letters_letter SET answers_sealed = body_sealed")
    with pytest.raises(BrokenSeal):
        Letter.objects.get().answers.opened()


def test_a_fixture_with_something_else_is_refused() -> None:
    with pytest.raises(ValidationError, match="base64") as refused:
        Letter._meta.get_field("body").to_python("Sokha är hemma")
    assert "Sokha" not in str(refused.value)


# Declaring


@isolate_apps("tests.training_site.sealing")
def test_a_model_without_a_place_for_its_seals_is_reported() -> None:
    class Note(models.Model):
        body = SealedTextField()

        class Meta:
            app_label = "letters"

    assert [problem.id for problem in Note.check()] == ["sealing.E001", "sealing.E002"]


@isolate_apps("tests.training_site.sealing")
def test_the_key_of_another_row_will_do() -> None:
    class Envelope(models.Model):
        letter = models.OneToOneField("Letter", models.CASCADE, primary_key=True)
        organisation_id = 3
        body = SealedTextField()

        class Meta:
            app_label = "letters"

    class Letter(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)

        class Meta:
            app_label = "letters"

    assert Envelope.check() == []


@pytest.mark.parametrize(
    "field", [SealedTextField(), SealedJSONField(sealed_as="old.letter:text"), SealedTextField(null=False)]
)
def test_a_migration_declares_the_same_field(field: models.Field[Any, Any]) -> None:
    field.set_attributes_from_name("body")
    _name, path, args, kwargs = field.deconstruct()
    again = type(field)(*args, **kwargs)
    again.set_attributes_from_name("body")

    assert path == f"training_site.sealing.fields.{type(field).__name__}"
    assert again.deconstruct() == field.deconstruct()
    assert (again.column, again.null) == ("body_sealed", field.null)


@isolate_apps("tests.training_site.sealing")
def test_a_renamed_field_opens_under_its_old_name(letter: Letter) -> None:
    class Post(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        organisation_id = letter.organisation_id
        text = SealedTextField(sealed_as="letters.letter:body")

        class Meta:
            app_label = "letters"

    post = Post(id=letter.id, text=base64.b64decode(base64.b64encode(stored(letter) or b"")))

    assert post.text.opened() == TEXT


def test_triggers_leave_out_the_sealed_columns() -> None:
    assert guard_exempt(Letter) == ("body_sealed", "answers_sealed")
