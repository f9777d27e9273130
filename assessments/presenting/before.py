"""What somebody is told before they sit down to a quiz: what will count, how long it takes, how it is marked, what they will see."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import QuizPage
from assessments.presenting.sittings import COUNTS
from assessments.timing.counting import Counts
from assessments.timing.entry import Hindrance, Refused
from assessments.timing.terms import AtEnd, Rules
from modules.wording import minutes_text

MARKED = {
    "immediate": gettext_lazy("You check each answer by itself. Once it is checked, it stays."),
    "interactive": gettext_lazy("You check each answer by itself. After a wrong one comes a hint, and another try that is worth less."),
    "countback": gettext_lazy("You check each answer by itself. After a wrong one comes a hint, and another try that is worth less."),
    "adaptive": gettext_lazy("You check each answer by itself, and may change it. Each wrong one makes the next worth less."),
    "adaptivefree": gettext_lazy("You check each answer by itself, and may change it as often as you like."),
    "certainty": gettext_lazy("With each answer you say how certain you are. To be certain and wrong costs most."),
    "certaintynow": gettext_lazy("You check each answer by itself, and say how certain you are. To be certain and wrong costs most."),
}  # fmt: skip
AT_END = {
    AtEnd.SUBMIT: gettext_lazy("When time is up, what you have saved is handed in."),
    AtEnd.ABANDON: gettext_lazy("Hand in before time is up: what is handed in later does not count."),
}


def sentences(page: QuizPage, rules: Rules, *, now: datetime) -> tuple[str, ...]:
    """All of it, in the order in which it matters. `rules` are those of the person who reads."""
    built = (
        [_("Each attempt asks the same questions and begins with the answers of the last one.")]
        if page.builds_on_last
        else []
    )
    return (*_usual(page, rules), *_times(rules, now=now), str(COUNTS[Counts(page.counts)]), *built, *_marking(page))


def hindrance_words(refused: Refused) -> tuple[str, str]:
    """Why no sitting begins now: a title and a sentence."""
    when = _when(refused.until) if refused.until else ""
    title, text = {
        Hindrance.NOT_YET: (_("Not open yet"), _("This quiz opens on %(when)s.")),
        Hindrance.CLOSED: (_("This quiz is closed"), _("Nobody can begin it any more. What you handed in before stays.")),
        Hindrance.NO_MORE: (_("No attempt is left"), _("You have used every attempt at this quiz. What you handed in before stays.")),
        Hindrance.WAIT: (_("Please wait a little"), _("You can try again from %(when)s on. Read the lessons once more until then.")),
    }[refused.hindrance]  # fmt: skip
    return title, text % {"when": when}


def _usual(page: QuizPage, rules: Rules) -> Iterator[str]:
    if not rules.attempts and not page.review:
        yield _(
            "You can try as often as you like, and stop and go on later: every answer is saved. "
            "After each attempt you see what was right and why."
        )
        return
    yield _("Every answer is saved: you can stop and go on later.")
    if rules.attempts:
        number = rules.attempts
        yield ngettext("You have %(n)d attempt.", "You have %(n)d attempts.", number) % {"n": number}
    if page.review:
        yield _("What you see of an attempt afterwards, and when, is decided for this quiz.")


def _times(rules: Rules, *, now: datetime) -> Iterator[str]:
    if rules.closes_at is not None and rules.closes_at > now:
        yield _("It is open until %(when)s.") % {"when": _when(rules.closes_at)}
    if rules.limit is not None:
        minutes = max(1, int(rules.limit.total_seconds() // 60))
        yield _("From the moment you start you have %(duration)s.") % {"duration": minutes_text(minutes)}
    if rules.limit is not None or rules.closes_at is not None:
        yield _grace(rules.grace) if rules.at_end is AtEnd.GRACE else str(AT_END[rules.at_end])
    if rules.first_wait or rules.later_wait:
        yield _("Between attempts you wait: %(first)s h after the first, %(later)s h after later ones.") % {
            "first": _hours(rules.first_wait),
            "later": _hours(rules.later_wait),
        }


def _grace(grace: timedelta) -> str:
    duration = minutes_text(int(grace.total_seconds() // 60))
    return _("When time is up you have %(duration)s to hand in what you have saved.") % {"duration": duration}


def _marking(page: QuizPage) -> Iterator[str]:
    if page.behaviour in MARKED:
        yield str(MARKED[page.behaviour])


def _hours(wait: timedelta) -> int:
    return int(wait.total_seconds() // 3600)


def _when(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
