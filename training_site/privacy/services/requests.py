"""The wish to be forgotten: asked for, taken back, looked at by one administrator and fulfilled by another."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from training_site.audit.services.recording import record
from training_site.people.models import User
from training_site.privacy import notifying
from training_site.privacy.models import ErasureProof, ErasureRequest
from training_site.privacy.selectors import open_request, requests_for
from training_site.privacy.services import erasing

__all__ = ["NotTheirs", "SamePerson", "TooLate", "ask", "carry_out", "look", "take_back"]

WITHIN = timedelta(days=30)
"""One month, by its shortest reading but February's."""


class NotTheirs(Exception):
    """The person may not fulfil this wish."""


class SamePerson(Exception):
    """Whoever looked first does not also fulfil it."""


class TooLate(Exception):
    """It is fulfilled or taken back, or nobody has looked at it yet."""


@transaction.atomic
def ask(*, person: User, now: datetime) -> ErasureRequest:
    """Ask to be forgotten; the administrators are told. Asked twice it is one wish."""
    if there := open_request(person):
        return there
    due_on = timezone.localdate(now) + WITHIN
    try:
        with transaction.atomic():
            wish = ErasureRequest.objects.create(person=person, asked_at=now, due_on=due_on)
    except IntegrityError:
        return ErasureRequest.objects.get(person=person, taken_back_at=None, done_at=None)
    record(act="privacy.erasure_asked", actor=person, row=wish, person=person, now=now)
    notifying.tell_administrators(wish, now=now)
    return wish


@transaction.atomic
def take_back(*, person: User, now: datetime) -> ErasureRequest:
    """The person stays after all. Raises TooLate."""
    wish = open_request(person)
    if wish is None:
        raise TooLate
    wish = _locked(wish)
    wish.taken_back_at = now
    wish.save(update_fields=["taken_back_at"])
    record(act="privacy.erasure_taken_back", actor=person, row=wish, person=person, now=now)
    notifying.withdraw(wish, now=now)
    return wish


@transaction.atomic
def look(*, wish: ErasureRequest, by: User, now: datetime) -> ErasureRequest:
    """The first of two has read what would go and what would stay. Raises NotTheirs, TooLate."""
    wish = _theirs(wish, by, now)
    if wish.state != ErasureRequest.State.ASKED:
        raise TooLate
    wish.looked_by, wish.looked_at = by, now
    wish.save(update_fields=["looked_by", "looked_at"])
    record(act="privacy.erasure_looked", actor=by, row=wish, person=wish.person, now=now)
    return wish


@transaction.atomic
def carry_out(*, wish: ErasureRequest, by: User, now: datetime) -> ErasureProof:
    """The second of two fulfils it, for good. Raises NotTheirs, SamePerson, TooLate."""
    wish = _theirs(wish, by, now)
    if wish.state != ErasureRequest.State.LOOKED:
        raise TooLate
    if wish.looked_by_id == by.pk:
        raise SamePerson
    notifying.withdraw(wish, now=now)
    report = erasing.erase(person=wish.person, by=by, now=now)
    wish.done_by, wish.done_at = by, now
    wish.save(update_fields=["done_by", "done_at"])
    proof = ErasureProof.objects.create(request=wish, report=report, sha256=erasing.digest(wish.pk, report))
    record(act="privacy.erased", actor=by, row=wish, person=wish.person, details={"sha256": proof.sha256}, now=now)
    return proof


def _theirs(wish: ErasureRequest, by: User, now: datetime) -> ErasureRequest:
    if not requests_for(by, today=timezone.localdate(now)).filter(pk=wish.pk).exists():
        raise NotTheirs
    return _locked(wish)


def _locked(wish: ErasureRequest) -> ErasureRequest:
    found = ErasureRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=wish.pk)
    if found.state in (ErasureRequest.State.DONE, ErasureRequest.State.TAKEN_BACK):
        raise TooLate
    return found
