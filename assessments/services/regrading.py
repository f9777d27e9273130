"""Marking anew after a question was corrected: first what would change, then, where somebody says so, a new mark for each.

Answers stay with the version that was seen. What is marked by another version is only what they earned, by the behaviour of the
sitting; whatever an answer chose that the corrected question does not have any more keeps the mark it had. The row of a sitting says
what its newest mark says, and the database refuses it anything else (`assessments.guards`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from assessments.marking.policies import read_policy
from assessments.models import FrozenItem, LongTask, QuizAttempt, QuizMark, QuizPage, QuizResponse, RegradeLine
from assessments.selectors import handed_in_below
from assessments.services import tasks, versions
from assessments.services.attempts import from_json
from assessments.services.handing_in import give_result
from assessments.services.standings import counting, saved_in, stand_of
from assessments.services.tasks import Portion
from assessments.services.telling import quiz_is_marked_anew
from assessments.signals import quiz_marked_anew
from modules.compiled import CompiledActivity
from modules.dialect.reading import UnreadableAnswer
from modules.rendering import lesson_document
from training_site.people.models import Organisation, User

CHUNK = 200
Targets = Mapping[str, Mapping[str, str]]
"""Language → question → the version to mark by."""


class NothingToMark(Exception):
    """What would change was not counted to its end, or nothing would change."""


def targets_of(content_key: str, *, now: datetime) -> Targets:
    """The questions of a quiz as they are published today, in each language; their versions are kept."""
    found = {}
    for page in QuizPage.objects.live().filter(content_key=content_key).select_related("locale"):
        questions = [compiled for compiled in lesson_document(page).activities if compiled.activity.is_scored]
        versions.keep(questions, now=now)
        found[page.locale.language_code] = {compiled.key: compiled.version for compiled in questions}
    return found


def preview(*, content_key: str, unit: Organisation, by: User, now: datetime) -> LongTask:
    """Ask what marking anew would change, for those who learn in a unit. The versions are written down: a later edit is another task."""
    sittings = handed_in_below(unit, today=timezone.localdate(now)).filter(content_key=content_key)
    return tasks.ask(
        kind=LongTask.Kind.PREVIEW,
        by=by,
        organisation=unit,
        content_key=content_key,
        total=sittings.count(),
        asked={"targets": targets_of(content_key, now=now)},
        now=now,
    )


def commit(*, preview: LongTask, by: User, now: datetime) -> LongTask:
    """Ask that what was found is done. Raises NothingToMark."""
    lines = RegradeLine.objects.filter(task=preview).count()
    if preview.state != LongTask.State.DONE or not lines:
        raise NothingToMark
    begun = LongTask.objects.filter(kind=LongTask.Kind.REGRADE, asked={"preview": str(preview.pk)}).first()
    return begun or tasks.ask(
        kind=LongTask.Kind.REGRADE,
        by=by,
        organisation=preview.organisation,
        content_key=preview.content_key,
        total=lines,
        asked={"preview": str(preview.pk)},
        now=now,
    )


def find_changes(task: LongTask, now: datetime) -> Portion:
    """The next sittings: a line for each that would have another mark."""
    sittings = handed_in_below(task.organisation, today=timezone.localdate(now)).filter(content_key=task.content_key)
    rows = list(_after(sittings, task.cursor).prefetch_related("attempts")[:CHUNK])
    compiled, marks, saved = _Versions(task.asked["targets"]), _marks(rows), saved_in(rows)
    lines = [
        line for row in rows if (line := _line(task, row, compiled, marks[row.pk], saved.get(row.pk, {}))) is not None
    ]
    RegradeLine.objects.bulk_create(lines)
    found = dict(task.found) or {"changed": 0, "pass": 0, "fail": 0}
    found["changed"] += len(lines)
    found["pass"] += sum(line.passed and not line.old_passed for line in lines)
    found["fail"] += sum(line.old_passed and not line.passed for line in lines)
    return _portion(task, rows, found)


def mark_anew(task: LongTask, now: datetime) -> Portion:
    """The next lines of a preview: a new mark for each sitting that still has the mark from which its line begins."""
    lines = RegradeLine.objects.filter(task=task.asked["preview"]).order_by("pk")
    rows = list(lines.filter(pk__gt=int(task.cursor or 0))[:CHUNK])
    found = dict(task.found) or {"marked": 0, "skipped": 0}
    for line in rows:
        found["marked" if _mark(line, task, now=now) else "skipped"] += 1
    return _portion(task, rows, found)


class _Versions:
    """The questions to mark by, each read once."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        wanted = {digest: digest for questions in targets.values() for digest in questions.values()}
        self._compiled = versions.compiled_versions(wanted)

    def corrected(self, sitting: QuizAttempt) -> dict[str, CompiledActivity]:
        """Question → as it is today, of those that were another version when they were asked."""
        today = self._targets.get(sitting.language, {})
        asked = {item.key: item.version for item in sitting.frozen_items}
        return {key: self._compiled[today[key]] for key, version in asked.items() if today.get(key, version) != version}


def _marks(sittings: list[QuizAttempt]) -> dict[UUID, dict[str, Fraction]]:
    """Sitting → question → its newest mark."""
    found = {
        sitting.pk: {row.activity_key: row.mark or Fraction(0) for row in sitting.attempts.all()}
        for sitting in sittings
    }
    for mark in QuizMark.objects.filter(sitting__in=found).order_by("number"):
        found[mark.sitting_id] |= {key: Fraction(*share) for key, (_version, *share) in mark.items.items()}
    return found


@dataclass(frozen=True, kw_only=True)
class _Anew:
    """A question by its corrected version."""

    version: str
    mark: Fraction
    right: bool


def _line(
    task: LongTask,
    sitting: QuizAttempt,
    compiled: _Versions,
    marks: Mapping[str, Fraction],
    saved: Mapping[str, Sequence[QuizResponse]],
) -> RegradeLine | None:
    """What would become of a sitting; None where its marks would stay what they are."""
    corrected = compiled.corrected(sitting)
    missed = set(sitting.missed_critical or ())
    found = {
        item: anew
        for item in sitting.frozen_items
        if item.key in corrected
        and (anew := _anew(sitting, item, corrected[item.key], saved.get(item.key, ()))) is not None
    }
    changed = {
        item.key: anew
        for item, anew in found.items()
        if anew.mark != marks.get(item.key) or (item.critical and anew.right == (item.key in missed))
    }
    if not changed:
        return None
    old_score, old_passed = sitting.score or Fraction(0), bool(sitting.passed)
    missed = {key for key in missed if key not in changed} | {key for key, anew in changed.items() if not anew.right}
    give_result(sitting, {**marks, **{key: anew.mark for key, anew in changed.items()}}, missed=missed)
    return RegradeLine(
        task=task,
        sitting=sitting,
        old_numerator=old_score.numerator,
        old_denominator=old_score.denominator,
        old_passed=old_passed,
        score_numerator=sitting.score_numerator,
        score_denominator=sitting.score_denominator,
        passed=bool(sitting.passed),
        missed_critical=sitting.missed_critical,
        items={key: [anew.version, *anew.mark.as_integer_ratio()] for key, anew in changed.items()},
    )


def _anew(
    sitting: QuizAttempt, item: FrozenItem, question: CompiledActivity, rows: Sequence[QuizResponse]
) -> _Anew | None:
    """By the behaviour of the sitting; None where the question cannot read an answer, or nothing is known of it any more."""
    if not rows:
        return None
    try:
        for row in counting(rows, read_policy(item.policy or sitting.policy)):
            question.activity.read(from_json(row.answer))
    except UnreadableAnswer:
        return None
    stand = stand_of(item, rows, question, sitting.policy, finished=True)
    right = (question.activity.grade(stand.answer).score or 0) == 1
    return _Anew(version=question.version, mark=stand.mark, right=right)


def _mark(line: RegradeLine, task: LongTask, *, now: datetime) -> bool:
    """Add the new mark and let the row of the sitting say it; whether the sitting was still as the line found it."""
    sitting = QuizAttempt.objects.select_for_update(no_key=True).get(pk=line.sitting_id)
    old = (sitting.score_numerator, sitting.score_denominator, sitting.passed)
    if old != (line.old_numerator, line.old_denominator, line.old_passed):
        return False
    QuizMark.objects.create(
        sitting=sitting,
        number=QuizMark.objects.filter(sitting=sitting).count() + 1,
        old_numerator=line.old_numerator,
        old_denominator=line.old_denominator,
        old_passed=line.old_passed,
        old_missed=sitting.missed_critical,
        score_numerator=line.score_numerator,
        score_denominator=line.score_denominator,
        passed=line.passed,
        missed_critical=line.missed_critical,
        items=line.items,
        task=task,
        by=task.by,
        at=now,
    )
    sitting.score, sitting.passed, sitting.missed_critical = line.score, line.passed, line.missed_critical
    sitting.save(update_fields=["score_numerator", "score_denominator", "passed", "missed_critical"])
    quiz_is_marked_anew(sitting, task=task, now=now)
    quiz_marked_anew.send(sender=QuizAttempt, quiz_attempt=sitting, at=now)
    return True


def _after(sittings: QuerySet[QuizAttempt], cursor: str) -> QuerySet[QuizAttempt]:
    ordered = sittings.order_by("pk")
    return ordered.filter(pk__gt=cursor) if cursor else ordered


def _portion(task: LongTask, rows: list[Any], found: dict[str, int]) -> Portion:
    return Portion(
        done=len(rows),
        cursor=str(rows[-1].pk) if rows else task.cursor,
        found=found,
        is_last=len(rows) < CHUNK,
    )
