"""What becomes of each row of a file of people: new, changed, unchanged, or not possible and why. Nothing is written.

A row with an address that is not known in the coordinator's scope becomes an invitation, whether somebody on the site has that address or not:
both look the same here, before and after. A row without an address becomes an account with a first code.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from assessments.cohorts.models import ImportRow
from assessments.cohorts.selectors.known_people import Around
from training_site.people.models import Organisation, User
from training_site.tables import days
from training_site.tables.columns import Record

CREATE, UPDATE, UNCHANGED, ERROR = (
    ImportRow.Verdict.CREATE,
    ImportRow.Verdict.UPDATE,
    ImportRow.Verdict.UNCHANGED,
    ImportRow.Verdict.ERROR,
)
EARLIEST, AHEAD = date(1980, 1, 1), timedelta(days=366)
LONGEST_NAME = 150
ACCOUNT, INVITATION, NAME, LANGUAGE, PLACE, COHORT = "account", "invitation", "name", "language", "place", "cohort"
"""What is changed."""
check_username = UnicodeUsernameValidator()


class Wrong(Exception):
    """A row is not possible; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a row says, once everything in it is known."""

    email: str
    username: str
    first_name: str
    last_name: str
    language: str
    organisation: Organisation
    since: date


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A row and what becomes of it."""

    record: Record
    verdict: str
    reason: str = ""
    changes: tuple[str, ...] = ()
    said: Said | None = None
    person: User | None = None


@dataclass
class _Before:
    """What earlier rows of the same file have taken."""

    seats: int | None
    seen: set[object] = field(default_factory=set)


def judge(records: Sequence[Record], found: Around, *, today: date) -> list[Judged]:
    """Every row, in the order of the file."""
    before = _Before(seats=found.seats)
    return [_judged(record, found, before, today) for record in records]


def _judged(record: Record, found: Around, before: _Before, today: date) -> Judged:
    try:
        if record.wrong:
            raise Wrong(record.wrong)
        said = _said(record.cells, found, today)
        person = _person(said, found)
        who = _who(said, person)
        if who in before.seen:
            return Judged(record=record, verdict=UNCHANGED, reason="again")
        row = _of_known(record, said, person, found) if person else _of_new(record, said, found)
        _take_seat(row, before)
        # Only now: whoever found no seat is not in, however often the file says so.
        before.seen.add(who)
    except Wrong as error:
        return Judged(record=record, verdict=ERROR, reason=error.reason)
    return row


def _said(cells: dict[str, str], found: Around, today: date) -> Said:
    first, last = (" ".join(cells.get(name, "").split()) for name in ("first_name", "last_name"))
    if max(len(first), len(last)) > LONGEST_NAME:
        raise Wrong("long")
    return Said(
        email=_checked(cells.get("email", "").lower(), validate_email, "email"),
        username=_checked(cells.get("username", ""), check_username, "username"),
        first_name=first,
        last_name=last,
        language=_language(cells.get("language", "")),
        organisation=_organisation(cells.get("organisation", ""), found),
        since=_since(cells.get("since", ""), today),
    )


def _checked(text: str, check: Callable[[str], object], reason: str) -> str:
    if text:
        try:
            check(text)
        except ValidationError as error:
            raise Wrong(reason) from error
    if len(text) > LONGEST_NAME:
        raise Wrong("long")
    return text


def _language(text: str) -> str:
    wanted = text.casefold()
    for code, name in settings.LANGUAGES:
        if wanted in (code, str(name).casefold()):
            return code
    if wanted:
        raise Wrong("language")
    return ""


def _organisation(text: str, found: Around) -> Organisation:
    name = " ".join(text.split()).casefold()
    if name in found.twice:
        raise Wrong("organisation_twice")
    place = found.places.get(name) if name else found.home
    if place is None:
        raise Wrong("organisation" if name else "organisation_none")
    return place


def _since(text: str, today: date) -> date:
    if not text:
        return today
    try:
        day = days.read(text)
    except days.TwoDays as error:
        raise Wrong("two_days") from error
    except days.NoDay as error:
        raise Wrong("day") from error
    if not EARLIEST <= day <= today + AHEAD:
        raise Wrong("day_far")
    return day


def _person(said: Said, found: Around) -> User | None:
    by_address = found.people.get(said.email.casefold()) if said.email else None
    by_name = found.people.get(said.username.casefold()) if said.username else None
    if by_address and by_name and by_address.pk != by_name.pk:
        raise Wrong("two_people")
    if by_address or by_name:
        return by_address or by_name
    if said.username and found.usernames.has(said.username):
        raise Wrong("username_taken")
    if not said.first_name and not said.last_name:
        raise Wrong("no_name")
    if said.email or said.username:
        return None
    return found.namesakes.get((said.first_name.casefold(), said.last_name.casefold(), said.organisation.pk))


def _who(said: Said, person: User | None) -> object:
    """By what a file tells people apart."""
    names = (said.first_name.casefold(), said.last_name.casefold(), said.organisation.pk)
    return person.pk if person else said.email or said.username.casefold() or names


def _of_new(record: Record, said: Said, found: Around) -> Judged:
    if not said.email:
        return Judged(record=record, verdict=CREATE, said=said, changes=(ACCOUNT,))
    asked = found.invited.get(said.email)
    if asked is None:
        return Judged(record=record, verdict=CREATE, said=said, changes=(INVITATION,))
    return Judged(record=record, verdict=UNCHANGED, reason=asked.answer or "asked")


def _of_known(record: Record, said: Said, person: User, found: Around) -> Judged:
    changes = _new_words(said, person)
    reason = "address" if said.email and said.email != person.email else ""
    if changes and person.pk in found.elsewhere:
        changes, reason = [], "elsewhere"
    if person.pk not in found.inside:
        if (person.pk, said.organisation.pk) not in found.learners:
            changes.append(PLACE)
        changes.append(COHORT)
    return Judged(
        record=record,
        verdict=UPDATE if changes else UNCHANGED,
        reason=reason,
        changes=tuple(changes),
        said=said,
        person=person,
    )


def _new_words(said: Said, person: User) -> list[str]:
    found = []
    names = ((said.first_name, person.first_name), (said.last_name, person.last_name))
    if any(new and new != old for new, old in names):
        found.append(NAME)
    if said.language and said.language != person.language:
        found.append(LANGUAGE)
    return found


def _take_seat(row: Judged, before: _Before) -> None:
    if before.seats is None or not {ACCOUNT, INVITATION, COHORT} & set(row.changes):
        return
    if before.seats == 0:
        raise Wrong("full")
    before.seats -= 1
