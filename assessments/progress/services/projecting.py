"""Keeping the projections equal to the fold of the ledgers. Everything here can be done twice without harm."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from assessments.models import QuizAttempt
from assessments.models.scores import as_pair
from assessments.progress.folding import ModuleStanding, PageStanding, fold_modules, fold_pages
from assessments.progress.models import LessonEvent, LessonProgress, ModuleProgress
from assessments.progress.requirements import Fact, is_complete
from modules.outline import Module
from training_site.people.merges import accounts_of

NAMESPACE = UUID("6a1f3b52-6f0e-4a7b-9d43-5b8f0c6a2e11")
"""For the client ids of events that the site itself adds: the same fact makes the same id."""

PAGE_FIELDS = (
    "opened_at",
    "done_at",
    "times",
    "best_numerator",
    "best_denominator",
    "pass_mark",
    "missed_critical",
    "latest_at",
)
MODULE_FIELDS = ("started_at", "lessons_done", "completed_at")


def project(*, learner_id: int, module: Module, content_key: str, now: datetime) -> PageStanding | None:
    """Fold the ledgers of one page and of its module again, and add the completion of the module if it is due; where the page stands."""
    accounts = accounts_of(learner_id)
    events = list(LessonEvent.objects.filter(learner_id__in=accounts, module_key=module.content_key).order_by("pk"))
    sittings = handed_in(accounts).filter(content_key=content_key)
    pages = fold_pages([event for event in events if event.content_key == content_key], sittings)
    write_pages([page_row(learner_id, key, standing) for key, standing in pages.items()])
    if not any(event.kind == LessonEvent.Kind.COMPLETED for event in events):
        events += _completion(learner_id=learner_id, module=module, now=now)
    write_modules([module_row(learner_id, key, standing) for key, standing in fold_modules(events).items()])
    return pages.get(content_key)


def facts_of(module: Module, rows: Iterable[LessonProgress]) -> tuple[Fact, ...]:
    """The steps of a module with what a person has shown in them."""
    known = {row.content_key: row for row in rows}
    return tuple(
        Fact(
            kind=step.kind,
            title=step.title,
            done=bool(row and row.done_at),
            best=row.best if row else None,
            pass_mark=row.pass_mark if row else None,
            missed_critical=(row.missed_critical or 0) if row else 0,
        )
        for step in module.steps
        for row in (known.get(step.content_key),)
    )


def handed_in(learner_ids: Sequence[int] | QuerySet[Any]) -> QuerySet[QuizAttempt]:
    """The closed sittings of these people, in the order in which they were handed in, by whichever account of a person."""
    closed = QuizAttempt.objects.filter(learner_id__in=learner_ids, state=QuizAttempt.State.SUBMITTED)
    return closed.defer("items", "promised").order_by("content_key", "submitted_at", "number", "pk")


def page_row(learner_id: int, content_key: str, standing: PageStanding) -> LessonProgress:
    """A standing as a row."""
    numerator, denominator = as_pair(standing.best)
    return LessonProgress(
        learner_id=learner_id,
        content_key=content_key,
        opened_at=standing.opened_at,
        done_at=standing.done_at,
        times=standing.times,
        best_numerator=numerator,
        best_denominator=denominator,
        pass_mark=standing.pass_mark,
        missed_critical=standing.missed_critical,
        latest_at=standing.latest_at,
    )


def module_row(learner_id: int, module_key: str, standing: ModuleStanding) -> ModuleProgress:
    """A standing as a row."""
    return ModuleProgress(
        learner_id=learner_id,
        module_key=module_key,
        started_at=standing.started_at,
        lessons_done=standing.lessons_done,
        completed_at=standing.completed_at,
    )


def write_pages(rows: Sequence[LessonProgress]) -> None:
    """Insert the rows, or bring those that exist up to date."""
    LessonProgress.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["learner", "content_key"], update_fields=PAGE_FIELDS
    )


def write_modules(rows: Sequence[ModuleProgress]) -> None:
    """Insert the rows, or bring those that exist up to date."""
    ModuleProgress.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["learner", "module_key"], update_fields=MODULE_FIELDS
    )


def _completion(*, learner_id: int, module: Module, now: datetime) -> list[LessonEvent]:
    """The event that completes the module, with a copy of what was asked for; nothing while something is missing."""
    keys = [step.content_key for step in module.steps]
    rows = LessonProgress.objects.filter(learner_id=learner_id, content_key__in=keys)
    if not is_complete(facts_of(module, rows)):
        return []
    event = LessonEvent(
        learner_id=learner_id,
        module_key=module.content_key,
        content_key=module.content_key,
        kind=LessonEvent.Kind.COMPLETED,
        client_id=uuid5(NAMESPACE, f"{learner_id} completed {module.content_key}"),
        criterion={"steps": [{"key": step.content_key, "kind": step.kind} for step in module.steps]},
        happened_at=now,
    )
    event.save(force_insert=True)
    return [event]
