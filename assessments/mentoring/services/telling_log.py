"""Owing notices about the log and commitments. A notice says that something happened, and never a word of it."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import Comment, Commitment, Entry
from training_site.notices.services import owing
from training_site.people.models import User


def entry_shared(entry: Entry, *, to: User, now: datetime) -> None:
    """Tell the mentor that an entry was shared with them; anew when it is shared again."""
    _owe(entry, to=to, kind="mentoring.entry_shared", what=f"shared:{entry.events}", now=now)


def entry_read(entry: Entry, *, now: datetime) -> None:
    """Tell the author that it was read."""
    _owe(entry, to=entry.author, kind="mentoring.entry_read", what=f"read:{entry.events}", now=now)


def entry_returned(entry: Entry, *, now: datetime) -> None:
    """Tell the author that it came back to them."""
    _owe(entry, to=entry.author, kind="mentoring.entry_returned", what=f"returned:{entry.events}", now=now)


def entry_commented(entry: Entry, *, to: User, comment: Comment, now: datetime) -> None:
    """Tell the other one that there is a comment."""
    _owe(entry, to=to, kind="mentoring.entry_commented", what=f"comment:{comment.pk}", now=now)


def nothing_more_about(entry: Entry, *, now: datetime) -> None:
    """Take back what anybody was told about an entry that they can no longer open."""
    owing.withdraw(key_prefix=f"mentoring.entry:{entry.pk}:", now=now)


def commitment_prompt(commitment: Commitment, *, day: int, now: datetime) -> bool:
    """Ask the learner how it went, so many days after the lesson; whether they had not been asked yet."""
    owed = owing.owe(
        person=commitment.learner,
        kind="mentoring.commitment_prompt",
        link=f"{reverse('mentoring:log')}#commitments",
        facts={"made_on": timezone.localdate(commitment.made_at)},
        key=f"mentoring.commitment:{commitment.pk}:{day}",
        now=now,
    )
    return owed is not None


def nothing_more_about_commitment(commitment: Commitment, *, now: datetime) -> None:
    """Take back the questions about a commitment that is settled."""
    owing.withdraw(key_prefix=f"mentoring.commitment:{commitment.pk}:", now=now)


def _owe(entry: Entry, *, to: User, kind: str, what: str, now: datetime) -> None:
    owing.owe(
        person=to,
        kind=kind,
        link=reverse("mentoring:entry", args=[entry.pk]),
        facts={"on": entry.occurred_on},
        key=f"mentoring.entry:{entry.pk}:{what}",
        now=now,
    )
