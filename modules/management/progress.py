"""A count of what is done: one line that moves on a terminal, a line now and then in a file."""

from django.core.management.base import OutputWrapper

BAR = 24
LINE_EVERY = 50


class Counter:
    """Tells how far a long action is. Call it with what is done, the total and the name of what was last done."""

    def __init__(self, out: OutputWrapper, verb: str) -> None:
        self.out = out
        self.verb = verb
        self.moves = out.isatty()

    def __call__(self, done: int, total: int, name: str) -> None:
        """Say where we are."""
        if self.moves:
            filled = BAR * done // total
            line = f"\r{self.verb} [{'#' * filled}{'.' * (BAR - filled)}] {done}/{total} {name[-50:]:<50}"
            self.out.write(line, ending="\n" if done == total else "")
            self.out.flush()
        elif done == total or done % LINE_EVERY == 0:
            self.out.write(f"{self.verb} {done}/{total}")
