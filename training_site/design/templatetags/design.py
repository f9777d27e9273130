"""Where the template of an activity is found, and for whom a browser keeps what is typed into it."""

from typing import Any

from django import template
from django.utils.crypto import salted_hmac

register = template.Library()


@register.filter
def activity_template(kind: str) -> str:
    """The template of a whole activity: its form, what is said about the answer, its controls."""
    return f"components/activity/{kind}.html"


@register.filter
def fields_template(kind: str) -> str:
    """The template of an activity's controls alone, for a form that holds several activities."""
    return f"components/fields/{kind}.html"


@register.filter
def word_for(user: Any) -> str:
    """A word that stands for a person in what their browser keeps, and tells nothing about them; empty for a visitor."""
    person = getattr(user, "pk", None)
    return salted_hmac("design.word_for", str(person)).hexdigest()[:16] if person else ""
