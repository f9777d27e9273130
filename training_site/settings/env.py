"""Every environment variable the site reads: one typed table.

Production refuses to start without those marked required; development has a default for each.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds manage.py."""


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One environment variable."""

    name: str
    kind: type
    default: Any
    says: str
    required_in_production: bool = False


VARIABLES = (
    Variable(
        name="SECRET_KEY",
        kind=str,
        default="",
        says="Signs sessions and forms. A long random text, kept secret.",
        required_in_production=True,
    ),
    Variable(
        name="TEXT_KEYS",
        kind=str,
        default="",
        says="Seals the texts of people: name:secret, the secret from `openssl rand -base64 32`. Without it they are lost.",
        required_in_production=True,
    ),
    Variable(
        name="DATABASE_URL",
        kind=str,
        default=f"sqlite:///{ROOT / 'var' / 'site.sqlite3'}",
        says="Where people's work is kept: sqlite:///… or postgres://user:password@host:port/name.",
        required_in_production=True,
    ),
    Variable(
        name="ALLOWED_HOSTS",
        kind=list,
        default=["localhost", "127.0.0.1", "[::1]"],
        says="Host names the site answers to, separated by commas.",
        required_in_production=True,
    ),
    Variable(
        name="REDIS_URL",
        kind=str,
        default="",
        says="Cache shared by all processes, redis://host:port/number. Losing it loses nothing.",
        required_in_production=True,
    ),
    Variable(
        name="REQUIRE_SECOND_FACTOR",
        kind=bool,
        default=True,
        says="Staff and mentors must show a second factor. Only production asks; switch it off only where nobody's data are real.",
    ),
    Variable(name="DEBUG", kind=bool, default=False, says="Shows errors in full. Never in production."),
    Variable(name="SITE_URL", kind=str, default="http://127.0.0.1:8000", says="The public address, used in e-mail."),
    Variable(
        name="VAR_DIR", kind=str, default=str(ROOT / "var"), says="Where uploaded files and collected statics are kept."
    ),
    Variable(
        name="EMAIL_URL",
        kind=str,
        default="consolemail://",
        says="How e-mail leaves: smtp+tls://user:password@host:587.",
    ),
    Variable(name="EMAIL_FROM", kind=str, default="training@localhost", says="The sender of the site's e-mail."),
    Variable(
        name="TRUSTED_PROXIES",
        kind=int,
        default=0,
        says="Number of proxies in front that set X-Forwarded-For and -Proto.",
    ),
)

BY_NAME = {variable.name: variable for variable in VARIABLES}


def read(name: str) -> Any:
    """The value of a declared variable, in its declared type; KeyError for one that is not in the table."""
    variable = BY_NAME[name]
    source = environ.Env()
    readers = {str: source.str, bool: source.bool, int: source.int, list: source.list}
    return readers[variable.kind](name, default=variable.default)


def missing_in_production() -> list[Variable]:
    """The required variables that are not set."""
    environment = environ.Env.ENVIRON
    return [
        variable for variable in VARIABLES if variable.required_in_production and not environment.get(variable.name)
    ]
