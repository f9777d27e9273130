"""A certificate from its snapshot: what stands on it, what has happened to it since, and where its holder can go from it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from assessments.certification.laws.codes import grouped
from assessments.certification.models import Credential
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.standing_words import note_text
from assessments.certification.pages.verification import host
from assessments.certification.printing import qr
from assessments.certification.printing.certificate import CertificateView, Signatory, Way
from assessments.certification.selectors import issuers
from assessments.certification.selectors.ways import Held

MOST_COMPETENCIES = 10
"""So many stand on the sheet one by one; more are told by their domains."""


def certificate_view(held: Held, *, note: str, ways: Iterable[Way] = ()) -> CertificateView:
    """The certificate in its own language. `note` says what it is worth; nothing while it simply holds."""
    row = held.credential
    snapshot: Mapping[str, Any] = row.snapshot
    reader = get_language() or ""
    address = issuers.address("verified", row.code)
    with translation.override(row.language):
        return CertificateView(
            language=row.language,
            direction="rtl" if get_language_info(row.language)["bidi"] else "ltr",
            title=snapshot["title"],
            before_name=_("This is to certify that"),
            name=row.name,
            after_name=_after_name(snapshot),
            competencies=_competencies(snapshot.get("competencies", ())),
            issuer=snapshot["issuer"],
            signatories=tuple(
                Signatory(name=one["name"], function=one["function"]) for one in snapshot.get("signatories", ())
            ),
            valid_from=day_text(row.valid_from),
            valid_until=day_text(row.valid_until) if row.valid_until else "",
            content_version=str(snapshot.get("version", "")),
            status_note=note,
            serial=f"{row.year}-{row.serial:04d}",
            code=grouped(row.code),
            verify_url=address,
            verify_address=f"{host()}{reverse('certification:verify').rstrip('/')}",
            qr_svg=qr.svg(address, title=_("QR code: opens the check of this certificate")),
            ways=tuple(ways),
            ways_language=reader if reader != row.language else "",
        )


def printed_note(held: Held, *, on: date) -> str:
    """What stands on the sheet about its worth, in the certificate's language."""
    with translation.override(held.credential.language):
        return note_text(held.status(on))


def ways_of(row: Credential, *, appeal_url: str, can_correct: bool, later: Credential | None) -> list[Way]:
    """Where the holder goes from the page, in the reader's language."""
    here = [row.pk]
    ways = [Way(title=_("Back to my certificates"), url=reverse("certification:home"))]
    if later is not None:
        ways.append(
            Way(
                title=_("The certificate that has taken its place"),
                url=reverse("certification:credential", args=[later.pk]),
            )
        )
    ways.append(Way(title=_("PDF to print"), url=reverse("certification:pdf", args=here)))
    if row.badge:
        ways.append(Way(title=_("Credential for my wallet"), url=reverse("certification:wallet", args=here)))
    ways.append(Way(title=_("What strangers see"), url=reverse("certification:verified", args=[row.code])))
    if later is None:
        ways.append(Way(title=_("Who sees what"), url=reverse("certification:sharing", args=here)))
    if can_correct:
        ways.append(Way(title=_("My name is not right"), url=reverse("certification:correct", args=here)))
    if appeal_url:
        ways.append(Way(title=_("Appeal against this"), url=appeal_url))
    return ways


def _after_name(snapshot: Mapping[str, Any]) -> str:
    """How the sentence goes on, and what the certificate stands for."""
    said = _("has met everything that this certificate asks for.")
    return f"{said} {snapshot['summary']}" if snapshot.get("summary") else said


def _competencies(found: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """One by one while they are few, else how many in which domain."""
    listed = list(found)
    if len(listed) <= MOST_COMPETENCIES:
        return tuple(one["text"] for one in listed)
    domains: dict[str, int] = {}
    for one in listed:
        name = one.get("domain") or one["code"].partition(".")[0]
        domains[name] = domains.get(name, 0) + 1
    return tuple(f"{name} ({number})" for name, number in domains.items())
