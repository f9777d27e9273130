"""What of a refresher has been done since it was composed, read from the ledgers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Value

from assessments.certification.selectors.refreshers import CHANGED, THIN, WRONG, freshness_begins
from assessments.mentoring.models import Decision as LevelDecision
from assessments.mentoring.selectors.competency import STANDS
from assessments.models import Attempt, QuizAttempt
from assessments.progress.models import LessonEvent

STEP, QUIZ, LEVEL = "step", "quiz", "level"
SHOWN_BY: Mapping[str, tuple[str, ...]] = {CHANGED: (STEP, QUIZ), WRONG: (QUIZ,), THIN: (LEVEL,)}
"""Kind of a part → which acts do it."""


def done_parts(
    learner_id: int, parts: Iterable[Mapping[str, str]], *, since: datetime, today: date
) -> frozenset[tuple[str, str]]:
    """Kind and key of the parts that are done (one query).

    A lesson is looked at again where it was marked as done, or something in it answered; a scenario where an ending was reached; a quiz
    where one sitting passed, whatever counts of all of them; an indicator where a level stands that rests on a fresh act.
    """
    wanted = list(parts)
    if not wanted:
        return frozenset()
    keys = [part["key"] for part in wanted]
    marked = LessonEvent.objects.filter(learner_id=learner_id, content_key__in=keys, happened_at__gte=since)
    answered = Attempt.objects.filter(learner_id=learner_id, content_key__in=keys, received_at__gte=since)
    sat = QuizAttempt.objects.filter(learner_id=learner_id, content_key__in=keys, submitted_at__gte=since, passed=True)
    shown = LevelDecision.objects.filter(learner_id=learner_id, indicator__in=keys, state__in=STANDS)
    acts = _acts(marked.filter(kind=LessonEvent.Kind.DONE), STEP).union(
        _acts(answered.filter(quiz_attempt=None, finished=True), STEP),
        _acts(sat, QUIZ),
        _acts(shown.filter(acted_on__gte=freshness_begins(today)), LEVEL, key="indicator"),
    )
    done = set(acts)
    return frozenset(
        (part["kind"], part["key"])
        for part in wanted
        if any((act, part["key"]) in done for act in SHOWN_BY[part["kind"]])
    )


def _acts(rows: Any, act: str, *, key: str = "content_key") -> Any:
    """What was done, and with what."""
    return rows.order_by().annotate(act=Value(act, output_field=CharField())).values_list("act", key)
