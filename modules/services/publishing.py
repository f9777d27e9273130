"""What stands in the way of publishing a page. Asked by the editor's form, by the publishing hook and by workflow tasks."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from modules import problem_words
from modules.dialect.lint import lint
from modules.dialect.problems import Problem
from modules.models import CurriculumPage, MarkdownPage
from modules.services import page_values


def obstacles(page: Page) -> tuple[str, ...]:
    """What is wrong with the page's lists, tables and text, as a trainer reads it; nothing for a page of another app."""
    if not isinstance(page, CurriculumPage):
        return ()
    found = [message for _name, message in page_values.faults(type(page), vars(page))]
    if isinstance(page, MarkdownPage):
        found += [said(problem) for problem in errors(page.body)]
    return tuple(found)


def errors(source: str) -> tuple[Problem, ...]:
    """What stops a text from being published."""
    return tuple(problem for problem in lint(source, publishing=True) if problem.severity == "error")


def advice(source: str) -> tuple[Problem, ...]:
    """What a trainer should know about a text and what does not stop it from being published."""
    return tuple(problem for problem in lint(source, publishing=True) if problem.severity != "error")


def said(problem: Problem) -> str:
    """A problem as a trainer reads it beside the text."""
    return _("line %(line)s: %(message)s") % {"line": problem.line, "message": problem_words.said(problem.message)}
