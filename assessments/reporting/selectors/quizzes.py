"""Sittings of a quiz in a unit, as item analysis counts them: read once, in a stream, without anybody's name or typed words."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast

from assessments.marking.analysis.guessing import Choice, choices, counted, guess
from assessments.marking.analysis.items import Extent
from assessments.marking.analysis.tally import Answered, Tally, merged
from assessments.models import ActivityVersion, Attempt, QuizAttempt, QuizPage
from assessments.selectors import handed_in_below
from modules.compiled import CompiledActivity
from training_site.people.models import Organisation

MOST_AT_ONCE = 2_000
"""How many sittings a page looks at while somebody waits for it."""
CHUNK = 2_000
REMEMBERED = 4_096
"""How many different answers to one version are read once only."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it stood in one version."""

    compiled: CompiledActivity
    points: Fraction
    guess: Fraction | None
    choices: Sequence[Choice]
    chosen: dict[str, Sequence[str]] = field(default_factory=dict)
    """Stored answer → the options in it."""

    def options_in(self, answer: str) -> Sequence[str]:
        """The options that were chosen in a stored answer."""
        if not self.choices:
            return ()
        found = self.chosen.get(answer)
        if found is None:
            given = json.loads(answer)
            found = [counted(one.part, value) for one in self.choices for value in given.get(one.part, ())]
            if len(self.chosen) < REMEMBERED:
                self.chosen[answer] = found
        return found


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """What was counted of a quiz."""

    whole: Tally
    by_language: Mapping[str, Tally]
    asked: Mapping[str, Sequence[Asked]]
    """Question → its versions, oldest first."""

    @property
    def extents(self) -> dict[str, Extent]:
        """Question → what it can bring; where versions differ, the most, and the guess of the latest."""
        return {
            key: Extent(highest=max(one.points for one in versions), guess=versions[-1].guess)
            for key, versions in self.asked.items()
        }


def quizzes_taken(unit: Organisation, *, today: date) -> list[tuple[QuizPage, int]]:
    """The quizzes that somebody in the unit has handed in, by title, with how many people did (two queries)."""
    taken = dict(
        handed_in_below(unit, today=today)
        .filter(number=1)
        .order_by()
        .values_list("content_key")
        .annotate(people=Count("pk"))
    )
    pages = {page.content_key: page for page in QuizPage.objects.filter(content_key__in=taken).order_by("-locale")}
    return sorted(((page, taken[key]) for key, page in pages.items()), key=lambda one: one[0].title.casefold())


def sittings_of(content_key: str, unit: Organisation, *, today: date, every: bool = False) -> QuerySet[QuizAttempt]:
    """What people who learn in the unit handed in: the first sitting of each, or every one."""
    found = handed_in_below(unit, today=today).filter(content_key=content_key)
    return found if every else found.filter(number=1)


def analysed(sittings: QuerySet[QuizAttempt], *, most: int | None = None) -> Analysed:
    """The sittings counted, the latest `most` of them where there are more (three queries, however many there are)."""
    if most is not None:
        latest = list(sittings.order_by("-submitted_at").values_list("pk", flat=True)[:most])
        rows = Attempt.objects.filter(quiz_attempt__in=latest)
    else:
        rows = Attempt.objects.filter(quiz_attempt__in=sittings.order_by().values("pk"))
    asked = _asked(rows)
    by_language: dict[str, Tally] = {}
    for language, sitting in _sittings(rows, asked):
        by_language.setdefault(language, Tally()).add(sitting)
    return put_together(by_language, asked)


def put_together(by_language: Mapping[str, Tally], asked: Mapping[tuple[str, str], Asked]) -> Analysed:
    """What was counted in each language, and the questions that were asked."""
    versions: dict[str, list[Asked]] = {}
    for one in asked.values():
        versions.setdefault(one.compiled.key, []).append(one)
    return Analysed(whole=merged(by_language.values()), by_language=by_language, asked=versions)


def _asked(rows: QuerySet[Attempt]) -> dict[tuple[str, str], Asked]:
    """(question, version) → the question as it stood."""
    return asked_in(set(rows.order_by().values_list("activity_key", "version_id").distinct()))


def asked_in(pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], Asked]:
    """(question, version) → the question as it stood, the oldest version first (one query)."""
    versions = ActivityVersion.objects.filter(pk__in={version for _key, version in pairs}).order_by("recorded_at", "pk")
    return {
        (key, row.pk): _read(row.compiled(key))
        for row in versions
        for key in sorted(key for key, version in pairs if version == row.pk)
    }


def _read(compiled: CompiledActivity) -> Asked:
    activity = compiled.activity
    return Asked(compiled=compiled, points=activity.points, guess=guess(activity), choices=choices(activity))


def _sittings(
    rows: QuerySet[Attempt], asked: Mapping[tuple[str, str], Asked]
) -> Iterator[tuple[str, Sequence[Answered]]]:
    """Language and answers of one sitting after the other."""
    columns = ("quiz_attempt_id", "language", "activity_key", "version_id", "score_numerator", "score_denominator")
    stream = (
        rows.order_by("quiz_attempt_id", "activity_key")
        .annotate(stored=Cast("answer", TextField()))
        .values_list(*columns, "stored")
        .iterator(chunk_size=CHUNK)
    )
    marks: dict[tuple[str, int, int], tuple[int, int]] = {}
    for _sitting, answers in groupby(stream, key=itemgetter(0)):
        given = list(answers)
        yield given[0][1], list(_answered(given, asked, marks))


def _answered(
    given: Iterable[tuple[object, str, str, str, int | None, int | None, str]],
    asked: Mapping[tuple[str, str], Asked],
    marks: dict[tuple[str, int, int], tuple[int, int]],
) -> Iterator[Answered]:
    """The answers of a sitting; `marks` remembers what a score of a version comes to."""
    for _sitting, _language, key, version, numerator, denominator, stored in given:
        one = asked[key, version]
        if numerator is None or denominator is None:
            continue
        mark = marks.get((version, numerator, denominator))
        if mark is None:
            mark = (one.points * Fraction(numerator, denominator)).as_integer_ratio()
            marks[version, numerator, denominator] = mark
        yield Answered(key, *mark, one.options_in(stored))
