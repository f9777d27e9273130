"""Keeping what somebody types until they answer with it: the newest counts in whatever order it arrives, and nothing is kept
after the answer.
"""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Value

from assessments.models import AnswerDraft, Attempt
from assessments.models.drafts import draft_id
from modules.compiled import CompiledActivity
from modules.dialect.activities.reflect import Reflect
from modules.dialect.activities.scenario import Scenario
from modules.dialect.shown import Answer
from training_site.people.models import User

LONGEST = 40_000
"""Characters of one draft as it is stored."""
Place = tuple[str, str]
"""The key of a page and that of an activity on it."""
KEPT_FOR = timedelta(days=90)
_WRITTEN = ("response_sealed", "typed_at", "kept_at")


class TooLong(Exception):
    """More was typed than a draft holds."""


class Answered(Exception):
    """All of it was answered since it was typed."""


def can_be_kept(compiled: CompiledActivity) -> bool:
    """Whether drafts are kept of it: never of what one writes for oneself, and a story keeps every step by itself."""
    return bool(compiled.key and compiled.activity.parts()) and not isinstance(compiled.activity, Reflect | Scenario)


def keep(
    *,
    learner: User,
    content_key: str,
    answers: Mapping[str, Answer],
    client_ids: Collection[UUID],
    typed_at: datetime,
    now: datetime,
) -> None:
    """Keep what was typed into each activity, unless something newer is kept or it has been answered since.

    `client_ids` are those that an answer from the same forms would have. Raises TooLong, and Answered where nothing can be kept.
    """
    responses = {key: {part: list(values) for part, values in answer.items()} for key, answer in answers.items()}
    if any(len(json.dumps(response, ensure_ascii=False)) > LONGEST for response in responses.values()):
        raise TooLong
    typed_at = min(typed_at, now)
    with transaction.atomic():
        # The lock that recording an answer takes: whichever comes second sees what the first did.
        User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
        newer, answered = _since(learner, content_key, list(answers), client_ids, typed_at)
        rows = [
            _row(learner, (content_key, key), response, typed_at=typed_at, kept_at=now)
            for key, response in responses.items()
            if key not in newer | answered
        ]
        AnswerDraft.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN)
    if answered >= responses.keys():
        raise Answered


def discard(*, learner: User, content_key: str, activity_key: str) -> None:
    """Forget what was typed, because it was answered."""
    AnswerDraft.objects.filter(
        pk=draft_id(learner_id=learner.pk, content_key=content_key, activity_key=activity_key)
    ).delete()


def sweep(*, now: datetime) -> int:
    """Delete what nobody has come back to for 90 days; how many."""
    return AnswerDraft.objects.filter(kept_at__lt=now - KEPT_FOR).delete()[0]


@transaction.atomic
def hand_over(*, account: User, person: User) -> None:
    """Let the drafts of one account go on on another, unless that has its own; none is left."""
    own = set(_places(person))
    left = AnswerDraft.objects.filter(learner=account)
    AnswerDraft.objects.bulk_create(
        _row(person, place, row.response.opened(), typed_at=row.typed_at, kept_at=row.kept_at)
        for row in left
        if (place := (row.content_key, row.activity_key)) not in own
    )
    left.delete()


def handed_over(*, account: User, person: User) -> tuple[int, int]:
    """How many would go on, and how many would end because the other account has its own."""
    own, left = set(_places(person)), _places(account)
    ends = sum(place in own for place in left)
    return len(left) - ends, ends


def _row(
    learner: User, place: Place, response: dict[str, list[str]], *, typed_at: datetime, kept_at: datetime
) -> AnswerDraft:
    content_key, activity_key = place
    row = AnswerDraft(
        id=draft_id(learner_id=learner.pk, content_key=content_key, activity_key=activity_key),
        learner=learner,
        content_key=content_key,
        activity_key=activity_key,
        typed_at=typed_at,
        kept_at=kept_at,
    )
    row.response = response
    return row


def _places(learner: User) -> list[Place]:
    return list(AnswerDraft.objects.filter(learner=learner).values_list("content_key", "activity_key"))


def _since(
    learner: User, content_key: str, keys: Collection[str], client_ids: Collection[UUID], typed_at: datetime
) -> tuple[set[str], set[str]]:
    """Of which activities something newer is kept, and which were answered since; one query."""
    here = Q(learner=learner, content_key=content_key, activity_key__in=keys)
    later = Q(client_id__in=client_ids) | Q(received_at__gte=typed_at)
    answered = Attempt.objects.filter(here, later, quiz_attempt=None).order_by()
    newer = AnswerDraft.objects.filter(here, typed_at__gte=typed_at)
    told = answered.annotate(what=Value("answered")).values_list("activity_key", "what")
    found = list(told.union(newer.annotate(what=Value("newer")).values_list("activity_key", "what")))
    return {key for key, what in found if what == "newer"}, {key for key, what in found if what == "answered"}
