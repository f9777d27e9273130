"""Questions of a file into a page: planned first, item by item, then carried out as one new draft or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from assessments.interop.codecs.formats import READERS
from assessments.interop.codecs.into_dialect import Became, convert
from assessments.interop.codecs.items import Finding, Place
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.models import MarkdownPage
from modules.services.exporting import newest


class HasErrors(Exception):
    """Some questions cannot be imported; nothing was."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


class NothingToImport(Exception):
    """No question of the file can become part of a page."""


class PageChanged(Exception):
    """Somebody has saved the page since the import was planned; nothing was imported."""


class PageLocked(Exception):
    """The page is locked; nothing was imported."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What the items of a file would become, wherever they go."""

    became: tuple[Became, ...]
    findings: tuple[Finding, ...]
    """What is wrong with the file where no item could be read."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Everything that keeps a question out."""
        every = (*self.findings, *(finding for one in self.became for finding in one.findings))
        return tuple(finding for finding in every if finding.severity == "error")

    @property
    def whole(self) -> tuple[Became, ...]:
        """The items that can be imported."""
        return _whole(self.became)


@dataclass(frozen=True, kw_only=True)
class Plan(Looked):
    """What an import into a page would do."""

    page: MarkdownPage
    revision: int | None
    """The newest revision of the page when the plan was made."""
    body: str
    """The text of the page with everything that can be imported."""


def plan(*, data: bytes, file_format: str, page: MarkdownPage) -> Plan:
    """What the questions of a file would become in a page. Nothing is written."""
    reading = READERS[file_format](data)
    draft = newest(page)
    text = draft.body if isinstance(draft, MarkdownPage) else ""
    taken = [activity.id for activity in parse(text).activities if activity.id]
    became = tuple(convert(reading.items, taken=taken))
    added = "\n".join(one.markdown for one in _whole(became))
    body = "\n\n".join(part for part in (text.rstrip("\n"), added) if part)
    return Plan(
        page=page,
        revision=page.latest_revision_id,
        became=became,
        findings=(*reading.findings, *_too_long(text, body)),
        body=body,
    )


@transaction.atomic
def run(*, plan: Plan, skip_errors: bool = False) -> int:
    """Save the page with the questions as a new draft; how many items came in.

    Raises HasErrors unless what has errors may be skipped, NothingToImport, PageChanged, PageLocked.
    """
    if plan.errors and not skip_errors:
        raise HasErrors(plan.errors)
    if not plan.whole:
        raise NothingToImport
    page = type(plan.page)._default_manager.select_for_update().get(pk=plan.page.pk)
    if page.locked:
        raise PageLocked
    if page.latest_revision_id != plan.revision:
        raise PageChanged
    draft = newest(page)
    draft.body = plan.body
    draft.full_clean()
    draft.save_revision(clean=False, log_action=True)
    return len(plan.whole)


def _whole(became: tuple[Became, ...]) -> tuple[Became, ...]:
    return tuple(one for one in became if one.markdown and one.is_whole)


def _too_long(before: str, after: str) -> tuple[Finding, ...]:
    """A page that would be too long is told before it is saved; every other problem belongs to an item."""
    codes = {problem.code for problem in lint(after)} - {problem.code for problem in lint(before)}
    if "lesson-too-long" not in codes:
        return ()
    message = "with these questions the page would be too long; divide the file"
    return (Finding(code="lesson-too-long", place=Place(line=1), message=message),)
