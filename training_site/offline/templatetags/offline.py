"""How a page tells the worker for whom the contacts are kept."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.crypto import salted_hmac

register = template.Library()


@register.simple_tag(takes_context=True)
def reader(context: dict[str, Any]) -> str:
    """A word that is the same on every page this person opens today, and tells nothing about them; empty on a page for nobody.

    When it changes, because somebody else signed in or a day went by, the worker fetches the contacts anew.
    """
    user = context.get("user")
    if user is None:
        return ""
    return salted_hmac("offline.reader", f"{user.pk}:{timezone.localdate()}").hexdigest()[:16]
