"""What a model needs before its rows can hold sealed text: both things that a seal is bound to."""

from typing import Any, cast

from django.core import checks
from django.db import models


def place_problems(field: "models.Field[Any, Any]") -> list[checks.CheckMessage]:
    """What is missing in the model of a sealed field."""
    problems: list[checks.CheckMessage] = []
    if not isinstance(_final_key(field.model), models.UUIDField):
        problems.append(
            checks.Error(
                "A row with sealed text needs a UUID as primary key, known before it is saved.",
                hint="id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)",
                obj=field,
                id="sealing.E001",
            )
        )
    if not hasattr(field.model, "organisation_id"):
        problems.append(
            checks.Error(
                "A row with sealed text needs an organisation, whose key seals it.",
                hint='organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True)',
                obj=field,
                id="sealing.E002",
            )
        )
    return problems


def _final_key(model: type[models.Model]) -> "models.Field[Any, Any] | None":
    key = model._meta.pk
    # A one-to-one relation as primary key has the value of the other model's.
    return _final_key(cast("type[models.Model]", key.related_model)) if key and key.is_relation else key
