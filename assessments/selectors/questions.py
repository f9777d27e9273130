"""Reading banks of questions: which somebody may use, what they can give, where a question is asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from assessments.drawing import Candidate
from assessments.models import Question, QuestionBank, QuizPage
from assessments.papers import draw_of, item_key
from assessments.permissions import CHANGE_BANK, USE_BANK
from modules.dialect.activities.draw import Draw
from modules.dialect.parser import parse
from training_site.people.permissions import Viewer


def usable(viewer: Viewer, *, today: date) -> QuerySet[QuestionBank]:
    """The banks somebody may read and draw from."""
    return QuestionBank.objects.filter(USE_BANK.visible_to(viewer, today=today))


def changeable(viewer: Viewer, *, today: date) -> QuerySet[QuestionBank]:
    """The banks somebody may write in."""
    return QuestionBank.objects.filter(CHANGE_BANK.visible_to(viewer, today=today))


class Source(NamedTuple):
    """Where a candidate comes from, and what a sitting has to know of it."""

    candidate: Candidate
    version: str


def pool(banks: Iterable[str], *, language: str) -> Mapping[str, Source]:
    """Everything these banks can give in a language, by the key it has in a sitting (two queries)."""
    rows = Question.objects.filter(bank__key__in=set(banks), language=language, status=Question.Status.READY)
    found = {}
    for row in rows.order_by("pk").select_related("bank").prefetch_related("tags"):  # type: ignore[misc]  # taggit has no types
        key = item_key(row.bank.key, row.key)
        candidate = Candidate(
            key=key,
            outcome=row.outcome,
            tags=frozenset(tag.name for tag in row.tags.all()),
            bank=row.bank.key,
            difficulty=row.difficulty,
            thinking=row.thinking,
            critical=row.critical,
        )
        found[key] = Source(candidate, row.version_id)
    return found


def pages_around(question: Question) -> QuerySet[QuizPage]:
    """The quizzes whose text may name the bank of a question, in its language."""
    pages = QuizPage.objects.filter(body__contains=question.bank.key, locale__language_code=question.language)
    return pages.select_related("locale").order_by("path")


class Use(NamedTuple):
    """A quiz that asks a question, or may ask it."""

    page: QuizPage
    line: int
    fixed: bool


def uses(question: Question) -> tuple[Use, ...]:
    """The quizzes whose text names a question or draws among those it belongs to."""
    sources = pool([question.bank.key], language=question.language)
    own = sources.get(item_key(question.bank.key, question.key))
    found = []
    for page in pages_around(question):
        for node in parse(page.body).activities:
            if isinstance(node, Draw) and node.bank == question.bank.key:
                fixed = node.question == question.key
                if fixed or (not node.question and own is not None and draw_of(node).wants(own.candidate)):
                    found.append(Use(page, node.line, fixed))
    return tuple(found)


def export_text(bank: QuestionBank, *, language: str = "") -> str:
    """All questions of a bank in their canonical form, one below the other."""
    rows = bank.questions.order_by("language", "key").values_list("language", "version__source")
    return "\n".join(source for spoken, source in rows if language in ("", spoken))
