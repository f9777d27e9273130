"""`{% activity part %}`: an activity of a lesson, where the person who reads stands in it."""

from django import template
from django.template import Context

from assessments.presenting.desk import desk_for
from modules.compiled import CompiledActivity, CompiledQuiz

register = template.Library()


@register.simple_tag(takes_context=True)
def activity(context: Context, part: CompiledActivity | CompiledQuiz) -> str:
    """The rendered activity of the page in the context; all activities of a page cost one query together."""
    # The page's own token is passed on, because a page whose forms all differ does not compress.
    return desk_for(context["request"], context["page"]).printed(part, csrf_token=str(context.get("csrf_token", "")))
