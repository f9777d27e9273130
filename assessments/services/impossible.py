"""A quiz that could not be given is not published: its draws are compared with what the banks hold now."""

from collections.abc import Iterator

from django.db import DatabaseError

from assessments.models import Question, QuestionBank, QuizPage
from assessments.selectors.questions import pages_around, pool
from assessments.shortages import shortages
from modules.dialect.activities.draw import Draw
from modules.dialect.parser import parse
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.services.content_kinds import QUIZ
from modules.services.page_checks import PageText


def broken_around(question: Question) -> Iterator[tuple[QuizPage, Problem]]:
    """The published quizzes that cannot be given now, as far as the bank of this question has to do with it."""
    for page in pages_around(question).filter(live=True):
        text = PageText(kind=QUIZ.name, body=page.body, language=page.locale.language_code)
        yield from ((page, problem) for problem in problems(text))


def problems(text: PageText) -> Iterator[Problem]:
    """What stands in the way, by line of the text; where there is no database, a warning that nobody looked."""
    if text.kind != QUIZ.name or "draw" not in text.body:
        return
    draws = [activity for activity in parse(text.body).activities if isinstance(activity, Draw)]
    if not draws:
        return
    try:
        banks = set(QuestionBank.objects.values_list("key", flat=True))
        sources = pool((draw.bank for draw in draws), language=text.language)
    except DatabaseError:
        message = _("the banks of questions cannot be looked into here; check again where the site runs")
        yield Problem(code="bank-not-looked-into", line=draws[0].line, message=message, severity="warning")
        return
    candidates = [source.candidate for source in sources.values()]
    yield from shortages(draws, banks=banks, pool=candidates, language=text.language)
