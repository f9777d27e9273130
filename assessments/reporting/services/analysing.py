"""Counting every sitting of a quiz, however many there are: portion by portion, what was counted being kept in the task."""

from datetime import datetime

from django.utils import timezone

from assessments.marking.analysis import keeping
from assessments.marking.analysis.tally import Tally, merged
from assessments.models import LongTask, QuizAttempt
from assessments.reporting.selectors import quizzes
from assessments.services import tasks
from assessments.services.tasks import Portion
from training_site.people.models import Organisation, User


def ask(*, content_key: str, unit: Organisation, every: bool, by: User, now: datetime) -> LongTask:
    """Ask that all of them are counted: everybody's first sitting, or every one."""
    sittings = quizzes.sittings_of(content_key, unit, today=timezone.localdate(now), every=every)
    return tasks.ask(
        kind=LongTask.Kind.ANALYSIS,
        by=by,
        organisation=unit,
        content_key=content_key,
        total=sittings.count(),
        asked={"every": every},
        now=now,
    )


def count(task: LongTask, now: datetime) -> Portion:
    """The next sittings."""
    today = timezone.localdate(now)
    sittings = quizzes.sittings_of(task.content_key, task.organisation, today=today, every=task.asked["every"])
    following = sittings.filter(pk__gt=task.cursor) if task.cursor else sittings
    keys = list(following.order_by("pk").values_list("pk", flat=True)[: quizzes.CHUNK])
    counted = quizzes.analysed(QuizAttempt.objects.filter(pk__in=keys))
    tallies = _kept_tallies(task)
    for language, tally in counted.by_language.items():
        tallies[language] = merged([tallies.get(language, Tally()), tally])
    pairs = {tuple(pair) for pair in task.found.get("asked", ())}
    pairs |= {(key, one.compiled.version) for key, versions in counted.asked.items() for one in versions}
    return Portion(
        done=len(keys),
        cursor=str(keys[-1]) if keys else task.cursor,
        found={
            "languages": {language: keeping.dump(tally) for language, tally in tallies.items()},
            "asked": sorted(pairs),
        },
        is_last=len(keys) < quizzes.CHUNK,
    )


def counted(task: LongTask) -> quizzes.Analysed:
    """What has been counted so far."""
    pairs = [(key, version) for key, version in task.found.get("asked", ())]
    return quizzes.put_together(_kept_tallies(task), quizzes.asked_in(pairs))


def _kept_tallies(task: LongTask) -> dict[str, Tally]:
    kept = task.found.get("languages", {})
    return {language: keeping.load(tally) for language, tally in kept.items()}
