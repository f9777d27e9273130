"""Versions of activities: kept when a page is published and, for certainty, when somebody answers."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from assessments.models import ActivityVersion
from modules.compiled import CompiledActivity
from modules.dialect import storage
from modules.dialect.writer import write
from modules.models import MarkdownPage
from modules.rendering import store


def keep(compiled: Iterable[CompiledActivity], *, now: datetime) -> None:
    """Record the versions that are not recorded yet. Two people may do so at once: the second finds it done."""
    wanted = {activity.version: activity for activity in compiled}
    known = ActivityVersion.objects.filter(pk__in=wanted).values_list("pk", flat=True)
    missing = wanted.keys() - set(known)
    if missing:
        rows = [_row(wanted[digest], now=now) for digest in sorted(missing)]
        ActivityVersion.objects.bulk_create(rows, ignore_conflicts=True)


def keep_published(*, instance: object, **_kwargs: object) -> None:
    """After publishing a page: keep the version of each of its activities."""
    if isinstance(instance, MarkdownPage):
        keep(store(instance.body).activities, now=timezone.now())


def compiled_versions(keys_and_digests: Mapping[str, str]) -> dict[str, CompiledActivity]:
    """Activity key → the activity as it stood in that version. One query; KeyError for a version that was never kept."""
    rows = ActivityVersion.objects.in_bulk(set(keys_and_digests.values()))
    return {key: rows[digest].compiled(key) for key, digest in keys_and_digests.items()}


def _row(compiled: CompiledActivity, *, now: datetime) -> ActivityVersion:
    return ActivityVersion(
        digest=compiled.version,
        kind=compiled.kind,
        source=write(compiled.activity),
        parsed=storage.dump(compiled.activity),
        fragments=dict(compiled.fragments),
        recorded_at=now,
    )
