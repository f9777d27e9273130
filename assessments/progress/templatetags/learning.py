"""Where the person who reads a page is: `{% module_path page as path %}` and its kin."""

from django import template
from django.template import Context
from wagtail.models import Page

from assessments.progress import overview, selectors
from assessments.progress.roads import road_for
from assessments.progress.shapes import LessonState, ModuleState, Next, Path, ProgrammeState
from modules import selectors as curriculum
from modules.models import CurriculumPage

register = template.Library()


@register.simple_tag(takes_context=True)
def module_path(context: Context, page: CurriculumPage) -> Path:
    """The way through the module of the page, with what is done."""
    return road_for(context["request"], page).path()


@register.simple_tag(takes_context=True)
def lesson_state(context: Context, page: CurriculumPage) -> LessonState:
    """Marking the lesson, going on, coming back to where one stopped."""
    return road_for(context["request"], page).lesson_state()


@register.simple_tag(takes_context=True)
def module_state(context: Context, page: CurriculumPage) -> ModuleState:
    """How far the reader is in the module of the page."""
    return road_for(context["request"], page).module_state()


@register.simple_tag(takes_context=True)
def programme_state(context: Context, page: Page) -> ProgrammeState:
    """The modules of the programme, with where the reader stands in them."""
    programme = curriculum.programme_of(page)
    if programme is None:
        return ProgrammeState()
    learner_id = _learner_id(context)
    if learner_id is None:
        return overview.visitors_state(programme)
    enrolment = selectors.current_enrolment(learner_id=learner_id, programme_key=programme.content_key)
    return overview.programme_state(overview.overview(learner_id=learner_id, programme=programme, enrolment=enrolment))


@register.simple_tag(takes_context=True)
def next_step(context: Context) -> Next | None:
    """What the reader does next in the programme they follow; None for a visitor."""
    learner_id = _learner_id(context)
    enrolment = selectors.current_enrolment(learner_id=learner_id) if learner_id is not None else None
    programme = selectors.programme(enrolment.programme_key) if enrolment else None
    if learner_id is None or programme is None:
        return None
    return overview.overview(learner_id=learner_id, programme=programme, enrolment=enrolment).next


def _learner_id(context: Context) -> int | None:
    user = getattr(context["request"], "user", None)
    return user.pk if user is not None else None
