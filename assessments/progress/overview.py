"""A person in a programme: cards of modules, what is next, what gates contact with children. Read once per page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.progress import selectors, wording
from assessments.progress.models import Enrolment, Place
from assessments.progress.shapes import Gate, Learning, Link, ModuleCard, Next, ProgrammeState
from assessments.progress.standing import Standing, contact_gate, contact_module, standing
from modules.outline import Module, Pathway, Programme, Step
from modules.wording import draft_text, language_text, minutes_text, phase_colour, phase_name
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A person in a programme."""

    programme: Programme
    pathway: Pathway | None
    """None for somebody who has not chosen."""
    standings: tuple[Standing, ...]
    place: Place | None

    @property
    def required(self) -> tuple[Standing, ...]:
        """The modules of the pathway; all of them while none is chosen."""
        return tuple(stands for stands in self.standings if self.is_required(stands.module))

    @property
    def optional(self) -> tuple[Standing, ...]:
        """The other modules of the programme."""
        return tuple(stands for stands in self.standings if not self.is_required(stands.module))

    def is_required(self, module: Module) -> bool:
        """Whether the pathway asks for the module."""
        return self.pathway is None or module.key in self.pathway.required

    @property
    def next(self) -> Next | None:
        """Where the person stopped, if that is not done yet; else the first step that is not done; None when all is."""
        for stands, step, anchor in self._ways_on():
            return _next(stands.module, step, anchor=anchor)
        return None

    @property
    def contact(self) -> Gate | None:
        """Whether the person may be marked ready for direct contact with children."""
        module = contact_module(self.programme)
        return next((contact_gate(self.programme, s) for s in self.standings if s.module is module), None)

    def _ways_on(self) -> Iterator[tuple[Standing, Step, str]]:
        for stands in self.standings:
            here = stands.module.step(self.place.content_key) if self.place else None
            if self.place and here and not stands.is_done(here):
                yield stands, here, self.place.anchor
        for stands in self.required:
            if not stands.completed and stands.next_step:
                yield stands, stands.next_step, ""


def overview(*, learner_id: int, programme: Programme, enrolment: Enrolment | None) -> Overview:
    """A person in a programme. Three queries, however many modules there are."""
    pages = selectors.pages(learner_id=learner_id, keys=[step.content_key for step in programme.steps()])
    completed = selectors.completed_modules(learner_id=learner_id, keys=[m.content_key for m in programme.modules])
    return Overview(
        programme=programme,
        pathway=programme.pathway(enrolment.pathway) if enrolment else None,
        standings=tuple(standing(module, pages, completed) for module in programme.modules),
        place=selectors.place(learner_id=learner_id),
    )


def learning(learner: User, seen: Overview) -> Learning:
    """The page "My learning"."""
    required = seen.required
    done = sum(1 for stands in required if stands.completed)
    following = seen.next
    finished = done == len(required)
    return Learning(
        name=learner.display_name,
        programme=Link(title=seen.programme.title, url=seen.programme.url),
        pathway_name=seen.pathway.title if seen.pathway else "",
        change_url=reverse("progress:join"),
        next=following,
        done_text=_("You have completed every module of your pathway.") if finished else "",
        progress=wording.modules_done(done, len(required)),
        contact=seen.contact,
        modules=tuple(card(stands, required=True) for stands in required),
        optional=tuple(card(stands, required=False) for stands in seen.optional),
    )


def programme_state(seen: Overview) -> ProgrammeState:
    """A programme's page for somebody who is signed in."""
    join = Link(title=_("Choose your pathway"), url=reverse("progress:join"))
    chosen = seen.pathway is not None
    return ProgrammeState(
        primary=None if chosen else join,
        cards=tuple(card(stands, required=chosen and seen.is_required(stands.module)) for stands in seen.standings),
        next=seen.next if chosen else None,
    )


def visitors_state(programme: Programme) -> ProgrammeState:
    """A programme's page for a visitor: the same for everybody."""
    cards = tuple(blank_card(module) for module in programme.modules)
    first = programme.modules[0] if programme.modules else None
    primary = Link(title=_("Begin with module %(number)d") % {"number": first.number}, url=first.url) if first else None
    return ProgrammeState(primary=primary, cards=cards)


def card(stands: Standing, *, required: bool) -> ModuleCard:
    """A module in a list, with where the person stands in it."""
    state = "done" if stands.completed else "started" if stands.started else ""
    words = {"done": _("Completed"), "started": stands.progress.text, "": _("Not started")}
    plain = blank_card(stands.module)
    return ModuleCard(
        **{
            name: getattr(plain, name)
            for name in (
                "number",
                "title",
                "url",
                "phase",
                "phase_name",
                "minutes_text",
                "note",
                "draft_text",
                "language",
                "language_text",
            )
        },
        state=state,
        state_text=words[state],
        missing_text=wording.still_missing(stands.missing_in_short) if state == "started" else "",
        progress=stands.progress if state == "started" else None,
        required=required,
        required_text="" if required else _("Not required in your pathway"),
    )


def blank_card(module: Module) -> ModuleCard:
    """A module in a list, for a visitor."""
    return ModuleCard(
        number=module.number,
        title=module.title,
        url=module.url,
        phase=phase_colour(module.phase),
        phase_name=phase_name(module.phase),
        minutes_text=minutes_text(module.minutes),
        note=wording.contents(module),
        draft_text=draft_text(module.review),
        language=module.language,
        language_text=language_text(module.language),
    )


def _next(module: Module, step: Step, *, anchor: str) -> Next:
    buttons = {"lesson": _("Go on with the lesson"), "scenario": _("Walk the scenario"), "quiz": _("Go to the quiz")}
    return Next(
        title=step.title,
        url=f"{step.url}#{anchor}" if anchor else step.url,
        kind_text=wording.kind_text(module, step),
        module_text=wording.module_text(module),
        minutes_text=minutes_text(step.minutes),
        phase=phase_colour(module.phase),
        phase_name=phase_name(module.phase),
        button_text=_("Continue where you stopped") if anchor else buttons.get(step.kind, _("Go on")),
    )
