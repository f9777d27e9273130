"""A file of questions is looked at, waits for whoever looked, and is carried out as one draft, or dropped."""

from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from assessments.interop import auditing, kept
from assessments.interop.codecs.formats import guess
from assessments.interop.codecs.into_dialect import renamed
from assessments.interop.codecs.items import Finding
from assessments.interop.codecs.sources import MAX_BYTES
from assessments.interop.models import QuestionImport
from assessments.interop.services import importing
from modules.models import MarkdownPage
from training_site.people.models import User

State = QuestionImport.State
KEPT = timedelta(days=2)
"""How long a file waits."""
_EMPTY = {"source": b"", "items": [], "findings": []}


class NotTheirs(Exception):
    """The person may not edit the page."""


class AlreadyEnded(Exception):
    """The file was carried out or dropped before."""


class GivesNothing(Exception):
    """No item can be read from the file; it is not kept."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class NotKept(Exception):
    """The file is too large to be kept; it has to be sent again to be read in another way."""


@transaction.atomic
def look(*, page: MarkdownPage, data: bytes, name: str, file_format: str, by: User, now: datetime) -> QuestionImport:
    """Keep what would become of each item; an empty format is guessed. Raises NotTheirs, GivesNothing."""
    _may(page, by)
    chosen = file_format or guess(name, data)
    planned = importing.plan(data=data, file_format=chosen, page=page)
    if not planned.became:
        raise GivesNothing(planned.findings)
    return QuestionImport.objects.create(
        page=page,
        name=name[:200],
        sha256=sha256(data).hexdigest(),
        source=data if len(data) <= MAX_BYTES else b"",
        looked_by=by,
        looked_at=now,
        file_format=chosen,
        **_rows(planned),
    )


@transaction.atomic
def look_again(*, looked: QuestionImport, page: MarkdownPage, file_format: str, by: User) -> None:
    """Read the same file as another format, also where that gives nothing. Raises NotTheirs, AlreadyEnded, NotKept."""
    _may(page, by)
    fresh = _waiting(looked)
    if not fresh.source:
        raise NotKept
    planned = importing.plan(data=bytes(fresh.source), file_format=file_format, page=page)
    fresh.file_format = file_format
    for name, value in _rows(planned).items():
        setattr(fresh, name, value)
    fresh.save(update_fields=["file_format", "items", "findings"])


@transaction.atomic
def carry_out(
    *,
    looked: QuestionImport,
    page: MarkdownPage,
    chosen: Collection[int],
    revision: int | None,
    by: User,
    now: datetime,
) -> int:
    """Write the chosen items, by their places in the list from 0, as a new draft of the page; how many.

    Raises NotTheirs, AlreadyEnded, and what `importing.add` raises.
    """
    _may(page, by)
    fresh = _waiting(looked)
    items = [kept.load(row) for row in fresh.items]
    texts = [item.markdown for at, item in enumerate(items) if at in chosen and item.is_possible]
    importing.add(
        page=page, texts=renamed(texts, taken=importing.names_in(importing.text_of(page))), revision=revision, by=by
    )
    _end(fresh, State.DONE, by, now)
    auditing.of_import(fresh, items=len(texts), left_out=len(items) - len(texts), by=by, now=now)
    return len(texts)


@transaction.atomic
def drop(*, looked: QuestionImport, by: User, now: datetime) -> None:
    """Forget the file: nothing of it was written. Raises AlreadyEnded."""
    _end(_waiting(looked), State.DROPPED, by, now)


def forget(*, now: datetime) -> int:
    """Drop the files nobody decided about; how many."""
    return _dropped(QuestionImport.objects.filter(looked_at__lt=now - KEPT), now)


def forget_person(*, person: User, now: datetime) -> int:
    """Drop the files that wait for somebody; how many."""
    return _dropped(QuestionImport.objects.filter(looked_by=person), now)


def _dropped(rows: "QuerySet[QuestionImport]", now: datetime) -> int:
    return rows.filter(state=State.LOOKED).update(state=State.DROPPED, ended_at=now, **_EMPTY)


def _may(page: MarkdownPage, by: User) -> None:
    if not page.permissions_for_user(by).can_edit():
        raise NotTheirs


def _rows(planned: importing.Plan) -> dict[str, list[kept.Row]]:
    return {
        "items": [kept.dump(one) for one in planned.became],
        "findings": [kept.dump_finding(finding) for finding in planned.findings],
    }


def _waiting(looked: QuestionImport) -> QuestionImport:
    fresh = QuestionImport.objects.select_for_update(of=("self",)).get(pk=looked.pk)
    if fresh.state != State.LOOKED:
        raise AlreadyEnded
    return fresh


def _end(fresh: QuestionImport, state: str, by: User, now: datetime) -> None:
    """What stood in the file goes; that it was decided, and by whom, stays."""
    fresh.state, fresh.ended_by, fresh.ended_at = state, by, now
    for name, value in _EMPTY.items():
        setattr(fresh, name, value)
    fresh.save()
