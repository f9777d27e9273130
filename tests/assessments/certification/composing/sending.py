"""What a browser sends of a form that somebody leaves as it is."""

from typing import Any

from django import forms
from django.http import QueryDict


def sent(form: forms.Form, **changes: Any) -> QueryDict:
    """Every field as it stands there; `changes` are entered instead, None empties a field."""
    data = QueryDict(mutable=True)
    for field in form:
        value = changes.get(field.name, field.value())
        widget = field.field.widget
        if isinstance(widget, forms.CheckboxInput):
            if value:
                data[field.html_name] = "on"
        elif isinstance(value, list | tuple):
            data.setlist(field.html_name, [str(each) for each in value])
        else:
            shown = widget.format_value(value) if value is not None else ""
            data[field.html_name] = str(shown[0] if isinstance(shown, list) else shown if shown is not None else "")
    return data
