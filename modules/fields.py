"""Fields for source texts: Markdown as it is written, lists written line by line, tables written as TOML.

They look like plain Django fields to a migration, so that a change of editor never makes one.
"""

import tomllib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from modules import toml_faults, toml_text
from modules.widgets import MarkdownTextarea, SourceTextarea


class MarkdownFormField(forms.CharField):
    """A text whose lines are counted: nothing is stripped, and a browser's line ends become plain ones."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["strip"] = False
        kwargs["widget"] = MarkdownTextarea(attrs={"rows": 30})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class LinesFormField(forms.CharField):
    """A list of texts, one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = SourceTextarea(attrs={"rows": 6})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The list as lines; what was typed stays as it was."""
        return value if isinstance(value, str) else "\n".join(str(item) for item in value or [])

    def to_python(self, value: Any) -> Any:
        """The lines that are not empty, as a list."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines say something else."""
        return bool(self.to_python(data) != (initial or []))


class TomlFormField(forms.CharField):
    """A table, or a list of tables of one name, written as TOML."""

    def __init__(self, *, table: str = "", **kwargs: Any) -> None:
        self.table = table
        kwargs["widget"] = SourceTextarea(attrs={"rows": 16})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The value as TOML; what was typed stays as it was."""
        if isinstance(value, str):
            return value
        return toml_text.write({self.table: value} if self.table and value else value or {})

    def to_python(self, value: Any) -> Any:
        """The value in the text."""
        text = str(value or "").replace("\r\n", "\n")
        try:
            read = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            fault = toml_faults.fault(error, text)
            said = {"line": fault.line, "message": fault.message.said(gettext)}
            raise ValidationError(_("line %(line)s: %(message)s"), params=said, code="toml") from error
        except RecursionError as error:
            raise ValidationError(_("Lists are nested too deep; write them flat."), code="toml") from error
        if not self.table:
            return read
        rows = read.pop(self.table, [])
        if read or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValidationError(
                _("Begin every entry with a line [[%(table)s]]."), params={"table": self.table}, code="table"
            )
        return rows

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text says something else."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class MarkdownField(models.TextField[str, str]):
    """A text in the lesson dialect, kept byte for byte."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """As a plain text field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """A large textarea."""
        return super().formfield(**{**kwargs, "form_class": MarkdownFormField})


class _StructureField(models.JSONField):
    """What both lists and tables share."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """As a plain JSON field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class LinesField(_StructureField):
    """A list of short texts, kept as JSON and written one on each line."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """A textarea."""
        return models.Field.formfield(self, **{**kwargs, "form_class": LinesFormField})


class TomlField(_StructureField):
    """A table, or a list of tables, kept as JSON and written as TOML."""

    def __init__(self, *args: Any, table: str = "", **kwargs: Any) -> None:
        self.table = table
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """A textarea."""
        return models.Field.formfield(self, **{**kwargs, "form_class": TomlFormField, "table": self.table})
