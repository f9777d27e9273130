"""Messages as their pages show them: the preview, the message, what was delivered."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from training_site.identifiers import LocalList, examine
from training_site.notices import audience, mailings, messages
from training_site.notices.messages import BY_KEY, OWN, Said, filled
from training_site.notices.models import Delivery, Message
from training_site.notices.recipients import Recipients
from training_site.notices.services.writing import Draft
from training_site.people.models import User

NAMES_SHOWN = 100
HOWS = {
    audience.BY_EMAIL: gettext_lazy("on the site and by e-mail"),
    audience.NO_ADDRESS: gettext_lazy("on the site only: no confirmed e-mail address"),
    audience.STOPPED: gettext_lazy("on the site only: has stopped e-mail"),
    Delivery.Why.DECLINED: gettext_lazy("not told: wants no messages that go to many"),
    Delivery.Why.ALREADY: gettext_lazy("not told: was told the same today already"),
    Delivery.Why.ONESELF: gettext_lazy("not told: has written it"),
}
STATES = {
    mailings.READ: gettext_lazy("Read"),
    mailings.SENT: gettext_lazy("Sent by e-mail, not opened yet"),
    mailings.WAITS: gettext_lazy("E-mail waits"),
    mailings.FAILED: gettext_lazy("E-mail could not be delivered; waits on the site"),
    mailings.ON_SITE: gettext_lazy("Waits on the site: no e-mail goes there"),
    mailings.FORGOTTEN: gettext_lazy("Told; the details are forgotten by now"),
    Delivery.Why.DECLINED: gettext_lazy("Not told: wants no messages that go to many"),
    Delivery.Why.ALREADY: gettext_lazy("Not told: was told the same on that day already"),
    Delivery.Why.ONESELF: gettext_lazy("Not told: has written it"),
}


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many, and of what."""

    text: str
    number: int
    value: str = ""
    selected: bool = False


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A person, and what there is to say."""

    name: str
    text: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What goes out, to how many, and who is not told."""

    to: str
    reader: str
    """As whom one reads it."""
    subject: str
    paragraphs: tuple[str, ...]
    told: str
    can_send: bool
    counts: tuple[Count, ...]
    others: tuple[Somebody, ...]
    more: str
    elsewhere: str
    """How many of the list are others' to write to, and so not told."""
    suspicious: tuple[str, ...]
    """Wordings that may tell who somebody is."""


@dataclass(frozen=True, kw_only=True)
class MessagePage:
    """A message for its reader."""

    subject: str
    paragraphs: tuple[str, ...]
    sender: str
    sent: datetime
    deliveries_url: str
    """For its sender."""


@dataclass(frozen=True, kw_only=True)
class SentLine:
    """One message in the list of its sender."""

    title: str
    to: str
    sent: datetime
    counts: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DeliveriesPage:
    """What became of a message."""

    title: str
    to: str
    counts: tuple[Count, ...]
    lines: tuple[Somebody, ...]
    hidden: str
    """Of people who are the viewer's no longer."""
    next_url: str


def preview(draft: Draft, found: Recipients, *, sender: User, now: datetime) -> Preview:
    """The message as the first reader would see it, and who is told how."""
    day = timezone.localdate(now)
    sorted_out = audience.audience(found.people, sender=sender, key=draft.key(day), shown=NAMES_SHOWN)
    place = found.organisation.name if found.organisation else found.name
    reader = audience.first_told(found.people, sender=sender, key=draft.key(day))
    said = as_read(said_in(draft.template, draft.said), reader=reader, place=place, sender=sender, day=day)
    hidden = sum(sorted_out.counts.values()) - sorted_out.counts.get(audience.BY_EMAIL, 0) - len(sorted_out.others)
    told = sorted_out.told
    return Preview(
        to=found.name,
        reader=as_who(reader),
        subject=said.subject,
        paragraphs=paragraphs(said.body),
        told=ngettext("%(n)d person is told.", "%(n)d people are told.", told) % {"n": told},
        can_send=told > 0,
        counts=tuple(
            Count(text=str(text), number=sorted_out.counts[how])
            for how, text in HOWS.items()
            if how in sorted_out.counts
        ),
        others=tuple(Somebody(name=str(one), text=str(HOWS[one.how])) for one in sorted_out.others),
        more=ngettext("and %(n)d more", "and %(n)d more", hidden) % {"n": hidden} if hidden > 0 else "",
        elsewhere=_elsewhere((found.everybody or 0) - sum(sorted_out.counts.values())),
        suspicious=_suspicious(draft.said),
    )


def as_read(said: Said, *, reader: User | None, place: str, sender: User, day: date) -> Said:
    """Words as one real recipient reads them; where there is none, the gap for the name stays one."""
    name = str(reader) if reader else _("(name)")
    return filled(said, {"name": name, "place": place, "sender": str(sender), "day": date_format(day)})


def as_who(reader: User | None) -> str:
    """`As Ada Byron reads it`."""
    return _("As %(name)s reads it") % {"name": reader} if reader else _("As everybody reads it")


def message_page(message: Message, reader: User) -> MessagePage:
    """A message, filled in for its reader."""
    said = _said(message, reader)
    is_mine = message.sender_id == reader.pk
    return MessagePage(
        subject=said.subject,
        paragraphs=paragraphs(said.body),
        sender=str(message.sender),
        sent=message.sent_at,
        deliveries_url=reverse("notices:deliveries", args=[message.pk]) if is_mine else "",
    )


def sent_line(message: Message, *, to: str) -> SentLine:
    """One message of the list; annotated by mailings.sent_by."""
    told, not_told = message.told, message.not_told  # type: ignore[attr-defined]  # annotated
    counts = ngettext("%(n)d told", "%(n)d told", told) % {"n": told}
    if not_told:
        counts += " · " + ngettext("%(n)d not told", "%(n)d not told", not_told) % {"n": not_told}
    return SentLine(
        title=_said(message, message.sender).subject,
        to=to,
        sent=message.sent_at,
        counts=counts,
        url=reverse("notices:deliveries", args=[message.pk]),
    )


def deliveries_page(
    message: Message, viewer: User, *, to: str, state: str, after: int | None, now: datetime
) -> DeliveriesPage:
    """What became of a message, as far as its people are still the viewer's (five queries)."""
    state = state if state in mailings.STATES else ""
    rows = mailings.deliveries(message, viewer, today=timezone.localdate(now))
    counts = mailings.counted(rows)
    found = mailings.page_of(rows, state=state, after=after)
    hidden = message.deliveries.count() - sum(counts.values())
    query = urlencode({"state": state, "after": found.after})
    return DeliveriesPage(
        title=_said(message, viewer).subject,
        to=to,
        counts=tuple(
            Count(text=str(text), number=counts[one], value=one, selected=one == state)
            for one, text in STATES.items()
            if one in counts
        ),
        lines=tuple(_line(row, now=now) for row in found.rows),
        hidden=ngettext(
            "%(n)d person is no longer in your organisations, and not shown.",
            "%(n)d people are no longer in your organisations, and not shown.",
            hidden,
        )
        % {"n": hidden}
        if hidden
        else "",
        next_url=f"?{query}" if found.after else "",
    )


def said_in(template: str, own: Said) -> Said:
    """What a template or the sender's words say, in the active language, gaps open."""
    if template == OWN:
        return own
    ours = BY_KEY.get(template)
    return Said(str(ours.subject), str(ours.body)) if ours else Said(_("A message"), "")


def _said(message: Message, reader: User) -> Said:
    own = Said(message.subject.opened() or "", message.body.opened() or "")
    place = message.organisation.name if message.organisation else ""
    day = date_format(message.day)
    values = {"name": str(reader), "place": place, "sender": str(message.sender), "day": day}
    return filled(said_in(message.template, own), values)


def paragraphs(body: str) -> tuple[str, ...]:
    """Split at empty lines."""
    return tuple(part.strip() for part in body.replace("\r\n", "\n").split("\n\n") if part.strip())


def _elsewhere(number: int) -> str:
    if number <= 0:
        return ""
    return ngettext(
        "%(n)d more is not told: not yours to write to, or cannot sign in any more.",
        "%(n)d more are not told: not yours to write to, or cannot sign in any more.",
        number,
    ) % {"n": number}


def _suspicious(said: Said) -> tuple[str, ...]:
    """Wordings of one's own that may tell who somebody is, once each; a gap is none."""
    text = messages.GAP.sub("", f"{said.subject}\n{said.body}")
    found = examine(text, local=LocalList.of(names=(), places=()))
    return tuple(dict.fromkeys(text[one.start : one.end] for one in found))


def _line(row: Delivery, *, now: datetime) -> Somebody:
    return Somebody(name=str(row.person), text=str(STATES[row.state]), note=_note(row, now=now))  # type: ignore[attr-defined]  # annotated


def _note(row: Delivery, *, now: datetime) -> str:
    """When it was read or sent, or goes out at the earliest."""
    notice = row.notice
    if notice is None:
        return ""
    if moment := notice.seen_at or notice.sent_at:
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    if row.state == mailings.WAITS and notice.send_after > now:  # type: ignore[attr-defined]  # annotated
        day = date_format(timezone.localtime(notice.send_after), "DATETIME_FORMAT")
        why = _("after a failed attempt") if notice.attempts else _("after quiet hours")
        return _("%(why)s, not before %(day)s") % {"why": why, "day": day}
    return ""
