"""What people ask for, in words: how each stands, and the list of all of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.models import Appeal, Attestation, Claim, Evidence, Extension
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.words import who_text
from assessments.certification.selectors.requests import Requests

CLAIM: Mapping[str, Promise] = {
    "submitted": gettext_lazy("An assessor looks at it next."),
    "more_info": gettext_lazy("An assessor has a question for you."),
    "accepted": gettext_lazy("Recognised: it counts in place of the requirement."),
    "partly": gettext_lazy("Recognised in part. The requirement stays; the answer says what is missing."),
    "rejected": gettext_lazy("Not recognised."),
    "withdrawn": gettext_lazy("Taken back."),
}
CLAIM_SHORT: Mapping[str, Promise] = {
    "submitted": gettext_lazy("Recognition asked for"),
    "more_info": gettext_lazy("An assessor has a question"),
    "accepted": gettext_lazy("Recognised"),
    "partly": gettext_lazy("Recognised in part"),
    "rejected": gettext_lazy("Not recognised"),
    "withdrawn": gettext_lazy("Taken back"),
}
EXTENSION: Mapping[str, Promise] = {
    "asked": gettext_lazy("Waits for whoever decides about certificates."),
    "granted": gettext_lazy("You have more time."),
    "refused": gettext_lazy("Not granted: the day stays as it is."),
    "withdrawn": gettext_lazy("Taken back."),
}
APPEAL: Mapping[str, Promise] = {
    "raised": gettext_lazy("Somebody who had no part in it will hear it."),
    "taken_up": gettext_lazy("It is being heard."),
    "upheld": gettext_lazy("You are right: it is looked at anew."),
    "dismissed": gettext_lazy("It stays as it was decided."),
    "withdrawn": gettext_lazy("Taken back."),
}
HOURS: Mapping[str, Promise] = {
    "submitted": gettext_lazy("Waits for your line manager"),
    "verified": gettext_lazy("Verified"),
    "refused": gettext_lazy("Not verified"),
    "withdrawn": gettext_lazy("Taken back"),
}
PAPERS: Mapping[str, Promise] = {
    "submitted": gettext_lazy("Waits until somebody has looked at the original"),
    "verified": gettext_lazy("The original was seen"),
    "refused": gettext_lazy("Sent back: the answer says why"),
    "withdrawn": gettext_lazy("Taken back"),
}
ATTESTATION: Mapping[str, Promise] = {
    "asked": gettext_lazy("Asked for: it waits for their word."),
    "given": gettext_lazy("Yes: it is vouched for."),
    "declined": gettext_lazy("No: it is not vouched for."),
    "taken_back": gettext_lazy("Whoever said it has taken it back."),
    "withdrawn": gettext_lazy("Taken back."),
}
DECISION: Mapping[str, Promise] = {
    "referred": gettext_lazy("Not yet: something is missing. When you have done it, it is looked at again by itself."),
    "deferred": gettext_lazy("It waits until more is known."),
    "failed": gettext_lazy("It was not awarded."),
}
OUTCOMES: Mapping[str, str] = {"award": "awarded", "refer": "referred", "defer": "deferred", "fail": "failed"}
"""Outcome of a vote → the state of a decision that it leads to."""
WAITS, GOOD, BAD = "wait", "good", "bad"
TONES: Mapping[str, str] = {
    **dict.fromkeys(("more_info",), WAITS),
    **dict.fromkeys(("accepted", "granted", "upheld", "verified", "given"), GOOD),
    **dict.fromkeys(("rejected", "refused", "dismissed", "failed", "declined", "taken_back"), BAD),
}
AGAINST_WHAT: Mapping[str, Promise] = {
    "decision": gettext_lazy("the decision about your certificate"),
    "claim": gettext_lazy("what was decided about your prior learning"),
    "extension": gettext_lazy("that you were not given more time"),
    "measure": gettext_lazy("what was done to your certificate"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something that was asked for, in a list."""

    title: str
    state: str
    tone: str
    day: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The list."""

    waiting: tuple[Line, ...]
    """It is the learner's turn."""
    others: tuple[Line, ...]


def claim_short(state: str) -> str:
    """A claim in a few words."""
    return str(CLAIM_SHORT[state])


def tone_of(state: str) -> str:
    """The class of a state: it waits for the reader, went well, or did not."""
    return TONES.get(state, "")


def hours_state(row: Evidence) -> str:
    """How an entry of hours stands."""
    return str(HOURS[row.state])


def hours_text(hours: int) -> str:
    """`12 hours`."""
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


def listed(found: Requests) -> Listed:
    """Everything somebody has asked for, what needs them first."""
    lines = sorted(_lines(found), key=lambda pair: pair[0], reverse=True)
    return Listed(
        waiting=tuple(line for _at, line in lines if line.tone == WAITS),
        others=tuple(line for _at, line in lines if line.tone != WAITS),
    )


def _lines(found: Requests) -> Iterator[tuple[datetime, Line]]:
    for claim in found.claims:
        title = _("Prior learning: %(title)s") % {"title": claim.title}
        yield claim.created_at, _line(claim, title, str(CLAIM[claim.state]))
    for extension in found.extensions:
        title = _("More time, until %(day)s") % {"day": day_text(extension.asked_until)}
        yield extension.created_at, _line(extension, title, str(EXTENSION[extension.state]))
    for appeal in found.appeals:
        title = _("Appeal against %(what)s") % {"what": AGAINST_WHAT[appeal.subject_machine]}
        yield appeal.created_at, _line(appeal, title, str(APPEAL[appeal.state]))
    for hours in found.hours:
        title = _("%(hours)s of practice up to %(day)s") % {
            "hours": hours_text(hours.amount or 0),
            "day": day_text(hours.occurred_on),
        }
        yield hours.created_at, _line(hours, title, hours_state(hours))
    for paper in found.papers:
        yield paper.created_at, paper_line(paper)
    for word in found.words:
        yield word.created_at, word_line(word)


def paper_title(row: Evidence) -> str:
    """`Identity card · City council`."""
    return " · ".join(text for text in (row.title or row.subject, row.provider) if text)


def paper_line(row: Evidence) -> Line:
    """A paper, as it was entered."""
    title = _("Paper: %(title)s") % {"title": paper_title(row)}
    return replace(_line(row, title, str(PAPERS[row.state])), url=reverse("certification:paper", args=[row.pk]))


def word_line(row: Attestation) -> Line:
    """Somebody's word, as it was asked for."""
    title = _("Word of %(role)s: %(wording)s") % {"role": who_text(row.role), "wording": row.wording}
    return _line(row, title, str(ATTESTATION[row.state]))


def _line(row: Claim | Extension | Appeal | Evidence | Attestation, title: str, state: str) -> Line:
    return Line(
        title=title,
        state=state,
        tone=TONES.get(row.state, ""),
        day=day_text(timezone.localdate(row.created_at)),
        url=reverse(f"certification:{row.machine.name}", args=[row.pk]),
    )
