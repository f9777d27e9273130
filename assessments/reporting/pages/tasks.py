"""A long task as its page: how far it is, and what it found."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import LongTask, QuizPage, RegradeLine
from assessments.models.scores import as_score
from assessments.presenting.shapes import Link

MOST_LINES = 500


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """What would become of one person's sitting, or became of it."""

    name: str
    change: str
    outcome: str
    css: str


def task_url(task: LongTask) -> str:
    """Where it is watched."""
    return reverse("reporting:task", args=[task.pk])


def context(task: LongTask, lines: Iterable[RegradeLine], *, begun: LongTask | None) -> dict[str, Any]:
    """Everything on the page; `begun` is the task that does what this one has found."""
    page = QuizPage.objects.filter(content_key=task.content_key).first()
    shown = [_line(line) for line in lines]
    is_done = task.state == LongTask.State.DONE
    return {
        "title": task.get_kind_display(),
        "quiz": page.title if page else task.content_key,
        "unit": task.organisation.name,
        "state": task.state,
        "state_text": task.get_state_display(),
        "reason_text": task.get_reason_display(),
        "percent": 100 if is_done else 100 * task.done // task.total if task.total else 0,
        "done_text": _("%(done)d of %(total)d attempts") % {"done": task.done, "total": max(task.done, task.total)},
        "url": task_url(task),
        "sums": _sums(task) if is_done else [],
        "lines": shown,
        "more_text": _more_text(task.found.get("changed", 0) - len(shown)),
        "can_commit": is_done and task.kind == LongTask.Kind.PREVIEW and bool(shown) and begun is None,
        "next": _next(task, page, begun),
    }


def _sums(task: LongTask) -> list[str]:
    """What was found, in sentences."""
    found = task.found
    if task.kind == LongTask.Kind.PREVIEW:
        changed, passes, fails = found.get("changed", 0), found.get("pass", 0), found.get("fail", 0)
        if not changed:
            return [_("No mark would change.")]
        return [
            ngettext("%(n)d mark would change.", "%(n)d marks would change.", changed) % {"n": changed},
            ngettext("%(n)d attempt would pass that did not.", "%(n)d attempts would pass that did not.", passes) % {"n": passes},
            ngettext("%(n)d attempt would not pass that did.", "%(n)d attempts would not pass that did.", fails) % {"n": fails},
        ]  # fmt: skip
    if task.kind == LongTask.Kind.REGRADE:
        marked, skipped = found.get("marked", 0), found.get("skipped", 0)
        said = [ngettext("%(n)d attempt was marked anew.", "%(n)d attempts were marked anew.", marked) % {"n": marked}]
        if skipped:
            said.append(
                ngettext(
                    "%(n)d attempt had got another mark meanwhile and was left alone.",
                    "%(n)d attempts had got another mark meanwhile and were left alone.",
                    skipped,
                )
                % {"n": skipped}
            )
        return said
    return []


def _next(task: LongTask, page: QuizPage | None, begun: LongTask | None) -> Link | None:
    """Where to go from here."""
    if begun is not None:
        return Link(title=_("To the marking that was begun from here"), url=task_url(begun))
    if page is None or task.state != LongTask.State.DONE:
        return None
    query = {"unit": str(task.organisation_id)}
    if task.kind == LongTask.Kind.ANALYSIS:
        query["task"] = str(task.pk)
    return Link(
        title=_("What the answers say about the questions"),
        url=f"{reverse('reporting:questions', args=[page.pk])}?{urlencode(query)}",
    )


def _line(line: RegradeLine) -> ChangeLine:
    if line.passed == line.old_passed:
        outcome, css = (_("passed before and after"), "") if line.passed else (_("not passed, before and after"), "")
    else:
        outcome, css = (_("passes now"), "is-good") if line.passed else (_("does not pass any more"), "is-bad")
    old = as_score(line.old_numerator, line.old_denominator)
    return ChangeLine(
        name=line.sitting.learner.display_name,
        change=f"{_percent(old)} → {_percent(line.score)}",
        outcome=outcome,
        css=css,
    )


def _percent(score: Fraction | None) -> str:
    """Rounded down, as results are."""
    return f"{int((score or 0) * 100)}\u00a0%"


def _more_text(more: int) -> str:
    return ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more} if more > 0 else ""
