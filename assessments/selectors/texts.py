"""Texts that somebody else marks: who may read them, and which wait."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from assessments.marking.judging import MARKED
from assessments.models import HandedText
from training_site.people.merges import accounts_of
from training_site.people.models import User
from training_site.people.permissions import MARK_TEXTS


def texts_to_mark(marker: User, *, today: date) -> QuerySet[HandedText]:
    """The texts that a trainer may read and mark: of learners in their scope, never their own; marked ones are among them."""
    learners = User.objects.filter(MARK_TEXTS.visible_to(marker, today=today))
    rows = HandedText.objects.filter(learner__in=learners.values("pk")).exclude(words=None)
    return rows.exclude(learner__in=accounts_of(marker.pk)).select_related("version")


def still_to_mark(texts: QuerySet[HandedText], marker: User) -> QuerySet[HandedText]:
    """Of these, what this marker can still say something about: what nobody has marked, and they have not judged yet."""
    return texts.exclude(state=MARKED).exclude(judgements__marker=marker)


def texts_of_colleagues(judge: User) -> QuerySet[HandedText]:
    """The texts that somebody was asked to judge as a colleague."""
    return HandedText.objects.filter(tasks__judge=judge).exclude(words=None).select_related("version")


def text_for(marker: User, pk: UUID, *, today: date) -> HandedText | None:
    """A text that somebody may read to mark it, as a trainer or as a colleague."""
    found = texts_to_mark(marker, today=today).filter(pk=pk).first()
    return found or texts_of_colleagues(marker).filter(pk=pk).first()


def own_text(learner: User, pk: UUID) -> HandedText | None:
    """The person's own text with this id; None for anybody else's."""
    return HandedText.objects.filter(learner=learner, pk=pk).select_related("version").first()


def latest_texts(*, learner_id: int, content_key: str) -> Mapping[str, HandedText]:
    """Activity key → the text that this person handed in last. One query."""
    rows = HandedText.objects.filter(learner_id=learner_id, content_key=content_key).order_by("created_at", "pk")
    return {text.activity_key: text for text in rows}
