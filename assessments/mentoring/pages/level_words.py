"""Levels, evidence and what is missing, in words: the same on the map, at an indicator and beside a decision."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.framework.ratings import (
    AGED,
    NONE,
    OBSERVATION,
    OBSERVATION_OR_SIMULATION,
    PAUSED,
    PIECES,
    REOBSERVATION,
    SOURCES,
    SUPPORTED,
    THIN,
    Missing,
    Standing,
)
from assessments.mentoring.models import Decision
from assessments.mentoring.pages.readers import Readers
from assessments.mentoring.selectors.competency import Heard
from assessments.mentoring.selectors.indicators import Framework
from training_site.people.models import User

STATES: dict[str, Promise] = {
    NONE: gettext_lazy("Nothing seen yet"),
    THIN: gettext_lazy("Thin: not enough for a level"),
    SUPPORTED: gettext_lazy("Supported"),
    AGED: gettext_lazy("Aged: it was enough, and is no longer fresh"),
    PAUSED: gettext_lazy("Paused until it is observed again"),
}
"""What each state of an indicator is called."""


def level_text(level: int | None, framework: Framework) -> str:
    """The number and its name, such as "3 · Does independently"; "Not yet" for 0, "none" for None."""
    if level is None:
        return _("none")
    if level == 0:
        return _("Not yet")
    name = framework.levels[level].name if level in framework.levels else ""
    return f"{level} · {name}" if name else str(level)


def state_text(standing: Standing) -> str:
    """How much there is, and until when."""
    if standing.state == SUPPORTED and standing.fresh_until:
        text = (
            _("level %(level)d until %(day)s; soon it ages") if standing.ageing else _("level %(level)d until %(day)s")
        )
        return text % {"level": standing.level, "day": date_format(standing.fresh_until)}
    if standing.state == NONE and standing.awaiting_approval:
        return _("Entered very late: a coordinator approves the day first")
    return str(STATES[standing.state])


def missing_text(missing: Iterable[Missing], *, target: int) -> str:
    """What the target level still needs, in one sentence; empty where nothing is missing."""
    parts = [_missing(one) for one in missing]
    if not parts:
        return ""
    return _("For level %(target)d: %(parts)s.") % {"target": target, "parts": get_text_list(parts, _("and"))}


def heard_text(decision: Decision, heard: Heard, *, needs_moderator: bool) -> str:
    """Who has looked at a decision, and who still has to."""
    if decision.state == "paused":
        return str(STATES[PAUSED])
    if heard.suffices(needs_moderator=needs_moderator):
        return _("Final")
    if heard.confirmed is None:
        return _("Signed off; the line manager has not confirmed yet")
    return _("Confirmed; a moderator has not looked yet")


def readers_of_reasons(*, viewer: User, learner: User, mentor: User) -> Readers:
    """Who reads why something was judged so; everybody else who is responsible sees codes and days."""
    return Readers(
        sentence=_("You, %(other)s and whoever mentors the mentor can read the reasons.")
        % {"other": mentor if viewer == learner else learner},
        beyond=_(
            "Others who are responsible for the learner see the indicator, the level, the day and who judged. The line manager sees "
            "levels and numbers. Every look is noted for the learner."
        ),
    )


def pieces_text(number: int) -> str:
    """So many pieces."""
    return ngettext("%(number)d piece", "%(number)d pieces", number) % {"number": number}


def _missing(one: Missing) -> str:
    if one.code == PIECES:
        return ngettext("one more piece of evidence", "%(number)d more pieces of evidence", one.number) % {
            "number": one.number
        }
    if one.code == SOURCES:
        return ngettext("another source", "%(number)d other sources", one.number) % {"number": one.number}
    if one.code == REOBSERVATION and one.by:
        return _("an observation by %(day)s, after a safety-critical lapse") % {"day": date_format(one.by)}
    return str(_LOOKS[one.code])


_LOOKS: dict[str, Promise] = {
    OBSERVATION: gettext_lazy("somebody who looks directly"),
    OBSERVATION_OR_SIMULATION: gettext_lazy("an observation or a simulation that is assessed live"),
    REOBSERVATION: gettext_lazy("an observation, after a safety-critical lapse"),
}
