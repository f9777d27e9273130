"""How much is new for the reader of a page: `{% unseen_notices as n %}`."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context

from training_site.notices import selectors

register = template.Library()


@register.simple_tag(takes_context=True)
def unseen_notices(context: Context) -> int:
    """The number of notices the reader has not seen: one query where it is asked for, none for a visitor or without a request."""
    return selectors.unseen_count(getattr(context.get("request"), "user", AnonymousUser()))
