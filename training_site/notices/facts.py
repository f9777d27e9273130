"""Facts: what may fill a gap of a notice's sentence. Numbers, days, roles and organisations; nobody's own words.

They are stored as JSON, without a language, and put into words for whoever reads them.
"""

import math
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.formats import date_format, number_format

from training_site.notices.kinds import UNSAYABLE, Kind
from training_site.people.models import Organisation
from training_site.people.roles import Role

Fact = int | float | str
"""As stored: a number, an ISO date ("2026-05-03"), a role ("mentor"), the name of an organisation."""


class UnfitFacts(Exception):
    """The facts are not those that are wanted, or not what a notice may say. Tells their names, never their values."""


def stored(given: Mapping[str, object], *, kind: Kind) -> dict[str, Fact]:
    """The facts of a kind as they are stored; a `date` becomes its ISO form. The sentence is tried with them: a plural, for one,
    does not count with a date. Asks the database only about the name of an organisation.

    Raises UnfitFacts.
    """
    missing, other = set(kind.facts) - set(given), set(given) - set(kind.facts)
    if missing or other:
        raise UnfitFacts(f"These facts are missing: {sorted(missing)}; these are not known: {sorted(other)}.")
    facts = {name: _stored(name, value) for name, value in given.items()}
    try:
        kind.say(spoken(facts))
    except UNSAYABLE:
        raise UnfitFacts(f"The sentence of the kind “{kind.key}” cannot be said with facts of these sorts.") from None
    return facts


def spoken(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts as a sentence shows them in the active language. Whole numbers stay numbers, so that plurals can count them."""
    return {name: _spoken(value) for name, value in facts.items()}


def _stored(name: str, value: object) -> Fact:
    # A datetime is a date to Python, and True is a number; neither is what a sentence means by them.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    if isinstance(value, str) and (_as_day(value) or value in Role.values or _is_an_organisation(value)):
        return str(value)
    raise UnfitFacts(f"The fact “{name}” is not a number, an ISO date, a role or the name of an organisation.")


def _spoken(value: Fact) -> Fact:
    if isinstance(value, float):
        return number_format(value)
    if isinstance(value, int):
        return value
    if day := _as_day(value):
        return date_format(day)
    return str(Role(value).label) if value in Role.values else value


def _as_day(text: str) -> date | None:
    """The day that a text of the form 2026-05-03 names; other spellings of ISO 8601 are not ours."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _is_an_organisation(text: str) -> bool:
    return Organisation.objects.filter(name=text).exists()
