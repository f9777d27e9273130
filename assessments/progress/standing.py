"""Where a person stands in modules: outline and projections joined, with the sentences of what is missing. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.progress import requirements, wording
from assessments.progress.models import LessonProgress, ModuleProgress
from assessments.progress.services.projecting import facts_of
from assessments.progress.shapes import Gate, Link, Progress
from modules.outline import Module, Programme, Step

Pages = Mapping[str, LessonProgress]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A person in a module."""

    module: Module
    pages: Pages
    completed: bool
    """Whether the module was ever completed: that stays."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still asked for; nothing once the module was completed, whatever was added to it since."""
        return () if self.completed else requirements.missing(facts_of(self.module, self.pages.values()))

    @property
    def missing_in_short(self) -> str:
        """The same in a few words."""
        return "" if self.completed else requirements.missing_in_short(facts_of(self.module, self.pages.values()))

    @property
    def started(self) -> bool:
        """Whether anything was done in it."""
        return any(step.content_key in self.pages for step in self.module.steps)

    @property
    def progress(self) -> Progress:
        """How many of its steps are done."""
        return wording.steps_done(sum(1 for step in self.module.steps if self.is_done(step)), len(self.module.steps))

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done."""
        return next((step for step in self.module.steps if not self.is_done(step)), None)

    def is_done(self, step: Step) -> bool:
        """Whether a step is done."""
        row = self.pages.get(step.content_key)
        return row is not None and row.done_at is not None


def standing(module: Module, pages: Pages, completed: Mapping[str, ModuleProgress]) -> Standing:
    """Where a person stands in a module."""
    row = completed.get(module.content_key)
    return Standing(module=module, pages=pages, completed=row is not None and row.completed_at is not None)


def contact_module(programme: Programme) -> Module | None:
    """The module that must be completed before direct contact with children, where the programme names one."""
    key = programme.completion.get("direct_contact_module", "")
    return programme.module(key) if key else None


def contact_gate(programme: Programme, stands: Standing) -> Gate:
    """Whether a person may be marked ready for direct contact with children, and if not, why."""
    module = stands.module
    contact = requirements.contact(
        module_title=wording.module_text(module), completed=stands.completed, still_missing=stands.missing
    )
    if contact.ready:
        title = _("Ready for direct contact with children: the training is done")
    else:
        title = _("Ready for direct contact with children: not yet")
    return Gate(
        title=title,
        text=str(programme.completion.get("direct_contact_rule", "")),
        open=contact.ready,
        reasons=contact.reasons,
        link=None if contact.ready else Link(title=wording.module_text(module), url=module.url),
    )


def needs_first(stands: Standing) -> Gate | None:
    """Said on a module that needs another one first, while that one is not completed."""
    if stands.completed:
        return None
    module = stands.module
    return Gate(
        title=_("Complete “%(module)s” before you use this module with children") % {"module": module.title},
        text=_("You can read on. Work with children under this programme waits for it."),
        open=False,
        reasons=stands.missing,
        link=Link(title=wording.module_text(module), url=module.url),
    )
