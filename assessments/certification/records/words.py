"""How days may be written in a file of records, and one sentence for every reason why a file is refused."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from assessments.certification.records.reading import COLUMNS, Unreadable

REFUSED: Mapping[str, Promise] = {
    "too_large": gettext_lazy("The file is larger than %(found)s kB. Divide it."),
    "encoding": gettext_lazy(
        "The letters of this file cannot be read for certain. Save it as “CSV UTF-8” and choose it again."
    ),
    "empty": gettext_lazy("The file is empty."),
    "not_text": gettext_lazy("This is no text file. Save the table as “CSV UTF-8” and choose it again."),
    "quotes": gettext_lazy("From line %(found)s on, quotation marks do not match or a cell is too long."),
    "unknown_column": gettext_lazy("There is no column “%(found)s” here. These there are: %(columns)s."),
    "column_twice": gettext_lazy("A column is there twice."),
    "missing_column": gettext_lazy("The column “%(found)s” is missing."),
    "too_many": gettext_lazy("There are more than %(found)s rows. Divide the file."),
    "no_codes": gettext_lazy("There is no code in it."),
    "no_rows": gettext_lazy("The file has headings and no rows."),
}
"""Why a file is refused."""
FORMATS: Mapping[str, Promise] = {
    "%Y-%m-%d": gettext_lazy("2024-12-31 (year-month-day)"),
    "%d.%m.%Y": gettext_lazy("31.12.2024 (day.month.year)"),
    "%d/%m/%Y": gettext_lazy("31/12/2024 (day/month/year)"),
    "%m/%d/%Y": gettext_lazy("12/31/2024 (month/day/year)"),
}


def refusal(error: Unreadable) -> str:
    """One sentence why a file is refused."""
    return str(REFUSED[error.code] % {"found": error.found, "columns": ", ".join(COLUMNS)})
