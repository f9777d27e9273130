"""Bring the curriculum's files into the site: all of them, or none."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from modules.management.progress import Counter
from modules.services import compiling, importing
from modules.services.importing import Action


class Command(BaseCommand):
    """A second run without changes does nothing."""

    help = "Import the curriculum's files as pages, matched by their keys."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and how far to go."""
        parser.add_argument("path", nargs="?", type=Path, default=settings.CONTENT_DIR, help="the content folder")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--publish", action="store_true", help="publish what is imported")
        how.add_argument(
            "--draft", action="store_true", help="leave it as drafts for a trainer to publish (the default)"
        )
        parser.add_argument("--dry-run", action="store_true", help="print what would be done, and do nothing")
        parser.add_argument(
            "--overwrite-edited", action="store_true", help="overwrite pages edited since their last import"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Plan, then carry out."""
        try:
            self._import(**{name: options[name] for name in ("path", "publish", "dry_run", "overwrite_edited")})
        except (importing.ContentErrors, importing.EditedPages) as error:
            raise CommandError(f"{error}\nNothing was imported.") from error

    def _import(self, *, path: Path, publish: bool, dry_run: bool, overwrite_edited: bool) -> None:
        plan = importing.plan(
            folder=path, publish=publish, overwrite_edited=overwrite_edited, progress=Counter(self.stdout, "Checked")
        )
        for warning in plan.warnings:
            self.stdout.write(str(warning))
        if dry_run:
            self._print(plan)
            return
        changed = importing.run(plan=plan, publish=publish, progress=Counter(self.stdout, "Imported"))
        compiling.compile_missing()
        self.stdout.write(self._sum(plan))
        self.stdout.write(f"{changed} pages changed, {len(plan.all_steps) - changed} as they were.")

    def _print(self, plan: importing.Plan) -> None:
        for step in plan.all_steps:
            if step.action is not Action.SAME:
                self.stdout.write(str(step))
        for path in plan.gone:
            self.stdout.write(f"{'gone':<8} {path} (the page stays)")
        self.stdout.write(self._sum(plan))
        if plan.count(Action.REFUSE):
            raise CommandError("The import would be refused: pages have been edited since their last import.")

    def _sum(self, plan: importing.Plan) -> str:
        counts = [f"{plan.count(action)} {action}" for action in Action if plan.count(action)]
        return ", ".join([*counts, *([f"{len(plan.gone)} gone"] if plan.gone else [])]) or "no files"
