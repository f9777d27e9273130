"""What a stranger reads about a certificate: never an address, a place of work, a score, or a reason."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from assessments.certification.laws import codes
from assessments.certification.models import Credential
from assessments.certification.pages.verification_words import WORDS
from assessments.certification.selectors.verifying import NOT_FOUND, REMOVED, Found


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the certificate."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Onward:
    """Where to read on."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What stands on it."""

    code: str
    """In groups, as it is printed."""
    language: str
    """The language tag of the title and the competencies."""
    title: str
    name: str
    issuer: str
    facts: tuple[Fact, ...]
    competencies: tuple[str, ...]
    ways: tuple[Onward, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The truth about a code, at a moment."""

    mood: str
    drawing: str
    headline: str
    sentences: tuple[str, ...]
    checked: str
    host: str
    """Of this site: whoever forges a certificate may well forge a site that confirms it."""
    certificate: Certificate | None
    """None for a code that nobody has."""
    replaced_by: Onward | None


def answer(found: Found | None, *, now: datetime) -> Answer:
    """What to say about what was found, or not."""
    words = WORDS[found.answer if found else NOT_FOUND]
    days = _days(found) if found else {}
    return Answer(
        mood=words.mood,
        drawing=words.drawing,
        headline=str(words.headline),
        sentences=tuple(str(sentence) % days for sentence in words.sentences),
        checked=_("%(moment)s (UTC)") % {"moment": date_format(now.astimezone(UTC), "DATETIME_FORMAT")},
        host=host(),
        certificate=_certificate(found) if found else None,
        replaced_by=_replaced_by(found) if found else None,
    )


def shared_text(until: date) -> str:
    """What is said above a certificate that somebody was given a link to."""
    return _("Its holder shows you this through %(day)s. Whether it holds is looked up each time.") % {
        "day": _day(until)
    }


def host() -> str:
    """The name of this site, as it stands in an address."""
    return settings.SITE_URL.partition("//")[2].rstrip("/")


def _days(found: Found) -> dict[str, str]:
    row = found.credential
    left = (row.valid_until - found.on).days if row.valid_until else 0
    return {
        "since": _day(found.since),
        "first": _day(row.valid_from),
        "last": _day(row.valid_until),
        "left": ngettext("%(days)d day is left", "%(days)d days are left", left) % {"days": left},
    }


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _certificate(found: Found) -> Certificate:
    row, snapshot = found.credential, found.credential.snapshot
    return Certificate(
        code=codes.grouped(row.code),
        language=row.language,
        title=snapshot.get("title") or row.certification.title,
        name=row.name,
        issuer=snapshot.get("issuer") or row.issuer.name,
        facts=tuple(_facts(row)),
        competencies=tuple(one["text"] for one in snapshot.get("competencies", ())) if found.competencies else (),
        ways=() if found.answer == REMOVED else tuple(_ways(row, badge=found.competencies)),
    )


def _facts(row: Credential) -> list[Fact]:
    facts = [
        Fact(label=_("Valid from"), value=_day(row.valid_from)),
        Fact(label=_("Valid until"), value=_day(row.valid_until) or _("No last day"), note=_end(row)),
    ]
    if version := row.snapshot.get("version"):
        facts.append(Fact(label=_("Rules"), value=_("Version %(number)s") % {"number": version}))
    facts.append(Fact(label=_("Language"), value=_language(row.language)))
    return facts


def _end(row: Credential) -> str:
    return _("end of the day in %(zone)s") % {"zone": row.zone.replace("_", " ")} if row.valid_until else ""


def _language(tag: str) -> str:
    try:
        return get_language_info(tag)["name_translated"]
    except KeyError:  # a language that the site no longer speaks
        return tag


def _ways(row: Credential, *, badge: bool) -> list[Onward]:
    """Where to read on; the signed badge holds the competencies, and nobody is led to it where they are hidden."""
    version = row.snapshot.get("version")
    ways = []
    if version:
        asked = reverse("certification:achievement", args=[row.certification.code, version])
        ways.append(Onward(title=_("What this certificate asks for"), url=asked))
    if row.badge and badge:
        record = reverse("certification:badge", args=[row.pk])
        ways.append(Onward(title=_("Signed record (Open Badges 3.0)"), url=record))
    return ways


def _replaced_by(found: Found) -> Onward | None:
    if not found.next_code:
        return None
    return Onward(
        title=_("See the certificate that counts"),
        url=reverse("certification:verified", args=[found.next_code]),
    )
