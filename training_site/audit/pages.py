"""The page of the audit trail: rows put into words."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from training_site.audit import acts
from training_site.audit.forms import WantedForm
from training_site.audit.models import AuditEvent
from training_site.people.roles import Role

ON_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event."""

    title: str
    when_text: str
    facts: tuple[str, ...]
    details_text: str


@dataclass(frozen=True, kw_only=True)
class Trail:
    """One page of the trail."""

    form: WantedForm
    lines: tuple[Line, ...]
    older_url: str
    filtered: bool
    asked: tuple[tuple[str, str], ...]
    """What was asked for, for the form that exports."""


def trail(rows: QuerySet[AuditEvent] | None, *, form: WantedForm, before: str) -> Trail:
    """The newest events that were asked for, or those before one; none where the questions cannot be understood."""
    asked = tuple((name, form.data[name]) for name in form.fields if form.data.get(name))
    if rows is not None and before.isdecimal() and len(before) < len(str(2**63)):
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: ON_A_PAGE + 1]) if rows is not None else []
    shown = found[:ON_A_PAGE]
    older = urlencode([*asked, ("before", str(shown[-1].pk))]) if len(found) > ON_A_PAGE else ""
    return Trail(
        form=form,
        lines=tuple(_line(event) for event in shown),
        older_url=f"?{older}" if older else "",
        filtered=bool(asked),
        asked=asked,
    )


def _line(event: AuditEvent) -> Line:
    facts = [_("By %(name)s") % {"name": event.actor} if event.actor else _("From the command line, or by itself")]
    if event.person:
        facts.append(_("About %(name)s") % {"name": event.person})
    if event.unit:
        facts.append(str(event.unit))
    return Line(
        title=acts.title_of(event.act),
        when_text=date_format(timezone.localtime(event.at), "DATETIME_FORMAT"),
        facts=tuple(facts),
        details_text=" · ".join(_detail(name, value) for name, value in event.details.items() if value is not None),
    )


def _detail(name: str, value: object) -> str:
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    return f"{name.replace('_', ' ')}: {_day(value) or value}"


def _day(value: object) -> str:
    try:
        return (
            date_format(date.fromisoformat(value)) if isinstance(value, str) and len(value) == len("2026-05-03") else ""
        )
    except ValueError:
        return ""
