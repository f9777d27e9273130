"""Texts of law, in the states tests speak of."""

from datetime import date
from typing import Any

from modules.models import LawText
from modules.services import laws

WRITTEN = date(2026, 1, 10)
REVIEW = date(2027, 1, 10)


def law_text(*, lesson_key: str, country: str = "Zambia", **values: Any) -> LawText:
    """A text that is kept, due for review in January 2027."""
    usual: dict[str, Any] = {
        "language": "en",
        "owner": "Legal adviser of the ministry",
        "dated": WRITTEN,
        "review_by": REVIEW,
        "body": "A *magistrate* decides.",
    }
    return laws.save(row=LawText(lesson_key=lesson_key, country=country, **(usual | values)))
