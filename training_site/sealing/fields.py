"""Model fields for text of people: SealedTextField and SealedJSONField.

The column, called `<name>_sealed`, holds a seal; the attribute `<name>` shows a Sealed, which gives its text to `.opened()`
alone. What is assigned is sealed when the row is saved, for the row's organisation and under its primary key: both must be
known by then, and neither may ever change.
"""

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import Lookup

from training_site.sealing import sealing
from training_site.sealing.checks import place_problems
from training_site.sealing.values import Sealed, Unsealed

NOBODY = 0
"""Stands for the organisation of somebody who has none."""

if TYPE_CHECKING:
    Given = TypeVar("Given")
    Shown = TypeVar("Shown")

    class Column(models.BinaryField[Any, Any], Generic[Given, Shown]):
        """What may be assigned to the attribute of a row, and what it shows."""

        # What it shows is never None, whatever the column holds.
        def __get__(self, instance: Any, owner: Any) -> Shown: ...  # type: ignore[override]  # see above
        def __set__(self, instance: models.Model, value: Given) -> None: ...

else:

    class Column(models.BinaryField):
        """A binary column."""

        def __class_getitem__(cls, _types: object) -> type:
            return cls


class SealedAttribute:
    """The attribute `<name>` of a row: it shows a Sealed, and what is assigned waits until the row is saved."""

    def __init__(self, field: "SealedField[Any, Any]") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, _owner: type[models.Model]) -> Any:
        """On the class the attribute itself, as for every field."""
        if row is None:
            return self
        held = getattr(row, self.field.attname)
        return Sealed(held, lambda: self.field.opened(row, held))

    def __set__(self, row: models.Model, value: Any) -> None:
        """Bytes are a seal already, as a fixture has it; another row's Sealed is opened, to be sealed for this one."""
        if isinstance(value, Sealed):
            value = value.opened()
        if isinstance(value, bytes | memoryview):
            held: bytes | Unsealed | None = bytes(value)
        else:
            text = self.field.written(value)
            held = None if text is None else Unsealed(text)
        setattr(row, self.field.attname, held)


class SealedField(Column["Given", "Shown"]):
    """What both fields share: everything but how a value is written as text."""

    def __init__(self, *args: Any, sealed_as: str = "", **kwargs: Any) -> None:
        """`sealed_as` is for renaming: what `app.model:field` was when the first row was sealed."""
        self.sealed_as = sealed_as
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})

    def written(self, value: Any) -> str | None:
        """The value as text; None for nothing. Raises TypeError for what this field does not keep."""
        raise NotImplementedError

    def read(self, text: str | None) -> Any:
        """The value in a text that `written` made."""
        raise NotImplementedError

    # Opening and sealing

    def opened(self, row: models.Model, held: bytes | Unsealed | None) -> Any:
        """The value in what a row holds. Raises BrokenSeal, UnknownKey."""
        return self.read(self._plain(row, held))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: ARG002, FBT001 — as Django calls it
        """The seal to store. One that was made with an older key is made anew; one that does not open here is refused."""
        held = getattr(model_instance, self.attname)
        plain = self._plain(model_instance, held)
        if plain is None:
            return None
        place = self.place(model_instance)
        if isinstance(held, Unsealed) or not sealing.is_current(held, organisation_id=place["organisation_id"]):
            held = sealing.seal(plain, **place)
            setattr(model_instance, self.attname, held)
        return bytes(held)

    def place(self, row: models.Model) -> dict[str, Any]:
        """What the seals of this row and field are bound to, as `seal` takes it."""
        organisation_id = int(getattr(row, "organisation_id", None) or NOBODY)
        # A key may have been given as text; every spelling of it is one place.
        key = row._meta.pk.to_python(row.pk) if row._meta.pk else None
        model, _, name = (self.sealed_as or f"{self.model._meta.label_lower}:{self.name}").partition(":")
        return {"organisation_id": organisation_id, "context": f"{model}:{key}:{name}"}

    def _plain(self, row: models.Model, held: bytes | Unsealed | None) -> str | None:
        if held is None:
            return None
        if isinstance(held, Unsealed):
            return held.text
        return sealing.open_sealed(held, **self.place(row))

    # What Django asks of a field

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """As it was declared."""
        name, path, args, kwargs = super().deconstruct()
        # Both are our defaults and not Django's, which leaves its own out.
        kwargs |= {"null": self.null, "blank": self.blank}
        if self.sealed_as:
            kwargs["sealed_as"] = self.sealed_as
        return name, path, args, kwargs

    def get_attname(self) -> str:
        """Where a row keeps the seal; it names the column too, so that a dump says what it shows."""
        return f"{self.name}_sealed"

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any) -> None:
        """Give the model both attributes."""
        super().contribute_to_class(cls, name, *args, **kwargs)
        setattr(cls, name, SealedAttribute(self))

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse a model whose rows would have no place to seal for."""
        return [*super().check(**kwargs), *place_problems(self)]

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        """Nothing is found by its text: only whether there is one, and a seal by its bytes."""
        return super().get_lookup(lookup_name) if lookup_name in ("exact", "isnull") else None

    def get_prep_value(self, value: Any) -> Any:
        """A seal. Raises TypeError for a text, which only a row can seal."""
        if value is None or isinstance(value, bytes | memoryview):
            return value
        raise TypeError(
            f"{self.name} is sealed by its row: assign it and save the row, or use bulk_create. It cannot be set by update() "
            "or bulk_update(), nor searched."
        )

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> bytes | None:
        """The seal, as bytes on every database."""
        return None if value is None else bytes(value)

    def to_python(self, value: Any) -> Any:
        """From a fixture a seal in base64; anything else is left as it is."""
        if not isinstance(value, str):
            return value
        try:
            return base64.b64decode(value, validate=True) or None
        except (binascii.Error, ValueError):
            raise ValidationError("A fixture holds sealed text as base64.", code="sealed") from None

    def value_to_string(self, obj: models.Model) -> str:
        """For a fixture: the seal in base64, never the text. Raises TypeError before the row is saved."""
        return base64.b64encode(self.value_from_object(obj) or b"").decode("ascii")

    def get_searchable_content(self, _value: Any) -> str:
        """For the search index: nothing."""
        return ""


class SealedTextField(SealedField["str | Sealed[str] | None", "Sealed[str]"]):
    """A text. Nothing and the empty text are the same: null in the database, "" when opened."""

    def written(self, value: Any) -> str | None:
        """The text."""
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{self.name} keeps a text, not a {type(value).__name__}.")
        return value or None

    def read(self, text: str | None) -> str:
        """The text."""
        return text or ""


class SealedJSONField(SealedField[Any, "Sealed[Any]"]):
    """Anything that JSON can say. None is null in the database; to change a value, assign it anew."""

    def written(self, value: Any) -> str | None:
        """The value as canonical JSON."""
        return None if value is None else sealing.canonical_json(value)

    def read(self, text: str | None) -> Any:
        """The value, a new one each time."""
        return None if text is None else json.loads(text)


def sealed_fields(model: type[models.Model]) -> list[SealedField[Any, Any]]:
    """The sealed fields in the model's own table."""
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]


def guard_exempt(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that no trigger may compare: a new key changes their bytes and not what they say."""
    return tuple(str(field.column) for field in sealed_fields(model))
