"""Compile every published text again, after a change of the renderer."""

from typing import Any

from django.core.management.base import BaseCommand

from modules.services import compiling, laws


class Command(BaseCommand):
    """Safe at any time: learners are served from what is compiled already until it is done."""

    help = "Compile every published text with the present renderer and drop what no page uses."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile and count."""
        kept, dropped = compiling.recompile()
        law = laws.render_again()
        self.stdout.write(
            f"{kept} texts compiled, {dropped} dropped" + (f", {law} texts of law rendered" if law else "")
        )
