"""The columns of a file of people, in the spellings people use."""

from training_site.tables import files
from training_site.tables.columns import Columns, Table

MOST_BYTES = 6_000_000
COLUMNS = Columns(
    names={
        "email": {"e-mail", "mail", "email address", "e-mail address", "e-mailadres", "пошта", "електронна пошта"},
        "username": {"user name", "login", "gebruikersnaam", "ім'я користувача"},
        "first_name": {"first name", "given name", "voornaam", "ім'я", "імя"},
        "last_name": {"last name", "surname", "family name", "achternaam", "прізвище"},
        "organisation": {"organization", "organisatie", "організація", "department"},
        "language": {"lang", "taal", "мова"},
        "since": {"start date", "starts", "from", "sinds", "від"},
    },
    most_rows=20_000,
)


def read(data: bytes) -> Table:
    """The people in a file. Raises training_site.tables.unreadable.Unreadable."""
    return files.read(data, COLUMNS, most_bytes=MOST_BYTES)
