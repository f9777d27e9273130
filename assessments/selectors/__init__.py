"""Reading evidence: one person's answers on one page, sittings of a quiz."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from assessments.models import Attempt, QuizAttempt, QuizStep
from assessments.models.attempts import Verdict
from assessments.timing import life
from modules.dialect.activities.poll import FEWEST_PEOPLE
from training_site.people.models import User


def practice(*, learner_id: int, content_key: str) -> Mapping[str, Sequence[Attempt]]:
    """Activity key → this person's attempts in a lesson, oldest first. One query."""
    found: dict[str, list[Attempt]] = defaultdict(list)
    rows = Attempt.objects.filter(learner_id=learner_id, content_key=content_key, quiz_attempt=None)
    for attempt in rows.only(*_SHOWN).order_by("pk"):
        found[attempt.activity_key].append(attempt)
    return found


def poll(*, content_key: str, activity_key: str) -> tuple[int, Mapping[str, int]]:
    """How many people are counted in a poll, and how many of them chose each option.

    The first answer of each person counts, in steps of `FEWEST_PEOPLE`: so nobody sees whose answer came last.
    """
    first = Attempt.objects.filter(
        content_key=content_key, activity_key=activity_key, try_number=1, verdict=Verdict.NOTED, quiz_attempt=None
    )
    answers = list(first.order_by("pk").values_list("answer", flat=True))
    people = len(answers) - len(answers) % FEWEST_PEOPLE
    return people, Counter(option for answer in answers[:people] for option in answer.get("answer", ()))


def own_sitting(*, learner: User, sitting: UUID) -> QuizAttempt | None:
    """The person's own sitting with this id; None for anybody else's, as for one that does not exist."""
    return QuizAttempt.objects.filter(learner=learner, pk=sitting).first()


def sittings(*, learner_id: int, content_key: str) -> QuerySet[QuizAttempt]:
    """The sittings of a person at a quiz, latest first."""
    return QuizAttempt.objects.filter(learner_id=learner_id, content_key=content_key).order_by("-number")


def ends_of(sittings: QuerySet[QuizAttempt]) -> list[datetime]:
    """When sittings ended, oldest first."""
    steps = QuizStep.objects.filter(attempt__in=sittings.order_by(), kind__in=(life.HAND_IN, life.ABANDON))
    return list(steps.order_by("attempt__number").values_list("at", flat=True))


_SHOWN = (
    "activity_key",
    "version_id",
    "answer",
    "verdict",
    "policy",
    "score_numerator",
    "score_denominator",
    "try_number",
)
