"""What rules would make of somebody's history: on one day in sentences, over the years as a drawing, and as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from assessments.certification.forms.composing_words import KINDS
from assessments.certification.laws.clauses import AUTOMATIC
from assessments.certification.laws.cycles import CERTIFIED, GRACE, LAPSED, WINDOW_OPEN
from assessments.certification.laws.foreseeing import Foreseen, Round
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import leaves
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.timeline import Timeline, timeline
from assessments.certification.pages.wording import sentence
from assessments.certification.pages.words import Words
from assessments.certification.selectors.simulation import Tried

STATES = {"met": "right", "waived": "right", "failed": "wrong", "expired": "partly", "in_progress": "partly"}
"""State of a finding → icon; none for what is not begun."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Status:
    """One requirement on the day asked about."""

    title: str
    text: str
    """As the learner would read it."""
    icon: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Happening:
    """A day, and what would happen on it."""

    on: date
    day: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was tried."""

    title: str
    headline: str
    detail: str
    statuses: tuple[Status, ...]
    happenings: tuple[Happening, ...]
    drawing: Timeline


def outcome(tried: Tried, rules: Rules, words: Words) -> Outcome:
    """Everything about it."""
    return Outcome(
        title=_("On %(day)s") % {"day": day_text(tried.on)},
        headline=_headline(tried),
        detail=_detail(tried),
        statuses=tuple(_statuses(tried, words)),
        happenings=tuple(happenings(tried.foreseen, rules)),
        drawing=timeline(tried.foreseen, on=tried.on),
    )


def happenings(foreseen: Foreseen, rules: Rules) -> list[Happening]:
    """In the order in which they would happen."""
    found = [*_of_ends(foreseen), *_of_rounds(foreseen, rules)]
    return sorted((one for one in found if one.on <= foreseen.until), key=lambda one: one.on)


def _headline(tried: Tried) -> str:
    if tried.round is None:
        return _("Nobody has asked for it yet.")
    texts = {
        CERTIFIED: _("Certified."),
        WINDOW_OPEN: _("Certified, and it can be renewed."),
        GRACE: _("Expired; the grace lasts, and it can still be renewed."),
        LAPSED: _("Lapsed."),
    }
    return texts.get(tried.phase) or _("On the way.")


def _detail(tried: Tried) -> str:
    if tried.round is None or tried.standing is None:
        return ""
    if tried.round.met_on is not None and tried.round.met_on <= tried.on:
        return _("Nothing more is asked for now.")
    values = {"path": tried.round.path.title, "done": tried.standing.done, "total": tried.standing.total}
    return _("%(path)s: %(done)d of %(total)d done.") % values


def _statuses(tried: Tried, words: Words) -> Iterator[Status]:
    if tried.round is None or tried.standing is None:
        return
    for leaf in leaves(tried.round.path.tree):
        finding = tried.standing.findings[leaf.key]
        yield Status(
            title=str(KINDS[leaf.name].title),
            text=sentence(finding.code, finding.params, words),
            icon=STATES.get(finding.state, ""),
            state=finding.state,
        )


def _happening(on: date, text: str) -> Happening:
    return Happening(on=on, day=day_text(on), text=text)


def _of_rounds(foreseen: Foreseen, rules: Rules) -> Iterator[Happening]:
    for each in foreseen.rounds:
        yield _happening(each.opened_on, _opening(each))
        if each.moved_on is not None:
            text = _("The round goes on by these rules: %(path)s.") % {"path": each.path.title}
            yield _happening(each.moved_on, text)
        if each.met_on is not None and each.is_held:
            yield _happening(each.met_on, _held(each))
        elif each.met_on is not None:
            yield _happening(each.met_on, _meeting(each, rules))


def _opening(each: Round) -> str:
    values = {"path": each.path.title}
    if each.number == 1:
        return _("Somebody is asked for it. The way: %(path)s.") % values
    if each.renews:
        return _("The window opens and the renewal begins: %(path)s.") % values
    return _("The whole way begins anew: %(path)s.") % values


def _held(each: Round) -> str:
    expires = each.dates.expires_on if each.dates else None
    if expires is None:
        return _("Certified already. It holds for ever.")
    return _("Certified already. It holds through %(day)s.") % {"day": day_text(expires)}


def _meeting(each: Round, rules: Rules) -> str:
    expires = each.dates.expires_on if each.dates else None
    if rules.decision.mode == AUTOMATIC:
        met = _("Everything is met: certified.")
    else:
        met = _("Everything is met, and it waits for a decision. Here it is taken to be an award on the same day.")
    if expires is None:
        return _("%(met)s It holds for ever.") % {"met": met}
    return _("%(met)s It holds through %(day)s.") % {"met": met, "day": day_text(expires)}


def _of_ends(foreseen: Foreseen) -> Iterator[Happening]:
    """Certificates that expire before they are renewed, and those that are not even renewed in their grace."""
    held = [each for each in foreseen.rounds if each.dates is not None]
    for number, each in enumerate(held, start=1):
        after = held[number] if number < len(held) else None
        last = each.dates.expires_on if each.dates else None
        renewed_on = after.met_on if after else None
        if last is None or (renewed_on is not None and renewed_on <= last):
            continue
        end = foreseen.grace_of(each).after(last)
        if foreseen.grace_of(each).is_zero:
            yield _happening(last + _DAY, _("It has expired, and has lapsed."))
            continue
        yield _happening(last + _DAY, _("It has expired. The grace lasts through %(day)s.") % {"day": day_text(end)})
        if renewed_on is None or renewed_on > end:
            yield _happening(end + _DAY, _("The grace is over: it has lapsed."))
