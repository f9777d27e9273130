"""Texts of law between files and rows: checked, planned, written, exported. Saving one renders it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from modules.dialect import markup
from modules.dialect.lint import lint
from modules.models import LawText
from modules.services import content_values
from modules.services.content_files import ContentFile, Finding, digest
from modules.services.content_kinds import LAW
from modules.services.import_actions import CHANGES, Action

FOLDER = "law"


@dataclass(frozen=True, kw_only=True)
class LawStep:
    """One file and what is to be done about it."""

    file: ContentFile
    action: Action
    row: LawText | None = None

    def __str__(self) -> str:
        return f"{self.action:<8} {self.file.path}"


def check(laws: Iterable[ContentFile], files: Iterable[ContentFile]) -> Iterator[Finding]:
    """What is wrong with the files of law: the lesson they belong to, the folder they stand in, their days."""
    lessons = {file.content_key: file for file in files if file.kind.name == "lesson"}
    for law in laws:
        key, folder = str(law.values.get("lesson", "")), law.place.file.parent.name
        lesson = lessons.get(f"{law.place.programme}/{key}")
        if lesson is None:
            yield law.finding("unknown-lesson", law.line("lesson"), f"there is no lesson '{key}'; mend the key")
        elif not lesson.values.get("law"):
            message = f"{lesson.path} asks for no law; write under 'law' in its head what this text has to say"
            yield law.finding("unwanted-law", law.line("lesson"), message)
        if law.place.file.stem != key:
            yield law.finding("bad-name", 1, f"call the file '{key}.md', as the lesson it belongs to")
        if slugify(str(law.values.get("country", ""))) != folder:
            message = f"the country does not fit the folder '{folder}'; a country's folder is its name in small letters"
            yield law.finding("bad-country", law.line("country"), message)
        yield from _days(law)
        for problem in lint(law.body, publishing=True):
            yield law.finding(problem.code, law.body_line + problem.line - 1, str(problem.message), problem.severity)


def _days(law: ContentFile) -> Iterator[Finding]:
    days = {key: _day(law.values.get(key)) for key in ("date", "review_by")}
    for key, day in days.items():
        if day is None:
            yield law.finding("bad-date", law.line(key), f"write '{key}' as a day, such as 2026-11-30")
    if days["date"] and days["review_by"] and days["review_by"] <= days["date"]:
        yield law.finding("bad-date", law.line("review_by"), "the review has to come after the day of the text")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def plan(laws: Iterable[ContentFile], *, overwrite: bool) -> tuple[LawStep, ...]:
    """What an import would do with files of law, as it does with pages."""
    rows = {(row.lesson_key, row.country): row for row in LawText.objects.all()}
    return tuple(_step(law, rows.get(_identity(law)), overwrite=overwrite) for law in laws)


def _identity(law: ContentFile) -> tuple[str, str]:
    return f"{law.place.programme}/{law.values.get('lesson')}", str(law.values.get("country"))


def _step(law: ContentFile, row: LawText | None, *, overwrite: bool) -> LawStep:
    if row is None:
        return LawStep(file=law, action=Action.CREATE)
    now = digest(text_of(row))
    if now == law.digest:
        action = Action.SAME if row.imported_digest == law.digest else Action.ADOPT
    elif overwrite or now == row.imported_digest:
        action = Action.UPDATE
    else:
        action = Action.KEEP if row.imported_digest == law.digest else Action.REFUSE
    return LawStep(file=law, row=row, action=action)


@transaction.atomic
def run(steps: Sequence[LawStep]) -> int:
    """Carry out a plan; how many rows have changed."""
    changed = [step for step in steps if step.action in CHANGES]
    for step in changed:
        lesson_key, country = _identity(step.file)
        values = step.file.values
        row = step.row or LawText(lesson_key=lesson_key, country=country)
        row.language, row.owner, row.body = str(values["language"]), str(values["owner"]), step.file.body
        row.dated, row.review_by = date.fromisoformat(values["date"]), date.fromisoformat(values["review_by"])
        row.imported_digest = step.file.digest
        save(row=row)
    return len(changed)


def save(*, row: LawText) -> LawText:
    """Keep a text, rendered as it is now."""
    row.html = markup.render(row.body)
    row.save()
    return row


def render_again() -> int:
    """Render every text with this renderer; how many."""
    rows = list(LawText.objects.all())
    for row in rows:
        save(row=row)
    return len(rows)


def text_of(row: LawText) -> str:
    """The file of a text in canonical form."""
    values = {
        "type": LAW.name,
        "country": row.country,
        "lesson": row.lesson_key.rpartition("/")[2],
        "language": row.language,
        "owner": row.owner,
        "date": row.dated.isoformat(),
        "review_by": row.review_by.isoformat(),
    }
    return content_values.write(LAW, values, row.body)


def path_of(row: LawText) -> str:
    """Where the file of a text stands in the content folder."""
    programme, _slash, lesson = row.lesson_key.rpartition("/")
    return f"{programme}/{FOLDER}/{slugify(row.country)}/{lesson}.md"
