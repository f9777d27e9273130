"""Handing in a text that others mark: its words are sealed and wait in a queue; colleagues are asked as soon as there are enough."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from assessments.groups import groups_of
from assessments.marking import judging, peers
from assessments.models import HandedText, PeerTask
from assessments.services import ledgers, telling
from modules.compiled import CompiledActivity
from modules.dialect.activities.essay import Essay
from modules.dialect.document import Activity
from modules.dialect.shown import Answer
from training_site.people.models import Membership, User
from training_site.people.roles import Role

WORDS = "answer"


class TextWaits(Exception):
    """An earlier text of this person still waits for its mark."""


def marked_by_others(activity: Activity) -> bool:
    """Whether somebody else marks what is written."""
    return isinstance(activity, Essay) and activity.by_others


def hand_in(
    *,
    learner: User,
    content_key: str,
    compiled: CompiledActivity,
    answer: Answer,
    client_id: UUID,
    language: str,
    now: datetime,
) -> Answer:
    """What of an answer is kept in the open: everything but a text that now waits to be marked. Raises TextWaits.

    Whoever learns without an organisation has nobody who marks; their text stays with their other answers. Called with the learner
    locked, inside the transaction that records the answer.
    """
    essay, words = compiled.activity, "".join(answer.get(WORDS, ()))
    organisation = _organisation_of(learner, now=now)
    if not isinstance(essay, Essay) or not essay.by_others or not words or organisation is None:
        return answer
    if waiting_text(learner=learner, content_key=content_key, activity_key=compiled.key).exists():
        raise TextWaits
    by_peers = essay.by == HandedText.By.PEER
    text = HandedText(
        organisation_id=organisation,
        learner=learner,
        content_key=content_key,
        activity_key=compiled.key,
        version_id=compiled.version,
        language=language,
        marked_by=essay.by,
        wanted=essay.peers if by_peers else essay.markers,
        group=min(groups_of(learner.pk, now=now), default="") if by_peers else "",
        client_id=client_id,
    )
    text.words = words
    ledgers.begin(text, event=judging.HAND_IN, by=learner, now=now)
    if text.group:
        _ask_colleagues(text, now=now)
    return {part: values for part, values in answer.items() if part != WORDS}


def waiting_text(*, learner: User, content_key: str, activity_key: str) -> QuerySet[HandedText]:
    """The text of a person that waits at a question."""
    rows = HandedText.objects.filter(learner=learner, content_key=content_key, activity_key=activity_key)
    return rows.exclude(state=judging.MARKED)


def _organisation_of(learner: User, *, now: datetime) -> int | None:
    held = Membership.objects.active_on(timezone.localdate(now)).filter(user=learner, role=Role.LEARNER)
    found: int | None = held.order_by("since", "pk").values_list("organisation_id", flat=True).first()
    return found


def _ask_colleagues(text: HandedText, *, now: datetime) -> None:
    """Draw a ring as soon as enough texts of the group are in no ring yet."""
    of_the_group = HandedText.objects.filter(
        group=text.group, content_key=text.content_key, activity_key=text.activity_key
    ).order_by("created_at", "pk")
    # Everybody locks the oldest, so that two who hand in at the same moment do not draw two rings.
    of_the_group.select_for_update(of=("self",)).first()
    alone = of_the_group.filter(marked_by=text.marked_by, wanted=text.wanted, state=judging.WAITING, tasks=None)
    waiting: Sequence[HandedText] = list(alone.exclude(words=None).select_related("learner"))
    if not peers.enough(len(waiting), each=text.wanted):
        return
    seed = secrets.token_hex(16)
    asked = [
        PeerTask(text=waiting[task.text], judge=waiting[task.judge].learner, seed=seed, asked_at=now)
        for task in peers.ring(len(waiting), each=text.wanted, seed=seed)
    ]
    PeerTask.objects.bulk_create(asked)
    telling.colleagues_are_asked(asked, now=now)
