"""Reading evidence: one person's answers on one page, sittings of a quiz, texts that others mark."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.models import AnswerDraft, Attempt, QuizAttempt, QuizMark, QuizPage, QuizStep
from assessments.models.attempts import Verdict
from assessments.timing import life
from modules.dialect.activities.poll import FEWEST_PEOPLE
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role


def practice(*, learner_id: int, content_key: str) -> Mapping[str, Sequence[Attempt]]:
    """Activity key → this person's attempts in a lesson, oldest first. One query."""
    found: dict[str, list[Attempt]] = defaultdict(list)
    rows = Attempt.objects.filter(learner_id=learner_id, content_key=content_key, quiz_attempt=None)
    for attempt in rows.only(*_SHOWN).order_by("pk"):
        found[attempt.activity_key].append(attempt)
    return found


def drafts(*, learner_id: int, content_key: str) -> Mapping[str, AnswerDraft]:
    """Activity key → what this person has typed on a page and not sent yet. One query."""
    return {row.activity_key: row for row in AnswerDraft.objects.filter(learner_id=learner_id, content_key=content_key)}


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


def any_sitting(sitting: UUID) -> QuizAttempt | None:
    """The sitting with this id, whoever's it is."""
    return QuizAttempt.objects.filter(pk=sitting).first()


def sittings(*, learner_id: int, content_key: str) -> QuerySet[QuizAttempt]:
    """The sittings of a person at a quiz, latest first."""
    return QuizAttempt.objects.filter(learner_id=learner_id, content_key=content_key).order_by("-number")


def handed_in_below(unit: Organisation, *, today: date) -> QuerySet[QuizAttempt]:
    """What people who learn in a unit today, or below it, have handed in."""
    learners = Membership.objects.active_on(today).filter(role=Role.LEARNER, organisation__path__startswith=unit.path)
    return QuizAttempt.objects.filter(state=QuizAttempt.State.SUBMITTED, learner__in=learners.values("user"))


def newest_mark(sitting: QuizAttempt) -> QuizMark | None:
    """The latest time a sitting was marked anew; None where it has the mark of its hand-in."""
    return QuizMark.objects.filter(sitting=sitting).last()


def ends_of(sittings: QuerySet[QuizAttempt]) -> list[datetime]:
    """When sittings ended, oldest first."""
    steps = QuizStep.objects.filter(attempt__in=sittings.order_by(), kind__in=(life.HAND_IN, life.ABANDON))
    return list(steps.order_by("attempt__number").values_list("at", flat=True))


def offered_quizzes() -> Mapping[str, str]:
    """Content key → title of every published quiz, by title (one query)."""
    titles = dict(QuizPage.objects.live().order_by("-locale_id").values_list("content_key", "title"))
    return dict(sorted(titles.items(), key=lambda one: one[1].casefold()))


def exempted(learners: QuerySet[User]) -> QuerySet[User]:
    """Of these, for whom something is or was different at quizzes, by name."""
    given = Q(accommodations__isnull=False) | Q(quiz_exemptions__isnull=False)
    return learners.filter(given).distinct().order_by("last_name", "first_name", "username")


def named(people: QuerySet[User], text: str) -> QuerySet[User]:
    """Of these, whose name or user name has every word of a text, by name."""
    for word in text.split()[:5]:
        within = (Q(**{f"{name}__icontains": word}) for name in ("first_name", "last_name", "username"))
        people = people.filter(reduce(or_, within))
    return people.order_by("last_name", "first_name", "username")


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
