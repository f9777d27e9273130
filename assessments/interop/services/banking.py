"""Questions of a file into a bank, and those of a bank into a file: planned item by item, then carried out whole or not at all."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from assessments.interop.codecs.formats import READERS
from assessments.interop.codecs.into_dialect import Became, convert
from assessments.interop.codecs.items import Finding
from assessments.interop.codecs.sentences import as_said
from assessments.interop.services.exporting import Exported, export_text
from assessments.interop.services.importing import HasErrors, Looked, NothingToImport
from assessments.models import QuestionBank
from assessments.selectors import questions as selectors
from assessments.services import questions
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class BankPlan(Looked):
    """What an import into a bank would do."""

    bank: QuestionBank
    language: str


def plan(*, data: bytes, file_format: str, bank: QuestionBank, language: str) -> BankPlan:
    """What the questions of a file would become in a bank. Nothing is written."""
    reading = READERS[file_format](data)
    taken = questions.keys_of(bank, language)
    became = tuple(_judged(one) for one in convert(reading.items, taken=taken))
    return BankPlan(bank=bank, language=language, became=became, findings=tuple(reading.findings))


@transaction.atomic
def run(*, plan: BankPlan, by: User | None, now: datetime, skip_errors: bool = False) -> int:
    """Add the questions to the bank as drafts; how many. Somebody reads them before they are ready.

    Raises HasErrors unless what has errors may be skipped, NothingToImport, and NotAQuestion where a name was taken since.
    """
    if plan.errors and not skip_errors:
        raise HasErrors(plan.errors)
    if not plan.whole:
        raise NothingToImport
    added = questions.add_all(
        bank=plan.bank,
        language=plan.language,
        texts=[one.markdown for one in plan.whole],
        described=questions.Described(),
        by=by,
        now=now,
    )
    return len(added)


def export(*, bank: QuestionBank, language: str, file_format: str) -> Exported:
    """The questions of a bank in a language; the same bank always gives the same bytes."""
    return export_text(selectors.export_text(bank, language=language), file_format=file_format)


def _judged(became: Became) -> Became:
    """An item that is no question of a bank, with the reason: a text, or something that nobody can mark."""
    if not became.markdown or not became.is_whole:
        return became
    try:
        questions.read(became.markdown, taken=())
    except questions.NotAQuestion as error:
        place = became.item.place
        found = tuple(Finding(code=each.code, place=place, message=as_said(each.message)) for each in error.problems)
        return replace(became, findings=(*became.findings, *found))
    return became
