"""Quizzes of which a question was corrected, and the task that finds out what this changes."""

from assessments.models import LongTask, QuizPage
from assessments.services import regrading
from tests.factories.evidence import NOW, QUIZ, edit
from training_site.people.models import Organisation, User

CORRECTED = QUIZ.replace("- (x) RIGHT-1 {#a}", "- ( ) RIGHT-1 {#a}").replace("- ( ) Wrong 1 {#b}", "- (x) Wrong 1 {#b}")
"""In which the other answer to the first question is right."""


def correct(quiz: QuizPage) -> None:
    """Publish the corrected questions."""
    edit(quiz, CORRECTED)


def preview_task(by: User | None, unit: Organisation, *, content_key: str = "practice/m03-quiz") -> LongTask:
    """Somebody has asked what would change."""
    assert by is not None
    return regrading.preview(content_key=content_key, unit=unit, by=by, now=NOW)
