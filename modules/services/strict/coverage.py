"""Every outcome is taught by a lesson and tested by an item; every indicator is touched by a module."""

from collections.abc import Iterator

from modules.services.content_files import Finding
from modules.services.strict.edition import Edition, Module, rows


def outcomes(edition: Edition) -> Iterator[Finding]:
    """Outcomes of written modules that no lesson names in its head, or no question of the quiz in its `outcome=`."""
    for module in edition.written_modules:
        taught = {key for lesson in module.of_kind("lesson") for key in lesson.listed("outcomes")}
        tested = {activity.outcome for quiz in module.of_kind("quiz") for activity in quiz.activities}
        yield from _missing(
            module, taught, "untaught-outcome", "no lesson teaches '{key}'; name it under 'outcomes' of one"
        )
        yield from _missing(
            module, tested, "untested-outcome", "no question tests '{key}'; write one with outcome={key}"
        )


def _missing(module: Module, there: set[str], code: str, message: str) -> Iterator[Finding]:
    for number, row in enumerate(rows(module.file, "outcome"), start=1):
        if (key := str(row.get("key", ""))) not in there:
            yield module.file.finding(code, module.file.line("outcome", number), message.format(key=key))


def indicators(edition: Edition) -> Iterator[Finding]:
    """Indicators of the framework that no module works towards. A translation may still lack modules."""
    touched = {str(code) for file in edition.tables("module") for code in file.values.get("indicators", ())}
    for file in edition.tables("framework") if edition.is_first else ():
        for number, row in enumerate(rows(file, "indicator"), start=1):
            if (code := str(row.get("code", ""))) not in touched:
                message = f"no module works towards '{code}'; name it under 'indicators' of one"
                yield file.finding("untouched-indicator", file.line("indicator", number), message)
