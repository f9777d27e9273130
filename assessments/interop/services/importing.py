"""Questions of a file into a page: planned first, item by item, then carried out as one new draft or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from assessments.interop.codecs.formats import READERS
from assessments.interop.codecs.into_dialect import Became, convert
from assessments.interop.codecs.items import Finding, Place
from assessments.interop.codecs.sentences import say
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.models import MarkdownPage
from modules.services.exporting import newest
from training_site.people.models import User


class HasErrors(Exception):
    """Some questions cannot be imported; nothing was."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


class NothingToImport(Exception):
    """No question can become part of a page; nothing was imported."""


class PageChanged(Exception):
    """Somebody has saved the page since it was looked at; nothing was imported."""


class PageLocked(Exception):
    """The page is locked; nothing was imported."""


class PageTooLong(Exception):
    """With these questions the page would be too long; nothing was imported."""


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
        return tuple(one for one in self.became if one.markdown and one.is_whole)


@dataclass(frozen=True, kw_only=True)
class Plan(Looked):
    """What an import into a page would do."""

    page: MarkdownPage
    revision: int | None
    """The newest revision of the page when the plan was made."""


def plan(*, data: bytes, file_format: str, page: MarkdownPage) -> Plan:
    """What the questions of a file would become in a page. Nothing is written."""
    reading = READERS[file_format](data)
    text = text_of(page)
    made = Plan(
        page=page,
        revision=page.latest_revision_id,
        became=tuple(convert(reading.items, taken=names_in(text))),
        findings=reading.findings,
    )
    if _is_too_long(text, _joined(text, [one.markdown for one in made.whole])):
        message = say("with these questions the page would be too long; divide the file")
        finding = Finding(code="lesson-too-long", place=Place(line=1), message=message)
        return Plan(page=page, revision=made.revision, became=made.became, findings=(*made.findings, finding))
    return made


def run(*, plan: Plan, skip_errors: bool = False) -> int:
    """Save the page with the questions as a new draft; how many items came in.

    Raises HasErrors unless what has errors may be skipped, NothingToImport, PageChanged, PageLocked, PageTooLong.
    """
    if plan.errors and not skip_errors:
        raise HasErrors(plan.errors)
    add(page=plan.page, texts=[one.markdown for one in plan.whole], revision=plan.revision)
    return len(plan.whole)


@transaction.atomic
def add(*, page: MarkdownPage, texts: Sequence[str], revision: int | None, by: User | None = None) -> None:
    """Save the page with texts at its end as a new draft; nothing is published.

    Raises NothingToImport, PageLocked, PageChanged where `revision` is no longer the newest, PageTooLong.
    """
    if not texts:
        raise NothingToImport
    fresh = type(page)._default_manager.select_for_update().get(pk=page.pk)
    lock = fresh.get_lock()
    if lock is not None and (by is None or lock.for_user(by)):
        raise PageLocked
    if fresh.latest_revision_id != revision:
        raise PageChanged
    draft = newest(fresh)
    before, draft.body = draft.body, _joined(draft.body, texts)
    if _is_too_long(before, draft.body):
        raise PageTooLong
    draft.full_clean()
    draft.save_revision(user=by, clean=False, log_action=True)


def text_of(page: MarkdownPage) -> str:
    """The text of the newest draft of a page."""
    draft = newest(page)
    return draft.body if isinstance(draft, MarkdownPage) else ""


def names_in(text: str) -> list[str]:
    """The names that activities of a text have."""
    return [activity.id for activity in parse(text).activities if activity.id]


def _joined(text: str, texts: Sequence[str]) -> str:
    return "\n\n".join(part for part in (text.rstrip("\n"), "\n".join(texts)) if part)


def _is_too_long(before: str, after: str) -> bool:
    """Whether the text was short enough and is not any more; every other problem belongs to an item."""
    codes = {problem.code for problem in lint(after)} - {problem.code for problem in lint(before)}
    return "lesson-too-long" in codes
