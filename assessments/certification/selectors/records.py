"""What the rows of an import name: people, certifications, modules. Each read once for a whole file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.models import Certification, Cycle, Evidence
from assessments.certification.selectors.powers import involved_with
from assessments.progress.selectors import programmes
from training_site.people import permissions
from training_site.people.models import Organisation, User

BATCH = 400


@dataclass(frozen=True, kw_only=True)
class Around:
    """Everything that rows are looked up in."""

    people: Mapping[str, User]
    """User name or e-mail address, in small letters → somebody in the importer's scope."""
    certifications: Mapping[str, Certification]
    """Code or title in any language, in small letters → what has been published."""
    modules: Mapping[str, str]
    """Key or title, in small letters → key."""
    involved: Collection[int] = ()
    """Learners whose practice the importer has judged."""
    issuers: Collection[int] | None = None
    """Organisations for whose certificates the importer answers; None: for all."""
    completed: set[tuple[object, ...]] = field(default_factory=set)
    """(learner, certification, day) of every certified round."""
    latest: dict[tuple[object, ...], date] = field(default_factory=dict)
    """(learner, certification) → the last of these days."""
    kept: set[tuple[object, ...]] = field(default_factory=set)
    """(learner, subject, day, reference) of every earlier completion that is kept as evidence."""


def around(names: Collection[str], *, by: User | None, today: date) -> Around:
    """For a file that names these people; `by` None is whoever runs the site."""
    people = _people({name.casefold() for name in names}, by=by, today=today)
    found = {person.pk for person in people.values()}
    completed, latest = _completed(found)
    return Around(
        people=people,
        certifications=_certifications(),
        modules=_modules(),
        involved=involved_with(by.pk) | {by.pk} if by else (),
        issuers=_issuers(by, today=today) if by else None,
        completed=completed,
        latest=latest,
        kept=_kept(found),
    )


def _people(names: set[str], *, by: User | None, today: date) -> dict[str, User]:
    rows = User.objects.filter(is_active=True)
    if by is not None:
        rows = rows.filter(permissions.CERTIFY_LEARNER.visible_to(by, today=today))
    found: dict[str, User] = {}
    for person in rows.iterator():
        for name in (person.username.casefold(), person.email.casefold()):
            if name and name in names:
                found[name] = person
    return found


def _certifications() -> dict[str, Certification]:
    rows = Certification.objects.filter(versions__published_at__isnull=False).distinct().select_related("issuer")
    found: dict[str, Certification] = {}
    for row in rows:
        for name in (row.code, *row.titles.values()):
            found.setdefault(str(name).casefold(), row)
    return found


def _modules() -> dict[str, str]:
    found: dict[str, str] = {}
    for programme in programmes():
        for module in programme.modules:
            found.setdefault(module.content_key.casefold(), module.content_key)
            found.setdefault(module.title.casefold(), module.content_key)
    return found


def _issuers(by: User, *, today: date) -> set[int]:
    rows = Organisation.objects.filter(permissions.CHANGE_CREDENTIAL.visible_to(by, today=today))
    return set(rows.values_list("pk", flat=True))


def _completed(people: set[int]) -> tuple[set[tuple[object, ...]], dict[tuple[object, ...], date]]:
    completed: set[tuple[object, ...]] = set()
    latest: dict[tuple[object, ...], date] = {}
    for batch in _batches(people):
        rows = Cycle.objects.filter(learner__in=batch, completed_on__isnull=False).order_by("completed_on")
        for learner, certification, day in rows.values_list("learner", "certification", "completed_on"):
            if day is not None:
                completed.add((learner, certification, day))
                latest[learner, certification] = day
    return completed, latest


def _kept(people: set[int]) -> set[tuple[object, ...]]:
    kept: set[tuple[object, ...]] = set()
    for batch in _batches(people):
        rows = Evidence.objects.filter(
            learner__in=batch, kind=Evidence.Kind.COMPLETION, state__in=("submitted", "verified")
        )
        kept.update(rows.order_by().values_list("learner", "subject", "occurred_on", "reference"))
    return kept


def _batches(people: set[int]) -> list[list[int]]:
    listed = sorted(people)
    return [listed[first : first + BATCH] for first in range(0, len(listed), BATCH)]
