"""The curriculum's files into pages: planned first, then carried out as a whole or not at all.

A page belongs to a file by its content key. What was imported is remembered by digest, so that a second run finds nothing
to do, and a page that somebody has edited since is never overwritten unless the caller says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from modules.models import CurriculumPage
from modules.services import checking, content_tree, laws
from modules.services.compiling import page_models
from modules.services.content_files import ContentFile, Finding
from modules.services.content_tree import Tree
from modules.services.exporting import newest_digest
from modules.services.growing import Growth, waits_for_publishing
from modules.services.import_actions import CHANGES, Action
from modules.services.laws import LawStep


@dataclass(frozen=True, kw_only=True)
class Step:
    """One file and what is to be done about it."""

    file: ContentFile
    action: Action
    page: CurriculumPage | None = None

    def __str__(self) -> str:
        return f"{self.action:<8} {self.file.path}"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import would do."""

    steps: tuple[Step, ...]
    gone: tuple[str, ...]
    """Pages whose file is no longer there; they stay."""
    laws: tuple[LawStep, ...] = ()
    warnings: tuple[Finding, ...] = ()

    def count(self, action: Action) -> int:
        """How many files have this in store."""
        return sum(step.action is action for step in self.all_steps)

    @property
    def all_steps(self) -> "tuple[Step | LawStep, ...]":
        """Pages first, then texts of law."""
        return (*self.steps, *self.laws)


class ContentErrors(Exception):
    """The files have errors; nothing was imported."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


class EditedPages(Exception):
    """Pages have been edited since their last import; nothing was imported."""

    def __init__(self, steps: Sequence[Step | LawStep]) -> None:
        self.steps = tuple(steps)
        super().__init__("\n".join(f"{step.file.path}:1: edited-page {EDITED}" for step in self.steps))


EDITED = "the page has been edited since it was imported; export it and compare, or import with --overwrite-edited"
Progress = Callable[[int, int, str], object]


def plan(*, folder: Path, publish: bool, overwrite_edited: bool = False, progress: Progress | None = None) -> Plan:
    """What an import of the folder would do. Raises ContentErrors; texts that would not be imported are not read closely."""
    tree = content_tree.read(folder)
    if tree.errors:
        raise ContentErrors(tree.errors)
    pages = _pages()
    steps = tuple(_step(file, pages, publish=publish, overwrite=overwrite_edited) for file in tree.files)
    warnings = _check(tree, steps, progress)
    wanted = {(file.content_key, file.place.language) for file in tree.files}
    groups = {(file.place.programme, file.place.language) for file in tree.files}
    gone = sorted(
        page.source_path
        for (key, language), page in pages.items()
        if page.source_path and (key.partition("/")[0], language) in groups and (key, language) not in wanted
    )
    return Plan(steps=steps, gone=tuple(gone), laws=laws.plan(tree.laws, overwrite=overwrite_edited), warnings=warnings)


@transaction.atomic
def run(*, plan: Plan, publish: bool, progress: Progress | None = None) -> int:
    """Carry out a plan in one transaction; how many pages have changed. Raises EditedPages, ContentErrors."""
    if refused := [step for step in plan.all_steps if step.action is Action.REFUSE]:
        raise EditedPages(refused)
    growth = Growth(publish=publish)
    changed = 0
    for number, step in enumerate(plan.steps, start=1):
        if step.action in CHANGES:
            changed += 1
            _carry_out(growth, step)
        growth.place(step.file, step.page)
        if progress is not None:
            progress(number, len(plan.steps), step.file.path)
    growth.put_in_order()
    return changed + laws.run(plan.laws)


def _carry_out(growth: Growth, step: Step) -> None:
    try:
        if step.page is None:
            growth.create(step.file)
        elif step.action is Action.UPDATE:
            growth.update(step.page, step.file)
        elif step.action is Action.ADOPT:
            growth.adopt(step.page, step.file)
        else:
            growth.publish(step.page)
    except ValidationError as error:
        said = " ".join(error.messages)
        raise ContentErrors([step.file.finding("cannot-save", 1, f"the page cannot be saved: {said}")]) from error


def _pages() -> dict[tuple[str, str], CurriculumPage]:
    """Every page by content key and language."""
    pages = (page for model in page_models() for page in model._default_manager.select_related("locale"))
    return {(page.content_key, page.locale.language_code): page for page in pages}


def _step(file: ContentFile, pages: dict[tuple[str, str], CurriculumPage], *, publish: bool, overwrite: bool) -> Step:
    page = pages.get((file.content_key, file.place.language))
    if page is None:
        return Step(file=file, action=Action.CREATE)
    if page.imported_digest == file.digest and page.source_path == file.path:
        return Step(file=file, page=page, action=_unchanged(page, publish=publish, overwrite=overwrite))
    return Step(file=file, page=page, action=_changed(page, file, overwrite=overwrite))


def _unchanged(page: CurriculumPage, *, publish: bool, overwrite: bool) -> Action:
    """What to do where the file is as it was imported. The usual answer costs no query."""
    waits = publish and waits_for_publishing(page)
    if not waits and not overwrite:
        return Action.SAME
    if newest_digest(page) != page.imported_digest:
        return Action.UPDATE if overwrite else Action.KEEP
    return Action.PUBLISH if waits else Action.SAME


def _changed(page: CurriculumPage, file: ContentFile, *, overwrite: bool) -> Action:
    """What to do where the file is new, or stands elsewhere."""
    now = newest_digest(page)
    if now == file.digest and page.source_path == file.path:
        return Action.ADOPT
    return Action.UPDATE if overwrite or now == page.imported_digest else Action.REFUSE


def _check(tree: Tree, steps: Sequence[Step], progress: Progress | None) -> tuple[Finding, ...]:
    """The warnings; raises ContentErrors. Only texts that are to be written are checked closely: the others were, once."""
    texts = [step.file for step in steps if step.action in (Action.CREATE, Action.UPDATE)]
    done = 0

    def tell(file: ContentFile) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, len(texts), file.path)

    findings = checking.check(tree, texts=texts, progress=tell)
    if errors := [finding for finding in findings if finding.severity == "error"]:
        raise ContentErrors(errors)
    return tuple(findings)
