"""Writing to many people at once: the message, what each of them is owed, and who was not told, in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training_site.notices import kept, messages, recipients
from training_site.notices.audience import TOLD, sorted_out
from training_site.notices.kinds import Kind
from training_site.notices.messages import NOTHING, OWN, Said
from training_site.notices.models import Delivery, Message, Notice
from training_site.people.models import User

KIND = "notices.message"
MESSAGE = Kind(KIND, _("A message for you"), _("It was written to you and to others. Open it to read it."))
AT_ONCE = 1000


class NotTheirList(Exception):
    """The list is not there, or not theirs to write to."""


class NotTheirTemplate(Exception):
    """The template is not theirs, no longer in use, or says something else by now."""


class WrittenToday(Exception):
    """The same person has written to the same list on this day."""


class NobodyToTell(Exception):
    """Nobody on the list would be told."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be said, and to whom."""

    source: str
    value: str
    template: str
    said: Said = NOTHING
    """Own words; empty for a template of ours."""
    words: UUID | None = None
    """The version of an organisation's template that says them."""

    def key(self, day: date) -> str:
        """What the notices of one day are owed under: who is on two lists is told the same thing once."""
        return f"{KIND}:{messages.mark_of(self.template, self.said)}:{day.isoformat()}"


@transaction.atomic
def send(*, draft: Draft, by: User, now: datetime) -> Message:
    """Owe everybody on the list a notice that leads to the message. Raises NotTheirList, NotTheirTemplate, WrittenToday and NobodyToTell.

    A notice is owed once per person, words and day: of two that are sent at the same moment, one tells and the other finds it told.
    """
    day = timezone.localdate(now)
    found = recipients.find(by, draft.source, draft.value, today=day)
    if found is None:
        raise NotTheirList
    _check_words(draft, by, day)
    message = Message(
        organisation=found.organisation,
        sender=by,
        source=draft.source,
        value=draft.value,
        template=draft.template,
        words_id=draft.words,
        sent_at=now,
        day=day,
    )
    if draft.template == OWN:
        message.subject, message.body = draft.said
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError as error:
        raise WrittenToday from error
    rows = sorted_out(found.people, sender=by, key=draft.key(day)).order_by("pk").values_list("pk", "how")
    told = sum(_tell(message, batch, key=draft.key(day), now=now) for batch in _batches(rows.iterator(AT_ONCE)))
    if not told:
        raise NobodyToTell
    return message


def _check_words(draft: Draft, by: User, day: date) -> None:
    """What a template of an organisation says now is what was looked at."""
    if draft.words is None:
        return
    words = kept.words_for(by, today=day).filter(pk=draft.words).first()
    if words is None or kept.said_in(words) != draft.said:
        raise NotTheirTemplate


def _tell(message: Message, batch: list[tuple[int, str]], *, key: str, now: datetime) -> int:
    link = reverse("notices:message", args=[message.pk])
    told = [pk for pk, how in batch if how in TOLD]
    Notice.objects.bulk_create(
        [Notice(person_id=pk, key=key, kind=KIND, link=link, owed_at=now, send_after=now) for pk in told],
        ignore_conflicts=True,
    )
    # Those that somebody else owed meanwhile lead to the other message.
    owed = dict(Notice.objects.filter(person__in=told, key=key, link=link).values_list("person", "pk"))
    Delivery.objects.bulk_create(
        Delivery(message=message, person_id=pk, notice_id=owed.get(pk), why=_why(how, is_owed=pk in owed))
        for pk, how in batch
    )
    return len(owed)


def _why(how: str, *, is_owed: bool) -> str:
    if how not in TOLD:
        return how
    return "" if is_owed else Delivery.Why.ALREADY


def _batches(rows: Iterator[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
