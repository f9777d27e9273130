"""What only a page as a whole can get wrong, and what only an app above knows: asked wherever a text is checked.

The editor's form, the publishing hook and the check of content files ask the same functions; another app adds its own by `register`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from modules.dialect.activities.draw import Draw
from modules.dialect.parser import parse
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.services.content_kinds import QUIZ


@dataclass(frozen=True, kw_only=True)
class PageText:
    """The text of a page that is to be published."""

    kind: str
    """Name of the kind of file it has: "lesson", "quiz"."""
    body: str
    language: str


PageCheck = Callable[[PageText], Iterable[Problem]]
_checks: list[PageCheck] = []


def register(check: PageCheck) -> None:
    """Ask this function too; its lines are those of the body."""
    if check not in _checks:
        _checks.append(check)


def problems(text: PageText) -> tuple[Problem, ...]:
    """What is wrong with a page besides what its text says by itself, by line."""
    found = [*_misplaced(text), *(problem for check in _checks for problem in check(text))]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.code)))


def _misplaced(text: PageText) -> Iterator[Problem]:
    """Draws where nobody sits down to a quiz."""
    if text.kind == QUIZ.name or "draw" not in text.body:
        return
    for activity in parse(text.body).activities:
        if isinstance(activity, Draw):
            message = _("questions are drawn in a quiz only; write the question here, or move the draw into a quiz")
            yield Problem(code="not-here", line=activity.line, message=message)
