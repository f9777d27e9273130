"""Choosing indicators of the framework: as many lists as there may be indicators, which a phone shows one at a time."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class IndicatorSelects(forms.MultiWidget):
    """One list for each indicator."""

    def __init__(self, most: int) -> None:
        label = _("Indicator {number}")
        lists = [forms.Select(attrs={"aria-label": format_lazy(label, number=number)}) for number in range(1, most + 1)]
        super().__init__(lists)

    def decompress(self, value: Sequence[str] | None) -> list[str]:
        """The codes, one for each list."""
        given = list(value or [])
        return [*given, *[""] * len(self.widgets)][: len(self.widgets)]

    def offer(self, codes: Mapping[str, str]) -> None:
        """Fill the lists."""
        for widget in cast("list[forms.Select]", self.widgets):
            widget.choices = [("", "—"), *((code, f"{code} · {text}") for code, text in codes.items())]


class IndicatorField(forms.Field):
    """Codes of indicators, each once, in the order of the lists. `offer` says which there are."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(widget=IndicatorSelects(most), **kwargs)
        self.codes: frozenset[str] = frozenset()

    def offer(self, codes: Mapping[str, str]) -> None:
        """Say which indicators there are: code → how it begins."""
        self.codes = frozenset(codes)
        self.widget.offer(codes)

    def to_python(self, value: Sequence[str] | None) -> list[str]:
        """The codes that were chosen."""
        return [code for code in dict.fromkeys(value or []) if code]

    def validate(self, value: list[str]) -> None:
        """Refuse what is not in the framework."""
        super().validate(value)
        if not self.codes.issuperset(value):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")
