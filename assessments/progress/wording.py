"""Words of progress that several pages share."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.progress.shapes import Progress
from modules.outline import Module, Step


def steps_done(done: int, total: int) -> Progress:
    """How many steps of a module are done."""
    text = ngettext("%(done)d of %(total)d step done", "%(done)d of %(total)d steps done", total)
    return _progress(done, total, text)


def modules_done(done: int, total: int) -> Progress:
    """How many modules of a pathway are completed."""
    text = ngettext("%(done)d of %(total)d module completed", "%(done)d of %(total)d modules completed", total)
    return _progress(done, total, text)


def kind_text(module: Module, step: Step) -> str:
    """Which step of its module it is: "Lesson 2 of 4"."""
    if step.kind != "lesson":
        return {"scenario": _("Scenario"), "quiz": _("Quiz")}.get(step.kind, "")
    lessons = module.of_kind("lesson")
    return _("Lesson %(number)d of %(total)d") % {"number": lessons.index(step) + 1, "total": len(lessons)}


def module_text(module: Module) -> str:
    """A module by its number and title."""
    return _("Module %(number)d · %(title)s") % {"number": module.number, "title": module.title}


def contents(module: Module) -> str:
    """What a module is made of: "4 lessons · scenario · quiz"."""
    lessons, scenarios = len(module.of_kind("lesson")), len(module.of_kind("scenario"))
    parts = [ngettext("%(n)d lesson", "%(n)d lessons", lessons) % {"n": lessons}] if lessons else []
    if scenarios:
        parts.append(_("scenario") if scenarios == 1 else _("%(n)d scenarios") % {"n": scenarios})
    if module.of_kind("quiz"):
        parts.append(_("quiz"))
    return " · ".join(parts)


def still_missing(words: str) -> str:
    """What is missing, in one line."""
    return _("Still missing: %(what)s") % {"what": words} if words else ""


def _progress(done: int, total: int, text: str) -> Progress:
    percent = done * 100 // total if total else 0
    return Progress(done=done, total=total, percent=percent, text=text % {"done": done, "total": total})
