"""Reads about notices: what somebody is owed, how much of it is new, and whether e-mail may carry it."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from training_site.notices.models import OPEN, Notice, Preference
from training_site.people.models import User


def owed_to(person: User) -> QuerySet[Notice]:
    """What a person is owed, seen or not, newest first."""
    return Notice.objects.filter(person=person, withdrawn_at=None)


def unseen_count(person: User | AnonymousUser) -> int:
    """How many notices a person has not seen (one query on a small index); 0 for a visitor (none)."""
    return Notice.objects.filter(OPEN, person=person).count() if isinstance(person, User) else 0


def confirmed_addresses() -> QuerySet[EmailAddress]:
    """The addresses that messages may go to: confirmed by their owners, one per person."""
    return EmailAddress.objects.filter(verified=True, primary=True)


@dataclass(frozen=True, kw_only=True)
class ByEmail:
    """Whether notices go to a person by e-mail."""

    address: str
    """Confirmed; empty where there is none, and then nothing goes out."""
    wanted: bool


def by_email(person: User) -> ByEmail:
    """What a person has chosen about e-mail, and where it would go (two queries)."""
    address = confirmed_addresses().filter(user=person).values_list("email", flat=True).first()
    refused = Preference.objects.filter(person=person, by_email=False).exists()
    return ByEmail(address=address or "", wanted=not refused)


def unsent_after_attempts() -> int:
    """How many notices an attempt did not bring on their way: they wait for the next one, or have had their last."""
    return Notice.objects.filter(OPEN, sent_at=None, attempts__gt=0).count()


def preference_of(person: User) -> Preference | None:
    """What a person has chosen, if anything (one query)."""
    return Preference.objects.filter(person=person).first()
