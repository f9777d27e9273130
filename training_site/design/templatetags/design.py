"""Where the template of an activity is found."""

from django import template

register = template.Library()


@register.filter
def activity_template(kind: str) -> str:
    """The template of a whole activity: its form, what is said about the answer, its controls."""
    return f"components/activity/{kind}.html"


@register.filter
def fields_template(kind: str) -> str:
    """The template of an activity's controls alone, for a form that holds several activities."""
    return f"components/fields/{kind}.html"
