"""Whatever names a person is declared: for what it is kept, how it is given out, what becomes of it."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist

from training_site.privacy.holdings import registered

PERSONAL = {"email", "phone", "first_name", "last_name"}
"""Columns with such a name are about a person wherever they stand."""


def _columns() -> Iterator[str]:
    """Every column of the site that points to a person."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("tests.") and not model._meta.proxy:
            for field in model._meta.local_concrete_fields:
                if field.related_model is get_user_model():
                    yield f"{model._meta.label}.{field.name}"


def _declared() -> set[str]:
    return {f"{table.model}.{table.person}" for holding in registered.values() for table in holding.tables}


def test_every_column_that_names_a_person_is_declared() -> None:
    missing = sorted(set(_columns()) - _declared())

    assert missing == [], "say in the app's holdings what these are kept for and what erasing does to them"


def test_every_model_with_a_personal_field_is_declared() -> None:
    models = {table.model for holding in registered.values() for table in holding.tables}
    personal = {
        model._meta.label
        for model in apps.get_models()
        if not model.__module__.startswith("tests.") and PERSONAL & {field.name for field in model._meta.local_fields}
    }

    assert personal - models == set()


def test_every_declaration_leads_to_rows_and_names_fields_that_are_there() -> None:
    wrong = []
    for holding in registered.values():
        for table in holding.tables:
            str(table.row._default_manager.filter(**{f"{table.person}__isnull": True}).query)
            for name in (*table.texts, *table.hidden):
                try:
                    table.row._meta.get_field(name)
                except FieldDoesNotExist:
                    wrong.append(f"{holding.key}: {table.model} has no {name}")

    assert wrong == []


def test_every_holding_says_what_it_is_for_and_why_anything_stays() -> None:
    silent = [
        holding.key
        for holding in registered.values()
        if not holding.purpose or (any(not table.goes for table in holding.tables) and not holding.stays)
    ]

    assert silent == []


def test_the_account_is_erased_last() -> None:
    assert list(registered)[-1] == "people.account"
