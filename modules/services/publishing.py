"""What stands in the way of publishing a page. Asked by the editor's form, by the publishing hook and by workflow tasks."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.models import Page

from modules.dialect.lint import lint
from modules.dialect.problems import Problem
from modules.models import CurriculumPage, MarkdownPage
from modules.services import page_checks, page_values


def obstacles(page: Page) -> tuple[str, ...]:
    """What is wrong with the page's lists, tables and text, as a trainer reads it; nothing for a page of another app."""
    if not isinstance(page, CurriculumPage):
        return ()
    found = [message.said(_) for _name, message in page_values.faults(type(page), vars(page))]
    if isinstance(page, MarkdownPage):
        found += [said(problem) for problem in page_errors(page)]
    return tuple(found)


def page_errors(page: MarkdownPage) -> tuple[Problem, ...]:
    """What stops a page from being published: errors of its text, and what only the page as a whole can get wrong."""
    return _errors_in(page_problems(page))


def page_problems(page: MarkdownPage) -> tuple[Problem, ...]:
    """Everything that is noticed in a page's text, by line."""
    return problems(page_checks.PageText(kind=kind_of(page), body=page.body, language=page.locale.language_code))


def problems(text: page_checks.PageText) -> tuple[Problem, ...]:
    """Everything that is noticed in the text of a page before it is published, by line."""
    found = (*lint(text.body, publishing=True), *page_checks.problems(text))
    return tuple(sorted(found, key=lambda problem: problem.line))


def kind_of(page: Page) -> str:
    """The name of a page's kind; empty for a page of another app."""
    kind = page_values.kind_of(type(page))
    return kind.name if kind else ""


def errors(source: str) -> tuple[Problem, ...]:
    """What stops a text from being published."""
    return _errors_in(lint(source, publishing=True))


def said(problem: Problem) -> str:
    """A problem as a trainer reads it beside the text, in the language of the interface."""
    return _("line %(line)s: %(message)s") % {"line": problem.line, "message": problem.message.said(_)}


def _errors_in(found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in found if problem.severity == "error")
