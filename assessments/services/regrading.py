"""Marking anew after a question was corrected: first what would change, then, where somebody says so, a new mark for each.

Answers stay with the version that was seen. What is marked by another version is only their score; whatever an answer chose that the
corrected question does not have any more keeps the mark it had. The row of a sitting says what its newest mark says, and the database
refuses it anything else (`assessments.guards`).
"""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from assessments.models import LongTask, QuizAttempt, QuizMark, QuizPage, RegradeLine
from assessments.selectors import handed_in_below
from assessments.services import tasks, versions
from assessments.services.attempts import from_json
from assessments.services.handing_in import give_result
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
    compiled = _Versions(task.asked["targets"])
    scores, answers = _scores_and_answers(rows)
    lines = [
        line
        for row in rows
        if (line := _line(task, row, compiled, scores.get(row, {}), answers.get(row, {}))) is not None
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


def _scores_and_answers(
    sittings: list[QuizAttempt],
) -> tuple[dict[QuizAttempt, dict[str, Fraction]], dict[QuizAttempt, dict[str, Any]]]:
    """Sitting → question → its newest score, and the answer that was given."""
    by_pk = {sitting.pk: sitting for sitting in sittings}
    scores: dict[QuizAttempt, dict[str, Fraction]] = {sitting: {} for sitting in sittings}
    answers: dict[QuizAttempt, dict[str, Any]] = {sitting: {} for sitting in sittings}
    for sitting in sittings:
        for row in sitting.attempts.all():
            scores[sitting][row.activity_key] = row.score or Fraction(0)
            answers[sitting][row.activity_key] = row.answer
    for mark in QuizMark.objects.filter(sitting__in=by_pk).order_by("number"):
        scores[by_pk[mark.sitting_id]] |= {key: Fraction(*score) for key, (_version, *score) in mark.items.items()}
    return scores, answers


def _line(
    task: LongTask,
    sitting: QuizAttempt,
    compiled: _Versions,
    scores: Mapping[str, Fraction],
    answers: Mapping[str, Any],
) -> RegradeLine | None:
    """What would become of a sitting; None where its marks would stay what they are."""
    anew = {key: _graded(question, answers.get(key)) for key, question in compiled.corrected(sitting).items()}
    changed = {key: score for key, score in anew.items() if score is not None and score != scores.get(key)}
    if not changed:
        return None
    old_score, old_passed = sitting.score or Fraction(0), bool(sitting.passed)
    give_result(sitting, {**scores, **changed})
    corrected = compiled.corrected(sitting)
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
        items={key: [corrected[key].version, *score.as_integer_ratio()] for key, score in changed.items()},
    )


def _graded(question: CompiledActivity, answer: Mapping[str, Any] | None) -> Fraction | None:
    """The score of an answer by a corrected question; None where the question cannot read it, or nothing is known of it any more."""
    if not answer:
        return None
    try:
        return question.activity.grade(question.activity.read(from_json(answer))).score
    except UnreadableAnswer:
        return None


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
