"""Reading progress: where a person is, in which module, in which language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, Subquery
from wagtail.models import Locale

from assessments.mentoring.selectors.entries import relationships_of
from assessments.progress.models import Enrolment, LessonProgress, ModuleProgress, Place
from modules import selectors as curriculum
from modules.outline import Module, Programme
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Where a person stopped reading last, "" where nowhere; and whether they follow a pathway or are accompanied by a mentor."""

    stopped_at: str
    """Content key of the page."""
    anchor: str
    practises: bool


def programmes() -> tuple[Programme, ...]:
    """Every published programme, in the reader's language where it exists, else in the site's first language."""
    return tuple(_in_best_language())


def programme(key: str) -> Programme | None:
    """The published programme with this content key, or None."""
    return next((found for found in _in_best_language() if found.content_key == key), None)


def module_with(content_key: str) -> Module | None:
    """The published module that is or holds the page with this content key, in whatever language; None if there is none."""
    for found in (module for programme in _in_every_language() for module in programme.modules):
        if found.content_key == content_key or found.step(content_key):
            return found
    return None


def step_kinds() -> Mapping[str, str]:
    """Content key → lesson, scenario or quiz, of every step that is published in some language (two queries)."""
    return {step.content_key: step.kind for programme in _in_every_language() for step in programme.steps()}


def current_enrolment(*, learner_id: int, programme_key: str = "") -> Enrolment | None:
    """The pathway a person follows in a programme; in the one joined last when none is named."""
    current = Enrolment.objects.filter(learner_id=learner_id, until=None).order_by("-since", "-pk")
    return (current.filter(programme_key=programme_key) if programme_key else current).first()


def reader(*, learner_id: int) -> Reader:
    """What a lesson asks about whoever reads it. One query."""
    place = Place.objects.filter(learner_id=learner_id)
    enrolled = Enrolment.objects.filter(learner_id=learner_id, until=None).order_by()
    found = User.objects.filter(pk=learner_id).annotate(
        stopped_at=Subquery(place.values("content_key")),
        anchor=Subquery(place.values("anchor")),
        practises=Exists(enrolled) | Exists(relationships_of(learner_id).order_by()),
    )
    stopped_at, anchor, practises = found.values_list("stopped_at", "anchor", "practises").get()
    return Reader(stopped_at=stopped_at or "", anchor=anchor or "", practises=practises)


def pages(*, learner_id: int, keys: Iterable[str]) -> Mapping[str, LessonProgress]:
    """Content key → how far a person is with the page. One query."""
    rows = LessonProgress.objects.filter(learner_id=learner_id, content_key__in=list(keys))
    return {row.content_key: row for row in rows}


def completed_modules(*, learner_id: int, keys: Iterable[str]) -> Mapping[str, ModuleProgress]:
    """Content key → how far a person is with the module. One query."""
    rows = ModuleProgress.objects.filter(learner_id=learner_id, module_key__in=list(keys))
    return {row.module_key: row for row in rows}


def place(*, learner_id: int) -> Place | None:
    """Where a person stopped last."""
    return Place.objects.filter(learner_id=learner_id).first()


def _in_best_language() -> Iterator[Programme]:
    seen: set[str] = set()
    for found in _in_every_language():
        if found.content_key not in seen:
            seen.add(found.content_key)
            yield found


def _in_every_language() -> Iterator[Programme]:
    """The reader's language first, then the others in the order in which they were added."""
    active = Locale.get_active()
    yield from curriculum.catalogue(locale_id=active.pk)
    for other in Locale.objects.exclude(pk=active.pk).order_by("pk"):
        yield from curriculum.catalogue(locale_id=other.pk)
