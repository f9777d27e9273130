"""`{% law page as law %}`: law and local procedure of the reader's country."""

from django import template
from django.template import Context
from django.utils import timezone

from modules.law import LawBox, law_box
from modules.models import LessonPage
from training_site.people.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def law(context: Context, page: LessonPage) -> LawBox | None:
    """The box of this page for whoever reads it; None where there is nothing to show."""
    user = getattr(context["request"], "user", None)
    return law_box(page, person=user if isinstance(user, User) else None, today=timezone.localdate())
