"""Exporting the trail, which is itself an act of the trail."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from training_site.audit.exporting import lines
from training_site.audit.selectors import Wanted, all_of, events_for
from training_site.audit.services import linking
from training_site.audit.services.recording import record
from training_site.people.models import User


def export(*, wanted: Wanted, form: str, by: User, now: datetime) -> Iterator[str]:
    """The lines of the file, of what `by` may see; who asked for which rows is recorded first, and is the newest row of no export but the next."""
    linking.link_waiting()
    rows = events_for(by, wanted, today=timezone.localdate(now))
    newest = rows.values_list("pk", flat=True).first() or 0
    record(
        act="audit.exported",
        actor=by,
        unit=wanted.unit,
        details={"format": form, "rows": rows.count(), **_asked(wanted)},
        now=now,
    )
    return lines(all_of(rows.filter(pk__lte=newest)), form=form)


def _asked(wanted: Wanted) -> dict[str, str | int]:
    asked: dict[str, str | int | None] = {
        "act": wanted.act,
        "about": wanted.actor.pk if wanted.actor else None,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
    }
    return {name: value for name, value in asked.items() if value}
