"""A progress review in words: its states, its answers, what the site counts, who signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.framework.fields import Field
from assessments.mentoring.models import Event, Review, Signature
from assessments.mentoring.pages.decisions import Line
from assessments.mentoring.selectors import reviews
from assessments.mentoring.selectors.competency import Levels

STATES: dict[str, Promise] = {
    "draft": gettext_lazy("Being written"),
    "frozen": gettext_lazy("Closed; nobody has signed yet"),
    "part_signed": gettext_lazy("Signed by one of you"),
    "signed": gettext_lazy("Signed by both"),
    "confirmed": gettext_lazy("Signed by both; the line manager has seen the outcome"),
    "upheld": gettext_lazy("Signed by both, and found right by a moderator"),
}
EVENTS: dict[str, Promise] = {
    "opened": gettext_lazy("%(who)s began it"),
    "frozen": gettext_lazy("%(who)s closed the words"),
    "reopened": gettext_lazy("%(who)s opened the words again"),
    "signed_first": gettext_lazy("%(who)s signed"),
    "signed": gettext_lazy("%(who)s signed"),
    "confirmed": gettext_lazy("%(who)s has seen the outcome"),
    "upheld": gettext_lazy("%(who)s looked at it as moderator and found it right"),
    "returned": gettext_lazy("%(who)s returned it; the signatures so far are void"),
    "erased": gettext_lazy("Its words were erased"),
}


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question and its answer, as lines."""

    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signature, as components/mentoring/signatures.html shows it."""

    who: str
    outcome: str
    how: str
    text: str
    is_void: bool


def counted_lines(counted: Mapping[str, Any]) -> Iterable[str]:
    """What the site counts, a line each."""
    number = counted.get("observations", 0)
    yield ngettext("%(number)d observation signed", "%(number)d observations signed", number) % {"number": number}
    number = counted.get("sessions", 0)
    yield ngettext("%(number)d session held", "%(number)d sessions held", number) % {"number": number}
    if counted.get("rhythm_asked"):
        yield _("%(held)d of %(asked)d sessions of the rhythm kept") % {
            "held": counted["rhythm_held"],
            "asked": counted["rhythm_asked"],
        }
    yield _("level 3 in %(reached)d of %(all)d indicators") % {
        "reached": counted.get("at_level_3", 0),
        "all": counted.get("indicators", 0),
    }


def difference_lines(ratings: Mapping[str, Mapping[str, int | None]]) -> Iterable[str]:
    """Where the two see two levels or more between them."""
    for code in reviews.differences(ratings):
        row = ratings[code]
        yield _("%(code)s: the learner sees level %(own)s, signed off is %(mentor)s") % {
            "code": code,
            "own": row.get("self"),
            "mentor": row.get("mentor"),
        }


def answered(fields: Iterable[Field], answers: Mapping[str, Any]) -> Iterable[Answered]:
    """The questions that were answered."""
    for field in fields:
        value = answers.get(field.key)
        if value not in (None, "", []):
            yield Answered(question=_(field.label), lines=_in_words(field, value))


def _in_words(field: Field, value: Any) -> tuple[str, ...]:
    if isinstance(value, bool):
        return (_("Yes") if value else _("No"),)
    if field.choices:
        return (next((_(one.label) for one in field.choices if one.key == value), str(value)),)
    if field.kind == "date":
        return (date_format(date.fromisoformat(value)),)
    return tuple(line for line in str(value).splitlines() if line.strip())


def best_lines(ids: Iterable[str], levels: Levels | None) -> Iterable[str]:
    """The pieces a learner picked."""
    found = {str(row.pk): row for row in levels.rows} if levels else {}
    for one in ids:
        if one in found:
            row = found[one]
            yield f"{row.indicator} · {date_format(row.acted_on)} · {row.get_kind_display()} · {row.level}"


def signed(one: Signature, row: Review) -> Signed:
    """A signature; void where the content is another by now."""
    return Signed(
        who=str(one.signer),
        outcome=str(Signature.Outcome(one.outcome).label),
        how=date_format(timezone.localtime(one.signed_at), "DATETIME_FORMAT"),
        text=one.comment.opened() or "",
        is_void=one.digest != row.digest,
    )


def line(event: Event) -> Line:
    """Something that happened, as a line."""
    text = str(EVENTS[event.kind]) % {"who": event.by or _("The site")}
    return Line(text=text, when=date_format(timezone.localtime(event.at)))
