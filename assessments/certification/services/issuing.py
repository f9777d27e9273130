"""Issuing a credential: once for each certified round, with the name its holder confirmed, signed, and never changed afterwards.

A correction issues another credential that names the one it replaces. Nothing here prints: the PDF is made when somebody asks for it.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.laws import codes
from assessments.certification.laws.calendar import day_in
from assessments.certification.models import Change, Credential, Cycle, NameConfirmation
from assessments.certification.printing.names import objections
from assessments.certification.selectors import snapshots
from assessments.certification.services import changes, keys, signing, telling
from assessments.mentoring.canonical import digest
from training_site.people.models import User

__all__ = ["NotYours", "SameName", "Unprintable", "confirm_name", "correct", "issue_where_named", "replace"]


LONGEST_NAME = 80


class Unprintable(Exception):
    """The name cannot stand on a certificate as it is; `sentences` say why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__()
        self.sentences = sentences


class NotYours(Exception):
    """Only the holder says which name stands on a certificate."""


class SameName(Exception):
    """The name stands on the certificate already as it should."""


@transaction.atomic
def confirm_name(*, learner: User, name: str, now: datetime) -> NameConfirmation:
    """The name for certificates from now on; those that waited for it are issued. Raises Unprintable, which says which letters."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Unprintable([_("A name has between 1 and %(most)d characters.") % {"most": LONGEST_NAME}])
    if found := objections(name):
        raise Unprintable(found)
    confirmation = NameConfirmation.objects.create(learner=learner, name=name, at=now)
    for cycle in Cycle.objects.filter(learner=learner, completed_on__isnull=False, credentials=None):
        issue_where_named(cycle=cycle, now=now)
    return confirmation


@transaction.atomic
def issue_where_named(*, cycle: Cycle, now: datetime) -> Credential | None:
    """The credential of a certified round, issued if it was not yet; None while its holder has not confirmed a name."""
    cycle = (
        Cycle.objects.select_for_update(of=("self",))
        .select_related("certification__issuer", "version", "learner")
        .get(pk=cycle.pk)
    )
    there = Credential.objects.filter(cycle=cycle).order_by("-issued_at").first()
    if there is not None:
        return there
    name = confirmed_name(cycle.learner_id)
    # Nobody is written to about what has expired already, such as an imported record.
    holds = cycle.expires_on is None or cycle.expires_on >= timezone.localdate(now)
    if not name:
        if holds:
            telling.of_missing_name(cycle, now=now)
        return None
    issued = _issue(cycle, name=name, language=cycle.learner.language, supersedes=None, now=now)
    if holds:
        telling.of_credential(issued, now=now)
    return issued


@transaction.atomic
def correct(*, credential: Credential, name: str, by: User, now: datetime) -> Credential:
    """Another credential with the name as it is right; the old one points to it. Sent twice, it is one correction.

    Raises NotYours, Unprintable, SameName, changes.DoesNotFollow where the certificate does not hold any more.
    """
    if credential.holder_id != by.pk:
        raise NotYours
    cycle = _locked(credential)
    name = " ".join(name.split())
    later = Credential.objects.filter(supersedes=credential).first()
    if later is not None and later.name == name:
        return later
    if name == credential.name:
        raise SameName
    confirm_name(learner=by, name=name, now=now)
    return _replace(cycle, credential, name=name, by=by, now=now)


@transaction.atomic
def replace(*, credential: Credential, by: User, now: datetime) -> Credential:
    """Another credential because what it says has changed, such as its last day. Raises changes.DoesNotFollow."""
    return _replace(_locked(credential), credential, name=credential.name, by=by, now=now)


def _locked(credential: Credential) -> Cycle:
    rows = Cycle.objects.select_for_update(of=("self",))
    return rows.select_related("certification__issuer", "version", "learner").get(pk=credential.cycle_id)


@transaction.atomic
def restore(*, credential: Credential, reason: str, by: User, second: User, now: datetime) -> Credential:
    """Another credential for one that was revoked, because an appeal was upheld; the old one stays withdrawn and points to it.

    Where the revocation lies ahead, the old one is replaced today. Raises changes.DoesNotFollow.
    """
    cycle = _locked(credential)
    today = day_in(now, ZoneInfo(credential.zone))
    revoked = credential.changes.filter(kind=Change.Kind.REVOKED).order_by("number").last()
    if revoked is None or not credential.name:
        raise changes.DoesNotFollow
    if revoked.effective_on > today:
        changes.append(credential=credential, kind=Change.Kind.CORRECTED, effective_on=today, by=by, now=now)
    changes.append(
        credential=credential,
        kind=Change.Kind.RESTORED,
        effective_on=max(today, revoked.effective_on),
        reason=reason,
        by=by,
        second=second,
        now=now,
    )
    return _issue_instead(cycle, credential, name=credential.name, now=now)


def _replace(cycle: Cycle, credential: Credential, *, name: str, by: User, now: datetime) -> Credential:
    today = day_in(now, ZoneInfo(credential.zone))
    changes.append(credential=credential, kind=Change.Kind.CORRECTED, effective_on=today, by=by, now=now)
    issued = _issue_instead(cycle, credential, name=name, now=now)
    changes.carry_over(old=credential, new=issued, today=today, now=now)
    return issued


def _issue_instead(cycle: Cycle, credential: Credential, *, name: str, now: datetime) -> Credential:
    issued = _issue(cycle, name=name, language=credential.language, supersedes=credential, now=now)
    telling.of_credential(issued, now=now)
    return issued


def confirmed_name(learner_id: int) -> str:
    """The name somebody confirmed last; "" for none (one query)."""
    row = NameConfirmation.objects.filter(learner_id=learner_id).order_by("-at", "-pk").first()
    return row.name if row else ""


def _issue(cycle: Cycle, *, name: str, language: str, supersedes: Credential | None, now: datetime) -> Credential:
    issuer = cycle.certification.issuer
    key = keys.current(issuer=issuer, now=now)
    snapshot = snapshots.of_cycle(cycle, language=language, now=now)
    row = Credential(
        code=codes.fresh(),
        issuer=issuer,
        year=timezone.localdate(now).year,
        serial=_next_serial(issuer.pk, timezone.localdate(now).year),
        cycle=cycle,
        certification=cycle.certification,
        holder=cycle.learner,
        name=name,
        language=snapshot["language"],
        valid_from=_valid_from(cycle, snapshot),
        valid_until=cycle.expires_on,
        zone=snapshot["zone"],
        snapshot=snapshot,
        sha256=digest({"name": name, "snapshot": snapshot}),
        supersedes=supersedes,
        issued_at=now,
    )
    signing.signed(row, key=key, now=now).save(force_insert=True)
    changes.append(credential=row, kind=Change.Kind.ISSUED, effective_on=row.valid_from, now=now)
    return row


def _valid_from(cycle: Cycle, snapshot: dict[str, Any]) -> date:
    """Nobody was certified before it was decided; what had expired by then was valid on its last day."""
    decided_on = date.fromisoformat(snapshot["decided_on"])
    return min(decided_on, cycle.expires_on or decided_on)


def _next_serial(issuer_id: int, year: int) -> int:
    """The issuer is locked by `keys.current`, so that serials have no gaps and no twins."""
    last: int | None = Credential.objects.filter(issuer_id=issuer_id, year=year).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1
