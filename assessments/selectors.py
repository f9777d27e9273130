"""Reading evidence: one person's answers on one page, sittings of a quiz, texts that others mark."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.marking.judging import MARKED
from assessments.models import Attempt, HandedText, QuizAttempt, QuizMark, QuizPage
from assessments.models.attempts import Verdict
from modules.dialect.activities.poll import FEWEST_PEOPLE
from training_site.people.merges import accounts_of
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import MARK_TEXTS
from training_site.people.roles import Role


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


def handed_in_below(unit: Organisation, *, today: date) -> QuerySet[QuizAttempt]:
    """What people who learn in a unit today, or below it, have handed in."""
    learners = Membership.objects.active_on(today).filter(role=Role.LEARNER, organisation__path__startswith=unit.path)
    return QuizAttempt.objects.filter(state=QuizAttempt.State.SUBMITTED, learner__in=learners.values("user"))


def newest_mark(sitting: QuizAttempt) -> QuizMark | None:
    """The latest time a sitting was marked anew; None where it has the mark of its hand-in."""
    return QuizMark.objects.filter(sitting=sitting).last()


def texts_to_mark(marker: User, *, today: date) -> QuerySet[HandedText]:
    """The texts that a trainer may read and mark: of learners in their scope, never their own; marked ones are among them."""
    learners = User.objects.filter(MARK_TEXTS.visible_to(marker, today=today))
    rows = HandedText.objects.filter(learner__in=learners.values("pk")).exclude(words=None)
    return rows.exclude(learner__in=accounts_of(marker.pk)).select_related("version")


def still_to_mark(texts: QuerySet[HandedText], marker: User) -> QuerySet[HandedText]:
    """Of these, what this marker can still say something about: what nobody has marked, and they have not judged yet."""
    return texts.exclude(state=MARKED).exclude(judgements__marker=marker)


def texts_of_colleagues(judge: User) -> QuerySet[HandedText]:
    """The texts that somebody was asked to judge as a colleague."""
    return HandedText.objects.filter(tasks__judge=judge).exclude(words=None).select_related("version")


def text_for(marker: User, pk: UUID, *, today: date) -> HandedText | None:
    """A text that somebody may read to mark it, as a trainer or as a colleague."""
    found = texts_to_mark(marker, today=today).filter(pk=pk).first()
    return found or texts_of_colleagues(marker).filter(pk=pk).first()


def own_text(learner: User, pk: UUID) -> HandedText | None:
    """The person's own text with this id; None for anybody else's."""
    return HandedText.objects.filter(learner=learner, pk=pk).select_related("version").first()


def latest_texts(*, learner_id: int, content_key: str) -> Mapping[str, HandedText]:
    """Activity key → the text that this person handed in last. One query."""
    rows = HandedText.objects.filter(learner_id=learner_id, content_key=content_key).order_by("created_at", "pk")
    return {text.activity_key: text for text in rows}


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
