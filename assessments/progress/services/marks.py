"""Marking pages: opened, done, undone. Each mark is an event; a repeated one is the same event."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from assessments.progress.models import LessonEvent
from assessments.progress.services.projecting import NAMESPACE, project
from modules.outline import Module
from training_site.people.models import User


class MarkConflict(Exception):
    """The client id already stands for another mark, or for somebody else's."""


def mark(
    *, learner: User, module: Module, content_key: str, kind: LessonEvent.Kind, client_id: UUID, now: datetime
) -> LessonEvent:
    """Add a mark to the ledger and bring progress up to date; the stored event if this client id brought it before.

    Raises MarkConflict for a client id that stands for something else.
    """
    try:
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
            stored = LessonEvent.objects.filter(client_id=client_id).first()
            if stored is None:
                stored = LessonEvent(
                    learner=learner,
                    module_key=module.content_key,
                    content_key=content_key,
                    kind=kind,
                    client_id=client_id,
                    happened_at=now,
                )
                stored.save(force_insert=True)
                project(learner_id=learner.pk, module=module, content_key=content_key, now=now)
    except IntegrityError as error:
        # Only somebody else can have taken the client id in the meantime.
        raise MarkConflict(str(client_id)) from error
    if (stored.learner_id, stored.content_key, stored.kind) != (learner.pk, content_key, kind):
        raise MarkConflict(str(client_id))
    return stored


def mark_once(*, learner: User, module: Module, content_key: str, kind: LessonEvent.Kind, now: datetime) -> LessonEvent:
    """A mark that the site makes by itself and only once: a page was opened, a scenario walked, a quiz passed."""
    client_id = uuid5(NAMESPACE, f"{learner.pk} {kind} {content_key}")
    return mark(learner=learner, module=module, content_key=content_key, kind=kind, client_id=client_id, now=now)
