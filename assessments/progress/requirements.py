"""What a module still asks for, in words: pure. The same sentences on My learning, on the module's page and in tests."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LESSON, SCENARIO, QUIZ = "lesson", "scenario", "quiz"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A step of a module, and what one person has shown in it."""

    kind: str
    """lesson, scenario or quiz."""
    title: str
    done: bool = False
    best: Fraction | None = None
    """Best score of the quiz; None before the first attempt."""
    pass_mark: int | None = None
    """Percent."""
    missed_critical: int = 0
    """Safety questions not right in the best attempt."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whether a person may be marked ready for direct contact with children, and if not, why."""

    ready: bool
    reasons: tuple[str, ...]


def missing(facts: Sequence[Fact]) -> tuple[str, ...]:
    """What is still missing in a module, one sentence each, in the order of the module; nothing when it is complete."""
    return tuple(_sentences(facts))


def missing_in_short(facts: Sequence[Fact]) -> str:
    """The same in a few words: "lessons 3, 4; the scenario; the quiz"; empty when the module is complete."""
    lessons = [fact for fact in facts if fact.kind == LESSON]
    open_lessons = [str(number) for number, fact in enumerate(lessons, start=1) if not fact.done]
    open_scenarios = sum(1 for fact in facts if fact.kind == SCENARIO and not fact.done)
    words = []
    if open_lessons:
        words.append(
            ngettext("lesson %(numbers)s", "lessons %(numbers)s", len(open_lessons))
            % {"numbers": ", ".join(open_lessons)}
        )
    if open_scenarios:
        words.append(_("the scenario") if open_scenarios == 1 else _("%(n)d scenarios") % {"n": open_scenarios})
    words += [_quiz_in_short(fact) for fact in facts if fact.kind == QUIZ and not fact.done]
    return "; ".join(words)


def is_complete(facts: Sequence[Fact]) -> bool:
    """Whether everything a module asks for is done. A module without any step asks for what nobody can do yet."""
    return bool(facts) and all(fact.done for fact in facts)


def contact(*, module_title: str, completed: bool, still_missing: Iterable[str]) -> Contact:
    """The gate of the programme: ready for direct contact once the module on working safely is completed."""
    if completed:
        return Contact(ready=True, reasons=())
    first = _("“%(module)s” is not completed yet.") % {"module": module_title}
    return Contact(ready=False, reasons=(first, *still_missing))


def _sentences(facts: Sequence[Fact]) -> Iterator[str]:
    if not facts:
        yield _("This module is still being written.")
    lesson = 0
    scenarios = sum(1 for fact in facts if fact.kind == SCENARIO)
    for fact in facts:
        lesson += fact.kind == LESSON
        if not fact.done:
            yield _sentence(fact, lesson=lesson, scenarios=scenarios)


def _sentence(fact: Fact, *, lesson: int, scenarios: int) -> str:
    if fact.kind == LESSON:
        return _("Lesson %(number)d is not marked as done.") % {"number": lesson}
    if fact.kind == QUIZ:
        return _quiz(fact)
    if scenarios > 1:
        return _("The scenario “%(title)s” has not been walked to an ending.") % {"title": fact.title}
    return _("The scenario has not been walked to an ending.")


def _quiz(fact: Fact) -> str:
    if fact.best is None or fact.pass_mark is None:
        return _("The quiz has not been taken yet.")
    if fact.best * 100 < fact.pass_mark or not fact.missed_critical:
        return _("The quiz is not passed yet (best: %(best)d %%, pass: %(pass)d %%).") % {
            "best": int(fact.best * 100),
            "pass": fact.pass_mark,
        }
    return ngettext(
        "%(n)d question about the safety of children must be right in the attempt that passes.",
        "%(n)d questions about the safety of children must be right in the attempt that passes.",
        fact.missed_critical,
    ) % {"n": fact.missed_critical}


def _quiz_in_short(fact: Fact) -> str:
    if fact.best is None or fact.pass_mark is None:
        return _("the quiz")
    if fact.best * 100 >= fact.pass_mark and fact.missed_critical:
        return _("the quiz (questions about the safety of children)")
    return _("the quiz (best %(best)d %%, pass %(pass)d %%)") % {"best": int(fact.best * 100), "pass": fact.pass_mark}
