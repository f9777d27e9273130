"""Reading an activity out of a text, for tests."""

from modules.dialect.document import Activity
from modules.dialect.parser import parse
from modules.dialect.shown import Answer


def activity(source: str) -> Activity:
    """The one activity of a text without errors."""
    document = parse(source)
    assert [str(problem) for problem in document.problems if problem.severity == "error"] == []
    (found,) = document.activities
    return found


def problems(source: str) -> list[str]:
    """What is wrong with a text, as `line code`."""
    return [f"{problem.line} {problem.code}" for problem in parse(source).problems]


def answer(**values: str) -> Answer:
    """An answer; underscores in names stand for hyphens."""
    return {key.replace("_", "-"): (value,) for key, value in values.items()}
