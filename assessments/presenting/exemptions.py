"""What is different for somebody at quizzes, in words: for those who give it and for those who have it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Accommodation, QuizExemption
from assessments.models.exemptions import Granted
from assessments.timing.terms import Exemption, Rules

Row = TypeVar("Row", bound=Granted)


@dataclass(frozen=True, kw_only=True)
class GrantLine:
    """Something that was given, and holds today or will."""

    title: str
    changes: str
    note: str
    key: str
    """What ends it: key of the quiz; empty for time at every quiz."""


def stretch_lines(rows: Iterable[Accommodation], *, today: date) -> list[GrantLine]:
    """More time at every quiz, as far as it is not over."""
    return [
        GrantLine(
            title=_("Every quiz"),
            changes=_("%(factor)s times the usual time") % {"factor": f"{row.percent / 100:g}"},
            note=_note(row),
            key="",
        )
        for row in _standing(list(rows), today=today)
        if row.percent > 100
    ]


def exemption_lines(rows: Iterable[QuizExemption], titles: Mapping[str, str], *, today: date) -> list[GrantLine]:
    """What is different at single quizzes, as far as it is not over."""
    by_quiz: dict[str, list[QuizExemption]] = {}
    for row in rows:
        by_quiz.setdefault(row.content_key, []).append(row)
    return [
        GrantLine(title=titles.get(key, key), changes=changes_text(row), note=_note(row), key=key)
        for key, given in by_quiz.items()
        for row in _standing(given, today=today)
        if changes_text(row)
    ]


def changes_text(row: QuizExemption) -> str:
    """What is different at a quiz; empty where nothing is."""
    return ", ".join(_said(row.changes))


def own_rules_text(usual: Rules, own: Rules) -> str:
    """What is different for the reader of a quiz, in a sentence; empty where everything is as for everybody."""
    names = ("opens_at", "closes_at", "limit", "attempts")
    different = {name: getattr(own, name) for name in names if getattr(own, name) != getattr(usual, name)}
    said = list(_said(Exemption(**different)))
    return _("For you: %(changes)s.") % {"changes": ", ".join(said)} if said else ""


def _said(changes: Exemption) -> Iterator[str]:
    if changes.opens_at is not None:
        yield _("opens on %(day)s") % {"day": _day(timezone.localdate(changes.opens_at))}
    if changes.closes_at is not None:
        last = timezone.localdate(changes.closes_at - timedelta(seconds=1))
        yield _("can be taken until %(day)s") % {"day": _day(last)}
    if changes.limit is not None:
        yield minutes_text(changes.limit)
    if changes.attempts is not None:
        yield attempts_text(changes.attempts)


def minutes_text(limit: timedelta) -> str:
    """So many minutes."""
    minutes = int(limit.total_seconds() // 60)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def attempts_text(attempts: int) -> str:
    """How often."""
    if not attempts:
        return _("as many attempts as you like")
    return ngettext("%(n)d attempt", "%(n)d attempts", attempts) % {"n": attempts}


def _standing(rows: Sequence[Row], *, today: date) -> list[Row]:
    """Those that hold today or will: not over, and not replaced by a later one for the same days."""
    kept: list[Row] = []
    for row in rows:
        if row.begins_on is None and row.ends_on is None:
            kept.clear()
        if row.ends_on is None or row.ends_on >= today:
            kept.append(row)
    return kept


def _note(row: Granted) -> str:
    return " · ".join(part for part in (_days(row), row.get_reason_display()) if part)


def _days(row: Granted) -> str:
    if row.begins_on and row.ends_on:
        return _("%(first)s to %(last)s") % {"first": _day(row.begins_on), "last": _day(row.ends_on)}
    if row.begins_on:
        return _("from %(day)s") % {"day": _day(row.begins_on)}
    return _("until %(day)s") % {"day": _day(row.ends_on)} if row.ends_on else ""


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
