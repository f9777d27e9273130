"""What one request knows of a person on the way through a module: read once, whoever asks."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.progress import selectors, wording
from assessments.progress.shapes import Gate, LessonState, Link, ModuleState, Path, StepView
from assessments.progress.standing import Pages, Standing, contact_gate, contact_module, needs_first, standing
from modules import selectors as curriculum
from modules.models import CurriculumPage, MarkdownPage
from modules.outline import Module, Step
from modules.rendering import lesson_document
from modules.wording import minutes_text


@dataclass
class Road:
    """A person in the module of a page."""

    page: CurriculumPage
    learner_id: int | None
    """None for a visitor."""
    module: Module | None = field(init=False)

    def __post_init__(self) -> None:
        self.module = curriculum.module_of(self.page)

    @cached_property
    def pages(self) -> Pages:
        """How far the person is with the steps of the module."""
        if self.learner_id is None or self.module is None:
            return {}
        return selectors.pages(learner_id=self.learner_id, keys=[step.content_key for step in self.module.steps])

    @cached_property
    def here(self) -> Step | None:
        """The step this page is; None on the page of the module itself."""
        return self.module.step(self.page.content_key) if self.module else None

    def path(self) -> Path:
        """The way through the module."""
        if self.module is None:
            return Path()
        module = self.module
        stands = Standing(module=module, pages=self.pages, completed=False)
        return Path(
            title=wording.module_text(module),
            url=module.url,
            now_text=wording.kind_text(module, self.here) if self.here else "",
            steps=tuple(self._step(module, step, done=stands.is_done(step)) for step in module.steps),
            progress=stands.progress if self.learner_id is not None else None,
        )

    def lesson_state(self) -> LessonState:
        """Marking, going on, coming back."""
        following = self._next()
        if self.learner_id is None or self.here is None:
            return LessonState(next=following)
        row = self.pages.get(self.page.content_key)
        reader = selectors.reader(learner_id=self.learner_id)
        return LessonState(
            mark_url=reverse("progress:mark", args=[self.page.pk]) if self.here.kind == "lesson" else "",
            client_id=str(uuid4()),
            done=row is not None and row.done_at is not None,
            next=following,
            resume=self._resume(reader),
            place_url=reverse("progress:place"),
            content_key=self.page.content_key,
            commits=self.here.kind == "lesson" and reader.practises,
        )

    def module_state(self) -> ModuleState:
        """The page of the module."""
        if self.module is None:
            return ModuleState()
        if self.learner_id is None:
            first = self.module.steps[0] if self.module.steps else None
            return ModuleState(primary=Link(title=_("Start the module"), url=first.url) if first else None)
        stands, gate = self._standings(self.learner_id, self.module)
        return ModuleState(
            primary=_primary(stands),
            progress=stands.progress if self.module.steps else None,
            missing_text=wording.still_missing(stands.missing_in_short) if stands.started else "",
            gate=gate,
            done=stands.completed,
            state_text=_("Module completed") if stands.completed else "",
        )

    def _step(self, module: Module, step: Step, *, done: bool) -> StepView:
        here = step is self.here
        words = {(True, True): _("Done, you are here"), (True, False): _("Done"), (False, True): _("You are here")}
        return StepView(
            title=step.title,
            url=step.url,
            note=minutes_text(step.minutes) or wording.kind_text(module, step),
            state="now" if here else "done" if done else "",
            state_text=words.get((done, here), ""),
        )

    def _next(self) -> Link | None:
        if self.module is None or self.here is None:
            return None
        after = self.module.steps[self.module.steps.index(self.here) + 1 :]
        return Link(title=after[0].title, url=after[0].url) if after else None

    def _resume(self, reader: selectors.Reader) -> Link | None:
        """Where the person stopped in this page, by the heading or the activity that stands there."""
        if reader.stopped_at != self.page.content_key or not isinstance(self.page, MarkdownPage):
            return None
        document = lesson_document(self.page)
        titles = {heading.anchor: heading.title for heading in document.headings}
        titles |= {found.key: found.activity.title or _("the activity") for found in document.activities}
        title = titles.get(reader.anchor) if reader.anchor else None
        return Link(title=title, url=f"#{reader.anchor}") if title else None

    def _standings(self, learner_id: int, module: Module) -> tuple[Standing, Gate | None]:
        """The person in this module, and in the one it waits for."""
        programme = curriculum.programme_of(self.page)
        first = contact_module(programme) if programme else None
        gates = first is not None and (module is first or module.requires_m03)
        pages, keys = dict(self.pages), [module.content_key]
        if first is not None and gates and first is not module:
            pages |= selectors.pages(learner_id=learner_id, keys=[step.content_key for step in first.steps])
            keys.append(first.content_key)
        completed = selectors.completed_modules(learner_id=learner_id, keys=keys)
        stands = standing(module, pages, completed)
        if programme is None or first is None or not gates:
            return stands, None
        if first is module:
            return stands, contact_gate(programme, stands)
        return stands, needs_first(standing(first, pages, completed))


def road_for(request: HttpRequest, page: CurriculumPage) -> Road:
    """The road of this request; made once for a page."""
    road: Road | None = getattr(request, "road", None)
    if road is None or road.page.pk != page.pk:
        user = None if getattr(request, "is_preview", False) else getattr(request, "user", None)
        road = Road(page=page, learner_id=user.pk if user is not None else None)
        request.road = road  # type: ignore[attr-defined]  # as middleware hangs the user on a request
    return road


def _primary(stands: Standing) -> Link | None:
    step = stands.next_step
    if step is None or stands.completed:
        steps = stands.module.steps
        return Link(title=_("Read it again"), url=steps[0].url) if steps else None
    return Link(title=_("Go on") if stands.started else _("Start the module"), url=step.url)
