"""Real counts while something long happens: one line that grows on a terminal, whole lines where there is none."""

from django.core.management.base import OutputWrapper


class Count:
    """`Database: 12 of 214 steps`, told as it grows."""

    def __init__(self, out: OutputWrapper, what: str, total: int, unit: str) -> None:
        self.out, self.what, self.total, self.unit = out, what, total, unit
        self.done = 0
        self.grows = out.isatty()

    def to(self, done: int) -> None:
        """Say how far it is; where there is no terminal only every tenth of the way and the end."""
        before, self.done = self.done, done
        tenth = max(self.total // 10, 1)
        if self.grows:
            self.out.write(f"\r{self.text}\x1b[K", ending="\n" if done >= self.total else "")
            self.out.flush()
        elif done >= self.total or done // tenth > before // tenth:
            self.out.write(self.text)

    @property
    def text(self) -> str:
        """The line as it stands."""
        return f"{self.what}: {self.done} of {self.total} {self.unit}"


class MigrationCount:
    """Stands in for the output of `migrate`, and counts the lines it would print."""

    def __init__(self, count: Count) -> None:
        self.count = count

    def write(self, text: str) -> int:
        """One migration begins with "Applying" and ends with "OK"; faked ones say so."""
        finished = sum(text.count(word) for word in (" OK", " FAKED"))
        if finished:
            self.count.to(min(self.count.done + finished, self.count.total))
        return len(text)

    def flush(self) -> None:
        """Everything was told already."""

    def isatty(self) -> bool:
        """Never: no colours wanted."""
        return False
