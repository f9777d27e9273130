"""Link definitions with a budget: one long address named by thousands of short links would make megabytes from kilobytes."""

from typing import Any

MIN_BUDGET = 50_000


class References(dict[str, dict[str, Any]]):
    """What `[name]: address "title"` defines. When the budget of characters is spent, `[name]` stays text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._left = max(MIN_BUDGET, 2 * len(text))

    def get(self, label: str, default: Any = None) -> Any:
        """The definition, as long as there is budget for its address and title."""
        found = super().get(label)
        if found is None:
            return default
        self._left -= len(str(found["href"])) + len(str(found["title"]))
        return found if self._left > 0 else default
